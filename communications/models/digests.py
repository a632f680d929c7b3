from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from families.models.base import Model


class DigestPreference(Model):
    """When one adult wishes to hear from one setting by e-mail.

    Without a row the defaults of the fields hold for everybody whose link to a child receives
    updates. Nothing is sent for a time before `changed_at`: choosing Tuesday on a Wednesday does
    not bring yesterday's e-mail.
    """

    class Frequency(models.TextChoices):
        DAILY = "daily", _("Every day")
        WEEKLY = "weekly", _("Once a week")
        NEVER = "never", _("Never")

    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(
        "families.User", on_delete=models.CASCADE, related_name="digest_preferences"
    )
    frequency = models.CharField(
        _("how often"), max_length=8, choices=Frequency.choices, default=Frequency.WEEKLY
    )
    weekday = models.PositiveSmallIntegerField(_("day"), default=4)  # Monday is 0, Friday 4
    hour = models.PositiveSmallIntegerField(_("hour"), default=17)  # 0 to 23, the setting's clock
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["setting", "user"], name="one_digest_preference"),
            models.CheckConstraint(
                name="digest_weekday_and_hour", condition=models.Q(weekday__lte=6, hour__lte=23)
            ),
        ]

    def __str__(self) -> str:
        return f"digest preference {self.pk}"


class Digest(Model):
    """One e-mail for one adult and period, with a link and no content.

    `message_id` is made from the key: should SMTP accept a mail and the worker die before the row
    is marked, the repeat carries the same Message-ID.
    """

    class Status(models.TextChoices):
        DUE = "due", _("Due")
        SENT = "sent", _("Sent")
        EMPTY = "empty", _("Nothing new")  # or nobody to send it to any more

    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    recipient = models.ForeignKey("families.User", on_delete=models.CASCADE, related_name="digests")
    period_start = models.DateTimeField()
    period_end = models.DateTimeField()
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.DUE)
    message_id = models.CharField(max_length=120, unique=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    # Its recipient pressed "send me one now": then what they have seen already is told once more.
    was_asked_for = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["setting", "recipient", "period_end"], name="one_digest_per_period"
            )
        ]

    def __str__(self) -> str:
        return f"digest {self.pk}"


class LastLook(models.Model):
    """How far one person has seen what is new, so that neither page nor digest calls it new again.

    `seen_at` is when they last opened their first page or what's new; `new_since` what they had
    seen when this visit began: a page that is loaded twice shows the same news twice.
    """

    user = models.OneToOneField(
        "families.User", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    seen_at = models.DateTimeField()
    new_since = models.DateTimeField()

    def __str__(self) -> str:
        return f"last look of {self.pk}"
