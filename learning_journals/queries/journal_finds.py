"""Looking for words in the journals of all children in one's care: for staff.

Along the time of the setting, newest first; each entry decides by its own words (`search_words`),
so that a rare word costs one walk along an index and never a list of everything that holds it.
"""

import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from families.context import Person
from families.policies import in_care_of

from ..models import GivenBack, Observation
from ..policies import (
    comments_visible_to,
    journal_lines_visible_to,
    photos_visible_to,
    sounds_visible_to,
)
from .entries import Moment, entry_address, shown_language
from .journal import read_cursor
from .journal_filters import beginnings_of, folded, search_for

FINDS_A_PAGE = 20
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
    under them, or in what a photograph shows or a sound tells. Nothing for no words. Three
    queries."""
    asked = search_for(words)
    if asked is None:
        return Finds([])
    lines = journal_lines_visible_to(person).filter(in_care_of(person, "child", home="family"))
    here = {"observation": OuterRef("pk")}
    # Each of these is looked through once for all entries, and not once for each of them.
    said = comments_visible_to(person).filter(
        in_care_of(person, "child", home="family"), search_words=asked
    )
    seen = photos_visible_to(person).filter(search_words=asked, setting_id=person.here)
    seen = seen.exclude(description="")  # most have none, and what is left out here costs nothing
    heard = sounds_visible_to(person).filter(search_words=asked, setting_id=person.here)
    beside = [rows.order_by().values("observation") for rows in (said, seen, heard)]
    rows = (
        Observation.objects.filter(Exists(lines.filter(**here)), setting_id=person.here)
        .filter(Q(search_words=asked) | reduce(or_, (Q(pk__in=rows) for rows in beside)))
        .exclude(status=Observation.Status.WITHDRAWN)
        .annotate(was_given_back=Exists(GivenBack.objects.filter(**here)))
        .select_related("author")
        .defer("search_words")
        .order_by("-happened_at", "-pk")
    )
    if found := read_cursor(before):
        at, row = found
        rows = rows.filter(happened_at__lte=at).exclude(happened_at=at, pk__gte=row)
    page = list(rows[: FINDS_A_PAGE + 1])
    last = page[FINDS_A_PAGE - 1] if len(page) > FINDS_A_PAGE else None
    page = page[:FINDS_A_PAGE]
    names: dict[uuid.UUID, list[tuple[uuid.UUID, str]]] = defaultdict(list)
    for observation_id, child_id, name in (
        lines.filter(observation__in=[each.pk for each in page])
        .order_by("child__known_as", "pk")
        .values_list("observation_id", "child_id", "child__known_as")
    ):
        names[observation_id].append((child_id, name))
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
