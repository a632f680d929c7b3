"""Notices as staff and families read them: one, those of a child, and those nobody has read yet."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from families import policies as people
from families.context import Person
from families.models import Child, Membership, ParentCarer, valid_on

from .. import policies
from ..models import Acknowledgement, BodyRegion, Notice, NoticeAddendum

LONGEST_UNREAD = timedelta(days=90)  # older ones are asked about by nobody any more


@dataclass(frozen=True)
class NoticePage:
    """One notice with what was added to it, as one person may read it."""

    notice: Notice
    marks: list[str]  # where, in words
    addenda: list[NoticeAddendum]
    reviews: list[NoticeAddendum]
    read_by: list[Acknowledgement]  # family: of their own home
    mine: Acknowledgement | None
    may_acknowledge: bool
    may_add: bool
    may_review: bool
    waiting_homes: list[str]  # staff: the homes in which nobody has read it


@dataclass(frozen=True)
class Unread:
    """A notice that waits for a home, for the list of who is still to be told."""

    notice: Notice
    child: Child
    homes: list[str]
    is_late: bool  # not read on the day itself


@dataclass
class NoticesOfChild:
    """The notices of one child, newest first; `unread` are those the reader has yet to read."""

    notices: Sequence[Notice] = field(default_factory=list)
    unread: set[uuid.UUID] = field(default_factory=set)


def notice_page(notice: Notice, person: Person) -> NoticePage:
    """Everything on the page of a notice: two statements, two more for staff."""
    added = list(policies.notice_addenda_visible_to(person).filter(notice=notice))
    read_by = list(policies.acknowledgements_visible_to(person).filter(notice=notice))
    link = policies.link_that_reads_notices(person, notice.child)
    mine = next((each for each in read_by if each.person_id == person.id), None)
    may_add = policies.can_sign_notice(person, notice.child)
    waiting = _homes_that_wait([notice], person) if may_add else {}
    names = waiting.get(notice.pk, [])
    return NoticePage(
        notice=notice,
        marks=[str(BodyRegion(each).label) for each in notice.marks],
        addenda=[each for each in added if not each.is_review],
        reviews=[each for each in added if each.is_review],
        read_by=read_by if may_add or link is None else _of_home(read_by, link),
        mine=mine,
        may_acknowledge=link is not None and mine is None and not person.is_seen,
        may_add=may_add,
        may_review=policies.can_review_notice(person, notice.child),
        waiting_homes=names,
    )


def notices_of(child: Child, person: Person, *, day: date | None = None) -> NoticesOfChild:
    """The notices of a child, or those of one day: one statement. For an adult of the child each
    says whether they have acknowledged it."""
    mine = policies.acknowledgements_visible_to(person).filter(
        notice=OuterRef("pk"), person=person.user
    )
    notices = policies.notices_visible_to(person).filter(child=child)
    if day is not None:
        notices = notices.filter(day=day)
    found = list(notices.annotate(i_have_read=Exists(mine)).order_by("-day", "-at", "-pk"))
    reads = policies.link_that_reads_notices(person, child) is not None
    unread = {each.pk for each in found if not each.i_have_read} if reads else set()
    return NoticesOfChild(found, unread)


# May `notices_to_read` find something, and `notices_on_the_board`? (families/queries/glances.py)
TO_READ = """
SELECT FROM learning_journals_notice n WHERE n.child_id = ANY (%(children)s) AND NOT EXISTS (
  SELECT FROM learning_journals_acknowledgement a
  WHERE a.notice_id = n.id AND a.person_id = %(me)s)
"""
ON_THE_BOARD = f"""
SELECT FROM learning_journals_notice n
WHERE n.child_id = ANY (%(children)s) AND n.day >= %(today)s - {LONGEST_UNREAD.days}
"""


def notices_to_read(person: Person) -> list[Notice]:
    """For the first page of a parent: what they have not acknowledged, the newest first. One
    statement; none for who has no child here."""
    children = people.own_child_ids_of(person, sees_daily_notes=True)
    if not children:
        return []
    mine = policies.acknowledgements_visible_to(person).filter(
        notice=OuterRef("pk"), person=person.user
    )
    # What happened before this link began is history, not news.
    link = people.links_of(person).filter(child=OuterRef("child"), started_on__lte=OuterRef("day"))
    return list(
        policies.notices_visible_to(person)
        .filter(
            ~Exists(mine),
            Exists(link),
            child__in=children,
            day__gte=person.today - LONGEST_UNREAD,
        )
        .select_related("child")
        .order_by("-day", "-at", "-pk")
    )


def notices_on_the_board(
    children: Collection[Child], person: Person
) -> dict[uuid.UUID, list[Notice]]:
    """Child → the notices that a home of theirs has not read, oldest first: one statement."""
    found: dict[uuid.UUID, list[Notice]] = defaultdict(list)
    waiting = _unread(person).filter(child__pk__among=[child.pk for child in children])
    for notice in waiting.only("child_id", "kind", "day", "at"):
        found[notice.child_id].append(notice)
    return found


def unread_notices(person: Person) -> list[Unread]:
    """For staff: all that wait to be read, the longest first: three statements."""
    in_care = people.in_care_of(person, "child")
    notices = list(_unread(person).filter(in_care).select_related("child"))
    homes = _homes_that_wait(notices, person)
    return [
        Unread(
            notice=notice,
            child=notice.child,
            homes=homes.get(notice.pk, []),
            is_late=timezone.localdate(notice.signed_at) < person.today,
        )
        for notice in notices
    ]


def colleagues(person: Person) -> list[tuple[str, str]]:
    """Who may have helped, seen or told: id and name of everybody who works here today."""
    return [
        (str(post.pk), post.user.name)
        for post in policies.colleagues_of(person)
        .select_related("user")
        .order_by("user__known_as", "user__full_name")
    ]


def colleague(membership_id: uuid.UUID | None, person: Person) -> Membership | None:
    """One of them."""
    if membership_id is None:
        return None
    return policies.colleagues_of(person).select_related("user").filter(pk=membership_id).first()


def _of_home(read_by: list[Acknowledgement], link: ParentCarer) -> list[Acknowledgement]:
    return [each for each in read_by if each.family_id == link.family_id]


def waiting_links(person: Person, *, of: str = "notice") -> QuerySet[ParentCarer]:
    """Part of a statement about notices (or, `of="dose"`, about doses) with a `child` and a `day`:
    the adults who read the child's day, in whose home nobody has acknowledged it. Of the homes this
    person may know of."""
    read = Acknowledgement.objects.filter(
        **{of: OuterRef(OuterRef("pk"))}, family=OuterRef("family")
    )
    return ParentCarer.objects.filter(
        ~Exists(read),
        valid_on(person.today),
        people.apart(person, "family"),
        child=OuterRef("child"),
        sees_daily_notes=True,
        started_on__lte=OuterRef("day"),
    )


def _unread(person: Person) -> QuerySet[Notice]:
    """The notices that wait for at least one home, the longest first."""
    return Notice.objects.filter(
        Exists(waiting_links(person)), day__gte=person.today - LONGEST_UNREAD
    ).order_by("day", "at", "pk")


def _homes_that_wait(notices: Collection[Notice], person: Person) -> dict[uuid.UUID, list[str]]:
    """Notice → the names of the homes in which nobody has read it: two statements."""
    if not notices:
        return {}
    waiting = dict(
        Notice.objects.filter(pk__in=[notice.pk for notice in notices])
        .annotate(
            homes=ArraySubquery(waiting_links(person).order_by().values("family_id").distinct())
        )
        .values_list("pk", "homes")
    )
    ids = {home for homes in waiting.values() for home in homes}
    names = dict(people.families_visible_to(person).filter(pk__in=ids).values_list("pk", "name"))
    return {
        pk: sorted(names[home] for home in homes if home in names) for pk, homes in waiting.items()
    }
