from decimal import Decimal

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from families.models.base import Model

COLDEST, HOTTEST = Decimal("34.0"), Decimal("42.5")  # what a thermometer can rightly say, in °C


def _time_asleep() -> models.Func:
    """From falling asleep until waking up, without that moment; without an end while asleep."""
    return models.Func(
        models.F("at"),
        models.F("ended_at"),
        models.Value("[)"),
        function="tstzrange",
        output_field=DateTimeRangeField(),
    )


class CareEntry(Model):
    """One meal, drink, sleep, nappy, mood, activity, temperature or sun cream of one child.

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
        TEMPERATURE = "temperature", _("Temperature")
        SUN_CREAM = "sun_cream", _("Sun cream")

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
    degrees = models.DecimalField(_("°C"), max_digits=3, decimal_places=1, null=True, blank=True)
    parent_called_at = models.TimeField(null=True, blank=True)  # of a temperature
    words = models.CharField(_("words"), max_length=500, blank=True)
    # Of a meal: what was on the table for it, if somebody wrote the menu.
    offer = models.ForeignKey(
        "learning_journals.Offer",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
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
            models.CheckConstraint(
                name="care_temperature_is_a_childs",
                condition=models.Q(kind="temperature", degrees__gte=COLDEST, degrees__lte=HOTTEST)
                | (
                    ~models.Q(kind="temperature")
                    & models.Q(degrees__isnull=True, parent_called_at__isnull=True)
                ),
            ),
            models.UniqueConstraint(
                fields=["child"],
                condition=models.Q(kind="sleep", ended_at__isnull=True, undone_at__isnull=True),
                name="one_open_sleep_per_child",
            ),
            ExclusionConstraint(
                name="one_sleep_at_a_time_per_child",
                expressions=[
                    (models.F("child"), RangeOperators.EQUAL),
                    (_time_asleep(), RangeOperators.OVERLAPS),
                ],
                condition=models.Q(kind="sleep", undone_at__isnull=True),
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
    # The writer has finished: from then on the setting's rule says when families read it.
    ready_at = models.DateTimeField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "day"], name="one_daily_note_per_child_and_day"
            )
        ]
        indexes = [
            # What the set hour has still to release: a handful, however many days there were.
            models.Index(
                fields=["day"],
                condition=models.Q(released_at__isnull=True, ready_at__isnull=False),
                name="daily_note_waits",
            )
        ]

    def __str__(self) -> str:
        return f"daily note {self.pk}"
