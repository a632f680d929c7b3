"""When families read the words of a day, and what was corrected after they had."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from families.models.base import Model

from .daily import DailyNote

WHY_LIMIT = 200


class ReleaseRule(Model):
    """When families read the words of a day, as the manager chose. Without a row it is at once; an
    earlier choice stays written down."""

    class How(models.TextChoices):
        AT_ONCE = "at_once", _("At once, when the words are shared")
        AT_HOUR = "at_hour", _("At a set hour")
        BY_LEADER = "by_leader", _("When the room leader or a manager releases the room")

    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    how = models.CharField(max_length=10, choices=How.choices)
    at = models.TimeField(_("hour"), null=True, blank=True)
    chosen_by = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField(default=timezone.now)
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["setting"],
                condition=Q(replaced_at__isnull=True),
                name="one_release_rule_per_setting",
            ),
            models.CheckConstraint(
                name="a_set_hour_is_an_hour",
                condition=Q(how="at_hour", at__isnull=False)
                | (~Q(how="at_hour") & Q(at__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"release rule {self.pk}"


class DailyNoteChange(Model):
    """The words of a day as families had read them before they were corrected, and why. Written
    once, never changed."""

    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    note = models.ForeignKey(DailyNote, on_delete=models.CASCADE, related_name="changes")
    version = models.PositiveIntegerField()
    words = models.TextField(max_length=2000, blank=True)
    why = models.CharField(_("why"), max_length=WHY_LIMIT)
    changed_by = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["note", "version"], name="a_version_is_changed_once"),
            models.CheckConstraint(name="a_correction_says_why", condition=~Q(why="")),
        ]

    def __str__(self) -> str:
        return f"change {self.pk}"
