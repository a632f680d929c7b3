"""What is said under an observation: by one home, and by the nursery to that home."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from . import people, terms
from .days import at_clock
from .people import Link
from .records import Remark, Seen
from .shapes import Child
from .words.comments import (
    ANSWER_TO,
    ANSWERS,
    ANY,
    BY_SCENE,
    IN_LANGUAGE,
    TALKERS,
    TO_HOME,
    UNDER_STORIES,
)
from .words.kinds import Said, fill

COMMENTED = 0.34  # of the observations, by somebody at home
OWN_LANGUAGE = 0.65  # of those whose language is not English
ANSWERED = 0.6  # of the comments, by the nursery
WRITTEN_BACK = 0.45  # of the entries from home, by the nursery
TALKS_FROM_MONTHS = 24
ENGLISH = "en-gb"


def lang(code: str) -> str:
    """The code as rows keep it: "en" is written "en-gb"."""
    return ENGLISH if code == "en" else code


def with_remarks(seen: Seen, now: datetime) -> Seen:
    """The observation with what was said under it until now."""
    if seen.shared_at is None:
        return seen
    chance = Random(f"remarks {seen.children} {seen.at.date()} {seen.kind}")
    child = people.CHILD[chance.choice(seen.children)]
    if seen.is_story:
        exchange = UNDER_STORIES.get((child.key, seen.scene), ())
        remarks = list(_written(exchange, child, seen.shared_at))
    elif seen.kind == "home":
        remarks = list(_to_home(seen, child, chance))
    else:
        remarks = list(_drawn(seen, child, seen.shared_at, chance))
    return replace(seen, remarks=tuple(each for each in remarks if each.at <= now))


def _written(exchange: tuple[Said, ...], child: Child, shared: datetime) -> Iterator[Remark]:
    """A written exchange, each line at its own hour and after the one before."""
    last, home = shared, ""
    for said in exchange:
        own = people.HOME_OF_ADULT.get(said.by)
        is_staff = own is None or child not in people.children_of(own)  # Priya is both
        home = home if is_staff or own is None else own.key
        hours, minutes = (int(part) for part in said.at.split(":"))
        at = at_clock(last.date(), hours, minutes)
        while at <= last or (is_staff and terms.is_closed(at.date())):
            at = at_clock(at.date() + timedelta(days=1), hours, minutes)
        last = at
        yield Remark(
            child=child.key,
            home=home,
            by=said.by,
            is_staff=is_staff,
            words=said.words,
            language=lang(said.language),
            at=at,
        )


def _drawn(seen: Seen, child: Child, shared: datetime, chance: Random) -> Iterator[Remark]:
    """Perhaps a comment from one adult of the child's own home, perhaps an answer."""
    if chance.random() >= COMMENTED:
        return
    own = people.HOME_OF_CHILD[child.key].key
    readers = [
        link
        for link in people.links_of(child)
        if link.home.key == own and link.adult.rights.sees_journal
    ]
    if not readers:
        return
    link = chance.choice(readers)
    words, answer, language = _words(seen, child, link, chance)

    def told(text: str) -> str:
        return fill(text, child.pronoun, chance, name=child.called)

    at = shared + timedelta(minutes=chance.choice((12, 45, 90, 180, 300, 360)))
    if at.hour >= 23 or at.hour < 6:
        at = at_clock(at.date() + timedelta(days=at.hour >= 23), 7, chance.randint(5, 50))
    yield Remark(
        child=child.key,
        home=own,
        by=link.adult_key,
        is_staff=False,
        words=told(words),
        language=language,
        at=at,
    )
    if chance.random() < ANSWERED:
        yield _answer(seen, child, own, told(answer or chance.choice(ANSWERS)), at, chance)


def _words(seen: Seen, child: Child, link: Link, chance: Random) -> tuple[str, str, str]:
    """A comment, the answer that belongs to it (or none), and its language."""
    spoken = link.adult.language
    if spoken in IN_LANGUAGE and chance.random() < OWN_LANGUAGE:
        return chance.choice(IN_LANGUAGE[spoken]), "", spoken
    if seen.scene in BY_SCENE and chance.random() < 0.5:
        comment, answer = chance.choice(BY_SCENE[seen.scene])
        return comment, answer, ENGLISH
    choices = ANY + (TALKERS if child.months >= TALKS_FROM_MONTHS else ())
    comment = chance.choice(choices)
    return comment, ANSWER_TO.get(comment, ""), ENGLISH


def _to_home(seen: Seen, child: Child, chance: Random) -> Iterator[Remark]:
    """A word of the nursery under what a home wrote."""
    if chance.random() < WRITTEN_BACK:
        words = fill(chance.choice(TO_HOME), child.pronoun, chance, name=child.called)
        yield _answer(seen, child, seen.home, words, seen.at, chance)


def _answer(
    seen: Seen, child: Child, home: str, words: str, after: datetime, chance: Random
) -> Remark:
    """The nursery answers on the next opening morning, by the writer or the key person."""
    day = after.date() + timedelta(days=1)
    while terms.is_closed(day):
        day += timedelta(days=1)
    by = child.key_person if seen.home else seen.by
    worker = people.WORKER[by]
    return Remark(
        child=child.key,
        home=home,
        by=child.key_person if worker.left_days_ago is not None else by,
        is_staff=True,
        words=words,
        language=ENGLISH,
        at=at_clock(day, 7, chance.randint(35, 70)),
    )
