import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

NOTE_LIMIT = 3_000  # letters; the sealed slot has room for 4 KiB (`feedback.sealed_box`)
REPLY_LIMIT = 3_000


class Reader(models.TextChoices):
    """Who may read a note, as its writer chose."""

    MANAGERS = "managers", _("The manager and the deputy")
    LEAD = "lead", _("The safeguarding lead, without the manager")
    BOTH = "both", _("All of them")


class FeedbackItem(models.Model):
    """An anonymous note: no person, no time, no address, only words and a receipt's hash."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    words = models.TextField(_("your note"), max_length=NOTE_LIMIT)
    receipt_hash = models.CharField(max_length=64)  # SHA-256 of the receipt code
    reader = models.CharField(max_length=10, choices=Reader.choices, default=Reader.MANAGERS)
    is_closed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            # Of one setting, so that nobody can stop the emptying of another one's box.
            models.UniqueConstraint(
                fields=["setting", "receipt_hash"], name="receipt_once_a_setting"
            ),
            models.CheckConstraint(
                name="note_has_a_known_reader", condition=models.Q(reader__in=Reader.values)
            ),
        ]

    def __str__(self) -> str:
        return f"feedback {self.pk}"


class FeedbackReply(models.Model):
    """What was said after a note, by the setting or by its writer; `number` keeps the order."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    item = models.ForeignKey(FeedbackItem, on_delete=models.CASCADE, related_name="replies")
    number = models.PositiveSmallIntegerField()
    words = models.TextField(_("your answer"), max_length=REPLY_LIMIT)
    from_writer = models.BooleanField(default=False)  # through the box, with the receipt code

    class Meta:
        ordering = ["number"]
        verbose_name_plural = "feedback replies"
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="reply_number_once")]

    def __str__(self) -> str:
        return f"reply {self.pk}"
