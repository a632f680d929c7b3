"""Medicine: the written permission for one medicine, and each dose that was given.

No dose without a permission in force: the action refuses it, and so does the database. What was
logged is never changed; the words of the permission are copied into the dose, because a dose is
read by every home that reads the day, and the permission belongs to the home that gave it.
"""

from datetime import date, datetime, timedelta

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from families.models.base import Model

LONGEST_PERMISSION = timedelta(days=366)
MOST_TIMES = 6  # a day


class MedicinePermission(Model):
    """An adult with parental responsibility allows this medicine, in this dose, for these days."""

    class Form(models.TextChoices):
        LIQUID = "liquid", _("Liquid")
        TABLET = "tablet", _("Tablet")
        DROPS = "drops", _("Drops")
        INHALER = "inhaler", _("Inhaler")
        CREAM = "cream", _("Cream or gel")
        INJECTOR = "injector", _("Pen for an emergency")
        OTHER = "other", _("Something else")

    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    child = models.ForeignKey("families.Child", on_delete=models.CASCADE, related_name="medicines")
    family = models.ForeignKey("families.Family", on_delete=models.CASCADE, related_name="+")
    given_by = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    given_by_name = models.CharField(max_length=120)
    given_at = models.DateTimeField(default=timezone.now)
    medicine = models.CharField(_("medicine"), max_length=80)
    dose = models.CharField(_("dose"), max_length=60)
    form = models.CharField(max_length=10, choices=Form.choices)
    reason = models.CharField(_("what it is for"), max_length=200)
    # At these times, or only when this is seen.
    times = ArrayField(models.TimeField(), default=list, blank=True)
    when_needed = models.CharField(_("when it is needed"), max_length=200, blank=True)
    hours_between = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(24)]
    )
    storage = models.CharField(_("where it is kept"), max_length=120)
    started_on = models.DateField(_("from"))
    ended_on = models.DateField(_("last day"))
    ended_at = models.DateTimeField(null=True, blank=True)  # taken back before that
    form_key = models.UUIDField()

    # no columns: queries/medicines.py fills them in
    given_today: list[datetime]
    last_given: datetime | None
    hours_apart: int
    giver_decides: bool
    giver_decided_until: date | None

    class Meta:
        indexes = [models.Index(fields=["child", "ended_on"], name="medicine_child_until")]
        constraints = [
            models.UniqueConstraint(fields=["given_by", "form_key"], name="medicine_once_per_form"),
            models.CheckConstraint(
                name="medicine_says_what_how_much_and_why",
                condition=models.Q(medicine__regex=r"\S", dose__regex=r"\S", reason__regex=r"\S"),
            ),
            models.CheckConstraint(
                name="medicine_at_times_or_when_needed",
                condition=(models.Q(when_needed="") & ~models.Q(times=[]))
                | (~models.Q(when_needed="") & models.Q(times=[])),
            ),
            models.CheckConstraint(
                name="medicine_for_a_year_at_most",
                condition=models.Q(ended_on__gte=models.F("started_on"))
                & models.Q(ended_on__lte=models.F("started_on") + LONGEST_PERMISSION),
            ),
            models.CheckConstraint(
                name="medicine_with_hours_between",
                condition=models.Q(hours_between__gte=1, hours_between__lte=24),
            ),
        ]

    def __str__(self) -> str:
        return f"permission {self.pk}"

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on this day, as far as anybody knows now."""
        return self.ended_at is None and self.started_on <= day <= self.ended_on


class MedicineGiven(Model):
    """One dose: given here by staff under a permission, or at home, as the family tells us."""

    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    child = models.ForeignKey("families.Child", on_delete=models.CASCADE, related_name="+")
    permission = models.ForeignKey(
        MedicinePermission, on_delete=models.CASCADE, related_name="doses"
    )
    at_home = models.BooleanField(default=False)
    # Whose telling it is, of a dose at home: the other home does not read it.
    family = models.ForeignKey(
        "families.Family", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    medicine = models.CharField(max_length=80)
    dose = models.CharField(max_length=60)
    given_at = models.DateTimeField(default=timezone.now)
    given_by = models.ForeignKey(
        "families.Membership", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    given_by_name = models.CharField(max_length=120)
    witness = models.ForeignKey(
        "families.Membership", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    witness_name = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=200, blank=True)  # of one that is given when needed
    too_soon = models.BooleanField(default=False)  # given all the same
    logged_by = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    logged_at = models.DateTimeField(default=timezone.now)
    form_key = models.UUIDField()

    class Meta:
        indexes = [
            models.Index(fields=["child", "-given_at"], name="dose_child_at"),
            models.Index(fields=["permission", "-given_at"], name="dose_permission_at"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["logged_by", "form_key"], name="dose_once_per_form"),
            models.CheckConstraint(
                name="dose_at_home_belongs_to_a_home",
                condition=models.Q(at_home=True, family__isnull=False)
                | models.Q(at_home=False, family__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"dose {self.pk}"
