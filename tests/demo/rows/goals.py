"""Rows of goals with two owners: wordings, yeses, small steps, looking back, thanks."""

from datetime import datetime, timedelta

from families.models import FamilyGoal, GoalReview, GoalStep, GoalVersion, GoalYes

from .. import people
from ..days import at_clock
from ..words.goals import GOALS, HOME, Goal
from .book import Book, named_id


def load_goals(book: Book) -> None:
    """The written goals, each in the state that its story says."""
    for goal in GOALS:
        _load(goal, book)


def _ago(book: Book, days: int, hour: int = 12) -> datetime:
    return min(at_clock(book.today - timedelta(days=days), hour, 20), book.now)


def _at_home(who: str) -> bool:
    return who not in people.WORKER


def _load(goal: Goal, book: Book) -> None:
    child = book.children[goal.child]
    setting = {"setting_id": child.setting_id}
    last = goal.wordings[-1]
    row = FamilyGoal.objects.create(
        pk=named_id("goal", goal.child, goal.home),
        child=child,
        family=book.homes[goal.home],
        created_at=_ago(book, goal.wordings[0].days_ago),
        review_on=book.today + timedelta(days=last.back_in),
        closed_on=book.today - timedelta(days=goal.thanks[-1].days_ago) if goal.thanks else None,
        **setting,
    )
    for number, said in enumerate(goal.wordings, start=1):
        version = GoalVersion.objects.create(
            goal=row,
            number=number,
            by_home=_at_home(said.by),
            author=book.users[said.by],
            written_at=_ago(book, said.days_ago),
            written_on=book.today - timedelta(days=said.days_ago),
            hope=said.hope,
            what_we_saw=said.saw,
            home_action=said.at_home,
            home_owner=book.users[said.home_owner],
            setting_action=said.at_nursery,
            setting_owner=book.posts[said.nursery_owner],
            review_on=book.today + timedelta(days=said.back_in),
            **setting,
        )
        yeses = [("agreed", said.by, said.days_ago, "")]
        if said.yes_days_ago is not None:
            yeses.append(("agreed", said.yes_by, said.yes_days_ago, ""))
        if said is last:
            yeses += [("closed", each.by, each.days_ago, each.words) for each in goal.thanks]
        for kind, who, days, words in yeses:
            GoalYes.objects.create(
                version=version,
                kind=kind,
                by_home=_at_home(who),
                person=book.users[who],
                at=_ago(book, days, 19),
                thanks=words,
                **setting,
            )
    for number, step in enumerate(goal.steps):
        done = step.days_ago is not None
        GoalStep.objects.create(
            goal=row,
            words=step.words,
            by_home=_at_home(step.by),
            author=book.users[step.by],
            written_at=_ago(book, goal.wordings[-1].days_ago) + timedelta(minutes=number),
            done_on=book.today - timedelta(days=step.days_ago or 0) if done else None,
            done_where=("home" if step.where == HOME else "setting") if done else "",
            **setting,
        )
    for look in goal.looks:
        GoalReview.objects.create(
            goal=row,
            words=look.words,
            by_home=_at_home(look.by),
            author=book.users[look.by],
            at=_ago(book, look.days_ago, 18),
            next_review_on=row.review_on,
            **setting,
        )
