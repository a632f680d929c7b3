"""What is allowed for a child, and the pages on which families answer and managers look it up.

The outcome for a child and a purpose: yes if at least one of those who decide says yes and none
says no. No answer is a no. It is worked out from `ConsentInForce`, which everybody who may know of
the child may read, because no row of it says whose answer it is.
"""

import re
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import policies
from ..context import Person
from ..kept import kept
from ..models import (
    GROUP_PHOTOS,
    OWN_PHOTOS,
    Child,
    Consent,
    ConsentInForce,
    ConsentPurpose,
    ConsentWording,
    ParentCarer,
    Room,
    RoomPlace,
    valid_on,
)
from .hard_time import soft_homes_of

YES, NO, UNANSWERED = "yes", "no", "unanswered"
DISAGREE, DUE = "disagree", "due"
# Of everyday care: what the room must know before somebody reaches for the tube.
MOST_HISTORY = 60
YOUR_CHILD = re.compile(r"\byour child\b", re.IGNORECASE)
SHOWN_ON_THE_BOARD = ("sun_cream", "nappy_cream", "teething_gel", "plasters")


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that is not allowed, on a child's tile."""

    icon: str
    words: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What staff must know of one child's permissions, by the titles of the questions: where
    somebody said no, and where nobody has answered, which is no yes either."""

    said_no: list[str]
    unanswered: list[str]
    none_answered: bool = False


@dataclass(frozen=True)
class Asked:
    """A purpose with the words in which it is asked today."""

    purpose: ConsentPurpose
    wording: ConsentWording

    @property
    def title_for_staff(self) -> str:
        """The title as staff read it of any child."""
        return for_staff(self.wording.title, whose=_("the child"))


@dataclass
class Given:
    """An answer that holds, as the person who gave it and the manager read it."""

    consent: Consent
    is_due: bool  # its words have changed, or it is to be looked at again


@dataclass
class Question:
    """A purpose on the page of one child."""

    asked: Asked
    outcome: str  # YES, NO or UNANSWERED
    mine: Given | None = None
    answers: list[Given] = field(default_factory=list)  # for managers: everybody's
    key: uuid.UUID = field(default_factory=uuid.uuid4)  # of the form

    title: str = ""  # to those who decide as it is asked, to others about the child by name

    @property
    def is_open(self) -> bool:
        """Whether the reader still has to answer, or is asked again."""
        return self.mine is None or self.mine.is_due

    @property
    def others_said_no(self) -> bool:
        """The reader said yes, and the nursery acts on no: the stricter answer counts."""
        return self.outcome == NO and self.mine is not None and self.mine.consent.answer

    @property
    def disagree(self) -> bool:
        """For managers: those who decide have answered differently."""
        return len({given.consent.answer for given in self.answers}) > 1


@dataclass
class Group:
    """The questions of one kind."""

    label: str
    questions: list[Question]


@dataclass
class PermissionsPage:
    """One child's permissions, as one person may read them."""

    child: Child
    groups: list[Group]
    may_decide: bool
    leads: bool
    open_count: int
    holders: list[ParentCarer]  # for managers


@dataclass
class RegisterRow:
    """One child in the register, for one purpose."""

    child: Child
    room: Room | None
    asked: Asked
    outcome: str
    answers: list[Given]

    @property
    def disagree(self) -> bool:
        """Those who decide have answered differently."""
        return len({given.consent.answer for given in self.answers}) > 1

    @property
    def is_due(self) -> bool:
        """An answer is to be looked at again."""
        return any(given.is_due for given in self.answers)

    def is_shown(self, show: str) -> bool:
        """Whether this row belongs to the choice `show`; an empty one takes all."""
        return {
            "": True,
            DISAGREE: self.disagree,
            DUE: self.is_due,
        }.get(show, self.outcome == show)


@dataclass
class PurposeLine:
    """One purpose in the overview of the register, counted over all children."""

    asked: Asked
    yes: int = 0
    no: int = 0
    unanswered: int = 0


@dataclass
class Register:
    """The manager's register: the overview, and the rows for what was looked for."""

    lines: list[PurposeLine]
    rows: list[RegisterRow]
    disagreements: int
    due: int
    silent: list[Child]  # nobody has answered anything for them
    children: int


def asked_in(setting_id: uuid.UUID, person: Person) -> list[Asked]:
    """What a setting asks today, in order, each in its newest words: one query."""
    asked = [
        Asked(wording.purpose, wording)
        for wording in _newest_wordings(person, setting_id=setting_id)
    ]
    return sorted(asked, key=lambda each: (each.purpose.position, each.purpose.code))


@kept
def _newest_wordings(person: Person, *, setting_id: uuid.UUID) -> QuerySet[ConsentWording]:
    return (
        policies.consent_wordings_visible_to(person)
        .filter(setting_id=setting_id, started_on__lte=person.today, purpose__is_asked=True)
        .select_related("purpose")
        .order_by("purpose_id", "-version")
        .distinct("purpose_id")
    )


def outcomes_of(children: Iterable[Child], person: Person) -> dict[tuple[uuid.UUID, str], str]:
    """(child, code of the purpose) → YES or NO, for whatever anybody has answered: one query.
    What is missing was not answered by anybody who decides, which counts as no."""
    ids = {child.consent_key: child.pk for child in children}
    found: dict[tuple[uuid.UUID, str], str] = {}
    for key, code, is_yes in _in_force(person, keys=list(ids)):
        place = ids[key], code
        found[place] = NO if not is_yes else found.get(place, YES)
    return found


@kept
def _in_force(
    person: Person, *, keys: list[uuid.UUID]
) -> QuerySet[ConsentInForce, tuple[uuid.UUID, str, bool]]:
    in_force = policies.consents_in_force_visible_to(person).filter(
        valid_on(person.today), child__consent_key__among=keys
    )
    return in_force.values_list("child_id", "code", "is_yes")


def for_staff(title: str, *, whose: str) -> str:
    """The title of a question as it reads to those who are not asked: to them the child is not
    "your child", in whatever words the manager has put it."""
    return YOUR_CHILD.sub(lambda found: whose, title)


def marks_of(children: Collection[Child], person: Person) -> dict[uuid.UUID, list[Mark]]:
    """What a board says beside each child: which photographs and which care somebody refused, and
    in one line that something is not answered yet; of a baby who is not born, nothing waits."""
    if not children:
        return {}
    setting_id = next(iter(children)).setting_id
    asked = [
        each
        for each in asked_in(setting_id, person)
        if each.purpose.code in (OWN_PHOTOS, GROUP_PHOTOS, *SHOWN_ON_THE_BOARD)
    ]
    said = outcomes_of(children, person)
    return {
        child.pk: _marks(
            child,
            [(each, said.get((child.pk, each.purpose.code), UNANSWERED)) for each in asked],
        )
        for child in children
    }


def _marks(child: Child, outcomes: list[tuple[Asked, str]]) -> list[Mark]:
    """The marks of one child. No photographs at all takes those with other children along."""
    refused = {each.purpose.code: each for each, outcome in outcomes if outcome == NO}
    waiting = sum(outcome == UNANSWERED for _each, outcome in outcomes)
    marks = []
    if OWN_PHOTOS in refused:
        marks.append(Mark("camera-off", _("No photos")))
    elif GROUP_PHOTOS in refused:
        marks.append(Mark("camera-off", _("No group photos")))
    if care := [
        each.title_for_staff.lower() for code, each in refused.items() if code in SHOWN_ON_THE_BOARD
    ]:
        marks.append(Mark("hand", _("Not allowed: %(what)s") % {"what": ", ".join(care)}))
    if waiting and not child.is_expected:
        words = (
            _("Permissions not answered yet")
            if waiting == len(outcomes)
            else _("Some permissions not answered yet")
        )
        marks.append(Mark("circle-question-mark", words))
    return marks


def standing_of(child: Child, person: Person) -> Standing | None:
    """What is not allowed for a child today, and what nobody has answered: two queries. Of a
    baby who is not born nothing waits, and None when nobody said no either."""
    said = outcomes_of([child], person)
    asked = asked_in(child.setting_id, person)
    titles: dict[str, list[str]] = defaultdict(list)
    for each in asked:
        outcome = said.get((child.pk, each.purpose.code), UNANSWERED)
        titles[outcome].append(for_staff(each.wording.title, whose=child.known_as))
    if child.is_expected:
        return Standing(titles[NO], []) if titles[NO] else None
    return Standing(
        said_no=titles[NO],
        unanswered=titles[UNANSWERED],
        none_answered=bool(asked) and len(titles[UNANSWERED]) == len(asked),
    )


def open_questions_of(child: Child, person: Person) -> int:
    """How many questions wait for this person's answer; 0 if they do not decide."""
    return permissions_page(child, person).open_count if policies.can_decide(person, child) else 0


# May `waiting_for` find something? (queries/glances.py)
WAITING = """
SELECT FROM families_consentpurpose p JOIN families_child c ON c.setting_id = p.setting_id
WHERE p.is_asked AND c.id = ANY (%(deciding)s) AND NOT EXISTS (
  SELECT FROM families_consent a JOIN families_consentinforce f ON f.consent_id = a.id
  WHERE a.child_id = c.id AND a.person_id = %(me)s
    AND f.started_on <= %(today)s AND (f.ended_on IS NULL OR f.ended_on >= %(today)s)
    AND a.wording_id = (
      SELECT w.id FROM families_consentwording w
      WHERE w.purpose_id = p.id AND w.started_on <= %(today)s ORDER BY w.version DESC LIMIT 1))
"""


def waiting_for(person: Person) -> list[Child]:
    """For the first page of a parent: the children by name for whom a question waits for this
    person's answer, because it was never answered or its words have changed. Not of a home that has
    a hard time, and not what is only to be looked at again: that can wait for the walk of the term.
    One statement; none for who decides for nobody."""
    deciding = [
        link.pk for link in policies.links_held_by(person) if link.has_parental_responsibility
    ]
    if not deciding or person.is_seen:  # what they answered is theirs, and not shown in a look
        return []
    asked = ConsentPurpose.objects.filter(setting=OuterRef("setting"), is_asked=True)
    newest = ConsentWording.objects.filter(
        purpose=OuterRef("pk"), started_on__lte=person.today
    ).order_by("-version")
    answered = Consent.objects.filter(
        valid_on(person.today, prefix="in_force__"),
        wording=OuterRef("newest"),
        child=OuterRef(OuterRef("child")),
        person=person.user,
    )
    unanswered = (
        asked.annotate(newest=Subquery(newest.values("pk")[:1]))
        .filter(~Exists(answered), newest__isnull=False)
        .order_by()
    )
    links = (
        ParentCarer.objects.filter(Exists(unanswered), pk__in=deciding)
        .exclude(family__in=soft_homes_of(person))
        .select_related("child")
    )
    return sorted({link.child for link in links}, key=lambda child: (child.known_as, child.pk))


def permissions_page(child: Child, person: Person) -> PermissionsPage:
    """Everything on the page of a child's permissions."""
    leads = policies.can_record_on_paper(person, child)
    link = policies.link_that_decides(person, child)
    said = outcomes_of([child], person)
    given: dict[uuid.UUID, list[Given]] = defaultdict(list)
    asked = asked_in(child.setting_id, person)
    if leads or link:
        given = _given(asked, [child], person)[child.pk]
    questions = []
    for each in asked:
        answers = given[each.purpose.pk]
        mine = [one for one in answers if link and one.consent.person_id == person.id]
        questions.append(
            Question(
                asked=each,
                outcome=said.get((child.pk, each.purpose.code), UNANSWERED),
                title=each.wording.title
                if link
                else for_staff(each.wording.title, whose=child.known_as),
                mine=mine[-1] if mine else None,
                answers=answers if leads else [],
            )
        )
    groups = [
        Group(str(kind.label), found)
        for kind in ConsentPurpose.Kind
        if (found := [each for each in questions if each.asked.purpose.kind == kind])
    ]
    return PermissionsPage(
        child=child,
        groups=groups,
        may_decide=link is not None,
        leads=leads,
        open_count=sum(each.is_open for each in questions) if link else 0,
        holders=list(policies.holders_of(child, person)) if leads else [],
    )


def register(
    person: Person,
    *,
    purpose_id: uuid.UUID | None = None,
    room_id: uuid.UUID | None = None,
    show: str = "",
) -> Register:
    """The register of the setting in which this person leads: the same few queries however many
    children there are. Rows are made for a chosen purpose, or for a choice like "who disagrees"."""
    children = _children_here(person)
    asked = asked_in(person.here, person)
    said = outcomes_of(children, person)
    given = _given(asked, children, person)
    lines = {each.purpose.pk: PurposeLine(each) for each in asked}
    rows, disagreements, due = [], 0, 0
    silent = []
    for child in children:
        has_answers = False
        for each in asked:
            outcome = said.get((child.pk, each.purpose.code), UNANSWERED)
            row = RegisterRow(
                child, child.room_now, each, outcome, given[child.pk][each.purpose.pk]
            )
            line = lines[each.purpose.pk]
            setattr(line, outcome, getattr(line, outcome) + 1)
            has_answers = has_answers or outcome != UNANSWERED
            disagreements += row.disagree
            due += row.is_due
            if (
                (purpose_id == each.purpose.pk or (purpose_id is None and show))
                and (room_id is None or (row.room and row.room.pk == room_id))
                and row.is_shown(show)
            ):
                rows.append(row)
        if not has_answers:
            silent.append(child)
    return Register(list(lines.values()), rows, disagreements, due, silent, len(children))


def disagreements_of(person: Person) -> int:
    """How many questions have two answers, for the sign on More: one query for those who lead."""
    if not person.leads:
        return 0
    answers: dict[tuple[uuid.UUID, str], set[bool]] = defaultdict(set)
    here = valid_on(person.today, prefix="child__")
    for key, code, is_yes in (
        ConsentInForce.objects.filter(valid_on(person.today), here, setting_id=person.here)
        .values_list("child_id", "code", "is_yes")
        .distinct()
    ):
        answers[key, code].add(is_yes)
    return sum(len(each) > 1 for each in answers.values())


def history_of(child: Child, person: Person) -> list[Consent]:
    """What was answered for a child, newest first: one's own answers; for managers, everybody's."""
    return list(
        policies.consents_visible_to(person)
        .filter(child=child)
        .select_related("wording", "person", "recorded_by", "in_force")
        .order_by("-at", "-pk")[:MOST_HISTORY]
    )


def purposes_of(person: Person) -> list[tuple[ConsentPurpose, list[ConsentWording]]]:
    """What the setting in which this person leads may ask, each with its words, newest first."""
    words: dict[uuid.UUID, list[ConsentWording]] = defaultdict(list)
    for wording in (
        policies.consent_wordings_visible_to(person)
        .filter(setting_id=person.here)
        .select_related("written_by")
        .order_by("-version")
    ):
        words[wording.purpose_id].append(wording)
    purposes = policies.consent_purposes_visible_to(person).filter(setting_id=person.here)
    return [(purpose, words[purpose.pk]) for purpose in purposes]


def _given(
    asked: list[Asked], children: Iterable[Child], person: Person
) -> dict[uuid.UUID, dict[uuid.UUID, list[Given]]]:
    """child → purpose → the answers that hold and that this person may read, oldest first."""
    words = {each.purpose.pk: each for each in asked}
    found: dict[uuid.UUID, dict[uuid.UUID, list[Given]]] = defaultdict(lambda: defaultdict(list))
    answers = (
        policies.consents_visible_to(person)
        .filter(
            valid_on(person.today, prefix="in_force__"),
            child__pk__among=[child.pk for child in children],
        )
        .select_related("person", "link", "wording")
        .order_by("at", "pk")
    )
    for consent in answers:
        if each := words.get(consent.purpose_id):
            due = consent.wording_id != each.wording.pk or is_due(consent, each, person.today)
            found[consent.child_id][consent.purpose_id].append(Given(consent, due))
    return found


def is_due(consent: Consent, asked: Asked, today: date) -> bool:
    """Whether an answer is to be looked at again. It holds all the same until somebody answers."""
    months = asked.purpose.review_after_months
    if not months:
        return False
    answered = consent.paper_signed_on or timezone.localtime(consent.at).date()
    return today - answered > timedelta(days=round(months * 30.44))


def _children_here(person: Person) -> list[Child]:
    """The children on the roll of the setting in which this person leads, with `.room_now`."""
    places = RoomPlace.objects.filter(valid_on(person.today)).select_related("room")
    children = list(
        policies.children_cared_for_by(person)
        .filter(valid_on(person.today))
        .prefetch_related(Prefetch("room_places", queryset=places))
        .order_by("known_as", "pk")
    )
    for child in children:
        place = next(iter(child.room_places.all()), None)
        child.room_now = place.room if place else None
    return children
