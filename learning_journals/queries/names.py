"""Names of children in what is written: found to warn, hidden from other families.

Children are known by the name we use and by their whole name, with or without the surname, whatever
the case, the accents, and what stands between the parts ("Mary-Kate", "Mary  Kate"); a name that is
an ordinary word ("will") only with a capital letter. A surname by itself is nobody: brothers and
sisters, and half a village, have it too.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator

from families.models import Child

# Names that are words as well: they are a child's only with a capital letter.
ALSO_WORDS = frozenset(
    (
        *("amber", "art", "autumn", "belle", "bill", "bud", "dawn", "daisy", "drew", "ebony"),
        *("faith", "grace", "hazel", "holly", "hope", "iris", "ivy", "jack", "jasmine", "joy"),
        *("lily", "mark", "may", "melody", "miles", "mona", "olive", "pat", "peter", "poppy"),
        *("rain", "ray", "rich", "robin", "rose", "ruby", "sandy", "sky", "skye", "star", "sue"),
        *("summer", "sunny", "violet", "will", "willow"),
    )
)

# Before the first letter of a sentence: nothing, or the end of another, and what opens a quotation.
BEGINS = re.compile(r"""(?:^|[.!?…]["'”’»)]*\s+|\n\s*)["'“„«‘(]*$""")
# Letters that are no other letter with an accent, and are written without all the same: those of
# the search (migration 0001, `footbridge_plain`).
PLAIN_LETTERS = str.maketrans("łøđħıþðæœßىةیےکہە", "lodhitdaosيهييكهه")
BETWEEN = r"[\s\-‐‑–'’]+"  # the parts of a name
# Vowel signs and accents that stand by themselves, and the stroke that draws Arabic letters out.
MARKS = "[\u0300-\u036f\u0640\u064b-\u065f\u0670]*"


def names_of_child(child: Child) -> list[str]:
    """Everything a child may be called: "Ottie", "Ottoline Button", "Ottoline", "Ottie Button". A
    letter alone is no name."""
    first, _space, rest = child.full_name.partition(" ")
    names = (child.known_as, child.full_name, first, f"{child.known_as} {rest}".strip())
    return [name for name in names if len(name) > 1]


def names_of(children: Iterable[Child], *, but_not: Iterable[Child] = ()) -> "Names":
    """The names of these children; what a child of `but_not` is called too is nobody else's."""
    return Names(map(names_of_child, children), but_not=own_names(but_not))


def own_names(children: Iterable[Child]) -> set[str]:
    """What these children are called, whole names and all."""
    return {name for child in children for name in names_of_child(child)}


def without_own(found: Iterable[str], child: Child) -> list[str]:
    """Of names that were found, those that this child does not have too."""
    own = {_plain(name) for name in own_names([child])}
    return [name for name in found if _plain(name) not in own]


class Names:
    """Some children's names, to be found in words. Those in `but_not` are somebody's here: they are
    left out, also where another name is a part of one ("Zofia Rose" is not Rose)."""

    def __init__(self, children: Iterable[Collection[str]], *, but_not: Iterable[str] = ()) -> None:
        own = {_plain(name): "" for name in but_not if name.strip()}
        self._written: dict[str, str] = {}  # plain → as it is written; empty: nobody else's
        for names in children:
            for name in names:
                if name.strip():
                    self._written.setdefault(_plain(name), name)
        has_any = bool(self._written.keys() - own.keys())
        self._written |= own
        every = sorted(self._written, key=len, reverse=True) if has_any else []
        either = "|".join(_pattern_of(each) for each in every)
        self._pattern = re.compile(rf"(?<![^\W_])(?:{either})(?![^\W_])") if every else None

    def found_in(self, text: str) -> list[str]:
        """The names in this text, as they are written in our lists, each once."""
        return list(dict.fromkeys(written for written, _start, _end in self._matches(text)))

    def hidden_in(self, text: str, *, instead: str) -> str:
        """The text with `instead` where a name stands, with a capital where a sentence begins."""
        text = unicodedata.normalize("NFC", text)
        for _written, start, end in reversed(list(self._matches(text))):
            begins = BEGINS.search(text[:start]) is not None
            said = f"{instead[:1].upper()}{instead[1:]}" if begins else instead
            text = f"{text[:start]}{said}{text[end:]}"
        return text

    def _matches(self, text: str) -> Iterator[tuple[str, int, int]]:
        if self._pattern is None:
            return
        text = unicodedata.normalize("NFC", text)
        for match in self._pattern.finditer(_letter_by_letter(text)):
            plain = _plain(match.group())
            if plain in ALSO_WORDS and text[match.start()].islower():
                continue
            if written := self._written[plain]:
                yield written, match.start(), match.end()


def _pattern_of(plain: str) -> str:
    """Finds a plain name, whatever stands between its parts and upon its letters."""
    return BETWEEN.join(
        "".join(f"{re.escape(letter)}{MARKS}" for letter in part) for part in plain.split(" ")
    )


def _letter_by_letter(text: str) -> str:
    """Small letters without accents, one for each letter of the text, so that places agree."""
    plain = (unicodedata.normalize("NFD", letter)[0].lower() for letter in text)
    return "".join(small[:1] for small in plain).translate(PLAIN_LETTERS)


def _plain(text: str) -> str:
    """A name as it is compared: without marks, one space between its parts."""
    letters = re.sub(MARKS, "", _letter_by_letter(unicodedata.normalize("NFC", text)))
    return " ".join(re.sub(BETWEEN, " ", letters).split())
