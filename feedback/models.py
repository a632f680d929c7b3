import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

NOTE_LIMIT = 3_000  # characters; room for a story, and less than the later sealed slot of 4 KiB
REPLY_LIMIT = 3_000


class FeedbackItem(models.Model):
    """An anonymous note: no person, no time, no address, only words and a receipt's hash."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    words = models.TextField(_("your note"), max_length=NOTE_LIMIT)
    receipt_hash = models.CharField(max_length=64, unique=True)  # SHA-256 of the receipt code
    is_closed = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"feedback {self.pk}"


class FeedbackReply(models.Model):
    """An answer of the setting to a note; `number` keeps the order."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    item = models.ForeignKey(FeedbackItem, on_delete=models.CASCADE, related_name="replies")
    number = models.PositiveSmallIntegerField()
    words = models.TextField(_("your answer"), max_length=REPLY_LIMIT)

    class Meta:
        ordering = ["number"]
        verbose_name_plural = "feedback replies"
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="reply_number_once")]

    def __str__(self) -> str:
        return f"reply {self.pk}"
