"""Goals as pages show them: where one stands, who has said yes, and how far it has come."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import policies
from ..context import Person
from ..models import (
    CARE_ROLES,
    Child,
    Family,
    FamilyGoal,
    GoalReview,
    GoalStep,
    GoalVersion,
    GoalYes,
    KeyPersonAssignment,
    Membership,
    ParentCarer,
    User,
    valid_on,
)

SHOWN_AT_ONCE = 100


@dataclass(frozen=True)
class Moment:
    """One point on the line of time of a goal."""

    day: date
    title: str
    words: str
    who: str
    kind: str  # "begin", "agreed", "step", "review", "close"


@dataclass
class Goal:
    """One goal as somebody sees it, with everything that hangs on it read already."""

    row: FamilyGoal
    person: Person
    versions: list[GoalVersion]

    @property
    def pk(self) -> object:
        return self.row.pk

    @property
    def now(self) -> GoalVersion:
        """The wording that holds."""
        return self.versions[-1]

    @cached_property
    def for_home(self) -> bool:
        """Whether this person speaks for the home; otherwise for the setting."""
        return policies.speaks_for_home(self.person, child=self.row.child, family=self.row.family)

    def yes(self, kind: str, *, by_home: bool) -> GoalYes | None:
        """One side's word to the wording that holds."""
        return next(
            (yes for yes in self.now.yeses.all() if (yes.kind, yes.by_home) == (kind, by_home)),
            None,
        )

    @property
    def home_yes(self) -> GoalYes | None:
        return self.yes(GoalYes.Kind.AGREED, by_home=True)

    @property
    def setting_yes(self) -> GoalYes | None:
        return self.yes(GoalYes.Kind.AGREED, by_home=False)

    @property
    def is_agreed(self) -> bool:
        """Both sides have said yes to the very same wording."""
        return bool(self.home_yes and self.setting_yes)

    @property
    def was_agreed(self) -> bool:
        """An earlier wording was agreed, and this one is not yet."""
        return not self.is_agreed and any(_both(version) for version in self.versions[:-1])

    @property
    def is_closed(self) -> bool:
        return self.row.closed_on is not None

    @property
    def waits_for_me(self) -> bool:
        """My side has not said yes to this wording."""
        mine = self.home_yes if self.for_home else self.setting_yes
        return not self.is_closed and mine is None

    @property
    def my_close(self) -> GoalYes | None:
        return self.yes(GoalYes.Kind.CLOSED, by_home=self.for_home)

    @property
    def their_close(self) -> GoalYes | None:
        return self.yes(GoalYes.Kind.CLOSED, by_home=not self.for_home)

    @property
    def is_due(self) -> bool:
        """The day to look back has come."""
        return not self.is_closed and self.row.review_on <= self.person.today

    @property
    def my_action(self) -> str:
        return self.now.next_on_side(home=self.for_home)

    @property
    def stands(self) -> tuple[str, str, str]:
        """Where it stands: words, icon and kind for `components/status.html`."""
        if self.is_closed:
            return _("Closed with thanks"), "heart-handshake", "good"
        if self.my_close or self.their_close:
            return _("One side would like to close it"), "heart-handshake", "waiting"
        if self.is_due:
            return _("Time to look back"), "calendar", "waiting"
        if self.is_agreed:
            return _("Agreed by both"), "check-check", "good"
        if self.was_agreed:
            return _("Changed, not agreed yet"), "pencil", "waiting"
        if self.waits_for_me:
            return _("Waits for your yes"), "circle-alert", "waiting"
        return (
            (_("Waits for the nursery"), "send", "waiting")
            if self.for_home
            else (_("Waits for the family"), "send", "waiting")
        )

    @cached_property
    def open_steps(self) -> list[GoalStep]:
        return [step for step in self.row.steps.all() if step.done_on is None]

    @cached_property
    def done_steps(self) -> list[GoalStep]:
        """Newest first, for taking one back."""
        done = [step for step in self.row.steps.all() if step.done_on is not None]
        return sorted(done, key=lambda step: step.done_on or date.min, reverse=True)

    @cached_property
    def line(self) -> list[Moment]:
        """How far we have come, in words, from the first day on. No number says it."""
        first = self.versions[0]
        moments = [
            Moment(
                first.written_on,
                _("It began at home") if first.by_home else _("It began at nursery"),
                first.hope,
                first.author.name,
                "begin",
            )
        ]
        for version in self.versions:
            if last := _both(version):
                moments.append(Moment(_day(last.at), _("Both said yes"), "", "", "agreed"))
        for step in self.row.steps.all():
            if step.done_on:
                moments.append(
                    Moment(step.done_on, step.get_done_where_display(), step.words, "", "step")
                )
        for review in self.row.reviews.all():
            title = _("Looking back, at home") if review.by_home else _("Looking back, at nursery")
            moments.append(
                Moment(_day(review.at), title, review.words, review.author.name, "review")
            )
        for yes in self.now.yeses.all():
            if yes.kind == GoalYes.Kind.CLOSED:
                title = _("A thank-you from home") if yes.by_home else _("A thank-you from nursery")
                moments.append(Moment(_day(yes.at), title, yes.thanks, yes.person.name, "close"))
        order = ("begin", "agreed", "step", "review", "close")
        return sorted(moments, key=lambda each: (each.day, order.index(each.kind)))


def goals_seen_by(person: Person, rows: QuerySet[FamilyGoal], *, whole: bool = True) -> list[Goal]:
    """These goals in five statements however many they are; in three without steps and reviews,
    for a list."""
    yeses = GoalYes.objects.select_related("person")
    versions = GoalVersion.objects.select_related(
        "author", "home_owner", "setting_owner__user"
    ).prefetch_related(Prefetch("yeses", queryset=yeses))
    found = rows.select_related("child", "family").prefetch_related(
        Prefetch("versions", queryset=versions)
    )
    if whole:
        reviews = GoalReview.objects.select_related("author")
        found = found.prefetch_related("steps", Prefetch("reviews", queryset=reviews))
    goals = [Goal(row, person, list(row.versions.all())) for row in found]
    return [goal for goal in goals if goal.versions]


def goal_page(goal: FamilyGoal, person: Person) -> Goal:
    """One goal, whole."""
    rows = policies.goals_visible_to(person).filter(pk=goal.pk)
    return goals_seen_by(person, rows)[0]


def goals_of_child(child: Child, person: Person) -> list[Goal]:
    """A child's goals that this person may read: open ones first, then those that are closed."""
    rows = policies.goals_visible_to(person).filter(child=child).order_by("-created_at", "id")
    return sorted(
        goals_seen_by(person, rows[:SHOWN_AT_ONCE], whole=False), key=lambda goal: goal.is_closed
    )


# May `goals_of_my_homes` find something? (queries/glances.py)
GOALS = """
SELECT FROM families_familygoal WHERE family_id = ANY (%(families)s) AND closed_on IS NULL
"""


def goals_of_my_homes(person: Person) -> list[Goal]:
    """The open goals of one's own homes, those first that wait for one's yes or whose day to look
    back has come: for the first page of a family."""
    if not person.is_family:
        return []
    rows = policies.goals_visible_to(person).filter(
        family__in=policies.family_ids_of(person), closed_on__isnull=True
    )
    goals = goals_seen_by(person, rows.order_by("-created_at", "id")[:SHOWN_AT_ONCE], whole=False)
    mine = [goal for goal in goals if goal.for_home]
    return sorted(mine, key=lambda goal: (not goal.waits_for_me, not goal.is_due))


def has_said_yes(goal: FamilyGoal, person: Person) -> bool:
    """Whether this person has said yes to how the goal is worded now."""
    now = goal.versions.order_by("-number")[:1]
    return GoalYes.objects.filter(version__in=now.values("pk"), person=person.user).exists()


def goals_to_look_back_on(person: Person) -> list[Goal]:
    """Staff: the open goals of the children in one's care whose review day has come, the longest
    waiting first; and those that wait for the setting's yes."""
    rows = policies.goals_visible_to(person).filter(
        policies.in_care_of(person, "child"), closed_on__isnull=True
    )
    goals = goals_seen_by(person, rows.order_by("review_on", "id")[:SHOWN_AT_ONCE], whole=False)
    return [goal for goal in goals if not goal.for_home and (goal.is_due or goal.waits_for_me)]


def home_owners(child: Child, family: Family, person: Person) -> QuerySet[User]:
    """The adults of this home who can own its side: linked to the child today."""
    links = ParentCarer.objects.filter(
        valid_on(person.today), child=child, family=family, sees_journal=True
    )
    return User.objects.filter(pk__in=links.values("user_id")).order_by("full_name", "id")


def setting_owners(child: Child, person: Person) -> QuerySet[Membership]:
    """The staff who can own the setting's side."""
    return (
        policies.staff_visible_to(person)
        .filter(setting_id=child.setting_id, role__in=CARE_ROLES)
        .select_related("user")
        .order_by("user__known_as", "user__full_name", "id")
    )


def key_person_of(child: Child, person: Person) -> Membership | None:
    """Who owns the setting's side unless somebody else is chosen."""
    held = KeyPersonAssignment.objects.filter(
        valid_on(person.today), child=child, is_backup=False
    ).select_related("membership")
    return next((each.membership for each in held), None)


def _both(version: GoalVersion) -> GoalYes | None:
    """The later of the two yeses to this wording, or None while one is missing."""
    yeses = [yes for yes in version.yeses.all() if yes.kind == GoalYes.Kind.AGREED]
    return yeses[-1] if len(yeses) == 2 else None


def _day(at: datetime) -> date:
    return timezone.localtime(at).date()
