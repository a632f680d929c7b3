"""Framework packs: what areas of learning there are, and how they are called, as data.

A pack is one TOML file in one of the folders of `settings.FRAMEWORK_FOLDERS`; docs/decisions/0025
says why. Nothing in the code knows an area by name. Packs are read once in a process.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

DEFAULT = "eyfs"
OUR_FOLDER = Path(__file__).parent
CODE = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
CODE_LETTERS, AREA_LETTERS, WAY_LETTERS = 20, 8, 24  # as the columns of an observation have it
NAME_LETTERS = 120


class BadPack(Exception):
    """A file that is no whole pack. Its words name the file, the line and what is wrong there."""

    def __init__(self, path: Path, line: int, problem: str) -> None:
        self.line = line
        super().__init__(f"{path.name}, line {line}: {problem}")


@dataclass(frozen=True)
class Group:
    """Areas that are told together: the prime areas, the specific areas."""

    code: str
    name: str
    plain: str  # the heading in a report
    gloss: str  # what it means, beside the heading
    always_told: bool  # in a report also where nothing was written this term


@dataclass(frozen=True)
class Area:
    """An area of learning. `goals` are the names of what lies inside it, in order."""

    code: str
    name: str
    plain: str  # in words that every parent knows (domain.md 3.5)
    group: str
    goals: tuple[str, ...]
    clues: tuple[str, ...] = ()  # beginnings of words that speak of it, in small letters


@dataclass(frozen=True)
class Way:
    """How a child learns: a characteristic of effective learning."""

    code: str
    name: str
    clues: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pack:
    """One framework, as a setting works with it."""

    code: str
    name: str
    plain: str
    where: str
    groups: tuple[Group, ...]
    areas: tuple[Area, ...]
    characteristics: tuple[Way, ...]

    @property
    def area_choices(self) -> list[tuple[str, str]]:
        """The areas as a form offers them, in plain words."""
        return [(area.code, area.plain) for area in self.areas]

    @property
    def way_choices(self) -> list[tuple[str, str]]:
        """The characteristics as a form offers them; none in a framework without them."""
        return [(way.code, way.name) for way in self.characteristics]

    def has_area(self, code: str) -> bool:
        """Whether this framework knows the area."""
        return any(area.code == code for area in self.areas)

    def plain_area(self, code: str) -> str:
        """An area in plain words; a code that the pack does not know, as it is."""
        return _plain_areas(self).get(code, code)

    def areas_of(self, group: Group) -> list[Area]:
        """The areas of one group, in their order."""
        return [area for area in self.areas if area.group == group.code]


@cache
def _plain_areas(pack: Pack) -> Mapping[str, str]:
    return {area.code: area.plain for area in pack.areas}


def packs() -> Mapping[str, Pack]:
    """Every pack by its code, in the order of their names. Raises BadPack."""
    return _packs_in(tuple(str(folder) for folder in settings.FRAMEWORK_FOLDERS))


def pack_of(code: str) -> Pack:
    """The pack with this code. One that is not installed any more has only its code to say: rows
    written with it keep their codes, and nothing is called by another framework's words."""
    return packs().get(code) or Pack(code, code, "", "", (), (), ())


def plain_area(framework: str, code: str) -> str:
    """What an area is called by the framework that a row was written with."""
    return pack_of(framework).plain_area(code)


@cache
def _packs_in(folders: tuple[str, ...]) -> Mapping[str, Pack]:
    found: dict[str, Pack] = {}
    for folder in folders:
        for path in sorted(Path(folder).glob("*.toml")):
            pack = read_pack(path)
            if pack.code in found:
                raise BadPack(path, 1, f"there is a pack “{pack.code}” already")
            found[pack.code] = pack
    return dict(sorted(found.items(), key=lambda pair: pair[1].name))


# --- reading a file -------------------------------------------------------------------------------


def read_pack(path: Path) -> Pack:
    """A pack from its file. Raises BadPack with the line to look at, in plain words."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise BadPack(path, 1, "this is not a text in UTF-8") from None
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise BadPack(path, _line_in(str(wrong), text), f"this is not TOML: {wrong}") from None
    return _Reader(path, text).pack(raw)


def _line_in(message: str, text: str) -> int:
    """tomllib says "(at line 3, column 5)", or "(at end of document)"."""
    found = re.search(r"line (\d+)", message)
    return int(found[1]) if found else max(1, len(text.splitlines()))


class _Reader:
    """Turns what TOML has read into a pack, and knows where in the file each thing stands."""

    PACK = ("code", "name", "plain", "where", "groups", "areas", "characteristics")
    GROUP = ("code", "name", "plain", "gloss", "always_told")
    AREA = ("code", "name", "plain", "group", "goals", "clues")
    WAY = ("code", "name", "clues")

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.lines = text.splitlines()

    def pack(self, raw: dict[str, Any]) -> Pack:
        top = self.lines_of("", 0)
        self.only(raw, self.PACK, top, "a pack")
        code = self.code(raw, top, most=CODE_LETTERS)
        groups = tuple(self.group(*each) for each in self.tables(raw, "groups"))
        self.once("groups", groups)
        known = {group.code for group in groups}
        areas = tuple(self.area(*each, groups=known) for each in self.tables(raw, "areas"))
        self.once("areas", areas)
        if not areas:
            raise BadPack(self.path, 1, "a pack needs at least one [[areas]]")
        ways = tuple(self.way(*each) for each in self.tables(raw, "characteristics"))
        self.once("characteristics", ways)
        return Pack(
            code=code,
            name=self.words(raw, "name", top),
            plain=self.words(raw, "plain", top, required=False),
            where=self.words(raw, "where", top, required=False),
            groups=groups,
            areas=areas,
            characteristics=ways,
        )

    def group(self, raw: dict[str, Any], at: range) -> Group:
        self.only(raw, self.GROUP, at, "a group")
        always = raw.get("always_told", False)
        if not isinstance(always, bool):
            raise self.bad(at, "always_told", "“always_told” is true or false, without quotes")
        return Group(
            code=self.code(raw, at, most=CODE_LETTERS),
            name=self.words(raw, "name", at),
            plain=self.words(raw, "plain", at),
            gloss=self.words(raw, "gloss", at, required=False),
            always_told=always,
        )

    def area(self, raw: dict[str, Any], at: range, *, groups: set[str]) -> Area:
        self.only(raw, self.AREA, at, "an area")
        code = self.code(raw, at, most=AREA_LETTERS)
        group = self.words(raw, "group", at)
        if group not in groups:
            raise self.bad(at, "group", f"there is no group “{group}” in this pack")
        return Area(
            code=code,
            name=self.words(raw, "name", at),
            plain=self.words(raw, "plain", at),
            group=group,
            goals=self.several(raw, "goals", at),
            clues=self.several(raw, "clues", at),
        )

    def way(self, raw: dict[str, Any], at: range) -> Way:
        self.only(raw, self.WAY, at, "a characteristic")
        return Way(
            code=self.code(raw, at, most=WAY_LETTERS),
            name=self.words(raw, "name", at),
            clues=self.several(raw, "clues", at),
        )

    # --- one thing -------------------------------------------------------------------------------

    def tables(self, raw: dict[str, Any], name: str) -> list[tuple[dict[str, Any], range]]:
        """The tables of this name, each with the lines it stands on."""
        found = raw.get(name, [])
        if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
            line = self.lines_of("", 0)
            raise self.bad(line, name, f"write [[{name}]] above each of them")
        return [(each, self.lines_of(name, number)) for number, each in enumerate(found)]

    def words(self, raw: dict[str, Any], key: str, at: range, *, required: bool = True) -> str:
        said = raw.get(key, "")
        if not isinstance(said, str):
            raise self.bad(at, key, f"“{key}” is words in quotes")
        if required and not said.strip():
            raise self.bad(at, key, f"“{key}” is missing")
        if len(said) > NAME_LETTERS:
            raise self.bad(at, key, f"“{key}” has room for {NAME_LETTERS} letters")
        return said

    def several(self, raw: dict[str, Any], key: str, at: range) -> tuple[str, ...]:
        said = raw.get(key, [])
        if not isinstance(said, list) or not all(isinstance(each, str) for each in said):
            raise self.bad(at, key, f"“{key}” is a list of names, each in quotes")
        return tuple(said)

    def code(self, raw: dict[str, Any], at: range, *, most: int) -> str:
        code = self.words(raw, "code", at)
        if len(code) > most or not CODE.fullmatch(code):
            raise self.bad(
                at, "code", f"“{code}” is no code: at most {most} plain letters, digits and _"
            )
        return code

    def only(self, raw: dict[str, Any], known: tuple[str, ...], at: range, what: str) -> None:
        for key in raw:
            if key not in known:
                raise self.bad(at, key, f"{what} has no “{key}”; it has {', '.join(known)}")

    def once(self, name: str, rows: tuple[Any, ...]) -> None:
        seen: set[str] = set()
        for number, row in enumerate(rows):
            if row.code in seen:
                at = self.lines_of(name, number)
                raise self.bad(at, "code", f"“{row.code}” is there twice among the {name}")
            seen.add(row.code)

    # --- where it stands -------------------------------------------------------------------------

    def bad(self, at: range, key: str, problem: str) -> BadPack:
        """Points at the line of this key, or at the beginning of its table where it is missing."""
        written = re.compile(rf"\s*(\[+\s*)?[\"']?{re.escape(key)}[\"']?\s*[=\].]")
        line = next((n for n in at if written.match(self.lines[n - 1])), at.start)
        return BadPack(self.path, line, problem)

    def lines_of(self, name: str, number: int) -> range:
        """The lines of the table `[[name]]` with this number, counted from 1; with no name, of what
        stands above the first table."""
        heads = [n for n, line in enumerate(self.lines, 1) if re.match(r"\s*\[", line)]
        tables = [n for n in heads if re.match(r"\s*\[\[", self.lines[n - 1])]
        end = len(self.lines) + 1
        if not name:
            return range(1, tables[0] if tables else max(end, 2))
        own = re.compile(rf"\s*\[\[\s*{name}\s*\]\]")
        mine = [n for n in tables if own.match(self.lines[n - 1])]
        if number >= len(mine):  # written in another way, as `areas = [{…}]`
            return range(1, max(end, 2))
        start = mine[number]
        return range(start, next((n for n in tables if n > start), end))
