from django.db import models
from django.utils.translation import gettext_lazy as _

from .base import Dated, Model, ends_after_it_starts
from .children import Child
from .places import Membership, Setting


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
        ]

    def __str__(self) -> str:
        return f"key person {self.pk}"
