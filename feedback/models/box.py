import uuid

from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.lookups import Exact
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from ..sealed_box import SEALED_BYTES

EVERY_DAY = 7  # where a weekday stands otherwise, Monday being 0
FRIDAY = 4


class Letterbox(models.Model):
    """When the box of a setting is emptied, by the clock of the nurseries.

    A manager who could bring the emptying forward could look who has just written: what they choose
    (`then_…`) holds after the next one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    setting = models.OneToOneField("families.Setting", on_delete=models.CASCADE, related_name="+")
    weekday = models.PositiveSmallIntegerField(default=FRIDAY)
    hour = models.PositiveSmallIntegerField(default=16)
    then_weekday = models.PositiveSmallIntegerField(null=True)
    then_hour = models.PositiveSmallIntegerField(null=True)
    # The day for which it was emptied last, and the last ones that brought something for the
    # managers, for the safeguarding lead, and for the owner or committee.
    emptied_on = models.DateField()
    brought_on = models.DateField(null=True)
    lead_brought_on = models.DateField(null=True)
    committee_brought_on = models.DateField(null=True)
    # Whether it takes nothing, because the nursery has closed. Turned by the emptying alone: a
    # manager who could shut and open it would choose the minutes in which notes are written.
    is_shut = models.BooleanField(default=False, db_default=False)

    class Meta:
        verbose_name_plural = "letterboxes"
        constraints = [
            models.CheckConstraint(
                name="letterbox_has_a_day_and_an_hour",
                condition=Q(weekday__lte=EVERY_DAY, hour__lt=24)
                & (Q(then_weekday=None, then_hour=None) | Q(then_weekday__lte=EVERY_DAY))
                & (Q(then_weekday=None, then_hour=None) | Q(then_hour__lt=24)),
            )
        ]

    def __str__(self) -> str:
        return f"letterbox {self.pk}"

    @property
    def when(self) -> str:
        """In words: "every Friday at 16:00"."""
        return _in_words(self.weekday, self.hour)

    @property
    def then(self) -> str:
        """What is to hold after the next emptying, in words; empty if nothing changes."""
        if self.then_weekday is None or self.then_hour is None:
            return ""
        return _in_words(self.then_weekday, self.then_hour)


def _in_words(weekday: int, hour: int) -> str:
    at = f"{hour:02}:00"
    if weekday == EVERY_DAY:
        return _("every day at %(hour)s") % {"hour": at}
    return _("every %(day)s at %(hour)s") % {"day": WEEKDAYS[weekday], "hour": at}


class SealedBox(models.Model):
    """What was posted and not emptied yet, and which stamps are spent: one sealed value of one
    size, whatever is in it (`feedback.sealed_box`). Only the letterbox's role reaches it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    setting = models.OneToOneField("families.Setting", on_delete=models.CASCADE, related_name="+")
    sealed = models.BinaryField()

    class Meta:
        verbose_name_plural = "sealed boxes"
        constraints = [
            models.CheckConstraint(
                name="sealed_box_has_one_size",
                condition=Exact(
                    Func(F("sealed"), function="octet_length", output_field=models.IntegerField()),
                    Value(SEALED_BYTES),
                ),
            )
        ]

    def __str__(self) -> str:
        return f"sealed box {self.pk}"
