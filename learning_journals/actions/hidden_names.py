"""Which names of other children a family is not to read: found when an observation is shared, and
refused where words are read as they were written.

Found among the children whom the person who shares may know of, those in the observation included,
and kept in each journal line, because what a family reads must not change with who left or came.
"""

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _

from families.context import Person
from families.models import Child, valid_on
from families.policies import children_visible_to, parent_carers_visible_to

from ..models import READ_BY_FAMILIES, Observation, ObservationChild
from ..queries.names import Names, names_of, without_own
from . import Refused

MOST_SAID = 3  # nobody reads twenty


def children_around(setting_id: uuid.UUID, *, actor: Person) -> list[Child]:
    """The children of the setting whom this person may know of today: one statement."""
    return list(
        children_visible_to(actor)
        .filter(valid_on(actor.today), setting=setting_id)
        .only("pk", "known_as", "full_name")
    )


def hide_names(row: Observation, *, children: Collection[Child], around: Collection[Child]) -> None:
    """Write into the lines of these children which names of others stand in the words and in what
    the photographs show. One statement more where a name is hidden.

    What was found before stays hidden as long as it stands there: whoever shares it now may know of
    fewer children than who shared it then, and a child may have left."""
    photos = row.photos.filter(removed_at__isnull=True).values_list("description", flat=True)
    text = "\n".join([*texts_of(row), *photos])
    found = names_of([*around, *children]).found_in(text)
    known = {child.pk: child for child in children}
    lines: list[ObservationChild] = []
    for line in row.journal_lines.filter(child__in=known):
        before = Names([line.hidden_names]).found_in(text)
        hidden = without_own(dict.fromkeys([*before, *found]), known[line.child_id])
        if hidden != line.hidden_names:
            line.hidden_names = hidden
            lines.append(line)
    ObservationChild.objects.bulk_update(lines, ["hidden_names"])


def names_said(words: str, *, line: ObservationChild, actor: Person) -> list[str]:
    """The names of other children in what somebody of the nursery says under an entry."""
    found = names_of(children_around(line.setting_id, actor=actor)).found_in(words)
    return without_own(found, line.child)


def refuse_other_names(
    words: Mapping[str, str], *, children: Collection[Child], actor: Person
) -> None:
    """Raise `Refused` where another child's name stands in words that the families of these
    children read as they stand; by the field of each.

    A practitioner is told of the children in their care only: that there is a child of that name
    elsewhere is not theirs to learn. A sister or brother of the same homes is no secret there. One
    statement, two where a name is found, none without words.
    """
    texts = {field: text for field, text in words.items() if text.strip()}
    if not (texts and children):
        return
    around = children_around(next(iter(children)).setting_id, actor=actor)
    names = names_of([*around, *children])
    found = {field: names.found_in(text) for field, text in texts.items()}
    homes = _homes_of({*around, *children} if any(found.values()) else (), actor=actor)
    errors: dict[str, list[str]] = {}
    for field, named in found.items():
        for child in children:
            other = without_own(named, child)
            for sibling in around:
                if homes[child.pk] and homes[child.pk] <= homes[sibling.pk]:
                    other = without_own(other, sibling)
            errors.setdefault(field, []).extend(_named(name, child) for name in other)
    _refuse(errors)


def refuse_names(words: Mapping[str, str], *, setting_id: uuid.UUID, actor: Person) -> None:
    """The same for what every family of a room reads: no child is named there."""
    texts = {field: text for field, text in words.items() if text.strip()}
    names = names_of(children_around(setting_id, actor=actor) if texts else ())
    said = _("“%(name)s” is a child’s name, and every family of the room reads this.")
    _refuse(
        {
            field: [said % {"name": name} for name in names.found_in(text)]
            for field, text in texts.items()
        }
    )


def _named(name: str, child: Child) -> str:
    return _(
        "“%(name)s” is another child’s name, and %(child)s’s family reads this. Write"
        " “another child” instead."
    ) % {"name": name, "child": child.known_as}


def _refuse(errors: Mapping[str, list[str]]) -> None:
    if named := {field: said[:MOST_SAID] for field, said in errors.items() if said}:
        raise Refused(named)


def _homes_of(children: Collection[Child], *, actor: Person) -> dict[uuid.UUID, set[uuid.UUID]]:
    """Child → the households that have it today."""
    homes: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    if children:
        links = parent_carers_visible_to(actor).filter(
            valid_on(actor.today), child__in=[child.pk for child in children]
        )
        for child, family in links.values_list("child_id", "family_id"):
            homes[child].add(family)
    return homes


def texts_of(row: Observation) -> list[str]:
    """The words of an observation that families read."""
    return [getattr(row, field) for field in READ_BY_FAMILIES]
