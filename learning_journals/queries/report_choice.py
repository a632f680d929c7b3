"""Which of a term's observations stand in a report, and how much of each. No database here.

Each observation is quoted once. Those that name another child come last, and name them no more.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ..models import AreaOfLearning, Characteristic, Observation
from .entries import plain_area

MOST_VOICES = 3
MOST_MOMENTS = 2
MOST_NEXT_STEPS = 3
# Letters of a quotation. Together they fill two sides of A4 with four photographs.
LETTERS_PRIME, LETTERS_SPECIFIC, LETTERS_SHORT, LETTERS_MOMENT = 400, 240, 180, 130
# The end of a sentence in the scripts of domain.md 3.2, with closing quotation marks.
SENTENCE = re.compile(r".+?(?:[.!?…؟۔।॥。]+[\"'”’»)]*(?=\s|$)|$)", re.DOTALL)


@dataclass(frozen=True)
class Quote:
    """Somebody's words, with their language and who said them when."""

    words: str
    language: str
    by: str = ""
    when: str = ""


@dataclass(frozen=True)
class AreaPart:
    """An area of learning: strengths first, then what is being worked on."""

    name: str
    plain: str
    strengths: list[Quote]
    working_on: Quote | None = None


@dataclass(frozen=True)
class NextStep:
    """What is offered next, why, and what it looks like at home."""

    what: Quote
    why: str
    at_home: Quote | None


def excerpt(words: str, most: int) -> str:
    """Whole sentences from the beginning, up to `most` letters; at least one, cut if it must be."""
    words = " ".join(words.split())
    if len(words) <= most:
        return words
    kept = ""
    for sentence in SENTENCE.findall(words):
        if len(kept) + len(sentence) > most:
            break
        kept += sentence
    kept = kept.strip()
    return f"{kept} […]" if kept else f"{words[:most].rsplit(' ', 1)[0]} […]"


def without_names(words: str, names: Iterable[str]) -> str:
    """The same words with "a friend" where another child is named (whole words, as written)."""
    for name in sorted(names, key=len, reverse=True):
        words = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", _("a friend"), words)
    return words


def spoken_date(at: datetime) -> str:
    """The day of an entry in a report: "12 October", never "yesterday", for paper stays."""
    return date_format(timezone.localtime(at), "j F")


class Notes:
    """The shared observations of one child and term, newest first, handed out once each."""

    def __init__(self, observations: Iterable[Observation], names: Iterable[str]) -> None:
        self.names = frozenset(names)
        observations = list(observations)
        pattern = "|".join(re.escape(name) for name in self.names)
        naming = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)") if pattern else None
        # Stable: newest first within those that name nobody, then within the others.
        self.observations = sorted(
            observations, key=lambda seen: bool(naming and naming.search(seen.words))
        )
        self.newest_first = observations
        self.quoted: set[object] = set()
        self.promised: set[str] = set()

    def quote(self, seen: Observation, words: str, letters: int) -> Quote:
        """Words of an observation as they may stand in the report."""
        return Quote(
            excerpt(without_names(words, self.names), letters),
            seen.language,
            seen.author.name,
            spoken_date(seen.happened_at),
        )

    def next_steps(self) -> list[NextStep]:
        """The newest three, of different areas if there are such."""
        chosen: list[Observation] = []
        areas: set[str] = set()
        steps = [seen for seen in self.newest_first if seen.next_step.strip()]
        fresh = []
        for seen in steps:
            if not areas.intersection(seen.areas):
                fresh.append(seen)
                areas.update(seen.areas)
        for seen in [*fresh, *steps]:
            known = {each.next_step.strip() for each in chosen}
            if len(chosen) < MOST_NEXT_STEPS and seen.next_step.strip() not in known:
                chosen.append(seen)
        self.promised = {seen.next_step.strip() for seen in chosen}
        return [
            NextStep(
                what=self.quote(seen, seen.next_step, LETTERS_SHORT),
                why=", ".join(plain_area(code) for code in seen.areas),
                at_home=(
                    self.quote(seen, seen.try_at_home, LETTERS_SHORT)
                    if seen.try_at_home.strip()
                    else None
                ),
            )
            for seen in chosen
        ]

    def area(self, area: AreaOfLearning, *, prime: bool, most: int = 1) -> AreaPart:
        """One area: at most so many strengths that were not told yet; of the prime areas also what
        is being worked on, if it does not stand among the next steps."""
        about = [seen for seen in self.observations if area in seen.areas and seen.words.strip()]
        untold = [seen for seen in about if seen.pk not in self.quoted]
        chosen = untold[:most]
        self.quoted.update(seen.pk for seen in chosen)
        letters = LETTERS_PRIME // max(1, len(chosen)) if prime else LETTERS_SPECIFIC
        working_on = None
        if prime and (step := self._open_step(area)):
            self.promised.add(step.next_step.strip())
            working_on = self.quote(step, step.next_step, LETTERS_SHORT)
        return AreaPart(
            name=str(area.label),
            plain=plain_area(area),
            strengths=[self.quote(seen, seen.words, letters) for seen in chosen],
            working_on=working_on,
        )

    def _open_step(self, area: AreaOfLearning) -> Observation | None:
        """The newest next step in this area that does not stand in the report yet."""
        about = [seen for seen in self.newest_first if area in seen.areas]
        open_steps = [seen for seen in about if seen.next_step.strip()]
        return next((s for s in open_steps if s.next_step.strip() not in self.promised), None)

    def has(self, area: AreaOfLearning) -> bool:
        """Whether anything was written about this area."""
        return any(area in seen.areas for seen in self.observations)

    def learning(self) -> list[tuple[str, Quote]]:
        """How the child learns: a moment for each characteristic that was seen and not told yet."""
        found = []
        for characteristic in Characteristic:
            about = [
                seen
                for seen in self.observations
                if characteristic in seen.characteristics and seen.words.strip()
            ]
            untold = [seen for seen in about if seen.pk not in self.quoted]
            if untold:
                self.quoted.add(untold[0].pk)
                quote = self.quote(untold[0], untold[0].words, LETTERS_MOMENT)
                found.append((str(characteristic.label), quote))
        return found

    def moments(self) -> list[Quote]:
        """Wow moments, then entries that belong to no area: what was not told yet."""
        untold = [
            seen
            for seen in self.observations
            if seen.pk not in self.quoted
            and seen.words.strip()
            and (seen.kind == Observation.Kind.WOW or not seen.areas)
        ]
        untold.sort(key=lambda seen: seen.kind != Observation.Kind.WOW)
        self.quoted.update(seen.pk for seen in untold[:MOST_MOMENTS])
        return [self.quote(seen, seen.words, LETTERS_SHORT) for seen in untold[:MOST_MOMENTS]]

    def voice(self) -> list[Quote]:
        """The child's own words, newest first."""
        said = [seen for seen in self.newest_first if seen.child_voice.strip()]
        return [self.quote(seen, seen.child_voice, LETTERS_SHORT) for seen in said[:MOST_VOICES]]
