from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from families.models.base import Model

MESSAGE_LIMIT = 5_000


class Conversation(Model):
    """Two-way talk about one child between one home and named staff.

    `audience` holds the ids of everybody who may read it. It is fixed at the start; whoever joins
    later, because nobody of the staff in it works here any more, is added visibly by an action
    (`send_message`). The database's rule reads it directly.
    """

    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    child = models.ForeignKey("families.Child", on_delete=models.CASCADE, related_name="+")
    family = models.ForeignKey("families.Family", on_delete=models.CASCADE, related_name="+")
    subject = models.CharField(_("about"), max_length=120)
    audience = ArrayField(models.UUIDField())
    started_by = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    last_message_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [
            GinIndex(fields=["audience"], name="conversation_audience"),
            models.Index(fields=["child", "-last_message_at"], name="conversation_child"),
        ]

    def __str__(self) -> str:
        return f"conversation {self.pk}"


def is_unread(prefix: str = "") -> models.Q:
    """The condition for a participant who has not read the newest message of somebody else.

    The same words make the partial index `participant_unread`, so that counting what is unread
    stays as cheap after ten years as on the first day.
    """
    heard, read = f"{prefix}last_heard_at", f"{prefix}last_read_at"
    return models.Q(**{f"{heard}__isnull": False}) & (
        models.Q(**{f"{read}__isnull": True}) | models.Q(**{f"{read}__lt": models.F(heard)})
    )


class Participant(Model):
    """One reader of a conversation and how far they have read; unread is a comparison of times."""

    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="participants"
    )
    user = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    is_staff = models.BooleanField(default=False)
    # Since when they read along, if not from the beginning: the time of a message in the talk.
    joined_at = models.DateTimeField(null=True, blank=True)
    last_read_at = models.DateTimeField(null=True, blank=True)
    # Newest message by somebody else, and later than all before it, also where that was committed
    # late (`send_message`); with last_read_at it says "unread" from one index.
    last_heard_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "user"], name="participant_once")
        ]
        indexes = [
            models.Index(fields=["user", "-last_heard_at"], name="participant_user_heard"),
            models.Index(fields=["user"], name="participant_unread", condition=is_unread()),
        ]

    def __str__(self) -> str:
        return f"participant {self.pk}"


class Message(Model):
    """Words in a conversation. Never edited: a correction is another message."""

    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="messages"
    )
    author = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    words = models.TextField(_("your message"), max_length=MESSAGE_LIMIT)
    # A card of help nearby, put beside the words by staff; shown as it is on the day it is read.
    card = models.ForeignKey(
        "families.LocalService", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    language = models.CharField(max_length=10, default="en-gb")
    at = models.DateTimeField(default=timezone.now)
    idempotency_key = models.UUIDField()

    class Meta:
        ordering = ["at", "id"]
        indexes = [
            models.Index(fields=["conversation", "at", "id"], name="message_conversation_at")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["author", "idempotency_key"], name="message_once_per_form"
            )
        ]

    def __str__(self) -> str:
        return f"message {self.pk}"
