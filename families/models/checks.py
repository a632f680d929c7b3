from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .base import Model
from .children import Child, Family
from .places import Setting, Term


class HealthField(models.TextChoices):
    """What a family may say anew about a child's health: the columns of `Child` of these names."""

    ALLERGIES = "allergies", _("Allergies")
    DIET = "diet", _("Food")
    CARE_NOTE = "care_note", _("Good to know")


class HealthChange(Model):
    """A family says that a child's health facts have changed. Shown beside the old at once as "new
    from the family, being checked", until the manager takes it over or answers why not."""

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="health_changes")
    family = models.ForeignKey(Family, on_delete=models.CASCADE, related_name="+")
    field = models.CharField(max_length=10, choices=HealthField.choices)
    words = models.CharField(max_length=300, blank=True)  # empty: it is no longer so
    was = models.CharField(max_length=300, blank=True)
    proposed_by = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        "families.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    is_accepted = models.BooleanField(default=False)
    answer = models.CharField(_("a word to the family"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "family", "field"],
                condition=Q(settled_at__isnull=True),
                name="one_open_health_change_per_home",
            ),
            models.CheckConstraint(
                name="an_accepted_health_change_is_settled",
                condition=Q(is_accepted=False)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"health change {self.pk}"


class FamilyCheck(Model):
    """The termly two-minute walk of one household: has anything changed? (S68)"""

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    family = models.ForeignKey(Family, on_delete=models.CASCADE, related_name="checks")
    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="+")
    steps_done = models.JSONField(default=list, blank=True)
    put_off_until = models.DateField(null=True, blank=True)
    begun_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["family", "term"], name="one_check_per_home_and_term")
        ]

    def __str__(self) -> str:
        return f"check {self.pk}"
