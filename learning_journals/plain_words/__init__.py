"""Words of the trade and plain ones to write instead, as data: one TOML file a language.

Only English so far. A language without a file gets no hints of this kind.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class PlainWords:
    """What is hinted at in one language."""

    instead: dict[str, str]  # the word of the trade, as the file has it → what one could write
    beginnings: tuple[str, ...]  # of sentences taken from a list, in small letters

    def jargon_in(self, text: str) -> list[tuple[str, str]]:
        """The words of the trade in this text as they are written there, each with a plain one. Of
        several that overlap the longest is named."""
        found: dict[str, tuple[str, str]] = {}
        for match in _pattern(tuple(self.instead)).finditer(text):
            word = match.group()
            known = self._known(word)
            if known and known not in found:
                found[known] = (word, self.instead[known])
        return list(found.values())

    def _known(self, word: str) -> str | None:
        if word in self.instead:
            return word
        small = word.lower()
        singular = small.removesuffix("s")
        return next((each for each in (small, singular) if each in self.instead), None)


@cache
def plain_words_of(language: str) -> PlainWords | None:
    """The hints for a language ("en-gb", "pl"), or None where there are none."""
    path = FOLDER / f"{language.partition('-')[0]}.toml"
    if not path.name.removesuffix(".toml").isalpha() or not path.exists():
        return None
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    return PlainWords(instead=raw["instead"], beginnings=tuple(raw["copied"]["beginnings"]))


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    ordered = "|".join(re.escape(each) for each in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{ordered})s?(?![\w-])", re.IGNORECASE)
