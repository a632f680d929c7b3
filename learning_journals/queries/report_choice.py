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

from ..frameworks import Area, Pack, pack_of, plain_area
from ..models import Observation
from .names import Names

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
class AreaGroup:
    """Areas that the framework tells together, under one heading."""

    title: str
    gloss: str
    areas: list[AreaPart]


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
    """The same words with "a friend" where another child is named."""
    return Names((name,) for name in names).hidden_in(words, instead=_("a friend"))


def spoken_date(at: datetime) -> str:
    """The day of an entry in a report: "12 October", never "yesterday", for paper stays."""
    return date_format(timezone.localtime(at), "j F")


class Notes:
    """The shared observations of one child and term, newest first, handed out once each."""

    def __init__(self, observations: Iterable[Observation], names: Iterable[str]) -> None:
        self.names = Names((name,) for name in names)
        observations = list(observations)
        # Stable: newest first within those that name nobody, then within the others.
        self.observations = sorted(
            observations, key=lambda seen: bool(self.names.found_in(seen.words))
        )
        self.newest_first = observations
        self.quoted: set[object] = set()
        self.promised: set[str] = set()

    def quote(self, seen: Observation, words: str, letters: int) -> Quote:
        """Words of an observation as they may stand in the report."""
        return Quote(
            excerpt(self.names.hidden_in(words, instead=_("a friend")), letters),
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
                why=", ".join(plain_area(seen.framework, code) for code in seen.areas),
                at_home=(
                    self.quote(seen, seen.try_at_home, LETTERS_SHORT)
                    if seen.try_at_home.strip()
                    else None
                ),
            )
            for seen in chosen
        ]

    def groups(self, pack: Pack) -> list[AreaGroup]:
        """The areas in the groups of the framework. What was written with another one, before the
        setting chose this, follows under that one's own headings, as far as there is something."""
        # Two sides of paper: the youngest, who live in the first areas, have more told about those.
        others = [
            area
            for group in pack.groups
            if not group.always_told
            for area in pack.areas_of(group)
            if self.has(pack, area)
        ]
        most = 1 if len(others) > 1 else 2
        told = []
        for each in [pack, *self._packs_besides(pack)]:
            for group in each.groups:
                always = group.always_told and each is pack
                parts = [
                    self.area(each, area, prime=always, most=most if always else 1)
                    for area in each.areas_of(group)
                    if always or self.has(each, area)
                ]
                shown = parts if always else [part for part in parts if part.strengths]
                if shown:
                    told.append(AreaGroup(group.plain, group.gloss, shown))
        return told

    def _packs_besides(self, pack: Pack) -> list[Pack]:
        """The other frameworks that something in this term was written with."""
        codes = {seen.framework for seen in self.observations if seen.areas} - {pack.code}
        return [pack_of(code) for code in sorted(codes)]

    def area(self, pack: Pack, area: Area, *, prime: bool, most: int = 1) -> AreaPart:
        """One area: at most so many strengths that were not told yet; of the prime areas also what
        is being worked on, if it does not stand among the next steps."""
        about = [seen for seen in self._about(pack, area) if seen.words.strip()]
        untold = [seen for seen in about if seen.pk not in self.quoted]
        chosen = untold[:most]
        self.quoted.update(seen.pk for seen in chosen)
        letters = LETTERS_PRIME // max(1, len(chosen)) if prime else LETTERS_SPECIFIC
        working_on = None
        if prime and (step := self._open_step(pack, area)):
            self.promised.add(step.next_step.strip())
            working_on = self.quote(step, step.next_step, LETTERS_SHORT)
        return AreaPart(
            name=area.name,
            plain=area.plain,
            strengths=[self.quote(seen, seen.words, letters) for seen in chosen],
            working_on=working_on,
        )

    def _about(self, pack: Pack, area: Area) -> list[Observation]:
        """What was written about this area, in the order in which it is taken."""
        return [
            seen
            for seen in self.observations
            if seen.framework == pack.code and area.code in seen.areas
        ]

    def _open_step(self, pack: Pack, area: Area) -> Observation | None:
        """The newest next step in this area that does not stand in the report yet."""
        about = set(self._about(pack, area))
        open_steps = [
            seen for seen in self.newest_first if seen in about and seen.next_step.strip()
        ]
        return next((s for s in open_steps if s.next_step.strip() not in self.promised), None)

    def has(self, pack: Pack, area: Area) -> bool:
        """Whether anything was written about this area."""
        return bool(self._about(pack, area))

    def learning(self, pack: Pack) -> list[tuple[str, Quote]]:
        """How the child learns: a moment for each characteristic that was seen and not told yet."""
        found = []
        for way in pack.characteristics:
            about = [
                seen
                for seen in self.observations
                if seen.framework == pack.code
                and way.code in seen.characteristics
                and seen.words.strip()
            ]
            untold = [seen for seen in about if seen.pk not in self.quoted]
            if untold:
                self.quoted.add(untold[0].pk)
                quote = self.quote(untold[0], untold[0].words, LETTERS_MOMENT)
                found.append((way.name, quote))
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
