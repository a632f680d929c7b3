"""The learning journals of one term: what staff saw, what homes wrote, and what was said about it.

The named stories and entries come first; around them every child has two to four observations a
month, spread over the staff, taken from the words that suit the child's age and have been used
least in the room.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from . import people, terms
from .days import at_clock, counted_back, is_in
from .records import Seen
from .remarks import lang, with_remarks
from .shapes import Child
from .words import gatherings, home_entries, home_entries_english, home_entries_more, stories
from .words.kinds import Gathering, HomeEntry, Moment, fill
from .words.moments import moments_for

SEEN_A_DAY = 0.2  # per child and attended day; with groups and stories 2 to 4 a month
GATHERINGS_A_DAY = 0.22  # per room and day
FRIENDS = {3: "three friends", 4: "four friends"}
PHOTOS = 0.75  # those of faces are thinned out again when they are drawn
LAST_LOOK_BACK_DAYS = 45  # of a child who has left
HOME_ENTRIES = (
    *home_entries.HOME_ENTRIES,
    *home_entries_more.HOME_ENTRIES,
    *home_entries_english.HOME_ENTRIES,
)


def journal_of(first: date, now: datetime, today: date) -> list[Seen]:
    """Everything in the journals of both settings from ``first`` until now, oldest first."""
    days = terms.opening_days(first, today)
    seen = [
        *_stories(now, today),
        *_daily(days, now, today),
        *_leavers(now, today),
        *_gatherings(days, now, today),
        *_from_home(days, now, today),
    ]
    seen = [with_remarks(each, now) for each in seen if each.at <= now]
    return sorted(seen, key=lambda each: (each.at, each.children))


def _shared(at: datetime, now: datetime, chance: Random) -> datetime | None:
    """An observation is shared within two hours; the newest ones may still be drafts."""
    moment = at + timedelta(minutes=chance.randint(25, 120))
    if moment > now or (now - at < timedelta(days=3) and chance.random() < 0.12):
        return None
    return moment


def _stories(now: datetime, today: date) -> Iterator[Seen]:
    for story in stories.STORIES:
        child = people.CHILD[story.child]
        chance = Random(f"story {story.child} {story.weekdays_ago}")
        hours, minutes = (int(part) for part in story.at.split(":"))
        at = at_clock(counted_back(today, story.weekdays_ago), hours, minutes)
        yield Seen(
            kind=story.kind,
            setting="marmalade-hill",
            children=(child.key,),
            by=story.by,
            at=at,
            shared_at=at + timedelta(minutes=chance.randint(25, 90)),
            words=story.words,
            areas=tuple(story.area_codes),
            ways=tuple(story.way_codes),
            next_step=story.next_step,
            try_at_home=story.try_at_home,
            voice=story.voice,
            scene=story.scene,
            has_photo=bool(story.scene),
            is_story=True,
        )


def _of_moment(
    moment: Moment, child: Child, by: str, at: datetime, now: datetime, chance: Random
) -> Seen:
    """A moment of the common store, told about this child."""

    def told(text: str) -> str:
        return fill(text, child.pronoun, chance, name=child.called)

    return Seen(
        kind="observation",
        setting=people.ROOM[child.room].setting,
        children=(child.key,),
        by=by,
        at=at,
        shared_at=_shared(at, now, chance),
        words=told(moment.words),
        areas=tuple(moment.area_codes),
        ways=tuple(moment.way_codes),
        next_step=told(moment.next_step),
        try_at_home=told(moment.try_at_home),
        voice=told(moment.voice),
        scene=moment.scene,
        has_photo=bool(moment.scene) and chance.random() < PHOTOS,
    )


def _daily(days: tuple[date, ...], now: datetime, today: date) -> Iterator[Seen]:
    """Two to four a month for every child, day after day."""
    used: Counter[tuple[str, str]] = Counter()
    had: dict[str, set[str]] = {}
    children = people.on_roll("marmalade-hill") + people.on_roll("custard-wharf")
    for day in days:
        for child in children:
            chance = Random(f"seen {child.key} {day}")
            if chance.random() >= SEEN_A_DAY or not is_in(child, day, today):
                continue
            found = _pick(child, day, today, used, had.setdefault(child.key, set()), chance)
            if found is not None:
                moment, by = found
                at = at_clock(day, 9, chance.randint(15, 390))
                yield _of_moment(moment, child, by, at, now, chance)


def _pick(
    child: Child,
    day: date,
    today: date,
    used: Counter[tuple[str, str]],
    had: set[str],
    chance: Random,
) -> tuple[Moment, str] | None:
    """The moment that suits and was told least often in the room, and who saw it."""
    room = people.room_on(child, day, today)
    if room is None or not (team := people.team_of(room, day, today)):
        return None
    suited = [
        moment
        for moment in moments_for(people.months_old(child, day, today))
        if moment.words not in had
    ]
    if not suited:
        return None
    moment = min(suited, key=lambda each: (used[room.key, each.words], chance.random()))
    used[room.key, moment.words] += 1
    had.add(moment.words)
    key_person = people.key_person_on(child, day, today)
    own = key_person in team and chance.random() < 0.6
    return moment, (key_person if own else chance.choice(team)).key


def _leavers(now: datetime, today: date) -> Iterator[Seen]:
    """The last weeks of those who have left: their journal stays, their families' rights ended."""
    for child in people.CHILD.values():
        last = people.last_day(child, today)
        if last is None:
            continue
        used: Counter[tuple[str, str]] = Counter()
        had: set[str] = set()
        for day in terms.opening_days(last - timedelta(days=LAST_LOOK_BACK_DAYS), last):
            chance = Random(f"seen {child.key} {day}")
            if chance.random() < SEEN_A_DAY and is_in(child, day, today):
                found = _pick(child, day, today, used, had, chance)
                if found is not None:
                    moment, by = found
                    yield _of_moment(moment, child, by, at_clock(day, 10, 30), now, chance)


def _gatherings(days: tuple[date, ...], now: datetime, today: date) -> Iterator[Seen]:
    """A few children of one room together. Nobody who may not be pictured with others is in."""
    store: dict[str, list[Gathering]] = {}
    for gathering in gatherings.GATHERINGS:
        store.setdefault(gathering.room, []).append(gathering)
    told: Counter[str] = Counter()
    for day in days:
        for room_key, choices in store.items():
            chance = Random(f"group {room_key} {day}")
            room = people.ROOM[room_key]
            team = people.team_of(room, day, today)
            if chance.random() >= GATHERINGS_A_DAY or not team:
                continue
            here = [
                child
                for child in people.on_roll(room.setting)
                if child.photos == "everywhere"
                and is_in(child, day, today)
                and people.room_on(child, day, today) == room
                and people.months_old(child, day, today) >= 6
            ]
            if len(here) < max(FRIENDS):
                continue
            group = chance.sample(here, chance.choice(tuple(FRIENDS)))
            friends = FRIENDS[len(group)]
            at = at_clock(day, 10, chance.randint(0, 90))
            gathering = choices[told[room_key] % len(choices)]
            told[room_key] += 1
            yield Seen(
                kind="group",
                setting=room.setting,
                children=tuple(child.key for child in group),
                by=chance.choice(team).key,
                at=at,
                shared_at=_shared(at, now, chance),
                words=gathering.words.format(friends=friends, Friends=friends.capitalize()),
                areas=tuple(gathering.area_codes),
                ways=tuple(gathering.way_codes),
                next_step=gathering.next_step,
                try_at_home=gathering.try_at_home,
                scene=gathering.scene,
                has_photo=chance.random() < PHOTOS,
            )


def _from_home(days: tuple[date, ...], now: datetime, today: date) -> Iterator[Seen]:
    """Entries that name their child, and a few common ones for English-speaking homes."""
    for entry in HOME_ENTRIES:
        if entry.child:
            chance = Random(f"home {entry.child} {entry.words}")
            back = entry.weekdays_ago
            day = chance.choice(days[:-1]) if back is None else counted_back(today, back)
            yield _entry(entry, people.CHILD[entry.child], entry.by, day, now, chance)
    common = [entry for entry in HOME_ENTRIES if not entry.child]
    children = people.on_roll("marmalade-hill") + people.on_roll("custard-wharf")
    named = {entry.child for entry in HOME_ENTRIES}
    for place, child in enumerate(child for child in children if child.key not in named):
        writer = next(link for link in people.links_of(child) if link.home.key == _own_home(child))
        if writer.adult.language != "en":
            continue
        suited = [each for each in common if each.ages[0] <= child.months < each.ages[1]]
        for number in range(1 + place % 2):
            entry = suited[(place * 2 + number) % len(suited)]
            chance = Random(f"home {child.key} {number}")
            day = chance.choice(days[len(days) * number // 2 : -1])
            if people.room_on(child, day, today):
                yield _entry(entry, child, writer.adult_key, day, now, chance)


def _own_home(child: Child) -> str:
    return people.HOME_OF_CHILD[child.key].key


def _entry(
    entry: HomeEntry, child: Child, by: str, day: date, now: datetime, chance: Random
) -> Seen:
    """A home's entry on that day; what would lie in the future was written an hour ago."""
    at = at_clock(day, 17, chance.randint(50, 230))
    if at > now:
        at = now - timedelta(minutes=chance.randint(30, 80))
    return Seen(
        kind="home",
        setting=people.ROOM[child.room].setting,
        children=(child.key,),
        by=by,
        home=people.HOME_OF_ADULT[by].key,
        at=at,
        shared_at=at,
        language=lang(entry.language),
        words=fill(entry.words, child.pronoun, chance, name=child.called),
        areas=tuple(entry.areas.split()),
        scene=entry.scene,
        heard=entry.heard,
        # Those the story is told by are always seen.
        has_photo=bool(entry.scene)
        and (entry.weekdays_ago is not None or chance.random() < PHOTOS),
    )
