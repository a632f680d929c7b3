"""Looking for words in the journals of all children in one's care: for staff.

Along the time of the setting, newest first; each entry decides by its own words (`search_words`),
so that a rare word costs one walk along an index and never a list of everything that holds it.
"""

import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from families.context import Person
from families.kept import Words, kept
from families.policies import in_care_of

from ..models import GivenBack, Observation, ObservationChild
from ..policies import (
    comments_visible_to,
    journal_lines_visible_to,
    photos_visible_to,
    sounds_visible_to,
)
from .entries import Moment, entry_address, shown_language
from .journal import read_cursor
from .journal_filters import asked_with, beginnings_of, folded, holding

FINDS_A_PAGE = 20
NEAR = timedelta(days=60)  # some hundred entries of a nursery
WORDS_BEFORE, WORDS_SHOWN = 8, 36  # of an entry


@dataclass(frozen=True)
class Find:
    """An entry in which something was found: the words around it."""

    children: str
    author: str
    when: Moment
    words: str
    language: str
    url: str
    is_from_home: bool
    state: str  # "draft", where families do not see it yet


@dataclass(frozen=True)
class Finds:
    """A page of them; `older` is the cursor of the next, `child_ids` whose journals were shown."""

    finds: list[Find]
    older: str = ""
    child_ids: set[uuid.UUID] = field(default_factory=set)


def found_in_journals(person: Person, *, words: str, before: str = "") -> Finds:
    """The entries about children in one's care that hold these words: themselves, in what was said
    under them, or in what a photograph shows or a sound tells. Nothing for no words. Two queries,
    three where the last months do not fill the page."""
    asked = Words(asked_with(words))
    if not asked:
        return Finds([])
    at, row = read_cursor(before) or (None, None)
    since = (at or timezone.now()) - NEAR
    page = _near(person, asked=asked, since=since, at=at, row=row)
    if len(page) <= FINDS_A_PAGE:
        page += _far(person, asked=asked, until=since, at=at, row=row)
    last = page[FINDS_A_PAGE - 1] if len(page) > FINDS_A_PAGE else None
    page = page[:FINDS_A_PAGE]
    names: dict[uuid.UUID, list[tuple[uuid.UUID, str]]] = defaultdict(list)
    for line in _lines_of(person, entries=[each.pk for each in page]):
        names[line.observation_id].append((line.child_id, line.child.known_as))
    now, language, parts = timezone.now(), get_language() or "", beginnings_of(words)
    return Finds(
        finds=[
            Find(
                children=", ".join(name for _child, name in names[each.pk]),
                author=each.author.name,
                when=Moment.of(each.happened_at, now),
                words=around(each.words, parts) or _("A sound from home"),
                language=shown_language(each.language, language) if each.words else "",
                url=entry_address(each.pk, names[each.pk][0][0]),
                is_from_home=each.kind == Observation.Kind.HOME,
                state=_state(each),
            )
            for each in page
            if names[each.pk]
        ],
        older=f"{last.happened_at.timestamp():.6f}~{last.pk}" if last else "",
        child_ids={child_id for each in names.values() for child_id, _name in each},
    )


@kept
def _near(
    person: Person,
    *,
    asked: str,
    since: datetime,
    at: datetime | None,
    row: uuid.UUID | None,
) -> QuerySet[Observation]:
    """The newest: entry after entry is asked what it holds and what hangs on it, until there are
    enough. A word that stands everywhere is found in a few dozen of them."""
    rows = _entries(at=at, row=row).filter(happened_at__gte=since, setting_id=person.here)
    holds = Q(search_words=holding(asked))
    # The id of one and not `Exists`: Postgres would look through all of them first, to be quick.
    for name, beside in _beside(person, asked=asked).items():
        rows = rows.alias(**{name: _one_of(beside)})
        holds |= Q(**{f"{name}__isnull": False})
    rows = rows.alias(line=_one_of(_lines(person))).filter(holds, line__isnull=False)
    return rows[: FINDS_A_PAGE + 1]


@kept
def _far(
    person: Person,
    *,
    asked: str,
    until: datetime,
    at: datetime | None,
    row: uuid.UUID | None,
) -> QuerySet[Observation]:
    """Those before: what was said and what photographs and sounds hold is looked through once for
    all entries, so that a rare word costs one walk along an index."""
    rows = _entries(at=at, row=row).filter(happened_at__lt=until, setting_id=person.here)
    holds = Q(search_words=holding(asked))
    for beside in _beside(person, asked=asked).values():
        holds |= Q(pk__in=beside.values("observation"))
    mine = Exists(_lines(person).filter(observation=OuterRef("pk")))
    return rows.filter(holds, mine)[: FINDS_A_PAGE + 1]


def _one_of(rows: QuerySet[Any]) -> Subquery:
    return Subquery(rows.filter(observation=OuterRef("pk")).values("pk")[:1])


def _entries(*, at: datetime | None, row: uuid.UUID | None) -> QuerySet[Observation]:
    """All, newest first, from the cursor on."""
    here = {"observation": OuterRef("pk")}
    rows = (
        Observation.objects.exclude(status=Observation.Status.WITHDRAWN)
        .annotate(was_given_back=Exists(GivenBack.objects.filter(**here)))
        .select_related("author")
        .defer("search_words")
        .order_by("-happened_at", "-pk")
    )
    return rows.filter(happened_at__lte=at).exclude(happened_at=at, pk__gte=row) if at else rows


def _lines(person: Person) -> QuerySet[ObservationChild]:
    return journal_lines_visible_to(person).filter(in_care_of(person, "child", home="family"))


def _beside(person: Person, *, asked: str) -> dict[str, QuerySet[Any]]:
    """What hangs on an entry and holds the words."""
    said = comments_visible_to(person).filter(in_care_of(person, "child", home="family"))
    seen = photos_visible_to(person).filter(setting_id=person.here)
    return {
        "said": said.filter(search_words=holding(asked)).order_by(),
        # Most have no description, and what is left out here costs nothing.
        "seen": seen.filter(search_words=holding(asked)).exclude(description="").order_by(),
        "heard": sounds_visible_to(person)
        .filter(search_words=holding(asked), setting_id=person.here)
        .order_by(),
    }


@kept
def _lines_of(person: Person, *, entries: list[uuid.UUID]) -> QuerySet[ObservationChild]:
    """Which children the entries found are about."""
    lines = _lines(person).filter(observation__pk__among=entries).select_related("child")
    return lines.only("observation", "child__known_as").order_by("child__known_as", "pk")


def _state(found: Any) -> str:
    """What stands between an entry and its families; "" for what they read."""
    if found.status == Observation.Status.SHARED:
        return ""
    if found.status == Observation.Status.WAITING:
        return _("waits for a second reader")
    return _("given back") if found.was_given_back else _("draft")


def around(words: str, parts: list[str]) -> str:
    """The piece of an entry in which one of `parts` begins a word; its beginning if none does."""
    spoken = words.split()
    wanted = tuple(folded(part) for part in parts)
    place = next(
        (
            number
            for number, word in enumerate(spoken)
            if folded(word).lstrip("“„\"'(«¿¡-–").startswith(wanted)
        ),
        0,
    )
    first = max(0, place - WORDS_BEFORE)
    piece = " ".join(spoken[first : first + WORDS_SHOWN])
    return ("… " if first else "") + piece + (" …" if first + WORDS_SHOWN < len(spoken) else "")
