"""The generators: nothing in the future, nothing impossible, no name where it is not theirs."""

import re
from datetime import date, datetime, timedelta
from random import Random

import pytest

from . import people, terms
from .days import CLOCK, day_of
from .journal import journal_of
from .records import DayOfChild, Seen
from .words import meals
from .words.comments import ANSWERS, ANY, IN_LANGUAGE, TALKERS
from .words.kinds import fill
from .words.moments import MOMENTS
from .words.notes import NOTES
from .words.talk import TALKS
from .words.talk_more import TALKS as MORE_TALKS

NOW = datetime(2026, 11, 24, 14, 10, tzinfo=CLOCK)
HOME_LANGUAGES = {"pl", "ar", "ur", "pa", "bn", "gu", "so", "ro", "uk", "cy", "tw"}


def days_until(now: datetime, first: date) -> list[DayOfChild]:
    today = now.date()
    children = people.on_roll("marmalade-hill") + people.on_roll("custard-wharf")
    made = (
        day_of(child, day, now, today)
        for day in terms.opening_days(first, today)
        for child in children
    )
    return [each for each in made if each is not None]


@pytest.fixture(scope="module")
def term() -> list[DayOfChild]:
    return days_until(NOW, terms.term_to_tell(NOW.date()).starts_on)


@pytest.fixture(scope="module")
def journal() -> list[Seen]:
    return journal_of(terms.term_to_tell(NOW.date()).starts_on, NOW, NOW.date())


def test_a_term_is_as_full_as_a_nursery(term: list[DayOfChild], journal: list[Seen]) -> None:
    hill = [each for each in term if people.ROOM[each.child.room].setting == "marmalade-hill"]
    entries = sum(len(each.care) for each in hill)
    assert len(hill) > 2_500
    assert 6 <= entries / len(hill) <= 9
    assert len([each for each in hill if each.day == NOW.date()]) >= 45
    assert len(journal) > 600
    assert len({each.words for each in journal}) > 400


def test_nothing_lies_in_the_future(term: list[DayOfChild], journal: list[Seen]) -> None:
    for each in term:
        for entry in each.care:
            assert entry.at <= NOW
            assert entry.ended_at is None or entry.at < entry.ended_at <= NOW
        assert each.released_at is None or each.released_at <= NOW
        assert bool(each.note) or each.released_at is None
    for seen in journal:
        assert seen.at <= NOW
        assert seen.shared_at is None or seen.at <= seen.shared_at <= NOW
        for remark in seen.remarks:
            assert seen.shared_at is not None
            assert seen.shared_at <= remark.at <= NOW


def test_only_sleeps_of_today_are_still_going_on(term: list[DayOfChild]) -> None:
    for each in term:
        asleep = [entry for entry in each.care if entry.kind == "sleep" and not entry.ended_at]
        assert len(asleep) <= 1
        assert not asleep or each.day == NOW.date()
        for nap in (entry for entry in each.care if entry.kind == "sleep" and entry.ended_at):
            assert not [
                entry
                for entry in each.care
                if entry is not nap and nap.at <= entry.at <= nap.ended_at
            ]


def test_a_batch_has_each_child_once(term: list[DayOfChild]) -> None:
    keys = [(entry.batch, each.child.key) for each in term for entry in each.care]
    assert len(keys) == len(set(keys))


def test_whoever_logs_works_with_the_child_on_that_day(term: list[DayOfChild]) -> None:
    for each in term:
        team = {worker.key for worker in people.team_of(each.room, each.day, NOW.date())}
        assert {entry.by for entry in each.care} <= team
        assert not each.note_by or each.note_by in team


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 11, 28, 11, 0, tzinfo=CLOCK),  # a Saturday
        datetime(2026, 12, 25, 9, 30, tzinfo=CLOCK),
        datetime(2027, 1, 6, 3, 15, tzinfo=CLOCK),  # night, in the first week of a term
        datetime(2027, 7, 30, 23, 50, tzinfo=CLOCK),
        datetime(2031, 5, 14, 12, 0, tzinfo=CLOCK),
    ],
)
def test_every_hour_of_every_day_has_a_nursery_that_is_alive(now: datetime) -> None:
    first = terms.term_to_tell(now.date()).starts_on
    assert first <= now.date() - timedelta(days=terms.ENOUGH_DAYS)
    today = [each for each in days_until(now, now.date()) if each.day == now.date()]
    assert len(today) >= 40
    assert sum(len(each.care) for each in today) >= 12
    assert all(entry.at <= now for each in today for entry in each.care)
    assert len(journal_of(first, now, now.date())) > 150


def test_a_day_is_the_same_whenever_it_is_made() -> None:
    child, day = people.CHILD["zofia"], date(2026, 11, 20)
    assert day_of(child, day, NOW, NOW.date()) == day_of(child, day, NOW, NOW.date())


def test_every_home_language_is_read(journal: list[Seen]) -> None:
    assert {each.language for each in journal if each.kind == "home"} >= HOME_LANGUAGES
    assert set(IN_LANGUAGE) >= HOME_LANGUAGES


def test_no_family_name_stands_in_a_text(term: list[DayOfChild], journal: list[Seen]) -> None:
    names = {
        word
        for person in (*people.CHILD.values(), *people.ADULT.values())
        for word in person.name.split()[1:]
        if len(word) > 3
    } - {"Button", "Violin", "Windmill", "Barge", "Moon", "Pearl"}
    pattern = re.compile(rf"\b({'|'.join(sorted(names))})\b")
    texts = [each.note for each in term]
    texts += [text for s in journal for text in (s.words, s.next_step, s.try_at_home, s.voice)]
    texts += [remark.words for seen in journal for remark in seen.remarks]
    assert [text for text in texts if pattern.search(text)] == []


def test_the_nursery_calls_a_child_by_name_and_nobody_elses(journal: list[Seen]) -> None:
    called = {child.called: child.key for child in people.CHILD.values()}
    for seen in journal:
        if seen.kind == "home":
            continue
        about = seen.words + seen.try_at_home + seen.next_step
        named = {called[word] for word in re.findall(r"\w+", about) if word in called}
        assert named <= set(seen.children), about
        if seen.kind == "group":
            assert not named, about
        elif not seen.is_story:
            assert named == set(seen.children), about


def test_a_remark_belongs_to_a_home_of_the_child(journal: list[Seen]) -> None:
    staff = set()
    for seen in journal:
        for remark in seen.remarks:
            assert people.CHILD[remark.child] in people.children_of(people.HOME[remark.home])
            if remark.is_staff:
                staff.add(remark.by)
            else:
                assert people.HOME_OF_ADULT[remark.by].key == remark.home
    assert "priya" in staff


def test_pip_is_in_nobody_elses_journal(journal: list[Seen]) -> None:
    assert {each.kind for each in journal if "pip" in each.children} == {"observation", "home"}


def test_an_allergy_is_never_on_the_plate(term: list[DayOfChild]) -> None:
    dishes = [
        dish
        for week in meals.MENU
        for day in week
        for dish in (day.breakfast, day.snack, day.lunch, day.instead, day.tea)
    ]
    for key, name in (("ayaan", "egg"), ("marlowe", "milk"), ("simran", "egg")):
        bad = {dish.name.lower() for dish in dishes if name in dish.allergens}
        served = [e.words.lower() for each in term if each.child.key == key for e in each.care]
        assert not [words for words in served if words.split(",")[0] in bad]


def test_there_are_words_enough_and_they_can_be_filled_in() -> None:
    assert len(MOMENTS) >= 150
    assert len({moment.words for moment in MOMENTS}) == len(MOMENTS)
    assert len(ANY) + len(TALKERS) + len(ANSWERS) >= 50
    texts = [text for m in MOMENTS for text in (m.words, m.next_step, m.try_at_home, m.voice)]
    texts += [words for _ages, words in NOTES]
    for text in (*texts, *ANY, *TALKERS, *ANSWERS):
        for pronoun in ("she", "he"):
            told = fill(text, pronoun, Random(1), name="Kofi")
            assert not re.search(r"[{}\[\]|]", told)
            assert len(told) <= 2_000


def test_conversations_are_between_the_child_s_own_people() -> None:
    for talk in TALKS + MORE_TALKS:
        child = people.CHILD[talk.child]
        homes = set()
        for by in {*talk.adults, *(said.by for said in talk.said)}:
            if by in people.ADULT and (by not in people.WORKER or by in talk.adults):
                homes.add(people.HOME_OF_ADULT[by].key)
                assert child in people.children_of(people.HOME_OF_ADULT[by])
                assert people.ADULT[by].rights.can_message
            else:
                assert people.WORKER[by].setting == "marmalade-hill"
        assert len(homes) == 1
