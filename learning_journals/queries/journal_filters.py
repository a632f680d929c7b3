"""What somebody looks for in a journal: words, an area, who wrote it, its kind, a month.

All of it stands in the address, so that a page can be kept, sent to oneself and gone back to. What
cannot be read there is left out: then more is shown, never less than is allowed or more.
"""

import re
import unicodedata
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from django.contrib.postgres.search import SearchQuery
from django.db.models import F, Func, Q, QuerySet, TextField, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.context import Person
from families.models import Child, ParentCarer, User
from families.templatetags.ui import spoken_month

from ..frameworks import DEFAULT, Pack, pack_of
from ..models import Observation, ObservationChild
from ..policies import (
    comments_in_journal,
    journal_lines_visible_to,
    photos_in_journal,
    sounds_in_journal,
)
from .as_read import hidden_below, hidden_from, without_hidden

MOST_WORDS, MOST_LETTERS = 8, 200
KINDS = {
    "wow": gettext_lazy("Wow moments"),
    "home": gettext_lazy("From home"),
    "nursery": gettext_lazy("From the nursery"),
}
MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")
# Letters, the marks that belong to them, and figures; all else parts words.
MARKS = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]"
)
ALIKE = str.maketrans("łøđħıþðىةیےکہ", "lodhitdيهييكه")
PARTS_OF_WORDS = frozenset("LMN")


def beginnings_of(words: str) -> list[str]:
    """The words that are looked for, each a beginning of one: at most eight of them."""
    plain = MARKS.sub("", unicodedata.normalize("NFKD", words[:MOST_LETTERS]))
    spaced = "".join(
        sign if unicodedata.category(sign)[0] in PARTS_OF_WORDS else " " for sign in plain
    )
    # A mark without its letter is no word.
    parts = [part for part in spaced.split() if unicodedata.category(part[0])[0] != "M"]
    return parts[:MOST_WORDS]


def folded(word: str) -> str:
    """A word without accents and capitals, nearly as the database looks for it."""
    plain = unicodedata.normalize("NFKD", word)
    return MARKS.sub("", plain).lower().translate(ALIKE)


def asked_with(words: str) -> str:
    """What is looked for, as the database writes it down; "" for words that name nothing."""
    return " & ".join(f"{part}:*" for part in beginnings_of(words))


def holding(asked: str) -> SearchQuery:
    """What `search_words` is compared with: every word there, by its beginning, in any order."""
    plain = Func(Value(asked), function="footbridge_plain", output_field=TextField())
    return SearchQuery(plain, config="simple", search_type="raw")


def search_for(words: str) -> SearchQuery | None:
    """The same of words as they were typed; None if nothing that could be looked for is in them."""
    asked = asked_with(words)
    return holding(asked) if asked else None


@dataclass(frozen=True)
class Chip:
    """One thing that is looked for, and the address without it."""

    label: str
    url: str


@dataclass(frozen=True)
class Wanted:
    """What is looked for in one journal; all empty for everything. `pack` names the areas."""

    pack: Pack = field(default_factory=lambda: pack_of(DEFAULT))
    words: str = ""
    area: str = ""
    kind: str = ""
    author: uuid.UUID | None = None
    month: date | None = None
    before: str = ""  # the cursor of the page above

    @classmethod
    def read(cls, query: Mapping[str, str], pack: Pack | None = None) -> "Wanted":
        """From the query of an address. `pack` is that of the child's setting; where no area is
        asked for, it does not matter."""
        pack = pack or pack_of(DEFAULT)
        area, kind = query.get("area", ""), query.get("kind", "")
        return cls(
            pack=pack,
            words=" ".join(query.get("q", "").replace("\x00", "").split())[:MOST_LETTERS],
            area=area if pack.has_area(area) else "",
            kind=kind if kind in KINDS else "",
            author=_id(query.get("by", "")),
            month=month_of(query.get("month", "")),
            before=query.get("before", "").replace("\x00", "")[:MOST_LETTERS],
        )

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out."""
        return not (self.words or self.area or self.kind or self.author or self.month)

    @property
    def query(self) -> dict[str, str]:
        """The same as the query of an address."""
        found = {
            "q": self.words,
            "area": self.area,
            "kind": self.kind,
            "by": str(self.author or ""),
            "month": f"{self.month:%Y-%m}" if self.month else "",
            "before": self.before,
        }
        return {name: value for name, value in found.items() if value}

    def address(self, child: Child) -> str:
        """The page of the journal that shows this."""
        path = reverse("learning_journals:journal", args=[child.pk])
        return f"{path}?{urlencode(self.query)}" if self.query else path

    def from_the(self, before: str = "") -> "Wanted":
        """The same from another entry on; without one, from the newest."""
        return replace(self, before=before)

    def chips(self, child: Child, author: str) -> list[Chip]:
        """What is looked for, one by one. `author` is that person's name."""
        newest = self.from_the()
        found = (
            (f"“{self.words}”" if self.words else "", {"words": ""}),
            (self.pack.plain_area(self.area) if self.area else "", {"area": ""}),
            (str(KINDS[self.kind]) if self.kind else "", {"kind": ""}),
            (author if self.author else "", {"author": None}),
            (spoken_month(self.month) if self.month else "", {"month": None}),
        )
        return [
            Chip(label, replace(newest, **without).address(child))
            for label, without in found
            if label
        ]


def month_of(text: str) -> date | None:
    """The first day of a month written as "2026-10"; None for anything else."""
    found = MONTH.fullmatch(text)
    return date(int(found[1]), int(found[2]), 1) if found else None


def bounds_of_month(month: date) -> tuple[datetime, datetime]:
    """From its first moment up to the first of the next, by the setting's own clock."""
    here = timezone.get_default_timezone()
    following = (month + timedelta(days=32)).replace(day=1)
    return (
        datetime.combine(month, time.min, tzinfo=here),
        datetime.combine(following, time.min, tzinfo=here),
    )


def narrowed(
    lines: QuerySet[ObservationChild],
    wanted: Wanted,
    *,
    child: Child,
    person: Person,
    link: ParentCarer | None,
) -> QuerySet[ObservationChild]:
    """Those of a child's lines that are looked for; still along the index of child and time.

    Words are looked for in the entry, in what was said under it to one's own home, and in the
    descriptions of the photographs that one may see and of the sounds. `link` is one's own to the
    child.
    """
    if wanted.area:
        lines = lines.filter(observation__areas__contains=[wanted.area])
    if wanted.kind == "wow":
        lines = lines.filter(observation__kind=Observation.Kind.WOW)
    elif wanted.kind:
        lines = lines.filter(family__isnull=wanted.kind == "nursery")
    if wanted.author:
        lines = lines.filter(author_id=wanted.author)
    if wanted.month:
        first, end = bounds_of_month(wanted.month)
        lines = lines.filter(at__gte=first, at__lt=end)
    if not wanted.words:
        return lines
    asked = search_for(wanted.words)
    if asked is None:
        return lines.none()
    own = journal_lines_visible_to(person).filter(child=child).values("observation_id")
    said = comments_in_journal(own, child, link=link).filter(search_words=asked)
    seen = photos_in_journal(own, person, link=link).filter(search_words=asked)
    heard = sounds_in_journal(own, person, link=link).filter(search_words=asked)
    words = Q(observation__search_words=asked)
    if link is not None:  # a name that is hidden is not found either
        said = said.alias(left=without_hidden("search_words", hidden_below())).filter(
            Q(author=person.user) | Q(left=asked)
        )
        seen = seen.alias(left=without_hidden("search_words", hidden_from(child)))
        seen = seen.filter(left=asked)
        lines = lines.alias(left=without_hidden("observation__search_words", F("hidden_names")))
        words &= Q(hidden_names=[]) | Q(left=asked)
    return lines.filter(
        words
        | Q(observation_id__in=said.order_by().values("observation_id"))
        | Q(observation_id__in=seen.order_by().values("observation_id"))
        | Q(observation_id__in=heard.values("observation_id"))
    )


@dataclass(frozen=True)
class Option:
    """One line of a list to choose from."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Choices:
    """What a journal can be narrowed to."""

    areas: list[Option]
    kinds: list[Option]
    authors: list[Option]
    months: list[Option]


def choices_for(lines: QuerySet[ObservationChild], wanted: Wanted) -> Choices:
    """What there is in these lines to choose from: who wrote, and in which months. Two queries."""
    plain = lines.order_by()
    names = {
        key: known_as or full_name
        for key, known_as, full_name in User.objects.filter(
            pk__in=plain.values("author_id")
        ).values_list("pk", "known_as", "full_name")
    }
    months = sorted(
        {at.date() for at in plain.datetimes("at", "month", order="DESC")}, reverse=True
    )
    return Choices(
        areas=[
            Option(code, label, code == wanted.area) for code, label in wanted.pack.area_choices
        ],
        kinds=[Option(code, str(label), code == wanted.kind) for code, label in KINDS.items()],
        authors=[
            Option(str(key), name, key == wanted.author)
            for key, name in sorted(names.items(), key=lambda each: each[1].casefold())
        ],
        months=[
            Option(f"{month:%Y-%m}", spoken_month(month), month == wanted.month) for month in months
        ],
    )


def name_of_author(lines: QuerySet[ObservationChild], author: uuid.UUID) -> str:
    """The name of somebody who wrote one of these lines; "somebody" for whoever wrote none."""
    names = lines.filter(author_id=author).values_list("author__known_as", "author__full_name")
    found = names.first()
    return (found[0] or found[1]) if found else _("somebody else")


def _id(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
