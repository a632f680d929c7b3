"""A kept list says to everybody what its queryset would have said to them, anew each time."""

import logging
import uuid
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model, Prefetch, Q, QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from communications.models import Conversation
from families import kept as module
from families.context import Person
from families.kept import KEPT, CannotKeep, Kept, Words, kept, stand_ins
from families.models import Child, ParentCarer, Room
from families.policies import (
    child_ids_in_care_of,
    children_visible_to,
    family_ids_of,
    link_to,
    own_child_ids_of,
)
from learning_journals.models import CareEntry, ObservationChild
from learning_journals.policies import journal_lines_visible_to
from learning_journals.queries.menus import offer_of
from learning_journals.queries.today import still_asleep
from tests import factories as make
from tests.cast import Cast
from tests.roles import acting_as

pytestmark = pytest.mark.django_db

PARENTS = ("agnieszka", "tomasz", "flora", "edmund", "nia", "emrys", "sunniva")
STAFF = ("bettina", "tariq", "marek", "ewa", "saoirse", "ottilie", "bram")
BOTH = ("priya",)  # works here and has a child here
AT_WORK = "flora at work"


@pytest.fixture(autouse=True)
def nothing_kept_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test begins without statements, and leaves those of other tests alone."""
    get_resolver().url_patterns  # noqa: B018 - a list that is imported later would be lost with us
    monkeypatch.setattr(module, "KEPT", {name: Kept(each.build) for name, each in KEPT.items()})


@pytest.fixture
def keeping() -> Iterator[Callable[[Any], Callable[..., list[Any]]]]:
    """`keeping(build)`: a list that is kept for one test."""
    made: list[str] = []

    def keep(build: Any) -> Callable[..., list[Any]]:
        rows = kept(build)
        made.append(f"{build.__module__}.{build.__qualname__}")
        return rows

    yield keep
    for name in made:
        module.KEPT.pop(name, None)


def told(rows: list[Any]) -> list[Any]:
    """Rows so that they can be laid side by side: all their columns, and every row that came with
    them, and with those."""
    return [_told(row, deep=3) if isinstance(row, Model) else row for row in rows]


def _told(row: Model, *, deep: int) -> dict[str, Any]:
    columns = {name: value for name, value in row.__dict__.items() if name != "_state"}
    beside = row._state.fields_cache.items() if deep else ()
    return columns | {
        f"beside {name}": _told(other, deep=deep - 1) if isinstance(other, Model) else other
        for name, other in beside
    }


def test_on_every_page_each_person_reads_what_a_fresh_queryset_says(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: dict[str, set[str]] = {}
    who = ""
    ask = Kept.ask

    def beside_a_fresh_one(self: Kept, person: Person, given: Mapping[str, Any]) -> list[Any]:
        found = ask(self, person, given)
        name = f"{self.build.__module__}.{self.build.__qualname__}"
        assert told(found) == told(list(self.build(person, **given))), f"{name} for {who}"
        asked.setdefault(name, set()).add(who)
        return found

    monkeypatch.setattr(Kept, "ask", beside_a_fresh_one)
    zofia, idris = cast.children["zofia"], cast.children["idris"]
    make.make_observation(zofia, idris, by=cast.marek, words="You two carried the log.")
    children, rooms = list(cast.children.values()), list(Room.objects.all())
    seen = [(line.child_id, line.observation_id) for line in ObservationChild.objects.all()]
    talk, comment = "communications:conversation_detail", "learning_journals:comment_create"
    draft, find = "learning_journals:observation_edit", reverse("learning_journals:journal_find")
    pages = [
        reverse("home"),
        reverse("communications:conversation_list"),
        *(reverse(talk, args=[each.pk]) for each in Conversation.objects.all()),
        *(reverse(comment, args=ids) for ids in seen),
        *(reverse(draft, args=[observation]) for _child, observation in seen),
        *(reverse("learning_journals:day_today", args=[child.pk]) for child in children),
        *(reverse("learning_journals:journal", args=[child.pk]) for child in children),
        *(reverse("learning_journals:today_room", args=[room.pk]) for room in Room.objects.all()),
        *(
            reverse("learning_journals:room_noticing", args=[room.pk])
            for room in Room.objects.all()
        ),
        reverse("families:child_list"),
        *(f"{reverse('families:child_list')}?room={room.pk}" for room in rooms),
        # Frequent words, a rare one, and a page that begins further down.
        *(f"{find}?q={words}" for words in ("you+log", "carried", "xylophone")),
        f"{find}?q=you&before={timezone.now().timestamp():.6f}~{uuid.uuid4()}",
    ]
    for who in (*PARENTS, *STAFF, *BOTH, AT_WORK):
        if who == AT_WORK:  # the mother of two homes begins to work here: what is the other home's
            make.make_staff(cast.hill, user=cast.flora, room=cast.rooms["pinecones"])
            who = "flora"
        client = Client()
        client.force_login(cast.users[who])
        answers = {page: client.get(page).status_code for page in pages}
        assert set(answers.values()) <= {200, 302, 403, 404}
        assert list(answers.values()).count(200) > 1, f"{who} has looked at nothing"
        # What only a tap asks for.
        with acting_as(cast.users[who]) as person:
            offer_of(person, setting_id=cast.hill.pk, day=person.today, meal="lunch")
            still_asleep([CareEntry.objects.filter(kind="lunch").first()], person)

    never = {name for name in module.KEPT if name not in asked}
    assert not never, "these lists are on no page of this test"
    shapes = {name: len(each.statements) for name, each in module.KEPT.items()}
    assert max(shapes.values()) < module.MOST_SHAPES / 4, shapes


def test_what_somebody_typed_is_a_value_and_no_statement_of_its_own(
    cast: Cast, keeping: Any
) -> None:
    @keeping
    def talks(person: Person, *, about: str) -> QuerySet[Conversation]:
        return Conversation.objects.filter(subject=about)

    subjects = sorted(set(Conversation.objects.values_list("subject", flat=True)))
    assert len(subjects) > 1
    with acting_as(cast.users["bettina"]) as person:
        for subject in subjects:
            fresh = list(Conversation.objects.filter(subject=subject).values_list("pk", flat=True))
            assert {row.pk for row in talks(person, about=Words(subject))} == set(fresh)
    [mine] = [each for name, each in module.KEPT.items() if name.endswith("<locals>.talks")]
    assert len(mine.statements) == 1


@pytest.mark.parametrize(
    "look",
    [
        *(len, list, lambda words: words.split()),
        *(lambda words: words[0], lambda words: words + "x"),
    ],
    ids=["length", "letters", "split", "first", "more"],
)
def test_a_builder_that_looks_at_what_somebody_typed_is_refused(
    cast: Cast, keeping: Any, look: Callable[[str], Any]
) -> None:
    @keeping
    def talks(person: Person, *, about: str) -> QuerySet[Conversation]:
        look(about)
        return Conversation.objects.filter(subject=about)

    with acting_as(cast.users["bettina"]) as person, pytest.raises(CannotKeep):
        talks(person, about=Words("Sleep"))


@pytest.mark.parametrize(
    "build",
    [
        lambda about: Q(subject__icontains=about),
        lambda about: Q(subject__startswith=about),
        lambda about: Q(subject=str(about)),
        lambda about: Q(subject=" ".join(["About", about])),
        lambda about: Q(subject="About %s" % about),  # noqa: UP031 - somebody will
        lambda about: Q(subject__in=["Sleep", about.title()]),
    ],
    ids=["holds", "begins", "copied", "joined", "put in", "one of"],
)
def test_words_that_are_made_part_of_others_are_refused(
    cast: Cast, keeping: Any, build: Callable[[str], Q]
) -> None:
    """They would be everybody's from then on: a random text that nobody finds anything with."""

    @keeping
    def talks(person: Person, *, about: str) -> QuerySet[Conversation]:
        return Conversation.objects.filter(build(about))

    with acting_as(cast.users["bettina"]) as person, pytest.raises(CannotKeep):
        talks(person, about=Words("Sleep"))


def test_the_next_person_reads_their_own_and_nothing_is_built_again(
    cast: Cast, keeping: Any
) -> None:
    built = []

    def _lines(person: Person) -> QuerySet[ObservationChild]:
        built.append(person)
        return journal_lines_visible_to(person)

    lines = keeping(_lines)
    with_a_statement_of_another = []
    for who in (*PARENTS, *STAFF):
        with acting_as(cast.users[who]) as person:
            before = len(built)
            found = {line.pk for line in lines(person)}
            assert found == set(journal_lines_visible_to(person).values_list("pk", flat=True)), who
            if len(built) == before and found:
                with_a_statement_of_another.append(who)
            again = len(built)
            lines(person)
            assert len(built) == again
    assert len(with_a_statement_of_another) > 2, "nobody here is like another"


def test_a_mother_of_two_homes_and_one_of_two_children_at_home_are_of_two_shapes(
    cast: Cast, keeping: Any
) -> None:
    def _homes(person: Person) -> QuerySet[ParentCarer]:
        return ParentCarer.objects.filter(family__in=family_ids_of(person)).order_by("pk")

    homes = keeping(_homes)
    for who in PARENTS:
        with acting_as(cast.users[who]) as person:
            assert homes(person) == list(_homes(person))


def test_a_right_that_a_link_lacks_is_seen(cast: Cast, keeping: Any) -> None:
    def _children(person: Person) -> QuerySet[Child]:
        return Child.objects.filter(pk__in=own_child_ids_of(person, sees_journal=True))

    children = keeping(_children)
    with acting_as(cast.agnieszka) as person:
        before = children(person)
    assert cast.children["zofia"] in before
    ParentCarer.objects.filter(user=cast.agnieszka).update(sees_journal=False)
    with acting_as(cast.agnieszka) as person:
        assert children(person) == []


# --- what cannot be kept --------------------------------------------------------------------------


def _counts_days(person: Person) -> QuerySet[Child]:
    return Child.objects.filter(started_on__lte=person.today - timedelta(days=14))


def _compares_days(person: Person) -> QuerySet[Child]:
    return Child.objects.filter(pk=person.id) if person.today > date(2026, 1, 1) else Child.objects


def _asks_for_the_year(person: Person) -> QuerySet[Child]:
    return Child.objects.filter(started_on__year=person.today.year)


def _says_the_day(person: Person) -> QuerySet[Child]:
    return Child.objects.filter(known_as=f"{person.today:%Y}")


def _makes_a_set(person: Person) -> QuerySet[Child]:
    return Child.objects.filter(pk__among={*child_ids_in_care_of(person)} - {person.id})


def _asks_what_a_stand_in_lacks(person: Person) -> QuerySet[Child]:
    return Child.objects.filter(known_as=person.user.stops)  # type: ignore[attr-defined]


def _asks_the_time(person: Person) -> QuerySet[ObservationChild]:
    return ObservationChild.objects.filter(at__lte=timezone.now())


def _asks_the_database(person: Person) -> QuerySet[Child]:
    return Child.objects.filter(pk__in=list(children_visible_to(person).values_list("pk")))


def _reads_a_name(person: Person) -> QuerySet[Child]:
    return Child.objects.filter(known_as=person.user.known_as)


def _reads_once(person: Person) -> QuerySet[Child]:
    person.known.setdefault("mine", [uuid.uuid4()])
    return Child.objects.filter(pk__in=person.known["mine"])


def _writes_a_list(person: Person) -> QuerySet[Child]:
    return Child.objects.filter(pk__in=child_ids_in_care_of(person))


def _looks_for_one_among_many(person: Person) -> QuerySet[Child]:
    mine = uuid.uuid4() in child_ids_in_care_of(person)
    return Child.objects.filter(Q(pk__isnull=False) if mine else Q(pk=person.id))


def _puts_an_id_into_words(person: Person) -> QuerySet[Child]:
    return Child.objects.filter(known_as=str(person.id))


def _names_somebody(person: Person) -> QuerySet[Child]:
    return Child.objects.filter(pk=uuid.uuid4())


def _fetches_beside(person: Person) -> QuerySet[Child]:
    links = ParentCarer.objects.filter(user=person.user)
    return Child.objects.prefetch_related(Prefetch("parent_carers", queryset=links))


NOT_TO_BE_KEPT = (
    *(_counts_days, _asks_the_time, _asks_the_database, _reads_a_name, _reads_once),
    *(_compares_days, _asks_for_the_year, _says_the_day, _makes_a_set, _asks_what_a_stand_in_lacks),
    *(_writes_a_list, _looks_for_one_among_many, _puts_an_id_into_words, _names_somebody),
    _fetches_beside,
)


@pytest.mark.parametrize("build", NOT_TO_BE_KEPT, ids=lambda build: build.__name__)
def test_what_is_neither_a_right_nor_a_value_is_refused(
    cast: Cast, keeping: Any, build: Callable[[Person], QuerySet[Any]]
) -> None:
    rows = keeping(build)
    with acting_as(cast.marek) as person, pytest.raises(CannotKeep):
        rows(person)


def test_outside_of_tests_such_a_list_is_built_anew_and_right(
    cast: Cast, keeping: Any, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.KEEP_STRICTLY = False
    rows = keeping(_counts_days)
    with acting_as(cast.marek) as person, caplog.at_level(logging.WARNING):
        assert rows(person) == list(_counts_days(person))
    assert "_counts_days is built anew each time" in caplog.text


def test_rows_that_can_be_read_once_only_are_no_argument(cast: Cast, keeping: Any) -> None:
    def _named(person: Person, *, children: Any) -> QuerySet[Child]:
        return Child.objects.filter(pk__among=list(children))

    named = keeping(_named)
    with acting_as(cast.marek) as person, pytest.raises(CannotKeep):
        named(person, children=(child.pk for child in cast.children.values()))


def test_a_list_is_not_asked_inside_of_another(cast: Cast, keeping: Any) -> None:
    def _inner(person: Person) -> QuerySet[Child]:
        return children_visible_to(person)

    inner = keeping(_inner)

    def _outer(person: Person) -> QuerySet[Child]:
        return Child.objects.filter(pk__in=[child.pk for child in inner(person)])

    outer = keeping(_outer)
    with acting_as(cast.marek) as person, pytest.raises(CannotKeep):
        outer(person)


def test_the_oldest_shape_is_forgotten_when_there_are_too_many(
    cast: Cast, keeping: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_SHAPES", 3)

    def _found(person: Person, *, words: str) -> QuerySet[Child]:
        return Child.objects.filter(known_as=words)

    found = keeping(_found)
    with acting_as(cast.marek) as person:
        for words in ("Zofia", "Kofi", "Nia", "Hodan", "Zofia"):
            assert found(person, words=words) == list(_found(person, words=words))
    [kept_list] = [each for name, each in module.KEPT.items() if name.endswith("._found")]
    assert len(kept_list.statements) == 3


def test_one_child_of_an_argument_is_the_child_of_the_link(cast: Cast, keeping: Any) -> None:
    def _own_line(person: Person, *, child: Child) -> QuerySet[ParentCarer]:
        link = link_to(child, person)
        return ParentCarer.objects.filter(pk=link.pk) if link else ParentCarer.objects.none()

    own_line = keeping(_own_line)
    with acting_as(cast.agnieszka) as person:
        assert [link.user_id for link in own_line(person, child=cast.children["zofia"])] == [
            person.id
        ]
        assert own_line(person, child=cast.children["barnacle"]) == []


def test_once_kept_a_list_costs_one_statement(cast: Cast, keeping: Any) -> None:
    def _lines(person: Person, *, children: list[uuid.UUID]) -> QuerySet[ObservationChild]:
        return journal_lines_visible_to(person).filter(child__among=children)

    lines = keeping(_lines)
    with acting_as(cast.marek) as person:
        ids = child_ids_in_care_of(person)
        lines(person, children=ids)
        with CaptureQueriesContext(connection) as statements:
            lines(person, children=ids[:1])
        assert len(statements) == 1, [each["sql"] for each in statements]


def test_a_call_with_more_values_than_stand_ins_is_built_anew(
    cast: Cast, keeping: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stand_ins, "MOST_VALUES", 3)

    def _children(person: Person) -> QuerySet[Child]:
        return children_visible_to(person).order_by("pk")

    children = keeping(_children)
    with acting_as(cast.agnieszka) as person:
        assert children(person) == list(_children(person))
