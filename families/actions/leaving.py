"""A colleague leaves: the key children get somebody else, from the day after, and so does what was
promised to their families."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from .. import audit
from ..context import Person
from ..models import FamilyGoal, HelpWish, HomeVisit, KeyPersonAssignment, Membership
from .dated import ONE_DAY, end_before
from .goals import change_goal
from .key_persons import CannotLookAfter, assign_key_person

# What a wording says besides who does our part and when we look back.
GOAL_WORDS = ("hope", "what_we_saw", "home_action", "home_owner", "setting_action")


class NotLeaving(Exception):
    """There is no last day of this colleague, so nothing is handed over."""


@transaction.atomic
def hand_over_key_children(
    post: Membership,
    *,
    actor: Person,
    choices: list[tuple[KeyPersonAssignment, Membership]],
) -> None:
    """Name somebody new for each of these rows of a colleague who leaves, from the day after.

    A back-up who becomes the key person is back-up no longer. Raises NotLeaving, CannotLookAfter
    with the `row` it is about (SamePersonTwice: key person and back-up would be one); then nothing
    is changed.
    """
    if post.ended_on is None:
        raise NotLeaving
    day = post.ended_on + ONE_DAY
    reason = _("%(name)s has left.") % {"name": post.user.name}
    # Key persons first: a back-up who moves up makes room for the next one.
    for row, to in sorted(choices, key=lambda choice: choice[0].is_backup):
        if not row.is_backup:
            end_before(
                KeyPersonAssignment.objects.filter(child=row.child, membership=to, is_backup=True),
                day=day,
            )
        try:
            assign_key_person(
                row.child,
                actor=actor,
                membership=to,
                is_backup=row.is_backup,
                day=day,
                reason=reason,
            )
        except CannotLookAfter as problem:
            problem.row = row
            raise
    audit.record(actor, "hand_key_children_over", post)


@transaction.atomic
def hand_wish_on(wish: HelpWish, *, actor: Person, to: Membership) -> None:
    """What was promised to a family is done by another colleague; words and day stay."""
    wish = HelpWish.objects.select_for_update(of=("self",)).get(pk=wish.pk)
    if wish.owner_id == to.pk:
        return
    wish.owner = to
    wish.save(update_fields=["owner"])
    audit.record(actor, "hand_wish_on", wish)


@transaction.atomic
def hand_visit_on(visit: HomeVisit, *, actor: Person, leaver: Membership, to: Membership) -> None:
    """Another colleague comes instead of one who leaves; what was agreed stays. Who was to come
    along anyway then comes alone."""
    visit = HomeVisit.objects.select_for_update(of=("self",)).get(pk=visit.pk)
    theirs = [
        name for name in ("visitor_id", "second_visitor_id") if getattr(visit, name) == leaver.pk
    ]
    if not theirs:
        return
    setattr(visit, theirs[0], to.pk)
    if visit.visitor_id == visit.second_visitor_id:
        visit.second_visitor = None
    visit.save(update_fields=["visitor", "second_visitor"])
    audit.record(actor, "hand_visit_on", visit)


@transaction.atomic
def hand_goal_on(goal: FamilyGoal, *, actor: Person, leaver: Membership, to: Membership) -> None:
    """A goal of which a leaver had our part gets somebody else for it: a new wording that says the
    same with another name. Nothing is written over, and the home says yes to it as to every change.
    """
    goal = FamilyGoal.objects.select_for_update(of=("self",)).get(pk=goal.pk)
    now = goal.versions.order_by("-number")[0]
    if goal.closed_on or now.setting_owner_id != leaver.pk:
        return
    said = {name: getattr(now, name) for name in GOAL_WORDS}
    review_on = max(goal.review_on, actor.today)
    change_goal(
        goal,
        actor=actor,
        seen=now.number,
        key=uuid.uuid4(),
        fields={**said, "setting_owner": to, "review_on": review_on},
    )
