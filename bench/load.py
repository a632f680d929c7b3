"""Fills a migrated, empty database with nurseries of any size. Every run makes the same rows.

Settings of 90 children in rooms of 24; each child with two parents (every tenth child is a younger
sister or brother in the same home, every tenth has parents who live apart), a key person and a
back-up; years of observations with photographs and comments, days with care entries and a note,
talks with messages. The files of the photographs do not exist, except one that is asked for.
"""

import json
import random
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import psycopg
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.db.models import Model

from bench.copy import Table, open_for_copy
from bench.data import (
    CHILDREN_A_ROOM,
    CHILDREN_A_SETTING,
    STAFF_A_ROOM,
    TOTP_SECRET,
    Seat,
    Seats,
    Size,
)
from bench.words import CARE, MOMENTS, NAMES, SENTENCES
from communications.models import Conversation, Message, Participant
from families.models import (
    GROUP_PHOTOS,
    OWN_PHOTOS,
    Child,
    Consent,
    ConsentInForce,
    ConsentPurpose,
    ConsentWording,
    Family,
    KeyPersonAssignment,
    Membership,
    ParentCarer,
    Room,
    RoomAssignment,
    RoomPlace,
    Setting,
    Term,
    User,
)
from learning_journals.models import (
    CareEntry,
    Comment,
    DailyNote,
    Observation,
    ObservationChild,
    Photo,
)

MESSAGES_A_TALK = 6
DAYS_A_YEAR = 365
ROOM_NAMES = ("Acorns", "Conkers", "Pinecones", "Oaks")
COLOURS = ("sage", "clay", "sky", "plum")
AREAS = ("CL", "PSED", "PD", "L", "M", "UW", "EAD")
CLOCK = ZoneInfo("Europe/London")
# The busy corner: one child with more of everything than a page shows.
BUSY = Size(children=1, observations=400, photos=400, days=1, care=400, messages=2_400)

TABLES: dict[type[Model], tuple[str, ...]] = {
    Setting: ("id", "name", "letterbox_address"),
    Term: ("id", "setting_id", "name", "starts_on", "ends_on"),
    Room: ("id", "setting_id", "name", "colour", "position", "places"),
    User: ("id", "email", "full_name", "known_as", "password", "created_at"),
    Authenticator: ("user_id", "type", "data", "created_at"),
    Membership: ("id", "setting_id", "user_id", "role", "started_on"),
    RoomAssignment: ("id", "setting_id", "membership_id", "room_id", "started_on"),
    Child: (
        *("id", "setting_id", "full_name", "known_as", "date_of_birth", "allergies"),
        *("started_on", "consent_key"),
    ),
    ConsentPurpose: ("id", "setting_id", "code", "kind", "position"),
    ConsentWording: ("id", "setting_id", "purpose_id", "title", "question", "started_on"),
    RoomPlace: ("id", "setting_id", "child_id", "room_id", "started_on"),
    Family: ("id", "setting_id", "name", "address"),
    ParentCarer: (
        *("id", "setting_id", "child_id", "user_id", "family_id", "relationship"),
        *("started_on", "has_parental_responsibility"),
    ),
    Consent: (
        *("id", "setting_id", "child_id", "link_id", "person_id", "purpose_id", "wording_id"),
        *("answer", "at", "recorded_by_id", "idempotency_key"),
    ),
    ConsentInForce: (
        *("id", "setting_id", "child_id", "code", "is_yes", "consent_id", "started_on"),
    ),
    KeyPersonAssignment: (
        *("id", "setting_id", "child_id", "membership_id", "is_backup", "started_on"),
    ),
    Observation: (
        *("id", "setting_id", "kind", "status", "author_id", "family_id", "words", "areas"),
        *("next_step", "happened_at", "shared_at", "created_at", "saved_at"),
    ),
    ObservationChild: (
        *("id", "setting_id", "observation_id", "child_id", "author_id", "family_id", "at"),
        "is_shared",
    ),
    Photo: (
        *("id", "setting_id", "observation_id", "name", "width", "height", "description"),
        *("position", "uploaded_by_id", "uploaded_at", "sizes_ready_at", "shows"),
    ),
    Comment: (
        *("id", "setting_id", "observation_id", "child_id", "family_id", "author_id", "words"),
        *("at", "idempotency_key"),
    ),
    CareEntry: (
        *("id", "setting_id", "child_id", "kind", "at", "ended_at", "answer", "words"),
        *("logged_by_id", "logged_at", "batch"),
    ),
    DailyNote: ("id", "setting_id", "child_id", "day", "words", "written_by_id", "released_at"),
    Conversation: (
        *("id", "setting_id", "child_id", "family_id", "subject", "audience", "started_by_id"),
        "last_message_at",
    ),
    Participant: (
        *("id", "setting_id", "conversation_id", "user_id", "is_staff", "last_read_at"),
        "last_heard_at",
    ),
    Message: ("id", "setting_id", "conversation_id", "author_id", "words", "at", "idempotency_key"),
}


def load(
    connection: psycopg.Connection, size: Size, *, password_hash: str, now: datetime | None = None
) -> tuple[Seats, int]:
    """Fill the database inside the open transaction; the seats, and how many rows were made.

    `password_hash` is what Django keeps of the password that everybody has.
    """
    loader = Loader(connection, size, password_hash, now or datetime.now(UTC))
    with open_for_copy(connection, [model._meta.db_table for model in TABLES]):
        for number in range(size.settings):
            first = number * CHILDREN_A_SETTING
            loader.setting(number, min(CHILDREN_A_SETTING, size.children - first))
        for table in loader.tables.values():
            table.flush()
    return loader.seats, sum(table.count for table in loader.tables.values())


class Staff:
    """A member of staff while a setting is filled."""

    def __init__(self, user: str, membership: str, email: str) -> None:
        self.user, self.membership, self.email = user, membership, email


class Home:
    """A household while a setting is filled: its id, and its adults as (user, email)."""

    def __init__(self, family: str, adults: list[tuple[str, str]]) -> None:
        self.family, self.adults = family, adults


class Loader:
    """Makes rows, setting by setting and child by child."""

    def __init__(
        self, connection: psycopg.Connection, size: Size, password_hash: str, now: datetime
    ) -> None:
        self.size, self.now, self.password_hash = size, now, password_hash
        self.today = now.astimezone(CLOCK).date()
        self.midnight = datetime.combine(self.today, time(), tzinfo=CLOCK)
        self.first_day = self.today - timedelta(days=DAYS_A_YEAR * size.years + 30)
        self.chance = random.Random(1)
        self.tables = {model: Table(connection, model, *names) for model, names in TABLES.items()}
        self.seats = Seats()
        self.second_factor = json.dumps({"secret": encrypt(TOTP_SECRET)})
        self.people = 0
        self.asked: list[tuple[str, str, str]] = []  # code, purpose and wording of the setting

    def key(self) -> str:
        return f"{self.chance.getrandbits(128):032x}"

    def add(self, model: type[Model], *values: Any) -> str:
        """One row with a new id, which is returned."""
        key = self.key()
        self.tables[model].add(key, *values)
        return key

    def words(self, letters: int) -> str:
        """About so many letters of what people write."""
        said: list[str] = []
        while sum(map(len, said)) < letters:
            said.append(self.chance.choice(SENTENCES))
        return " ".join(said)

    # --- people and places ------------------------------------------------------------------------

    def user(self, kind: str) -> tuple[str, str]:
        """A new person's id and address."""
        self.people += 1
        name = NAMES[self.people % len(NAMES)]
        email = f"{kind}{self.people}@bench.example"
        full_name = f"{name} Number{self.people}"
        key = self.add(User, email, full_name, name, self.password_hash, self.now)
        return key, email

    def staff(self, setting: str, role: str, room: str = "") -> Staff:
        user, email = self.user("staff")
        self.tables[Authenticator].add(user, "totp", self.second_factor, self.now)
        membership = self.add(Membership, setting, user, role, self.first_day)
        if room:
            self.add(RoomAssignment, setting, membership, room, self.first_day)
        return Staff(user, membership, email)

    def home(self, setting: str, adults: int) -> Home:
        family = self.add(Family, setting, f"Home {self.people}", f"{self.people} Orchard Lane")
        return Home(family, [self.user("parent") for _number in range(adults)])

    def setting(self, number: int, children: int) -> None:
        """A nursery with so many children; the first one has the seats and the busy corner."""
        setting = self.add(Setting, f"Nursery {number}", f"bench-letterbox-{number}")
        term = (self.today - timedelta(days=80), self.today + timedelta(days=20))
        self.add(Term, setting, "Autumn term", *term)
        self.asked = []
        for position, code in enumerate((OWN_PHOTOS, GROUP_PHOTOS)):
            purpose = self.add(
                ConsentPurpose, setting, code, ConsentPurpose.Kind.PHOTOGRAPH.value, position
            )
            said = ("Photographs", "May we?", self.first_day)
            wording = self.add(ConsentWording, setting, purpose, *said)
            self.asked.append((code, purpose, wording))
        manager = self.staff(setting, "manager")
        self.staff(setting, "deputy")
        placed = 0
        while placed < children:
            in_room = min(CHILDREN_A_ROOM, children - placed)
            self.room(setting, placed // CHILDREN_A_ROOM, in_room, manager, seats=number == 0)
            placed += in_room
        if number == 0:
            self.room(setting, 4, 1, manager, size=BUSY)

    def room(
        self,
        setting: str,
        position: int,
        children: int,
        manager: Staff,
        *,
        seats: bool = False,
        size: Size | None = None,
    ) -> None:
        name = ROOM_NAMES[position] if position < len(ROOM_NAMES) else "Busy corner"
        colour = COLOURS[position % len(COLOURS)]
        room = self.add(Room, setting, name, colour, position, max(children, 1))
        roles = ["room_leader"] + ["practitioner"] * (STAFF_A_ROOM - 1)
        team = [self.staff(setting, role, room) for role in roles]
        ids, found, home = [], [], None
        for index in range(children):
            home = home if index % 10 == 1 and home else self.home(setting, 2)
            carers = [team[index % len(team)], team[(index + 1) % len(team)]]
            seat = self.child(setting, room, index, home, carers, size or self.size)
            ids.append(seat["child_id"])
            found.append((carers[0], home, seat))
        for carer, own_home, seat in found:
            common: dict[str, Any] = {
                **seat, "setting_id": setting, "room_id": room, "family_id": own_home.family
            }  # fmt: skip
            at_home = Seat(email=own_home.adults[0][1], is_staff=False, **common | {"draft_id": ""})
            at_work = Seat(email=carer.email, is_staff=True, children=tuple(ids), **common)
            if size is BUSY:
                self.seats.busy_parents.append(at_home)
                self.seats.busy_practitioners.append(at_work)
            elif seats:
                self.seats.take("parent", at_home)
                self.seats.take("practitioner", at_work)
                if not self.seats.managers:
                    one = Seat(email=manager.email, is_staff=True, **common | {"draft_id": ""})
                    self.seats.managers.append(one)

    # --- one child --------------------------------------------------------------------------------

    def child(
        self, setting: str, room: str, index: int, home: Home, carers: list[Staff], size: Size
    ) -> dict[str, str]:
        """One child with everything there is about it; what a seat wants to know."""
        name = NAMES[self.chance.randrange(len(NAMES))]
        born = self.today - timedelta(days=self.chance.randrange(300, 1_700))
        allergy = "Peanut" if index % 9 == 4 else ""
        full_name, consent_key = f"{name} Number{self.people}", self.key()
        child = self.add(
            Child, setting, full_name, name, born, allergy, self.first_day, consent_key
        )
        self.add(RoomPlace, setting, child, room, self.first_day)
        parents = [user for user, _email in home.adults]
        lives_apart = index % 10 == 5
        for user, word in zip(parents, ("mother", "father"), strict=True):
            family = home.family
            if lives_apart and word == "father":
                family = self.add(Family, setting, "Other home", "")
            row = (setting, child, user, family, word, self.first_day, True)
            link = self.add(ParentCarer, *row)
            if word == "mother":
                self.photographs_are_allowed(setting, child, consent_key, link, user)
        for is_backup, carer in enumerate(carers):
            self.add(
                KeyPersonAssignment,
                *(setting, child, carer.membership, bool(is_backup), self.first_day),
            )
        seat = {"child_id": child} | self.journal(
            setting, child, home, carers[0], size, shows=f"{{{consent_key}}}"
        )
        self.days(setting, child, carers[0], size, asleep=index % 6 == 3)
        writers = parents[:1] if lives_apart else parents
        staff = [each.user for each in carers]
        seat["conversation_id"] = self.talks(setting, child, home.family, writers, staff, size)
        return seat

    def photographs_are_allowed(
        self, setting: str, child: str, consent_key: str, link: str, user: str
    ) -> None:
        """The mother says yes to the two questions that the journals obey."""
        for code, purpose, wording in self.asked:
            consent = self.add(
                Consent,
                *(setting, child, link, user, purpose, wording, True, self.now, user, self.key()),
            )
            day = self.first_day
            self.add(ConsentInForce, setting, consent_key, code, True, consent, day)

    def journal(
        self, setting: str, child: str, home: Home, carer: Staff, size: Size, *, shows: str
    ) -> dict[str, str]:
        """Observations over the years, the newest first: every sixth from home, the third a draft.
        The seat's observation is the newest with photographs."""
        parent = home.adults[0][0]
        seat: dict[str, str] = {}
        number = size.observations * size.years
        for index in range(number):
            hours = (index + 0.5) * DAYS_A_YEAR * 24 * size.years / number
            at = self.now - timedelta(hours=hours)
            from_home, draft = index % 6 == 4, index == 2
            author, family = (parent, home.family) if from_home else (carer.user, None)
            areas = f"{{{AREAS[index % 7]},{AREAS[index // 7 % 7]}}}"
            shared_at = None if draft else min(at + timedelta(hours=3), self.now)
            observation = self.add(
                Observation,
                *(setting, "home" if from_home else "observation", "draft" if draft else "shared"),
                *(author, family, self.words(300), areas),
                *("" if from_home else self.words(60), at, shared_at, at, at),
            )
            self.add(ObservationChild, setting, observation, child, author, family, at, not draft)
            if draft:
                seat["draft_id"] = observation
            photo = self.photos(setting, observation, author, at, index, size, shows=shows)
            if photo and not draft and "photo_id" not in seat:
                seat |= {"photo_id": photo[0], "photo_name": photo[1]}
                seat["observation_id"] = observation
            if index % 2 == 0 and not draft:
                for who, hours_later in ((parent, 2), (carer.user, 5)):
                    said_at = min(at + timedelta(hours=hours_later), self.now)
                    self.add(
                        Comment,
                        *(setting, observation, child, home.family, who, self.words(90), said_at),
                        self.key(),
                    )
        return seat

    def photos(
        self,
        setting: str,
        observation: str,
        author: str,
        at: datetime,
        index: int,
        size: Size,
        *,
        shows: str,
    ) -> tuple[str, str] | None:
        """The photographs of one observation, spread evenly; the first one's id and name."""
        first = None
        upto = (index + 1) * size.photos // size.observations
        for position in range(upto - index * size.photos // size.observations):
            key = self.key()
            name = f"photos/{key[:2]}/{key[2:4]}/{key}"
            photo = self.add(
                Photo,
                *(setting, observation, name, 1280, 960, "Wellies in a puddle", position),
                *(author, at, at, shows),
            )
            first = first or (photo, name)
        return first

    def days(self, setting: str, child: str, carer: Staff, size: Size, *, asleep: bool) -> None:
        """Attended days back from today, with care entries and a note; today up to now."""
        number = size.days * size.years
        for index in range(number):
            day = self.today - timedelta(days=index * DAYS_A_YEAR * size.years // number)
            for turn in range(size.care):
                kind, answer = CARE[turn % len(CARE)]
                at = self.moment(day, turn, size.care)
                ended_at = at if kind == "sleep" else None
                if asleep and day == self.today and turn < len(CARE) and kind == "sleep":
                    ended_at = None
                words = self.chance.choice(MOMENTS) if kind == "activity" else ""
                what = (kind, at, ended_at, answer, words)
                self.add(CareEntry, setting, child, *what, carer.user, at, self.key())
            if day < self.today:
                home_time = datetime.combine(day, time(17), tzinfo=CLOCK)
                self.add(DailyNote, setting, child, day, self.words(140), carer.user, home_time)
        self.add(DailyNote, setting, child, self.today, self.words(140), carer.user, self.now)

    def moment(self, day: date, turn: int, turns: int) -> datetime:
        """When the nth thing of a day was logged: between 8 and 17, today never in the future."""
        if day == self.today:
            return self.midnight + (self.now - self.midnight) * ((turn + 1) / (turns + 2))
        morning = datetime.combine(day, time(8), tzinfo=CLOCK)
        return morning + timedelta(hours=9) * ((turn + 0.5) / turns)

    def talks(
        self,
        setting: str,
        child: str,
        family: str,
        parents: list[str],
        staff: list[str],
        size: Size,
    ) -> str:
        """Talks of six messages between home and staff; the newest one's id. Its last message is
        from staff and unread at home, as the one before is from home and unread at work."""
        number = max(size.messages * size.years // MESSAGES_A_TALK, 1)
        hours = DAYS_A_YEAR * 24 * size.years / number
        newest = ""
        for index in range(number):
            began = self.now - timedelta(hours=(index + 0.5) * hours)
            step = min(timedelta(minutes=40), (self.now - began) / (MESSAGES_A_TALK + 1))
            writers = [parents[0], staff[0]] if index % 2 == 0 else [staff[0], parents[0]]
            times = [began + step * turn for turn in range(MESSAGES_A_TALK)]
            talk = self.add(
                Conversation,
                *(setting, child, family, self.words(20)[:60]),
                *("{" + ",".join(parents + staff) + "}", writers[0], times[-1]),
            )
            newest = newest or talk
            for turn, at in enumerate(times):
                self.add(Message, setting, talk, writers[turn % 2], self.words(120), at, self.key())
            for user in parents + staff:
                heard = times[-2] if user == writers[(MESSAGES_A_TALK - 1) % 2] else times[-1]
                unread = index < 2 and user != writers[1]
                self.add(
                    Participant,
                    *(setting, talk, user, user in staff, times[0] if unread else times[-1], heard),
                )
        return newest
