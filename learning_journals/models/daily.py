from django.core.validators import MaxValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from families.models.base import Model


class CareEntry(Model):
    """One meal, drink, sleep, nappy, mood or activity of one child.

    Entries that were tapped together share `batch`, so that one tap undoes them all. Undoing keeps
    the row and hides it.
    """

    class Kind(models.TextChoices):
        BREAKFAST = "breakfast", _("Breakfast")
        SNACK = "snack", _("Snack")
        LUNCH = "lunch", _("Lunch")
        TEA = "tea", _("Tea")
        DRINK = "drink", _("Drink")
        BOTTLE = "bottle", _("Bottle")
        SLEEP = "sleep", _("Sleep")
        NAPPY = "nappy", _("Nappy or toilet")
        MOOD = "mood", _("Mood")
        ACTIVITY = "activity", _("Activity")

    MEALS = (Kind.BREAKFAST, Kind.SNACK, Kind.LUNCH, Kind.TEA)

    class Amount(models.TextChoices):
        NONE = "none", _("None")
        SOME = "some", _("Some")
        MOST = "most", _("Most")
        ALL = "all", _("All")
        MORE = "more", _("All and more")

    class Nappy(models.TextChoices):
        WET = "wet", _("Wet")
        SOILED = "soiled", _("Soiled")
        DRY = "dry", _("Dry")
        POTTY = "potty", _("Potty")
        TOILET = "toilet", _("Toilet")
        ACCIDENT = "accident", _("Little accident")

    class Mood(models.TextChoices):
        SETTLED = "settled", _("Settled")
        JOYFUL = "joyful", _("Joyful")
        QUIET = "quiet", _("Quiet")
        TIRED = "tired", _("Tired")
        UNSETTLED = "unsettled", _("Unsettled")
        UPSET = "upset", _("Upset")

    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    child = models.ForeignKey(
        "families.Child", on_delete=models.CASCADE, related_name="care_entries"
    )
    kind = models.CharField(max_length=12, choices=Kind.choices)
    at = models.DateTimeField(_("time"), default=timezone.now)
    ended_at = models.DateTimeField(_("until"), null=True, blank=True)  # sleeps; open while asleep
    # The answer in one word, from Amount, Nappy or Mood according to the kind.
    answer = models.CharField(max_length=12, blank=True)
    millilitres = models.PositiveSmallIntegerField(
        _("ml"), null=True, blank=True, validators=[MaxValueValidator(1000)]
    )
    words = models.CharField(_("words"), max_length=500, blank=True)
    logged_by = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    logged_at = models.DateTimeField(default=timezone.now)
    batch = models.UUIDField()
    undone_at = models.DateTimeField(null=True, blank=True)
    # A sleep is ended by a later tap, often a colleague's, which can be undone as well.
    end_batch = models.UUIDField(null=True, blank=True)
    end_logged_by = models.ForeignKey(
        "families.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    end_logged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "care entries"
        indexes = [
            models.Index(fields=["child", "-at", "-id"], name="care_child_at"),
            models.Index(fields=["setting", "batch"], name="care_setting_batch"),
        ]
        constraints = [
            # The same tap sent twice makes one row: the batch is the idempotency key.
            models.UniqueConstraint(
                fields=["batch", "child"], name="care_once_per_batch_and_child"
            ),
            models.CheckConstraint(
                name="care_ends_after_it_starts",
                condition=models.Q(ended_at__isnull=True) | models.Q(ended_at__gte=models.F("at")),
            ),
            models.UniqueConstraint(
                fields=["child"],
                condition=models.Q(kind="sleep", ended_at__isnull=True, undone_at__isnull=True),
                name="one_open_sleep_per_child",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class DailyNote(Model):
    """One child's day for the family: the words beside that day's care entries."""

    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    child = models.ForeignKey(
        "families.Child", on_delete=models.CASCADE, related_name="daily_notes"
    )
    day = models.DateField()
    words = models.TextField(_("a real moment of the day"), max_length=2000, blank=True)
    written_by = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "day"], name="one_daily_note_per_child_and_day"
            )
        ]

    def __str__(self) -> str:
        return f"daily note {self.pk}"
