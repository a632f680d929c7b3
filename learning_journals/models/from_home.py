"""What a home tells the room in the morning, and who has read it (domain.md 2.11: `from_home`)."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from families.models.base import Model

from .daily import CareEntry

MORNING_WORDS = 500


class MorningNote(Model):
    """What one home tells about one morning of a child. A later version takes its place until the
    day is over; every version stays. It belongs to the home: another home never reads it."""

    class Slept(models.TextChoices):
        WELL = "well", _("Slept well")
        BROKEN = "broken", _("Awake in the night")
        LITTLE = "little", _("Slept little")

    class Breakfast(models.TextChoices):
        ALL = "all", _("Had breakfast")
        SOME = "some", _("Ate a little")
        NONE = "none", _("No breakfast yet")

    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    child = models.ForeignKey("families.Child", on_delete=models.CASCADE, related_name="+")
    family = models.ForeignKey("families.Family", on_delete=models.PROTECT, related_name="+")
    day = models.DateField(_("day"))
    slept = models.CharField(_("last night"), max_length=8, choices=Slept.choices, blank=True)
    breakfast = models.CharField(
        _("breakfast"), max_length=8, choices=Breakfast.choices, blank=True
    )
    mood = models.CharField(_("mood"), max_length=12, choices=CareEntry.Mood.choices, blank=True)
    medicine = models.CharField(_("medicine given at home"), max_length=120, blank=True)
    medicine_at = models.TimeField(_("when"), null=True, blank=True)
    words = models.CharField(_("anything we should know"), max_length=MORNING_WORDS, blank=True)
    version = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "family", "day"],
                condition=Q(replaced_at__isnull=True),
                name="one_morning_note_per_home_and_day",
            ),
            models.UniqueConstraint(
                fields=["child", "family", "day", "version"], name="morning_note_version_once"
            ),
            models.CheckConstraint(
                name="a_morning_note_says_something",
                condition=~Q(slept="", breakfast="", mood="", medicine="", words=""),
            ),
            models.CheckConstraint(
                name="medicine_at_home_has_a_time",
                condition=Q(medicine="", medicine_at__isnull=True)
                | (~Q(medicine="") & Q(medicine_at__isnull=False)),
            ),
        ]
        indexes = [models.Index(fields=["child", "day"], name="morning_note_child_day")]

    def __str__(self) -> str:
        return f"morning note {self.pk}"


class MorningNoteReading(Model):
    """A member of staff has read this version of a morning note. Written once, never changed."""

    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    note = models.ForeignKey(MorningNote, on_delete=models.CASCADE, related_name="readings")
    by = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["note", "by"], name="a_morning_note_is_read_once_by_each"
            )
        ]

    def __str__(self) -> str:
        return f"reading {self.pk}"
