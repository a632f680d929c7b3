from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from .base import Dated, Model, ends_after_it_starts
from .children import Child, days_held
from .places import Membership, Setting


def _one_a_day(name: str, *, is_backup: bool, said: object) -> ExclusionConstraint:
    return ExclusionConstraint(
        name=name,
        expressions=[
            (models.F("child"), RangeOperators.EQUAL),
            (days_held(), RangeOperators.OVERLAPS),
        ],
        condition=models.Q(is_backup=is_backup),
        violation_error_message=said,
    )


class KeyPersonAssignment(Dated, Model):
    """The named practitioner for a child and family, or the back-up; never overwritten."""

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="key_persons")
    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="key_children"
    )
    is_backup = models.BooleanField(_("back-up key person"), default=False)
    reason = models.CharField(_("why this changed"), max_length=200, blank=True)

    class Meta:
        constraints = [
            ends_after_it_starts("key_person_ends_after_it_starts"),
            models.UniqueConstraint(
                fields=["child"],
                condition=models.Q(ended_on__isnull=True, is_backup=False),
                name="one_open_key_person_per_child",
                violation_error_message=_("This child has a key person already."),
            ),
            models.UniqueConstraint(
                fields=["child"],
                condition=models.Q(ended_on__isnull=True, is_backup=True),
                name="one_open_backup_per_child",
                violation_error_message=_("This child has a back-up key person already."),
            ),
            _one_a_day(
                "one_key_person_a_day_per_child",
                is_backup=False,
                said=_("This child has another key person on some of these days."),
            ),
            _one_a_day(
                "one_backup_a_day_per_child",
                is_backup=True,
                said=_("This child has another back-up key person on some of these days."),
            ),
        ]

    def __str__(self) -> str:
        return f"key person {self.pk}"
