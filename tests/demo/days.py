"""One child's day at the nursery, made from the child, the date and the clock.

Everything is drawn from a random source that is named after the child and the day, so a day comes
out the same whenever it is made, alone or in a whole term.
"""

import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from . import people, terms
from .records import Care, DayOfChild
from .shapes import Child, Room, Worker
from .words.days import ACTIVITIES, MOODS, SLEEPS, THEN
from .words.kinds import fill
from .words.meals import Day, Dish, menu_for
from .words.notes import NAMED, NOTES

CLOCK = ZoneInfo("Europe/London")
RELEASED_AT = time(17, 15)
NOTE_WRITTEN_AT = time(15, 40)
AMOUNTS = ("none", "some", "most", "all", "more")
# How five kinds of eater eat: the chances of the amounts above, in percent.
EATERS = (
    (2, 8, 25, 50, 15),
    (5, 20, 35, 35, 5),
    (10, 35, 30, 23, 2),
    (1, 4, 15, 50, 30),
    (3, 12, 40, 40, 5),
)
MOOD_CHANCES = {"settled": 40, "joyful": 30, "quiet": 12, "tired": 10, "unsettled": 6, "upset": 2}


def at_clock(day: date, hours: int, minutes: int = 0) -> datetime:
    """The aware time of a wall clock in the setting; ``minutes`` may run over the hour."""
    start = datetime.combine(day, time(hours), tzinfo=CLOCK)
    return start + timedelta(minutes=minutes)


def pattern_day(day: date) -> str:
    """The weekday whose pattern holds; a weekend day that is opened for the demo is a Friday."""
    return people.WEEKDAYS[min(day.weekday(), 4)]


def is_in(child: Child, day: date, today: date) -> bool:
    """Whether the child comes on that day: booked, on roll, and neither ill nor on holiday."""
    if pattern_day(day) not in child.days or people.room_on(child, day, today) is None:
        return False
    if day == today:
        return True
    away = 0.4 if terms.is_half_term(day) else 0.05
    return Random(f"away {child.key} {day}").random() >= away


def trait(child: Child, name: str, kinds: int) -> int:
    """A lasting habit of this child, a number below ``kinds``."""
    return zlib.crc32(f"{name} {child.key}".encode()) % kinds


def day_of(child: Child, day: date, now: datetime, today: date) -> DayOfChild | None:
    """The child's day as far as it has gone by ``now``, or None when the child is not in."""
    room = people.room_on(child, day, today)
    if room is None or not is_in(child, day, today):
        return None
    chance = Random(f"day {child.key} {day}")
    arrives = at_clock(day, 7, chance.randint(40, 110))
    leaves = at_clock(day, 16, chance.randint(25, 110))
    if child.session == "am":
        arrives, leaves = at_clock(day, 8, chance.randint(30, 60)), at_clock(day, 12, 55)
    team = people.team_of(room, day, today)
    if not team:
        return None
    months = people.months_old(child, day, today)
    care = [
        entry
        for entry in _undisturbed(child, list(_care(child, months, day, room, team, chance)))
        if arrives <= entry.at <= leaves
    ]
    if day == today and now < arrives:
        care = _early(child, day, now, team, chance)
    care = [_by_now(entry, now) for entry in care if entry.at <= now]
    note = by = ""
    released = None
    if at_clock(day, NOTE_WRITTEN_AT.hour, NOTE_WRITTEN_AT.minute) <= now:
        note, by = _note(child, months, day, today, team, chance)
        release = at_clock(day, RELEASED_AT.hour, RELEASED_AT.minute)
        released = release if release <= now else None
    return DayOfChild(
        child=child,
        day=day,
        room=room,
        arrives=arrives,
        leaves=leaves,
        care=tuple(sorted(care, key=lambda entry: entry.at)),
        note=note,
        note_by=by,
        released_at=released,
    )


def _by_now(entry: Care, now: datetime) -> Care:
    """A sleep that has not ended yet is still going on."""
    if entry.ended_at is None or entry.ended_at <= now:
        return entry
    return replace(entry, ended_at=None, words="")


def _early(
    child: Child, day: date, now: datetime, team: tuple[Worker, ...], chance: Random
) -> list[Care]:
    """Before breakfast: how some children came in."""
    since_midnight = int((now - at_clock(day, 0)).total_seconds() // 60)
    if trait(child, "early", 2) or since_midnight < 2:
        return []
    words, mood = chance.choice(
        (
            ("Came in singing and hung up the coat alone.", "joyful"),
            ("Yawned at the door, went straight to the cushions.", "tired"),
            ("Waved at the window, then found the cars.", "settled"),
            ("A runny nose, and a long cuddle first.", "quiet"),
        )
    )
    return [
        Care(
            kind="mood",
            at=now - timedelta(minutes=chance.randint(1, min(90, since_midnight - 1))),
            by=team[0].key,
            batch=f"mood {child.key} {day}",
            answer=mood,
            words=words,
        )
    ]


def _care(
    child: Child, months: int, day: date, room: Room, team: tuple[Worker, ...], chance: Random
) -> Iterator[Care]:
    """Every entry of a whole day, in no order."""
    someone = [worker.key for worker in team]

    def entry(kind: str, at: datetime, **fields: object) -> Care:
        batch = f"{kind} {child.key} {at.isoformat()}"
        return Care(kind=kind, at=at, by=chance.choice(someone), batch=batch, **fields)

    mood = chance.choices(list(MOOD_CHANCES), weights=list(MOOD_CHANCES.values()))[0]
    yield entry(
        "mood",
        at_clock(day, 8, chance.randint(52, 75)),
        answer=mood,
        words=fill(chance.choice(MOODS[mood]), child.pronoun, chance, name=child.called),
    )
    yield from _meals(child, months, day, room, team, chance)
    for kind, at, answer in _changes(max(months, 29) if child.in_pants else months, day, chance):
        yield entry(kind, at, answer=answer)
    for start, end in _sleeps(child, months, day, chance):
        words = fill(
            chance.choice(SLEEPS),
            child.pronoun,
            chance,
            name=child.called,
            comforter=child.comforter or "a story",
        )
        yield entry("sleep", start, ended_at=end, words=words)
    if months < 16:
        for hours, minutes in ((9, 15), (13, 40), (16, 20))[: 3 if months < 10 else 1]:
            yield entry(
                "bottle",
                at_clock(day, hours, minutes + chance.randint(-12, 12)),
                millilitres=chance.choice((120, 150, 180, 180, 210)),
            )
    elif chance.random() < 0.6:
        yield entry(
            "drink",
            at_clock(day, 14, chance.randint(25, 45)),
            millilitres=chance.choice((80, 100, 120, 150, 180)),
            words=chance.choice(("Water", "Milk", "Water")),
        )


def _undisturbed(child: Child, care: list[Care]) -> Iterator[Care]:
    """Nobody is changed or fed asleep: what fell into a sleep comes after it, a snack is missed."""
    sleeps = [entry for entry in care if entry.kind == "sleep"]
    for entry in care:
        asleep = [nap for nap in sleeps if nap is not entry and nap.at <= entry.at <= nap.ended_at]
        if not asleep:
            yield entry
        elif entry.kind not in ("snack", "activity", "sleep"):
            yield replace(
                entry,
                at=asleep[0].ended_at + timedelta(minutes=7),
                batch=f"late {child.key} {entry.batch}",
            )


def _meals(
    child: Child, months: int, day: date, room: Room, team: tuple[Worker, ...], chance: Random
) -> Iterator[Care]:
    """What was eaten, logged for the whole room in one go by one person."""
    menu = menu_for(day.isocalendar().week, day.weekday())
    late = 15 if room.key in ("oaks", "herons") else -10 if room.key == "acorns" else 0
    plan = (
        ("breakfast", 8, 20, 6, 0.75),
        ("snack", 10, 0, 8, 0.7),
        ("lunch", 11, 50 + late, 6, 1.0),
        ("tea", 16, 0, 8, 0.85),
    )
    for kind, hours, minutes, from_months, often in plan:
        logged = Random(f"{kind} {room.key} {day}")
        at = at_clock(day, hours, minutes + logged.randint(-5, 9))
        by = logged.choice(team).key
        if months < from_months or chance.random() > often:
            continue
        yield Care(
            kind=kind,
            at=at,
            by=by,
            batch=f"{kind} {room.key} {day}",
            answer=chance.choices(AMOUNTS, weights=EATERS[trait(child, "eater", len(EATERS))])[0],
            words=dish_for(child, kind, menu),
        )
    if chance.random() < 0.55:
        logged = Random(f"activity {room.key} {day}")
        words, _scene = logged.choice(ACTIVITIES[room.key])
        yield Care(
            kind="activity",
            at=at_clock(day, 10, logged.randint(25, 55)),
            by=logged.choice(team).key,
            batch=f"activity {room.key} {day}",
            words=words,
        )


def dish_for(child: Child, kind: str, menu: Day) -> str:
    """What this child is given, diets and allergies kept."""
    dish: Dish = {
        "breakfast": menu.breakfast,
        "snack": menu.snack,
        "lunch": menu.lunch,
        "tea": menu.tea,
    }[kind]
    avoids = [name for name in ("egg", "milk", "sesame") if name in child.allergy + child.diet]
    meat = any(word in dish.name for word in ("chicken", "lamb", "beef", "fish", "tuna", "salmon"))
    unsuitable = any(name in dish.allergens for name in avoids) or (
        "vegetarian" in child.diet and meat
    )
    if "kiwi" in child.allergy and "kiwi" in dish.name:
        return "Pear and crackers"
    if kind == "lunch":
        dish = menu.instead if unsuitable else dish
        pudding = "fruit" if "milk" in avoids and "milk" in menu.pudding.allergens else None
        return f"{dish.name[0].upper()}{dish.name[1:]}, {pudding or menu.pudding.name}"
    name = "toast with avocado" if unsuitable else dish.name
    return f"{name[0].upper()}{name[1:]}"


def _changes(months: int, day: date, chance: Random) -> Iterator[tuple[str, datetime, str]]:
    """Nappies and toilet by age; from about three it is a child's own affair."""
    moments = ((9, 35), (12, 20), (15, 15))
    for place, (hours, minutes) in enumerate(moments):
        at = at_clock(day, hours, minutes + chance.randint(-12, 12))
        if months < 24:
            if place < 2 or chance.random() < 0.6:
                yield "nappy", at, chance.choices(("wet", "soiled", "dry"), weights=(70, 25, 5))[0]
        elif months < 33:
            if chance.random() < 0.7:
                weights = (35, 15, 25, 20, 5) if months < 29 else (5, 3, 15, 70, 7)
                kinds = ("wet", "soiled", "potty", "toilet", "accident")
                yield "nappy", at, chance.choices(kinds, weights=weights)[0]
        elif months < 42 and place == 1 and chance.random() < 0.3:
            yield "nappy", at, chance.choices(("toilet", "accident"), weights=(85, 15))[0]


def _sleeps(
    child: Child, months: int, day: date, chance: Random
) -> Iterator[tuple[datetime, datetime]]:
    """Start and end of the day's sleeps, by age and habit."""

    def sleep(hours: int, minutes: int, shortest: int, longest: int) -> tuple[datetime, datetime]:
        start = at_clock(day, hours, minutes + chance.randint(-10, 10))
        return start, start + timedelta(minutes=chance.randint(shortest, longest))

    if months < 14:
        yield sleep(9, 45, 30, 55)
        yield sleep(12, 45, 60, 110)
    elif months < 26:
        yield sleep(12, 20, 60, 110)
    elif months < 34:
        if chance.random() < (0.8, 0.5, 0.25)[trait(child, "napper", 3)]:
            yield sleep(12, 40, 40, 80)
    elif months < 42 and trait(child, "napper", 4) == 0 and chance.random() < 0.5:
        yield sleep(12, 50, 30, 50)


def _note(
    child: Child, months: int, day: date, today: date, team: tuple[Worker, ...], chance: Random
) -> tuple[str, str]:
    """The words of the daily note and who wrote them: the key person or a colleague."""
    by_key = {worker.key: worker for worker in team}
    key_person = people.key_person_on(child, day, today).key
    by = key_person if key_person in by_key else chance.choice(team).key
    named = {
        (who, counted_back(today, ago)): words for who, ago, words in NAMED if who == child.key
    }
    if (child.key, day) in named:
        return named[child.key, day], by
    suited = [words for ages, words in NOTES if ages[0] <= months < ages[1]]
    # Round and round in an order of the child's own, so that a note returns only after weeks.
    order = Random(f"notes {child.key}").sample(suited, len(suited))
    text = order[day.toordinal() * 5 // 7 % len(order)]
    text = f"{text} {chance.choice(THEN)}"
    return fill(text, child.pronoun, chance, name=child.called), by


def counted_back(today: date, weekdays: int) -> date:
    """The weekday so many weekdays before today; none at all is today itself."""
    day = today
    while weekdays:
        day -= timedelta(days=1)
        if not terms.is_closed(day):
            weekdays -= 1
    return day
