"""Five thousand things happen to a nursery, and both walls agree with a few plain sentences.

Children move rooms, key persons change, colleagues are away and come back, families are linked and
part, children and staff leave. Every third step somebody is asked on some day, and every two
hundred steps everybody on five days, whom they may see: the policies, Postgres itself as that
person, and `Nursery`, which knows nothing of either and keeps its days in lists.
"""

import random
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from families.actions.children import end_child, end_link, move_room
from families.actions.covers import CannotCover, Stand, arrange_cover, end_covers
from families.actions.key_persons import CannotLookAfter, assign_key_person
from families.actions.meanwhile import fingerprint
from families.actions.team import change_post, end_post
from families.context import Person
from families.forms.people import POST_FIELDS
from families.models import (
    Child,
    Cover,
    Family,
    KeyPersonAssignment,
    Membership,
    ParentCarer,
    Room,
    Setting,
    User,
)
from families.policies import children_visible_to
from families.row_security import WEB
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(600)]

STEPS, SOMEBODY_EVERY, EVERYBODY_EVERY = 1_000, 3, 200
SEEDS = (3, 33, 333, 1003, 2026)
ONE_DAY = timedelta(days=1)
# The days on which everybody is asked, from today.
DAYS = (-1, 0, 1, 2, 7)


# --- the reference: what people at the nursery would say ------------------------------------------


@dataclass
class Days:
    """Something that holds from a day to a day; `last` is None while nobody knows."""

    first: date
    last: date | None = None

    def hold(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass
class Nursery:
    """Who is where and with whom, as lists of days."""

    posts: dict[uuid.UUID, Days] = field(default_factory=dict)
    roles: dict[uuid.UUID, str] = field(default_factory=dict)
    works_in: list[tuple[uuid.UUID, uuid.UUID, Days]] = field(default_factory=list)
    placed: list[tuple[uuid.UUID, uuid.UUID, Days]] = field(default_factory=list)
    held: list[tuple[uuid.UUID, uuid.UUID, bool, Days]] = field(default_factory=list)
    covered: list[tuple[uuid.UUID, uuid.UUID, uuid.UUID, Days]] = field(default_factory=list)
    linked: list[tuple[uuid.UUID, uuid.UUID, Days]] = field(default_factory=list)
    children: set[uuid.UUID] = field(default_factory=set)

    def sees_at_work(self, post: uuid.UUID, day: date) -> set[uuid.UUID]:
        """A manager sees all; who works with children sees those of their rooms, their key
        children, and those for whom they cover."""
        if not self.posts[post].hold(day):
            return set()
        role = self.roles[post]
        if role in ("manager", "deputy"):
            return set(self.children)
        if role not in ("practitioner", "room_leader"):
            return set()
        rooms = {room for who, room, days in self.works_in if who == post and days.hold(day)}
        seen = {child for child, room, days in self.placed if room in rooms and days.hold(day)}
        seen |= {child for child, who, _, days in self.held if who == post and days.hold(day)}
        seen |= {child for child, _, who, days in self.covered if who == post and days.hold(day)}
        return seen

    def sees_at_home(self, adult: uuid.UUID, day: date) -> set[uuid.UUID]:
        return {child for who, child, days in self.linked if who == adult and days.hold(day)}


def cut(rows: list, day: date, *, which: object) -> list:
    """From `day` on nothing of these holds; what had not begun has never been."""
    kept = []
    for row in rows:
        days = row[-1]
        if which(row) and days.first >= day:
            continue
        if which(row) and (days.last is None or days.last >= day):
            days.last = day - ONE_DAY
        kept.append(row)
    return kept


# --- the nursery itself, and what happens to it ---------------------------------------------------


class Story:
    """One run: rows in the database, and the same told to the reference."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.today = timezone.localdate()
        self.told = Nursery()
        self.setting: Setting = make.make_setting(f"Nursery {seed}")
        self.rooms: list[Room] = [
            make.make_room(self.setting, name=name) for name in ("Acorns", "Conkers", "Oaks")
        ]
        self.home: Family = make.make_family(self.setting, name="A home")
        self.posts: dict[uuid.UUID, Membership] = {}
        self.adults: dict[uuid.UUID, User] = {}
        self.children: dict[uuid.UUID, Child] = {}
        self.links: dict[uuid.UUID, ParentCarer] = {}
        self.counted = 0
        self.manager = self._arrive("manager", [])
        for room in self.rooms:
            self._arrive("room_leader", [room])
            self._arrive("practitioner", [room])
        self._arrive("practitioner", [])
        self._arrive("office", [])
        for _ in range(7):
            self.a_parent_comes()
        for _ in range(8):
            self.a_child_starts()

    @property
    def actor(self) -> Person:
        return Person(
            user=self.manager.user,
            today=self.today,
            setting_id=self.setting.pk,
            role="manager",
            membership_id=self.manager.pk,
        )

    # what can happen

    def a_child_starts(self) -> None:
        if sum(child.ended_on is None for child in self.children.values()) >= 10:
            return
        child = make.make_child(
            self.setting,
            name=f"Child {len(self.children)}",
            started_on=self.today,
        )
        self.children[child.pk] = child
        self.told.children.add(child.pk)
        self._moves(child, self.today)

    def a_child_moves(self) -> None:
        self._moves(self._child(), self._soon())

    def _moves(self, child: Child, day: date) -> None:
        if child.ended_on and day > child.ended_on:
            return
        room = self.dice.choice(self.rooms)
        move_room(child, actor=self.actor, room=room, day=day)
        self.told.placed = cut(self.told.placed, day, which=lambda row: row[0] == child.pk)
        self.told.placed.append((child.pk, room.pk, Days(day, child.ended_on)))

    def a_key_person_changes(self) -> None:
        child, post, day = self._child(), self._post(), self._soon()
        is_backup = self.dice.random() < 0.3
        if child.ended_on and day > child.ended_on:
            return
        lasting = sorted(
            (
                row
                for row in self.told.held
                if row[0] == child.pk and row[2] == is_backup
                if row[3].last is None or row[3].last >= day
            ),
            key=lambda row: row[3].first,
        )
        is_it = bool(lasting) and lasting[0][1] == post.pk and lasting[0][3].first <= day
        try:
            assign_key_person(
                child, actor=self.actor, membership=post, is_backup=is_backup, day=day, reason="-"
            )
        except CannotLookAfter:
            return
        if is_it:
            return
        self.told.held = cut(
            self.told.held, day, which=lambda row: (row[0], row[2]) == (child.pk, is_backup)
        )
        self.told.held.append((child.pk, post.pk, is_backup, Days(day, child.ended_on)))
        if not is_backup:
            self.told.covered = cut(
                self.told.covered,
                day,
                which=lambda row: row[0] == child.pk and row[1] != post.pk,
            )

    def somebody_is_away(self) -> None:
        away, colleague = self._post(), self._post()
        held = [
            row
            for row in KeyPersonAssignment.objects.filter(membership=away, is_backup=False)
            .select_related("child")
            .order_by("started_on", "child__full_name")
            if row.ended_on is None or row.ended_on >= self.today
        ]
        first = self._soon()
        last = first + timedelta(days=self.dice.randint(0, 6))
        try:
            arrange_cover(
                away,
                actor=self.actor,
                started_on=first,
                ended_on=last,
                reason="away",
                stands=[Stand(row, colleague, "Naps at one.") for row in held],
            )
        except CannotCover:
            return
        for row in held:
            begins, ends = max(first, row.started_on), min(last, row.ended_on or last)
            known = [
                each
                for each in self.told.covered
                if each[:3] == (row.child_id, away.pk, colleague.pk)
                and (each[3].first, each[3].last) == (begins, ends)
            ]
            if begins <= ends and not known:
                self.told.covered.append((row.child_id, away.pk, colleague.pk, Days(begins, ends)))

    def somebody_is_back(self) -> None:
        covers = [
            each
            for each in Cover.objects.filter(setting=self.setting).order_by("started_on", "pk")
            if each.ended_on >= self.today
        ]
        if not covers:
            return
        covers.sort(key=lambda each: (each.started_on, str(self.children[each.child_id])))
        cover, at_once = self.dice.choice(covers), self.dice.random() < 0.5
        end_covers([cover], actor=self.actor, at_once=at_once)
        day = self.today if at_once else self.today + ONE_DAY
        self.told.covered = cut(
            self.told.covered,
            day,
            which=lambda row: (
                row[0] == cover.child_id
                and row[3].first == cover.started_on
                and row[3].last == cover.ended_on
            ),
        )

    def a_parent_comes(self) -> None:
        user = make.make_user(self._mail(), full_name="A Parent")
        self.adults[user.pk] = user

    def a_family_is_linked(self) -> None:
        child, adult = self._child(), self.dice.choice(list(self.adults.values()))
        theirs = [
            days for who, what, days in self.told.linked if (who, what) == (adult.pk, child.pk)
        ]
        if child.ended_on or any(days.last is None or days.last >= self.today for days in theirs):
            return
        link = make.make_link(child, user=adult, family=self.home, started_on=self.today)
        self.links[link.pk] = link
        self.told.linked.append((adult.pk, child.pk, Days(self.today)))

    def a_family_parts(self) -> None:
        if not self.links:
            return
        link = self.links.pop(self.dice.choice(list(self.links)))
        at_once = self.dice.random() < 0.5
        end_link(link, actor=self.actor, at_once=at_once)
        last = self.today - ONE_DAY if at_once else self.today
        for who, child, days in self.told.linked:
            same = (who, child, days.first) == (link.user_id, link.child_id, link.started_on)
            if same and (days.last is None or days.last > last):
                days.first, days.last = min(days.first, last), last

    def a_child_leaves(self) -> None:
        child = self._child()
        last = max(self._soon(), child.started_on)
        end_child(child, actor=self.actor, last_day=last)
        child.refresh_from_db()
        for name in ("placed", "held", "covered"):
            rows = cut(
                getattr(self.told, name), last + ONE_DAY, which=lambda row: row[0] == child.pk
            )
            setattr(self.told, name, rows)
        for _, linked, days in self.told.linked:
            if linked == child.pk and days.last is None:
                days.last = max(days.first, last + timedelta(days=28))

    def a_colleague_comes(self) -> None:
        if sum(post.ended_on is None for post in self.posts.values()) < 11:
            self._arrive("practitioner", self.dice.sample(self.rooms, self.dice.randint(0, 2)))

    def a_colleague_leaves(self) -> None:
        post, last = self._post(), self._soon()
        if post.pk == self.manager.pk or post.started_on > last:
            return
        end_post(post, actor=self.actor, last_day=last)
        post.refresh_from_db()
        self.told.posts[post.pk].last = last
        day = last + ONE_DAY
        told = self.told
        told.works_in = cut(told.works_in, day, which=lambda row: row[0] == post.pk)
        told.held = cut(told.held, day, which=lambda row: row[1] == post.pk)
        told.covered = cut(told.covered, day, which=lambda row: post.pk in row[1:3])

    def a_colleague_gets_other_rooms_or_another_role(self) -> None:
        post = self._post()
        if post.pk == self.manager.pk or post.ended_on is not None:
            return
        rooms = self.dice.sample(self.rooms, self.dice.randint(0, 2))
        role = self.dice.choice(["practitioner", "practitioner", "room_leader", "office", "cook"])
        fields = {name: getattr(post, name) for name in POST_FIELDS} | {"role": role}
        change_post(
            post,
            actor=self.actor,
            seen=fingerprint(post, fields=tuple(fields)),
            rooms=rooms,
            fields=fields,
        )
        post.refresh_from_db()
        told, ids = self.told, {room.pk for room in rooms}
        told.roles[post.pk] = role
        if role in ("office", "cook"):
            told.held = cut(told.held, self.today, which=lambda row: row[1] == post.pk)
            told.covered = cut(told.covered, self.today, which=lambda row: post.pk in row[1:3])
        told.works_in = cut(
            told.works_in,
            self.today,
            which=lambda row: row[0] == post.pk and row[1] not in ids,
        )
        there = {
            room for who, room, days in told.works_in if who == post.pk and days.hold(self.today)
        }
        told.works_in += [(post.pk, room, Days(self.today)) for room in ids - there]

    def a_day_goes_by(self) -> None:
        self.today += timedelta(days=self.dice.choice([1, 1, 1, 2, 3]))

    # steps

    HAPPENINGS = (
        (a_child_moves, 14),
        (a_key_person_changes, 20),
        (somebody_is_away, 18),
        (somebody_is_back, 8),
        (a_family_is_linked, 10),
        (a_family_parts, 6),
        (a_child_starts, 6),
        (a_child_leaves, 2),
        (a_colleague_comes, 3),
        (a_colleague_leaves, 1),
        (a_colleague_gets_other_rooms_or_another_role, 5),
        (a_day_goes_by, 18),
    )

    def something_happens(self) -> str:
        happenings, weights = zip(*self.HAPPENINGS, strict=True)
        [happening] = self.dice.choices(happenings, weights)
        happening(self)
        return happening.__name__

    def _arrive(self, role: str, rooms: list[Room]) -> Membership:
        user = make.make_user(self._mail(), full_name="A Colleague")
        post = make.make_staff(self.setting, user=user, role=role, started_on=self.today)
        self.posts[post.pk] = post
        self.told.posts[post.pk], self.told.roles[post.pk] = Days(self.today), role
        for room in rooms:
            post.room_assignments.create(setting=self.setting, room=room, started_on=self.today)
            self.told.works_in.append((post.pk, room.pk, Days(self.today)))
        return post

    def _mail(self) -> str:
        self.counted += 1
        return f"{self.counted}@{self.setting.pk}.example"

    def _soon(self) -> date:
        return self.today + timedelta(days=self.dice.choice([0, 0, 0, 1, 2, 5]))

    def _child(self) -> Child:
        """One who is here, or is going to leave."""
        here = [
            child
            for child in self.children.values()
            if child.ended_on is None or child.ended_on >= self.today
        ]
        return self.dice.choice(here)

    def _post(self) -> Membership:
        here = [
            post
            for post in self.posts.values()
            if post.ended_on is None or post.ended_on >= self.today
        ]
        return self.dice.choice(here)


# --- asking ---------------------------------------------------------------------------------------

# Asks Postgres as each of these people on each of these days, behind the rules, in one statement.
ASK = """
CREATE OR REPLACE FUNCTION pg_temp.whom_they_see(people uuid[], days date[], place uuid)
RETURNS TABLE (person uuid, day date, membership uuid, child uuid) LANGUAGE plpgsql AS $$
DECLARE here record;
BEGIN
    FOREACH person IN ARRAY people LOOP
        FOREACH day IN ARRAY days LOOP
            SELECT * INTO here FROM footbridge_enter(person, place, day);
            membership := here.membership_id;
            RETURN QUERY SELECT person, day, membership, NULL::uuid
                UNION ALL SELECT person, day, membership, c.id FROM families_child c;
        END LOOP;
    END LOOP;
    PERFORM footbridge_leave();
END $$
"""
Asked = dict[tuple[uuid.UUID, date], set[uuid.UUID]]


@contextmanager
def _as_web() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT footbridge_leave(), set_config('role', %s, true)", [WEB])
        yield
        cursor.execute(
            "SELECT set_config('role', 'none', true), footbridge_leave(),"
            " set_config('app.purpose', 'maintenance', true)"
        )


def by_the_database(story: Story, people: list[uuid.UUID], days: list[date]) -> Asked:
    found: Asked = {(person, day): set() for person in people for day in days}
    posts = {(post.user_id, key) for key, post in story.posts.items()}
    with _as_web(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM pg_temp.whom_they_see(%s, %s, %s)", [people, days, story.setting.pk]
        )
        for person, day, membership, child in cursor.fetchall():
            assert membership is None or (person, membership) in posts
            if child:
                found[person, day].add(child)
    return found


def by_the_code(story: Story, people: list[uuid.UUID], days: list[date]) -> Asked:
    posts = {post.user_id: post for post in story.posts.values()}
    found: Asked = {}
    for person in people:
        post = posts.get(person)
        for day in days:
            works = post is not None and story.told.posts[post.pk].hold(day)
            asks = Person(
                user=post.user if post else story.adults[person],
                today=day,
                setting_id=story.setting.pk,
                role=story.told.roles[post.pk] if works else "",
                membership_id=post.pk if works else None,
                is_family=post is None,
                was_family=post is None,
            )
            found[person, day] = set(children_visible_to(asks).values_list("pk", flat=True))
    return found


def by_the_reference(story: Story, people: list[uuid.UUID], days: list[date]) -> Asked:
    posts = {post.user_id: key for key, post in story.posts.items()}
    return {
        (person, day): (
            story.told.sees_at_work(posts[person], day)
            if person in posts
            else story.told.sees_at_home(person, day)
        )
        for person in people
        for day in days
    }


def _compare(story: Story, people: list[uuid.UUID], days: list[date], *, after: str) -> int:
    """Returns how many answers were compared."""
    wanted = by_the_reference(story, people, days)
    assert by_the_code(story, people, days) == wanted, f"the code, after {after}"
    assert by_the_database(story, people, days) == wanted, f"the database, after {after}"
    return len(wanted)


@pytest.mark.parametrize("seed", SEEDS)
def test_both_walls_agree_with_plain_sentences_whatever_happens(seed: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(ASK)
    story = Story(seed)
    happened: dict[str, int] = {}
    seen = 0
    for step in range(1, STEPS + 1):
        what = story.something_happens()
        happened[what] = happened.get(what, 0) + 1
        people = [post.user_id for post in story.posts.values()] + list(story.adults)
        where = f"step {step} of {seed}: {what}"
        if step % EVERYBODY_EVERY == 0:
            days = [story.today + timedelta(days=apart) for apart in DAYS]
            seen += _compare(story, people, days, after=where)
        elif step % SOMEBODY_EVERY == 0:
            somebody = story.dice.choice(people)
            day = story.today + timedelta(days=story.dice.choice(DAYS))
            seen += _compare(story, [somebody], [day], after=where)
    assert all(happened.get(each.__name__, 0) > 3 for each, _ in Story.HAPPENINGS), happened
    assert sum(row[3].hold(story.today) for row in story.told.held), "somebody looks after children"
    assert len(story.told.covered) > 12
    assert len(story.told.linked) > 20
    assert seen > STEPS // 2
