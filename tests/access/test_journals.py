"""The short way through an opened journal gives what the rules give, restricted to that journal.

`photos_in_journal` and its neighbours (learning_journals/policies.py) say for one child again what
`..._visible_to` say for all, without reading again what is known. So they are compared, for each
person and each child whose journal opens to them, with the wall of the database away.
"""

import pytest
from django.db.models import Model, QuerySet

from families.context import Person
from families.models import ParentCarer
from families.policies import link_to, own_child_ids_of
from learning_journals.models import ObservationChild, Photo
from learning_journals.policies import (
    answers_in_journal,
    comments_in_journal,
    comments_visible_to,
    entry_answers_visible_to,
    friends_in_journal,
    journal_lines_visible_to,
    journals_visible_to,
    photos_in_journal,
    photos_visible_to,
    sounds_in_journal,
    sounds_visible_to,
)
from tests import factories as make
from tests.cast import PERSONAS, Cast

from .people import person_by_code

SIGNED_IN = [name for name in PERSONAS if name not in ("nobody", "dai")]
# Whose journal opens to whom; everybody else opens none.
OPENS = {
    **dict.fromkeys(("bettina", "tariq"), 5),
    **dict.fromkeys(("marek", "ewa", "priya"), 3),
    **dict.fromkeys(("saoirse", "flora", "edmund"), 2),
    **dict.fromkeys(("agnieszka", "tomasz", "nia", "emrys"), 1),
    **dict.fromkeys(("ottilie", "bram", "sunniva"), 1),
}


def _ids(rows: QuerySet[Model]) -> set[object]:
    return set(rows.values_list("pk", flat=True))


def _enrich(cast: Cast) -> None:
    """A group with the twins and a boy of another room, photographs from home, one taken out."""
    child = cast.children
    group = make.make_observation(
        child["ottoline"], child["rafferty"], child["zofia"], child["idris"], by=cast.saoirse
    )
    make.make_photo(group, by=cast.saoirse)
    for name, home, writer in (
        ("ottoline", "edmund", "edmund"),
        ("ottoline", "flora", "flora"),
        ("idris", "emrys", "emrys"),
        ("zofia", "kapelusz", "agnieszka"),
    ):
        entry = cast.observations[f"{name}-from-{home}"]
        make.make_photo(entry, by=cast.users[writer])
        make.make_comment(
            entry, child=child[name], family=cast.homes[home], by=cast.users[writer], words="Yes."
        )
    gone = make.make_photo(cast.observations["zofia"], by=cast.marek)
    Photo.objects.filter(pk=gone.pk).update(removed_at=group.shared_at)


@pytest.mark.parametrize("name", SIGNED_IN)
def test_the_short_way_gives_what_the_rules_give(cast: Cast, name: str) -> None:
    _enrich(cast)
    person = person_by_code(cast, name)
    children = list(journals_visible_to(person))
    assert len(children) == OPENS.get(name, 0)
    for child in children:
        _compare(person, child)


def _compare(person: Person, child: Model) -> None:
    link: ParentCarer | None = link_to(child, person)
    lines = journal_lines_visible_to(person)
    ids = list(lines.filter(child=child).values_list("observation_id", flat=True))
    own = set(own_child_ids_of(person)) - {child.pk}
    short = photos_in_journal(ids, person, link=link)
    assert _ids(short) == _ids(photos_visible_to(person).filter(observation__in=ids))
    short = sounds_in_journal(ids, person, link=link)
    assert _ids(short) == _ids(sounds_visible_to(person).filter(observation__in=ids))
    short = comments_in_journal(ids, child, link=link)
    whole = comments_visible_to(person).filter(observation__in=ids, child=child)
    assert _ids(short) == _ids(whole)
    short = answers_in_journal(ids, child, link=link)
    whole = entry_answers_visible_to(person).filter(observation__in=ids, child=child)
    assert _ids(short) == _ids(whole)
    short = friends_in_journal(ids, child, person, own_children=own, link=link)
    others: QuerySet[ObservationChild] = lines.filter(observation__in=ids).exclude(child=child)
    assert _ids(short) == _ids(others)
