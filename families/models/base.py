import uuid
from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Model(models.Model):
    """A row with a random key: nobody can guess the next one or count the ones before."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


def valid_on(day: date, *, prefix: str = "") -> Q:
    """The condition for dated rows that hold on `day`; the last day is part of the time.

    `prefix` is the path to the dated row, for example `"parent_carers__"`.
    """
    return Q(**{f"{prefix}started_on__lte": day}) & (
        Q(**{f"{prefix}ended_on__isnull": True}) | Q(**{f"{prefix}ended_on__gte": day})
    )


class Dated(models.Model):
    """Something that holds from a day to a day and is never overwritten.

    `ended_on` is the last day on which it holds. Rights end by date, without clean-up code.
    """

    started_on = models.DateField(_("from"))
    ended_on = models.DateField(_("last day"), null=True, blank=True)

    class Meta:
        abstract = True


def ends_after_it_starts(name: str) -> models.CheckConstraint:
    """The constraint every dated row carries; `name` must be unique in the database."""
    return models.CheckConstraint(
        name=name,
        condition=Q(ended_on__isnull=True) | Q(ended_on__gte=models.F("started_on")),
        violation_error_message=_("The last day is before the first day."),
    )
