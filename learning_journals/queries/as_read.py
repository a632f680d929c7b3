"""An observation as somebody reads it: as it was written, or as another child's family may.

The one place from which words, pictures' descriptions and comments reach a page, a copy or a sheet
of paper. What must be hidden was found when it was shared (`actions.hidden_names`) and stands in
the journal line; here it is left out for whoever reads as family (domain.md S33, S113).
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db.models import F, Func, OuterRef, Subquery, TextField, Value
from django.db.models.expressions import Combinable
from django.utils.translation import gettext as _

from families.context import Person
from families.models import Child
from families.policies import links_held_by

from ..models import Observation, ObservationChild
from .names import Names, own_names


@dataclass(frozen=True, slots=True)
class AsRead:
    """The words of an observation for one reader. `hide(text, also=names)` does the same to what
    stands beside them: what a photograph shows, what was said underneath."""

    words: str
    child_voice: str
    next_step: str
    try_at_home: str
    hide: Callable[..., str]


def as_written(seen: Observation) -> AsRead:
    """For staff: every word as it stands there."""
    return AsRead(seen.words, seen.child_voice, seen.next_step, seen.try_at_home, hide=_nothing)


def as_family_reads(line: ObservationChild, *, own: Iterable[Child]) -> AsRead:
    """For the family of the child of this line: "a friend" where another family's child is named.
    `own` are the children of who reads; their names stay."""
    hide, seen = Hiding(line.hidden_names, own=own), line.observation
    return AsRead(
        words=hide(seen.words),
        child_voice=hide(seen.child_voice),
        next_step=hide(seen.next_step),
        try_at_home=hide(seen.try_at_home),
        hide=hide,
    )


def read_by(line: ObservationChild, person: Person) -> AsRead:
    """What is on a line for this person: as family, if the child is theirs; otherwise as staff."""
    links = links_held_by(person)
    if any(link.child_id == line.child_id for link in links):
        return as_family_reads(line, own=[link.child for link in links])
    return as_written(line.observation)


class Hiding:
    """Writes "a friend" for each of these names, unless a child of `own` has it."""

    def __init__(self, names: Collection[str], *, own: Iterable[Child] = ()) -> None:
        self._names, self._own = names, list(own)
        self._others = Names([names], but_not=own_names(self._own))

    def __call__(self, text: str, also: Collection[str] = ()) -> str:
        """`also` are names that are hidden in this text besides."""
        if also:
            return Hiding([*self._names, *also], own=self._own)(text)
        return self._others.hidden_in(text, instead=_("a friend")) if text else text


def _nothing(text: str, also: Collection[str] = ()) -> str:
    return text


NAMES = ArrayField(TextField())

# --- what is found --------------------------------------------------------------------------------


def without_hidden(vector: str, hidden: Combinable) -> Func:
    """What a row is found by, without the names that are hidden: looking for one of them would
    otherwise say who the friend was. `vector` is the path of its `search_words`."""
    words = Func(hidden, Value(" "), function="array_to_string", output_field=TextField())
    vector_of_names = Func(words, function="footbridge_words", output_field=SearchVectorField())
    names = Func(
        vector_of_names, function="tsvector_to_array", output_field=ArrayField(TextField())
    )
    return Func(F(vector), names, function="ts_delete", output_field=SearchVectorField())


def hidden_from(child: Child) -> Subquery:
    """Of a photograph: the names hidden from this child's family in the observation."""
    return _hidden(observation=OuterRef("observation_id"), child=child)


def hidden_below() -> Func:
    """Of a comment: the names hidden from the family of the child it is about, in the observation
    and in the comment itself."""
    above = _hidden(observation=OuterRef("observation_id"), child=OuterRef("child_id"))
    return Func(F("hidden_names"), above, function="array_cat", output_field=NAMES)


def _hidden(**of: object) -> Subquery:
    return Subquery(ObservationChild.objects.filter(**of).values("hidden_names")[:1])
