"""A household's page and its portrait of a child, for the family that writes and the staff who
read. The number of statements does not grow with answers, children or readers."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from .. import policies
from ..context import Person
from ..models import AnswerDraft, Child, Family, FamilyAnswer, valid_on
from ..models.questions import QUESTIONS, SAID_ELSEWHERE, Page, Question, Reach


@dataclass(frozen=True)
class Sheet:
    """The page of one household that questions belong to: its own, or its portrait of a child."""

    page: Page
    family: Family
    child: Child | None = None

    @property
    def questions(self) -> dict[str, Question]:
        """By code, in the order in which they are asked."""
        return QUESTIONS[self.page]

    @property
    def url(self) -> str:
        """Where all of it is read."""
        if self.child is None:
            return reverse("families:family_detail", args=[self.family.pk])
        name = "about_me" if self.page == Page.ABOUT_ME else "routine_card"
        return reverse(f"families:{name}", args=[self.child.pk])

    def url_of(self, code: str) -> str:
        """Where the family answers this question."""
        if self.child is None:
            return reverse("families:family_answer_edit", args=[self.family.pk, code])
        name = "about_me_edit" if self.page == Page.ABOUT_ME else "routine_edit"
        return reverse(f"families:{name}", args=[self.child.pk, code])


@dataclass(frozen=True)
class Shown:
    """One question with what the household says to it, or nothing yet."""

    question: Question
    answer: FamilyAnswer | None
    url: str
    has_draft: bool = False  # for the family: typed and not saved
    is_new: bool = False  # changed since this member of staff said that they have read it

    @property
    def said(self) -> bool:
        """Whether there is something that staff may find."""
        return self.answer is not None and self.answer.is_shown


@dataclass(frozen=True)
class Reading:
    """Who of the staff has read a page, and when they last said so."""

    name: str
    at: datetime
    up_to: datetime


@dataclass
class Profile:
    """One page of one household in the eyes of one person."""

    sheet: Sheet
    is_mine: bool
    shown: list[Shown]
    as_of: str  # up to when this is read; travels with *I have read this*
    readings: list[Reading] = field(default_factory=list)  # for the family: who, and when
    my_reading: Reading | None = None  # for staff: their own last one
    may_mark: bool = False
    is_looked_at: bool = False  # a manager looks as this family: what was told to a few is not here

    @property
    def groups(self) -> list[tuple[str, list[Shown]]]:
        """The questions under their headings; staff find only what was answered."""
        groups: dict[str, list[Shown]] = defaultdict(list)
        for each in self.shown:
            if self.is_mine or each.said:
                groups[str(each.question.group)].append(each)
        return list(groups.items())

    @property
    def answered(self) -> int:
        """How many of the questions have an answer, "we prefer not to say" included."""
        return sum(each.said for each in self.shown)

    @property
    def strengths(self) -> FamilyAnswer | None:
        """What this family is good at: first of all that staff read (S6)."""
        first = self.shown[0]
        return first.answer if first.said and first.question.code == "strengths" else None

    @property
    def first_open(self) -> Shown | None:
        """The first question without an answer: where the next two minutes begin."""
        return next((each for each in self.shown if not each.said), None)

    @property
    def news(self) -> int:
        """How many answers changed since this member of staff read the page."""
        return sum(each.is_new for each in self.shown)

    @property
    def last_change(self) -> datetime | None:
        """When something that is shown was last written."""
        return max(
            (each.answer.at for each in self.shown if each.said and each.answer), default=None
        )


def profiles_of(
    sheets: Iterable[Sheet], person: Person, *, page: Page, child: Child | None = None
) -> list[Profile]:
    """The same page of one or several households: two statements, however many there are."""
    sheets, as_of = list(sheets), timezone.now().isoformat()
    families = [sheet.family.pk for sheet in sheets]
    rows: dict[object, dict[str, FamilyAnswer]] = defaultdict(dict)
    for answer in policies.answers_visible_to(person).filter(
        family__in=families, page=page, child=child, replaced_at__isnull=True
    ):
        rows[answer.family_id][answer.question] = answer
    marks = _readings(person, families, page=page, child=child)
    return [_profile(sheet, person, rows[sheet.family.pk], marks, as_of) for sheet in sheets]


def _profile(
    sheet: Sheet,
    person: Person,
    rows: dict[str, FamilyAnswer],
    marks: dict[object, dict[uuid.UUID, Reading]],
    as_of: str,
) -> Profile:
    family = sheet.family
    if sheet.page == Page.FAMILY and "what_matters" not in rows and family.what_matters:
        rows = {**rows, "what_matters": _older_words(family)}
    is_mine = policies.can_write_for_home(person, family, sheet.child)
    mine = marks[family.pk].get(person.id)
    drafts = set(
        policies.answer_drafts_visible_to(person)
        .filter(family=family, child=sheet.child, page=sheet.page)
        .values_list("question", flat=True)
        if is_mine
        else ()
    )
    return Profile(
        sheet=sheet,
        is_mine=is_mine,
        shown=[
            Shown(
                question=question,
                answer=rows.get(code),
                url=sheet.url_of(code),
                has_draft=code in drafts,
                is_new=bool(not is_mine and mine and code in rows and rows[code].at > mine.up_to),
            )
            for code, question in sheet.questions.items()
        ],
        as_of=as_of,
        readings=sorted(
            (each for who, each in marks[family.pk].items() if who != person.id),
            key=lambda each: each.at,
            reverse=True,
        )
        if is_mine
        else [],
        my_reading=mine,
        may_mark=person.cares and not is_mine,
        is_looked_at=person.is_seen,
    )


def _older_words(family: Family) -> FamilyAnswer:
    """What the home's page said before there were questions, as an answer that has no row."""
    return FamilyAnswer(
        family=family,
        page=Page.FAMILY,
        question="what_matters",
        words=family.what_matters,
        at=datetime.min.replace(tzinfo=timezone.get_default_timezone()),
    )


def _readings(
    person: Person, families: list[uuid.UUID], *, page: Page, child: Child | None
) -> dict[object, dict[uuid.UUID, Reading]]:
    """Household → reader → when they last read this page: one statement."""
    found: dict[object, dict[uuid.UUID, Reading]] = defaultdict(dict)
    for mark in (
        policies.read_marks_visible_to(person)
        .filter(family__in=families, page=page, child=child)
        .select_related("user")
        .order_by("at")
    ):
        found[mark.family_id][mark.user_id] = Reading(mark.user.name, mark.at, mark.up_to)
    return found


def family_profile(family: Family, person: Person) -> Profile:
    """*Our family*, of one household."""
    return profiles_of([Sheet(Page.FAMILY, family)], person, page=Page.FAMILY)[0]


def portraits_of(child: Child, person: Person) -> list[Profile]:
    """*All About Me*: for a parent the portrait of their own household, and no other; for staff
    those of every household that says something, side by side."""
    sheets = [Sheet(Page.ABOUT_ME, family, child) for family in homes_of_child(child, person)]
    found = profiles_of(sheets, person, page=Page.ABOUT_ME, child=child)
    mine = [each for each in found if each.is_mine]
    return mine or [each for each in found if each.answered]


def homes_of_child(child: Child, person: Person) -> list[Family]:
    """The households of a child that this person may know of, in the order they joined."""
    links = (
        policies.parent_carers_visible_to(person)
        .filter(valid_on(person.today), child=child)
        .select_related("family")
        .order_by("started_on", "id")
    )
    homes = list({link.family_id: link.family for link in links}.values())
    own = policies.link_to(child, person)
    return [home for home in homes if own is None or home.pk == own.family_id]


def draft_of(answer: FamilyAnswer, person: Person) -> AnswerDraft | None:
    """What the household has typed to this question and not saved; for the household."""
    return (
        policies.answer_drafts_visible_to(person)
        .filter(
            family=answer.family, child=answer.child, page=answer.page, question=answer.question
        )
        .select_related("written_by")
        .first()
    )


def said_elsewhere(answer: FamilyAnswer, person: Person) -> FamilyAnswer | None:
    """What the household has told us already on another page, where the question is much the same
    and has no answer here yet."""
    other = SAID_ELSEWHERE.get((answer.page, answer.question))
    if other is None or answer.is_shown:
        return None
    page, question = other
    return (
        policies.answers_visible_to(person)
        .filter(
            family=answer.family,
            child=None if page == Page.FAMILY else answer.child,
            page=page,
            question=question,
            replaced_at__isnull=True,
            withdrawn_at__isnull=True,
        )
        .exclude(words="")
        .first()
    )


def versions_of(answer: FamilyAnswer, person: Person) -> list[FamilyAnswer]:
    """What the household said to this question before, newest first; for the household."""
    if not policies.can_write_for_home(person, answer.family, answer.child):
        return []
    return list(
        policies.answers_visible_to(person)
        .filter(
            family=answer.family,
            child=answer.child,
            page=answer.page,
            question=answer.question,
            replaced_at__isnull=False,
        )
        .exclude(words="", prefers_not_to_say=False)
        .select_related("written_by")
        .order_by("-replaced_at")[:20]
    )


def key_people_of(sheet: Sheet, person: Person) -> str:
    """The names of those who read what is for the key person alone: "Marek, Ewa"."""
    children = policies.own_child_ids_of(person) if sheet.child is None else [sheet.child.pk]
    held = (
        policies.key_persons_visible_to(person)
        .filter(valid_on(person.today), child__in=children)
        .filter(child__parent_carers__family=sheet.family)
        .select_related("membership__user")
        .order_by("is_backup", "started_on")
    )
    return ", ".join(dict.fromkeys(each.membership.user.name for each in held))


# --- what is good to know, where it matters -------------------------------------------------------


@dataclass(frozen=True)
class GoodToKnow:
    """A few words of a household about one child or all of its own, for the screen they reach."""

    child_id: uuid.UUID
    question: Question
    words: str
    language: str


# May `good_to_know` find something about a child of a home? (queries/glances.py)
GOOD_TO_KNOW = """
SELECT FROM families_familyanswer a
WHERE a.replaced_at IS NULL AND a.page <> 'routine' AND a.words <> ''
  AND a.question = ANY (%(at_meals)s) AND EXISTS (
    SELECT FROM families_parentcarer l WHERE l.family_id = a.family_id
      AND l.child_id = ANY (%(children)s))
"""


def questions_for(*reaches: Reach) -> list[str]:
    """The codes of the questions whose answers are shown on these screens."""
    return [
        code
        for page in (Page.FAMILY, Page.ABOUT_ME)
        for code, question in QUESTIONS[page].items()
        if set(reaches) & set(question.reaches)
    ]


def good_to_know(
    child_ids: Iterable[uuid.UUID], person: Person, *, reaches: Iterable[Reach]
) -> dict[uuid.UUID, list[GoodToKnow]]:
    """Child → what their households want known on this screen: one statement for any number.

    Every household speaks for itself; where two homes say different things, staff read both.
    """
    questions = QUESTIONS[Page.FAMILY] | QUESTIONS[Page.ABOUT_ME]
    wanted = {code: questions[code] for code in questions_for(*reaches)}
    ids = list(child_ids)
    found: dict[uuid.UUID, list[GoodToKnow]] = defaultdict(list)
    link = "family__parent_carers__"
    rows = (
        policies.answers_visible_to(person)
        .filter(
            valid_on(person.today, prefix=link),
            question__in=list(wanted),
            replaced_at__isnull=True,
            **{f"{link}child__pk__among": ids},
        )
        .exclude(page=Page.ROUTINE)
        .exclude(words="")
        .order_by("family_id", "page", "at")
        .values_list("child_id", "question", "words", "language", f"{link}child_id")
        .distinct()
    )
    for about, code, words, language, child_id in rows if ids else ():
        if about in (None, child_id):
            found[child_id].append(GoodToKnow(child_id, wanted[code], words, language))
    return found
