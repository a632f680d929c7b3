"""The way to us as each side sees it: the next thing to do, and everything on the way."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from .. import policies
from ..context import NOWHERE, Person
from ..models import (
    CARE_ROLES,
    Child,
    ConsentWording,
    Family,
    HelpWish,
    HomeVisit,
    HomeVisitSafetyNote,
    Joining,
    KeyPersonAssignment,
    Membership,
    ParentCarer,
    SettlingVisit,
    valid_on,
)
from ..models.joining import HOME, NURSERY, STEPS, Stage, Step
from ..models.questions import Page
from .children import open_invitations

# So long after the first day a child may still be on the list of who is starting.
STARTING_DAYS = 90
LAST_STEP = "six_weeks"
# Stands for a home that has done something, where staff are not told which (`_permissions`).
SOME_HOME = NOWHERE


@dataclass
class StepRow:
    """A step as one person sees it. `homes` are those that have done it, for staff."""

    step: Step
    due_on: date
    is_late: bool  # not done, and its day is over
    is_done: bool
    may_tick: bool
    ticked: bool  # by hand, so that it can be taken back
    homes: list[str] = field(default_factory=list)


@dataclass
class StageRow:
    label: str
    steps: list[StepRow]

    @property
    def is_done(self) -> bool:
        return all(row.is_done for row in self.steps)


@dataclass
class NextThing:
    """The next thing to do for one side, until when it is good to have done it, and whether that
    day is over."""

    step: Step
    due_on: date
    is_late: bool


@dataclass
class StartingRow:
    """A child on the list "who is starting"."""

    child: Child
    key_person: Membership | None
    is_mine: bool
    next_for_us: NextThing | None
    next_for_home: NextThing | None


@dataclass
class VisitRow:
    """A home visit with what may be done about it."""

    visit: HomeVisit
    may_answer: bool


@dataclass
class SettlingRow:
    """A settling-in visit with what this person may do about it."""

    visit: SettlingVisit
    may_agree: bool
    may_call_off: bool
    may_tell: bool


@dataclass
class JoiningPage:
    """The page of a child's way to us for one person."""

    child: Child
    joining: Joining | None
    is_home: bool
    is_nursery: bool
    leads: bool
    has_started: bool
    may_invite: bool  # nobody is linked or invited yet, and this person may change that
    next_thing: NextThing | None
    waits_for: NextThing | None
    stages: list[StageRow]
    key_person: KeyPersonAssignment | None
    wishes: list[HelpWish]
    visits: list[VisitRow]
    settling: list[SettlingRow]

    @property
    def may_go(self) -> bool:
        """Whether the page where the next thing is done opens for them: who is key person is
        decided by the manager."""
        return self.is_home or self.leads


# --- what is known of several children at once ----------------------------------------------------


@dataclass
class _Known:
    """What has happened, of some children: by side and home (None: the nursery; SOME_HOME: one of
    its homes)."""

    ticks: dict[uuid.UUID, set[tuple[uuid.UUID | None, str]]]
    happened: dict[uuid.UUID, set[tuple[uuid.UUID | None, str]]]
    key_persons: dict[uuid.UUID, KeyPersonAssignment]

    def done(self, child_id: uuid.UUID, home: uuid.UUID | None) -> set[str]:
        """The steps that this side has done, by hand or by what happened."""
        some = self.done_by(child_id, SOME_HOME) if home else set()
        return self.done_by(child_id, home) | some

    def done_by(self, child_id: uuid.UUID, home: uuid.UUID | None) -> set[str]:
        """The same, of those that are known to be this very side's."""
        return {
            code for side, code in self.ticks[child_id] | self.happened[child_id] if side == home
        }


def _known_of(children: Collection[uuid.UUID], person: Person) -> _Known:
    """Eight statements, for one child or for two hundred; nine where one of them is one's own and
    another is not."""
    ticks: dict[uuid.UUID, set[tuple[uuid.UUID | None, str]]] = defaultdict(set)
    happened: dict[uuid.UUID, set[tuple[uuid.UUID | None, str]]] = defaultdict(set)
    about = {"child__pk__among": list(children)}
    for row in policies.joining_steps_visible_to(person).filter(**about):
        ticks[row.child_id].add((row.family_id, row.code))
    asked: dict[uuid.UUID, list[bool]] = defaultdict(list)
    for wish in policies.wishes_visible_to(person).filter(**about):
        happened[wish.child_id].add((wish.family_id, "would_help"))
        asked[wish.child_id].append(wish.answered_at is not None)
    for child_id, answered in asked.items():
        if all(answered):
            happened[child_id].add((None, "answer_wish"))
    for visit in policies.home_visits_visible_to(person).filter(**about):
        happened[visit.child_id].add((None, "offer_visit"))
        if visit.answered_at:
            happened[visit.child_id].add((visit.family_id, "answer_visit"))
    for planned in policies.settling_visits_visible_to(person).filter(
        status=SettlingVisit.Status.AGREED, **about
    ):
        happened[planned.child_id].add((None, "plan_settling"))
    for child_id, home in _homes_that_told_about_me(children, person):
        happened[child_id].add((home, "about_me"))
    for child_id, home in _homes_that_answered_permissions(children, person):
        happened[child_id].add((home, "permissions"))
    key_persons = {
        row.child_id: row
        for row in policies.key_persons_visible_to(person)
        .filter(valid_on(person.today), is_backup=False, **about)
        .select_related("membership__user")
    }
    for child_id in key_persons:
        happened[child_id].add((None, "key_person"))
    return _Known(ticks, happened, key_persons)


def _homes_that_told_about_me(
    children: Collection[uuid.UUID], person: Person
) -> Iterable[tuple[uuid.UUID, uuid.UUID]]:
    """(child, home) where *All About Me* says something that this person may read: "as far as you
    like" is also one answer, or that one prefers not to say."""
    return (
        policies.answers_visible_to(person)
        .filter(
            child__pk__among=list(children),
            page=Page.ABOUT_ME,
            replaced_at__isnull=True,
            withdrawn_at__isnull=True,
        )
        .exclude(words="", prefers_not_to_say=False)
        .values_list("child_id", "family_id")
        .distinct()
    )


def _homes_that_answered_permissions(
    children: Collection[uuid.UUID], person: Person
) -> Iterable[tuple[uuid.UUID, uuid.UUID]]:
    """(child, home) where everything that is asked today has an answer that counts.

    Who decides goes by their own answers: that the other home has answered is not for them to know
    (docs/decisions/0017). Everybody else goes by what holds for the child, as on its page; it names
    nobody, so that staff learn of SOME_HOME.
    """
    asked: dict[uuid.UUID, set[str]] = defaultdict(set)  # by setting
    words: QuerySet[ConsentWording] = policies.consent_wordings_visible_to(person)
    for setting_id, code in words.filter(
        started_on__lte=person.today, purpose__is_asked=True
    ).values_list("setting_id", "purpose__code"):
        asked[setting_id].add(code)
    links = {link.child_id: link for link in policies.links_held_by(person)}
    mine = {
        child_id
        for child_id in children
        if child_id in links and links[child_id].has_parental_responsibility
    }
    said: set[tuple[uuid.UUID, str]] = set()
    if mine:
        said |= set(
            policies.consents_visible_to(person)
            .filter(
                valid_on(person.today, prefix="in_force__"),
                person=person.user,
                child__pk__among=list(mine),
            )
            .values_list("child_id", "purpose__code")
        )
    if others := [child_id for child_id in children if child_id not in mine]:
        said |= set(
            policies.consents_in_force_visible_to(person)
            .filter(valid_on(person.today), child__pk__among=others)
            .values_list("child__pk", "code")
        )
    for child_id in children:
        link = links.get(child_id)
        codes = asked[link.setting_id if link else person.here]
        if codes and all((child_id, code) in said for code in codes):
            yield child_id, link.family_id if link else SOME_HOME


def _next(side: str, done: set[str], child: Child, *, today: date) -> NextThing | None:
    for step in STEPS:
        if step.side == side and step.code not in done:
            due_on = step.due_on(child.started_on)
            return NextThing(step, due_on, is_late=due_on < today)
    return None


# --- the pages ------------------------------------------------------------------------------------


def who_is_starting(person: Person) -> list[StartingRow]:
    """The children in this person's care who are on their way to us, the soonest first. For the
    key person and the manager; the same number of statements for one child and for two hundred."""
    joinings = list(
        policies.joinings_visible_to(person)
        .filter(
            child__in=policies.children_cared_for_by(person),
            child__started_on__gte=person.today - timedelta(days=STARTING_DAYS),
            child__ended_on__isnull=True,
        )
        .select_related("child")
        .order_by("child__started_on", "child__known_as", "id")
    )
    ids = [joining.child_id for joining in joinings]
    known = _known_of(ids, person)
    homes: dict[uuid.UUID, list[uuid.UUID]] = defaultdict(list)
    for child_id, family_id in (
        policies.parent_carers_visible_to(person)
        .filter(valid_on(person.today), child__pk__among=ids, can_message=True)
        .order_by("started_on", "id")
        .values_list("child_id", "family_id")
    ):
        homes[child_id].append(family_id)
    rows = []
    for joining in joinings:
        child = joining.child
        ours = known.done(child.pk, None)
        if LAST_STEP in ours:
            continue
        waiting = [
            _next(HOME, known.done(child.pk, home), child, today=person.today)
            for home in homes[child.pk]
        ] or [_next(HOME, set(), child, today=person.today)]
        key_person = known.key_persons.get(child.pk)
        rows.append(
            StartingRow(
                child=child,
                key_person=key_person.membership if key_person else None,
                is_mine=bool(key_person and key_person.membership_id == person.membership_id),
                next_for_us=_next(NURSERY, ours, child, today=person.today),
                next_for_home=next((each for each in waiting if each), None),
            )
        )
    return rows


def next_things_of(person: Person) -> dict[uuid.UUID, NextThing]:
    """The next thing for this family to do, for each of their children on the way to us. One
    statement where no child of theirs is."""
    links = {
        link.child_id: link
        for link in policies.links_held_by(person, can_message=True)
        if link.child.started_on >= person.today - timedelta(days=STARTING_DAYS)
        and link.child.ended_on is None
    }
    if not links:
        return {}
    on_the_way = list(
        policies.joinings_visible_to(person)
        .filter(child__pk__among=list(links))
        .values_list("child_id", flat=True)
    )
    if not on_the_way:
        return {}
    known, found = _known_of(on_the_way, person), {}
    for child_id in on_the_way:
        link = links[child_id]
        thing = _next(HOME, known.done(child_id, link.family_id), link.child, today=person.today)
        if thing:
            found[child_id] = thing
    return found


@dataclass
class WayOnChildPage:
    """That a child is on the way to us, and the next thing for this person's side."""

    next_thing: NextThing | None


def way_on_child_page(child: Child, person: Person) -> WayOnChildPage | None:
    """For the child's own page; nothing, and no statement, long after the first day."""
    if child.started_on < person.today - timedelta(days=STARTING_DAYS) or child.ended_on:
        return None
    if not policies.joinings_visible_to(person).filter(child=child).exists():
        return None
    link = policies.home_side_of(person, child)
    side, home = (HOME, link.family_id) if link else (NURSERY, None)
    done = _known_of([child.pk], person).done(child.pk, home)
    return WayOnChildPage(_next(side, done, child, today=person.today))


def joining_page(child: Child, person: Person) -> JoiningPage:
    """Everything on the way, for the side that this person is on."""
    link = policies.home_side_of(person, child)
    is_nursery = policies.nursery_side_of(person, child)
    known = _known_of([child.pk], person)
    joining = policies.joinings_visible_to(person).filter(child=child).first()
    homes = _homes_of(child, person) if is_nursery else []
    ours = known.done(child.pk, None)
    theirs = known.done(child.pk, link.family_id) if link else set()
    for home in homes:
        theirs |= known.done(child.pk, home.pk)
    our_next = _next(NURSERY, ours, child, today=person.today)
    their_next = _next(HOME, theirs, child, today=person.today)
    leads = policies.is_manager_of(person, child.setting_id)
    return JoiningPage(
        child=child,
        joining=joining,
        is_home=link is not None,
        is_nursery=is_nursery,
        leads=leads,
        has_started=child.started_on <= person.today,
        may_invite=leads and _nobody_of_the_family(child, person),
        next_thing=their_next if link else our_next,
        waits_for=our_next if link else their_next,
        stages=_stages(
            child,
            known,
            link=link,
            homes=homes,
            may_tick=joining is not None,
            today=person.today,
        ),
        key_person=known.key_persons.get(child.pk),
        wishes=list(
            policies.wishes_visible_to(person)
            .filter(child=child)
            .select_related("family", "author", "owner__user")
            .order_by("-at", "id")
        ),
        visits=[
            VisitRow(visit, may_answer=bool(link) and visit.status == HomeVisit.Status.OFFERED)
            for visit in home_visits_of(child, person)
        ],
        settling=[
            _settling(visit, link, is_nursery=is_nursery) for visit in _visits(child, person)
        ],
    )


def _homes_of(child: Child, person: Person) -> list[Family]:
    """The homes of a child that may write to us about it."""
    return list(homes_to_visit(child, person))


def _nobody_of_the_family(child: Child, person: Person) -> bool:
    """Whether no adult is linked, from today on or later, and no letter is open."""
    linked = policies.parent_carers_visible_to(person).filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=person.today), child=child
    )
    return not linked.exists() and not open_invitations(person).filter(child=child).exists()


def homes_to_visit(child: Child, person: Person) -> QuerySet[Family]:
    """The homes that may be offered a visit: those of the child whose adults may write to us."""
    links = policies.parent_carers_visible_to(person).filter(
        valid_on(person.today), child=child, can_message=True
    )
    return (
        policies.families_visible_to(person)
        .filter(pk__in=links.values("family_id"))
        .order_by("name", "id")
    )


def colleagues_who_visit(person: Person) -> QuerySet[Membership]:
    """Who may come to a home, or do what would help: those who work with the children."""
    return (
        policies.staff_visible_to(person)
        .filter(setting_id=person.here, role__in=CARE_ROLES)
        .select_related("user")
        .order_by("user__known_as", "user__full_name", "id")
    )


def home_visits_of(child: Child, person: Person) -> QuerySet[HomeVisit]:
    """The visits that this person may know of, the newest first."""
    return (
        policies.home_visits_visible_to(person)
        .filter(child=child)
        .select_related("family", "visitor__user", "second_visitor__user")
        .order_by("-offered_at", "id")
    )


def safety_notes_of(visit: HomeVisit, person: Person) -> list[HomeVisitSafetyNote]:
    """What colleagues wrote for colleagues about this visit; nothing for a family."""
    return list(
        policies.safety_notes_visible_to(person)
        .filter(visit=visit)
        .select_related("author")
        .order_by("at", "id")
    )


def _visits(child: Child, person: Person) -> QuerySet[SettlingVisit]:
    # Who proposed it is not read: the other home's adults are nobody to this reader.
    return (
        policies.settling_visits_visible_to(person)
        .filter(child=child)
        .exclude(status=SettlingVisit.Status.CANCELLED)
        .order_by("day", "starts_at", "id")
    )


def _settling(visit: SettlingVisit, link: ParentCarer | None, *, is_nursery: bool) -> SettlingRow:
    waits = visit.status == SettlingVisit.Status.PROPOSED
    return SettlingRow(
        visit,
        may_agree=waits and may_agree_to(visit, link, is_nursery=is_nursery),
        may_call_off=not visit.outcome_at and (is_nursery or link is not None),
        may_tell=is_nursery and visit.status == SettlingVisit.Status.AGREED,
    )


def may_agree_to(visit: SettlingVisit, link: ParentCarer | None, *, is_nursery: bool) -> bool:
    """The side that did not propose a visit agrees to it."""
    if visit.family_id is None:
        return link is not None
    return is_nursery


def _stages(
    child: Child,
    known: _Known,
    *,
    link: ParentCarer | None,
    homes: Iterable[Family],
    may_tick: bool,
    today: date,
) -> list[StageRow]:
    rows: dict[str, list[StepRow]] = {stage: [] for stage in Stage.values}
    for step in STEPS:
        done_by_homes = [
            home.name for home in homes if step.code in known.done_by(child.pk, home.pk)
        ]
        if step.side == NURSERY:
            side: uuid.UUID | None = None
            is_done, mine = step.code in known.done(child.pk, None), link is None
        elif link:
            side = link.family_id
            is_done, mine = step.code in known.done(child.pk, side), True
        else:
            side, mine = SOME_HOME, False
            is_done = bool(done_by_homes) or step.code in known.done_by(child.pk, SOME_HOME)
        rows[step.stage].append(
            StepRow(
                step=step,
                due_on=step.due_on(child.started_on),
                is_late=not is_done and step.due_on(child.started_on) < today,
                is_done=is_done,
                may_tick=may_tick and mine,
                # What happened stays done, whatever somebody ticked before.
                ticked=mine
                and (side, step.code) in known.ticks[child.pk] - known.happened[child.pk],
                homes=done_by_homes if step.side == HOME and link is None else [],
            )
        )
    return [StageRow(str(Stage(stage).label), rows[stage]) for stage in Stage.values]
