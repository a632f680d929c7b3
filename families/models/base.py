import re
import uuid
from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import EmptyResultSet
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Q
from django.db.models.sql.compiler import SQLCompiler
from django.utils.translation import gettext_lazy as _


class Model(models.Model):
    """A row with a random key: nobody can guess the next one or count the ones before."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


@models.ForeignKey.register_lookup
@models.Field.register_lookup
class Among(models.Lookup):
    """`pk__among=ids`: is it one of these? What `__in` asks, with all the ids as one array.

    The statement is the same for three ids and for three hundred, so that Postgres plans it once
    (`settings/base.py`), and Django does not write each of them down by itself.
    """

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[Any]]:
        if not self.rhs:
            raise EmptyResultSet  # as `__in` does: nothing is asked of the database
        field, params = self.process_lhs(compiler, connection)
        return f"{field} = ANY (%s)", [*params, list(self.rhs)]


@ArrayField.register_lookup
class Within(models.Lookup):
    """`shows__within=keys`: is every element one of these? What `__contained_by` asks, with all the
    keys as one array, for the same two reasons."""

    lookup_name = "within"
    prepare_rhs = False

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[Any]]:
        field, params = self.process_lhs(compiler, connection)
        array = self.lhs.output_field.db_type(connection)
        return f"{field} <@ %s::{array}", [*params, list(self.rhs)]


@models.CharField.register_lookup
class Literally(models.Lookup):
    """`kind__literally="sleep"`: what `exact` asks, with the word in the statement itself.

    The plan of a statement is made once for all its values (`settings/database_roles.py`); an index
    that holds only some rows serves it only if the word that chooses them cannot change. For words
    of our own, never for somebody's.
    """

    lookup_name = "literally"
    prepare_rhs = False

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[Any]]:
        if not re.fullmatch("[a-z_]+", str(self.rhs)):
            raise ValueError(f"{self.rhs!r} is not one of our own words")
        field, params = self.process_lhs(compiler, connection)
        return f"{field} = '{self.rhs}'", list(params)


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
