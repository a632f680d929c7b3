"""What a termly report says about one child: the term's journal, chosen and put in order.

Nothing here is invented: every sentence about the child was written by a person in the journal and
shared with the family. Three rules about whose words may stand in it:

- What a home wrote is taken only where the child has one home, for two homes read the same report.
- Other children are not named: an entry that names one is taken last, and then as "a friend",
  also where the name was found when it was shared and its child has left since. Nor in
  what a home wrote; there the children of that home keep their names, for they are the family's.
- Only photographs from entries about this child alone are printed, and only while the family allows
  photographs in the journal (`allowed_in_own_journals`).
"""

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from families.context import Person
from families.models import Child, ParentCarer, RoomPlace, Term, valid_on
from families.policies import (
    children_cared_for_by,
    key_persons_visible_to,
    parent_carers_visible_to,
)

from ..frameworks import pack_of
from ..models import (
    CareEntry,
    Comment,
    Observation,
    ObservationChild,
    Photo,
    ProgressReport,
    ReportRun,
)
from ..policies import (
    allowed_in_own_journals,
    care_entries_visible_to,
    comments_visible_to,
    journal_lines_visible_to,
    photos_visible_to,
)
from .days import bounds_of
from .names import names_of_child
from .report_choice import (
    LETTERS_SHORT,
    AreaGroup,
    NextStep,
    Notes,
    Quote,
    excerpt,
    spoken_date,
    without_names,
)

MOST_PHOTOS = 4
MOST_FROM_HOME = 3
GOOD_MOODS = {CareEntry.Mood.SETTLED, CareEntry.Mood.JOYFUL, CareEntry.Mood.QUIET}


@dataclass(frozen=True)
class ReportPhoto:
    """A photograph for print: its row, and what it shows."""

    id: uuid.UUID
    name: str
    has_sizes: bool
    width: int
    height: int
    description: str
    caption: str


@dataclass
class ReportContents:
    """Everything that stands in one child's report, chosen and in order."""

    child_name: str
    full_name: str
    pronunciation: str
    age: str
    date_of_birth: str
    room_name: str
    room_colour: str
    term_name: str
    setting_name: str
    key_person: str
    settling: str = ""
    learning: list[tuple[str, Quote]] = field(default_factory=list)
    groups: list[AreaGroup] = field(default_factory=list)
    moments: list[Quote] = field(default_factory=list)
    voice: list[Quote] = field(default_factory=list)
    from_home: list[Quote] = field(default_factory=list)
    home_id: uuid.UUID | None = None  # whose words these are
    next_steps: list[NextStep] = field(default_factory=list)
    photos: list[ReportPhoto] = field(default_factory=list)


def contents_of(report: ProgressReport, person: Person) -> ReportContents:
    """Gather a child's term for a report, as far as `person` may see it. About a dozen queries.

    Raises Child.DoesNotExist if this person may not see the child.
    """
    run = report.run
    child = children_cared_for_by(person).select_related("setting").get(pk=report.child_id)
    until = min(run.term.ends_on, person.today)
    key_person = _key_person(child.pk, person)
    contents = ReportContents(
        child_name=child.known_as,
        full_name=child.full_name,
        pronunciation=child.pronunciation,
        age=spoken_age(child.age_in_months(until)),
        date_of_birth=date_format(child.date_of_birth, "j F Y") if child.date_of_birth else "",
        room_name=run.room.name,
        room_colour=run.room.colour,
        term_name=run.term.name,
        setting_name=child.setting.name,
        key_person=key_person,
    )
    lines = list(_lines_of_term(child.pk, person, run.term))
    others = _names_of_others(child, [line.observation_id for line in lines], run, person)
    others |= {name for line in lines for name in line.hidden_names}
    notes = Notes([line.observation for line in lines], others)
    contents.settling = _settling(child.known_as, child.pk, person, run.term)
    contents.next_steps = notes.next_steps()
    pack = pack_of(child.setting.framework)
    contents.groups = notes.groups(pack)
    contents.learning = notes.learning(pack)
    contents.moments = notes.moments()
    contents.voice = notes.voice()
    if home := _the_one_home(child.pk, person):
        ours = _names_of_home(home, person)
        contents.from_home = _from_home(child.pk, person, run.term, hidden=others - ours)
        contents.home_id = home if contents.from_home else None
    contents.photos = _photos(child.pk, lines, person, hidden=others)
    return contents


def spoken_age(months: int | None) -> str:
    """23 → "23 months"; 26 → "2 years 2 months (26 months)"; nothing before a birth is known."""
    if months is None:
        return ""
    in_months = ngettext("%(n)s month", "%(n)s months", months) % {"n": months}
    years, rest = divmod(months, 12)
    if years < 2:
        return in_months
    said = ngettext("%(n)s year", "%(n)s years", years) % {"n": years}
    if rest:
        said += " " + ngettext("%(n)s month", "%(n)s months", rest) % {"n": rest}
    return f"{said} ({in_months})"


def _lines_of_term(child_id: uuid.UUID, person: Person, term: Term) -> QuerySet[ObservationChild]:
    """What the setting saw and shared with the family in this term, newest first."""
    start, end = bounds_of(term.starts_on)[0], bounds_of(term.ends_on)[1]
    return (
        journal_lines_visible_to(person)
        .filter(child_id=child_id, is_shared=True, family__isnull=True, at__gte=start, at__lt=end)
        .filter(observation__status=Observation.Status.SHARED)
        .exclude(observation__kind=Observation.Kind.HOME)
        .select_related("observation__author")
        .order_by("-at", "-pk")
    )


def _key_person(child_id: uuid.UUID, person: Person) -> str:
    held = (
        key_persons_visible_to(person)
        .filter(valid_on(person.today), child_id=child_id, is_backup=False)
        .select_related("membership__user")
        .first()
    )
    return held.membership.user.name if held else ""


def _names_of_others(
    child: Child, observations: list[uuid.UUID], run: ReportRun, person: Person
) -> set[str]:
    """What the other children are called who were in one of the child's rooms in this term, or are
    in these entries. A name that the child has too is the child's own."""
    term = run.term
    in_term = RoomPlace.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=term.starts_on), started_on__lte=term.ends_on
    )
    rooms = Q(room=run.room_id) | Q(room__in=in_term.filter(child=child).values("room"))
    together = journal_lines_visible_to(person).filter(observation__in=observations)
    others = children_cared_for_by(person).exclude(pk=child.pk)
    found = others.filter(
        Q(pk__in=in_term.filter(rooms).values("child_id")) | Q(pk__in=together.values("child_id"))
    )
    return _names(found) - set(names_of_child(child))


def _names_of_home(home: uuid.UUID, person: Person) -> set[str]:
    """What the children of a household are called."""
    links = parent_carers_visible_to(person).filter(family=home)
    return _names(children_cared_for_by(person).filter(pk__in=links.values("child_id")))


def _names(children: QuerySet[Child]) -> set[str]:
    names: set[str] = set()
    for child in children.only("known_as", "full_name"):
        names.update(names_of_child(child))
    return names


def _the_one_home(child_id: uuid.UUID, person: Person) -> uuid.UUID | None:
    """The household of this child, if there never was a second one."""
    links: QuerySet[ParentCarer] = parent_carers_visible_to(person).filter(child_id=child_id)
    homes = list(links.order_by().values_list("family_id", flat=True).distinct()[:2])
    return homes[0] if len(homes) == 1 else None


def _settling(name: str, child_id: uuid.UUID, person: Person, term: Term) -> str:
    """How the child felt, from the day's moods: in words, never as a mark."""
    start, end = bounds_of(term.starts_on)[0], bounds_of(term.ends_on)[1]
    care = care_entries_visible_to(person).filter(
        child_id=child_id, at__gte=start, at__lt=end, undone_at__isnull=True
    )
    days = care.aggregate(days=Count("at__date", distinct=True))["days"]
    moods = Counter(
        dict(
            care.filter(kind=CareEntry.Kind.MOOD)
            .exclude(answer="")
            .order_by()
            .values_list("answer")
            .annotate(n=Count("pk"))
        )
    )
    if not days:
        return ""
    said = [
        ngettext(
            "We wrote down one of %(name)s’s days this term.",
            "We wrote down %(n)s of %(name)s’s days this term.",
            days,
        )
        % {"n": days, "name": name}
    ]
    good = [mood for mood, _count in moods.most_common() if mood in GOOD_MOODS][:2]
    if 2 * sum(moods[mood] for mood in GOOD_MOODS) > moods.total():
        labels = [str(CareEntry.Mood(mood).label).lower() for mood in good]
        feeling = (
            _("%(a)s or %(b)s") % {"a": labels[0], "b": labels[1]} if labels[1:] else labels[0]
        )
        said.append(
            _("Mostly %(name)s was %(feeling)s with us.") % {"name": name, "feeling": feeling}
        )
    elif moods:
        said.append(
            _("Some days were hard for %(name)s. We would like to talk with you about them.")
            % {"name": name}
        )
    return " ".join(said)


def _from_home(
    child_id: uuid.UUID, person: Person, term: Term, *, hidden: Iterable[str]
) -> list[Quote]:
    """What the family told us: entries from home and their comments, newest first; without the
    `hidden` names."""
    start, end = bounds_of(term.starts_on)[0], bounds_of(term.ends_on)[1]
    relations = dict(
        parent_carers_visible_to(person)
        .filter(child_id=child_id)
        .values_list("user_id", "relationship")
    )
    told: list[tuple[datetime, Quote]] = []
    entries: Iterable[ObservationChild] = (
        journal_lines_visible_to(person)
        .filter(child_id=child_id, is_shared=True, at__gte=start, at__lt=end)
        .filter(observation__kind=Observation.Kind.HOME)
        .exclude(observation__words="")  # a sound alone
        .select_related("observation__author")
        .order_by("-at", "-pk")[:MOST_FROM_HOME]
    )
    comments: Iterable[Comment] = (
        comments_visible_to(person)
        .filter(child_id=child_id, author_id__in=relations, at__gte=start, at__lt=end)
        .select_related("author")
        .order_by("-at", "-pk")[:MOST_FROM_HOME]
    )
    written: list[tuple[datetime, Observation | Comment]] = [
        (line.at, line.observation) for line in entries
    ]
    written += [(comment.at, comment) for comment in comments]
    for at, row in written:
        by = f"{row.author.name}, {relations.get(row.author_id, '')}".rstrip(", ")
        told.append(
            (
                at,
                Quote(
                    excerpt(without_names(row.words, hidden), LETTERS_SHORT),
                    row.language,
                    by,
                    spoken_date(at),
                ),
            )
        )
    told.sort(key=lambda pair: pair[0], reverse=True)
    return [quote for _at, quote in told[:MOST_FROM_HOME]]


def _photos(
    child_id: uuid.UUID, lines: list[ObservationChild], person: Person, *, hidden: Iterable[str]
) -> list[ReportPhoto]:
    """Photographs of entries about this child alone, spread over the term: newest first."""
    observations = {line.observation_id: line for line in lines}
    alone = set(
        journal_lines_visible_to(person)
        .filter(observation__in=observations)
        .order_by()
        .values_list("observation_id")
        .annotate(children=Count("child_id"))
        .filter(children=1)
        .values_list("observation_id", flat=True)
    )
    photos: Iterable[Photo] = (
        photos_visible_to(person)
        .filter(allowed_in_own_journals(person), observation__in=alone)
        .order_by("position", "pk")
    )
    first_of: dict[uuid.UUID, Photo] = {}
    for photo in photos:
        first_of.setdefault(photo.observation_id, photo)
    chosen = [observations[key] for key in observations if key in first_of]
    if len(chosen) > MOST_PHOTOS:  # not four of the last week: the term from end to end
        step = (len(chosen) - 1) / (MOST_PHOTOS - 1)
        chosen = [chosen[round(step * place)] for place in range(MOST_PHOTOS)]
    return [
        ReportPhoto(
            id=(photo := first_of[line.observation_id]).pk,
            name=photo.name,
            has_sizes=photo.sizes_ready_at is not None,
            width=photo.width,
            height=photo.height,
            description=without_names(photo.description, hidden),
            caption=spoken_date(line.at),
        )
        for line in chosen
    ]
