"""A glance at a list says yes whenever the list holds something, for everybody and every list."""

from collections.abc import Callable, Mapping
from datetime import datetime, time
from typing import Any

import pytest
from django.utils import timezone

from communications.models import Decision
from communications.queries import home
from communications.queries.decisions import questions_to
from families.context import Person
from families.models import (
    Cover,
    Family,
    FamilyAnswer,
    FamilyCheck,
    FamilyGoal,
    NurseryRoutine,
    Term,
)
from families.models.questions import Reach
from families.policies import key_child_ids_of, links_held_by
from families.queries.checks import unchecked_health, walks_due
from families.queries.collection import doors_of
from families.queries.consents import waiting_for
from families.queries.glances import glance
from families.queries.goals import goals_of_my_homes
from families.queries.key_persons import covers_by
from families.queries.profiles import good_to_know, questions_for
from families.queries.routines import routines_with_news
from families.queries.taking_part import called_off_for, letters_to
from feedback.models import Pulse
from feedback.queries.pulses import open_pulses_for
from learning_journals.models import MorningNote, Observation, RoomWeek
from learning_journals.policies import children_logged_in
from learning_journals.queries import today
from learning_journals.queries.at_home import weeks_at_home
from learning_journals.queries.from_home import mornings_of, mornings_to_tell
from learning_journals.queries.medicines import doses_to_read, medicines_on_the_board
from learning_journals.queries.menus import monday_of
from learning_journals.queries.notices import notices_on_the_board, notices_to_read
from learning_journals.queries.second_reader import how_many_to_read
from tests import factories as make
from tests.cast import Cast
from tests.roles import acting_as

pytestmark = pytest.mark.django_db

FAMILIES = ("agnieszka", "tomasz", "flora", "edmund", "nia", "emrys", "sunniva", "priya")
STAFF = ("bettina", "tariq", "marek", "ewa", "saoirse", "priya", "ottilie", "bram")

AT_HOME: Mapping[str, Callable[[Person], Any]] = {
    "mornings": lambda person: mornings_to_tell(links_held_by(person), person),
    "routines": lambda person: routines_with_news(
        [link.child_id for link in links_held_by(person)], person
    ),
    "goals": goals_of_my_homes,
    "letters": letters_to,
    "unanswered": waiting_for,
    "called_off": called_off_for,
    "weeks": weeks_at_home,
    "questions": questions_to,
    "pulses": open_pulses_for,
    "walks": walks_due,
    "notices": notices_to_read,
    "doses": doses_to_read,
}
ON_THE_BOARD: Mapping[str, Callable[[list[Any], Person], Any]] = {
    "told": lambda children, person: any(
        door.said for door in doors_of(children, person, day=person.today).values()
    ),
    "at_meals": lambda children, person: good_to_know(
        [child.pk for child in children], person, reaches=[Reach.MEALS]
    ),
    "unchecked": lambda children, person: unchecked_health(
        [child.pk for child in children], person
    ),
    "routines": lambda children, person: routines_with_news(
        key_child_ids_of(person) if person.cares else [], person
    ),
    "notices": notices_on_the_board,
    "medicines": medicines_on_the_board,
    "mornings": lambda children, person: mornings_of(
        [child.pk for child in children], person, day=person.today
    ),
    "covers": lambda _children, person: covers_by(person),
    "to_read": lambda _children, person: how_many_to_read(person),
}


@pytest.fixture
def at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the evening a home tells about tomorrow, and what it told about today is not first."""
    noon = timezone.make_aware(datetime.combine(timezone.localdate(), time(12)))
    real = timezone.localtime
    monkeypatch.setattr(timezone, "localtime", lambda value=None, tz=None: real(value or noon, tz))


@pytest.fixture
def busy(cast: Cast, at_noon: None) -> Cast:
    """On this day every list holds something for somebody."""
    wanted = make.make_way(cast.hill, by=cast.bettina, day=timezone.localdate())
    make.make_helper(wanted, user=cast.agnieszka)
    wanted.called_off_at, wanted.called_off_words = timezone.now(), "It rains."
    wanted.save(update_fields=["called_off_at", "called_off_words"])
    at_table = questions_for(Reach.MEALS)[0]
    make.make_answer(cast.homes["kapelusz"], question=at_table, words="No pork, ever.")
    seen = make.make_observation(cast.children["zofia"], by=cast.marek, shared=False)
    Observation.objects.filter(pk=seen.pk).update(
        status=Observation.Status.WAITING, handed_in_at=timezone.now(), child_count=1
    )
    return cast


@pytest.fixture
def quiet(cast: Cast) -> Cast:
    """On this day nothing waits for anybody."""
    for model in (
        *(FamilyGoal, NurseryRoutine, FamilyAnswer, RoomWeek, MorningNote, Cover, Decision),
        Pulse,
    ):
        model.objects.all().delete()
    for term in Term.objects.all():
        for home_ in Family.objects.filter(setting=term.setting_id):
            FamilyCheck.objects.update_or_create(
                family=home_,
                term=term,
                defaults={"setting_id": home_.setting_id, "finished_at": timezone.now()},
            )
    return cast


def glance_at_home(person: Person) -> dict[str, bool]:
    links = links_held_by(person)
    return glance(
        home.GLANCES,
        me=person.id,
        today=person.today,
        monday=monday_of(person.today),
        children=[link.child_id for link in links],
        families=[link.family_id for link in links],
        deciding=[link.child_id for link in links if link.has_parental_responsibility],
    )


def glance_at_room(children: list[Any], person: Person) -> dict[str, bool]:
    return glance(
        today.GLANCES,
        me=person.id,
        here=person.here,
        post=person.membership_id,
        today=person.today,
        children=[child.pk for child in children],
        key_children=list(key_child_ids_of(person)) if person.cares else [],
        at_meals=questions_for(Reach.MEALS),
    )


def test_no_glance_at_a_first_page_misses_what_waits_there(busy: Cast) -> None:
    there = set()
    for name in FAMILIES:
        with acting_as(busy.users[name]) as person:
            may = glance_at_home(person)
            for each, read in AT_HOME.items():
                found = bool(read(person))
                assert may[each] or not found, f"{name}: {each}"
                if found:
                    there.add(each)
    assert there == set(AT_HOME) == set(home.GLANCES), "a list that nobody had proves nothing"


def test_no_glance_at_a_board_misses_what_waits_there(busy: Cast) -> None:
    there = set()
    for name in STAFF:
        for room in busy.rooms.values():
            with acting_as(busy.users[name]) as person:
                children = list(children_logged_in(room, person))
                may = glance_at_room(children, person)
                for each, read in ON_THE_BOARD.items():
                    found = bool(read(children, person))
                    assert may[each] or not found, f"{name}: {each}"
                    if found:
                        there.add(each)
    assert there == set(ON_THE_BOARD) == set(today.GLANCES), "a list that nobody had proves nothing"


def test_on_a_quiet_day_nothing_of_it_is_read(quiet: Cast) -> None:
    """A glance that always says yes saves nothing."""
    away: set[str] = set()
    for name in FAMILIES:
        with acting_as(quiet.users[name]) as person:
            away |= {each for each, may in glance_at_home(person).items() if not may}
    assert away == set(AT_HOME)
    away = set()
    for name in STAFF:
        with acting_as(quiet.users[name]) as person:
            for room in quiet.rooms.values():
                may = glance_at_room(list(children_logged_in(room, person)), person)
                away |= {each for each, holds in may.items() if not holds}
    assert away == set(ON_THE_BOARD)
