"""Hints for who writes an observation: advice beside the words, never a mark and never a stop.

The one thing that is asked before sharing is whether it is about the right child. Rows S14, S72 and
S113 of the practices: words that a parent understands, of this child and not from a list.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import TypeVar

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from pyphen import Pyphen

from families.models import Child

from ..frameworks import Area, Pack, Way
from ..plain_words import plain_words_of
from .names import Names, names_of

Kind = TypeVar("Kind", Area, Way)

FEWEST_WORDS = 40  # below this a text says nothing about how hard it is to read
HARD_AGE = 13  # years; half of the adults of England read at the level of eleven, or below it
LONG_SENTENCE = 24  # words
LONG_WORD = 4  # syllables
MOST_JARGON, MOST_OFFERED, MOST_LONG_WORDS = 3, 3, 3
SENTENCE = re.compile(r"[^.!?…\n]+")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Hint:
    """One piece of advice; `sign` is the picture beside it."""

    sign: str
    said: str
    words: str = ""  # what of the text it is about, as it is written there


@dataclass(frozen=True, slots=True)
class Offered:
    """An area or a way of learning that the words speak of: to be chosen by the person, or not."""

    field: str  # of the form
    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Hints:
    """What stands beside the words of an observation."""

    said: list[Hint] = field(default_factory=list)
    offered: list[Offered] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.said or self.offered)


def hints_on(
    texts: Iterable[str],
    *,
    language: str,
    chosen: Collection[Child],
    others: Collection[Child],
    pack: Pack,
    areas: Collection[str] = (),
    ways: Collection[str] = (),
) -> Hints:
    """Advice on these texts (the first are the words themselves) about the children `chosen`.

    `others` are further children the writer cares for; `areas` and `ways` are the codes chosen so
    far. No statement: everything is at hand.
    """
    texts = [text for text in texts if text.strip()]
    if not texts:
        return Hints()
    said = [*_on_names(texts, chosen, others), *_on_plainness(texts, language, pack)]
    return Hints(said, _offered(texts[0], pack, areas, ways) if language.startswith("en") else [])


def wrong_child(texts: Iterable[str], *, chosen: Collection[Child], names: Names) -> str:
    """What is asked before sharing when the words name another child (`names`) and none of those
    chosen; empty when there is nothing to ask."""
    text = "\n".join(texts)
    named = names.found_in(text)
    if not named or not chosen:
        return ""
    if names_of(chosen).found_in(text):
        return ""
    return _(
        "This is for %(chosen)s, and the words name %(named)s. Is it about the right child?"
    ) % {
        "chosen": ", ".join(child.known_as for child in chosen),
        "named": named[0],
    }


# --- children -------------------------------------------------------------------------------------


def _on_names(texts: list[str], chosen: Collection[Child], others: Collection[Child]) -> list[Hint]:
    if not chosen:
        return []
    names = names_of(others, but_not=chosen)
    if asked := wrong_child(texts, chosen=chosen, names=names):
        return [Hint("users", asked)]
    hints = []
    if named := names.found_in("\n".join(texts)):
        said = ngettext(
            "%(names)s is not chosen. The family reads “a friend” instead of the name.",
            "%(names)s are not chosen. The family reads “a friend” instead of the names.",
            len(named),
        )
        hints.append(Hint("users", said % {"names": ", ".join(named)}))
    return hints


# --- plain words ----------------------------------------------------------------------------------


def _on_plainness(texts: list[str], language: str, pack: Pack) -> list[Hint]:
    plain = plain_words_of(language)
    if plain is None:
        return []
    whole = "\n".join(texts)
    hints = []
    if copied := _copied(texts, plain.beginnings, pack):
        words = _("This sounds like a list of what children can do. What did this child do or say?")
        hints.append(Hint("quote", words, copied))
    jargon = plain.jargon_in(whole)
    hints += [
        Hint(
            "lightbulb",
            _("A parent may not know the word. Perhaps: %(plain)s") % {"plain": said},
            word,
        )
        for word, said in jargon[:MOST_JARGON]
    ]
    if (more := len(jargon) - MOST_JARGON) > 0:
        words = ngettext("And 1 more word like these.", "And %(n)s more like these.", more)
        hints.append(Hint("lightbulb", words % {"n": more}))
    return hints + _on_reading(whole, language)


def _copied(texts: list[str], beginnings: Iterable[str], pack: Pack) -> str:
    """The opening of the first sentence that comes from a framework and not from a child."""
    names = {
        name.lower()
        for area in pack.areas
        for name in (area.name, *area.goals)
        if len(name.split()) > 2
    }
    starts = tuple(beginnings)
    for text in texts:
        for match in SENTENCE.finditer(text):
            sentence = " ".join(match.group().split())
            small = sentence.lower()
            # "Zofia is beginning to …", "She is able to …": one or two words may stand before it.
            tails = (" ".join(small.split()[skip:]) for skip in range(3))
            if any(tail.startswith(starts) for tail in tails) or any(
                name in small for name in names
            ):
                return Truncator(sentence).chars(60)
    return ""


def _on_reading(text: str, language: str) -> list[Hint]:
    """Where a text is hard to read: its longest sentence, or its long words."""
    words = WORD.findall(text)
    if len(words) < FEWEST_WORDS or reading_age(text, language) < HARD_AGE:
        return []
    sentences = [" ".join(each.split()) for each in SENTENCE.findall(text) if WORD.search(each)]
    longest = max(sentences, key=lambda each: len(WORD.findall(each)))
    if (length := len(WORD.findall(longest))) >= LONG_SENTENCE:
        said = _("This sentence has %(n)s words. Two short ones are easier to read.")
        return [Hint("book-open", said % {"n": length}, Truncator(longest).chars(60))]
    long = [word for word in dict.fromkeys(words) if _syllables(word, language) >= LONG_WORD]
    if not long:
        return []
    said = _("Long words are hard to read, and hard to translate. Is there a shorter one?")
    return [Hint("book-open", said, ", ".join(long[:MOST_LONG_WORDS]))]


def reading_age(text: str, language: str) -> float:
    """About how old, in years, a reader has to be: the grade of Flesch and Kincaid (1975) plus the
    five years before school. Syllables are where a word may be divided (pyphen), which counts a few
    too low; it is used to decide whether to give a hint and never shown."""
    words = WORD.findall(text)
    sentences = [each for each in SENTENCE.findall(text) if WORD.search(each)]
    if not words or not sentences:
        return 0.0
    syllables = sum(_syllables(word, language) for word in words)
    grade = 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59
    return grade + 5


def _syllables(word: str, language: str) -> int:
    return len(_divider(language).positions(word)) + 1


@cache
def _divider(language: str) -> Pyphen:
    # Two letters may stand alone here: it is for counting, not for breaking a line.
    return Pyphen(lang="en_GB" if language == "en-gb" else "en_US", left=1, right=1)


# --- areas ----------------------------------------------------------------------------------------


def _offered(text: str, pack: Pack, areas: Collection[str], ways: Collection[str]) -> list[Offered]:
    """Areas, then ways of learning, of which the words have the most clues, and which are not
    chosen yet."""
    words = {word.lower() for word in WORD.findall(text)}
    found_areas = [each for each in _by_clues(pack.areas, words) if each.code not in areas]
    found_ways = [each for each in _by_clues(pack.characteristics, words) if each.code not in ways]
    return [
        *(Offered("areas", each.code, each.plain) for each in found_areas[:MOST_OFFERED]),
        *(Offered("characteristics", each.code, each.name) for each in found_ways[:1]),
    ]


def _by_clues(kinds: Iterable[Kind], words: set[str]) -> list[Kind]:
    counted = [
        (sum(word.startswith(each.clues) for word in words) if each.clues else 0, each)
        for each in kinds
    ]
    return [each for hits, each in sorted(counted, key=lambda pair: -pair[0]) if hits]
