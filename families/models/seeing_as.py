"""A manager looks at Footbridge as a parent or carer sees it."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from .base import Model
from .places import Setting

SEEING_AS_MINUTES = 15


class SeeingAs(Model):
    """One such look: whose, at whom, from when, until when. It is the permission and the record:
    the database opens nothing without it (`footbridge_see_as`), and the adult reads it."""

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    manager = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    adult = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    # By the clock of the database, which also says when it is over.
    started_at = models.DateTimeField(db_default=Now())
    stopped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["adult", "-started_at"], name="seeing_as_adult_at")]
        constraints = [
            models.CheckConstraint(
                name="nobody_is_seen_as_by_themselves", condition=~Q(manager=F("adult"))
            )
        ]

    def __str__(self) -> str:
        return f"look {self.pk}"
