"""The shapes of written things, and the one function that fills a text in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

PLAY = "playing_exploring"
KEEP = "active_learning"
THINK = "creating_thinking"

_CHOICE = re.compile(r"\[([^\[\]]*\|[^\[\]]*)\]")


@dataclass(frozen=True, kw_only=True)
class Moment:
    """Something a practitioner saw. ``ages`` are months, the first included, the last not."""

    words: str
    areas: str
    ways: str = ""
    ages: tuple[int, int] = (0, 72)
    next_step: str = ""
    try_at_home: str = ""
    voice: str = ""
    scene: str = ""

    @property
    def area_codes(self) -> list[str]:
        return self.areas.split()

    @property
    def way_codes(self) -> list[str]:
        return self.ways.split()


@dataclass(frozen=True, kw_only=True)
class Story(Moment):
    """A moment of one named child, seen by a named practitioner so many weekdays ago."""

    child: str
    by: str
    weekdays_ago: int
    at: str = "10:20"
    kind: str = "observation"


@dataclass(frozen=True, kw_only=True)
class Gathering(Moment):
    """A moment of several children of one room; the text holds ``{friends}``, a number of them."""

    room: str


@dataclass(frozen=True, kw_only=True)
class HomeEntry:
    """What a family writes from home in its own language; ``english`` is for our readers."""

    words: str
    english: str = ""
    language: str = "en"
    areas: str = ""
    ages: tuple[int, int] = (0, 72)
    child: str = ""
    by: str = ""
    scene: str = ""
    weekdays_ago: int | None = None
    heard: str = ""  # what is to be heard in the sound that goes with it


@dataclass(frozen=True, kw_only=True)
class Said:
    """One message or comment. ``by`` is a worker's key or an adult's; ``at`` is a wall clock."""

    by: str
    words: str
    weekdays_ago: int = 0
    at: str = "17:40"
    language: str = "en"
    card: str = ""  # a card of help nearby that goes with it, by its name


@dataclass(frozen=True, kw_only=True)
class Talk:
    """One conversation. Who wrote in it, the named adults and the named staff take part.

    ``unread_by`` are those who have not read the last words yet.
    """

    child: str
    subject: str
    said: tuple[Said, ...]
    adults: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()
    unread_by: tuple[str, ...] = ()


def fill(text: str, pronoun: str, chance: Random, **names: str) -> str:
    """The text for one child: choices taken, pronouns and names filled in.

    A sentence that starts with a choice or a small name still starts with its own letter.
    """
    chosen = _CHOICE.sub(lambda found: chance.choice(found.group(1).split("|")), text)
    return chosen.format_map({**PRONOUNS[pronoun], **names})


PRONOUNS: Mapping[str, dict[str, str]] = {
    "she": {
        "she": "she",
        "She": "She",
        "her": "her",
        "Her": "Her",
        "him": "her",
        "herself": "herself",
    },
    "he": {
        "she": "he",
        "She": "He",
        "her": "his",
        "Her": "His",
        "him": "him",
        "herself": "himself",
    },
}
