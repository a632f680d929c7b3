"""Questions to all families: which are open, what was answered, what was decided."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from families.context import Person
from families.policies import is_manager_of, links_held_by
from families.queries.hard_time import soft_homes_of
from feedback.queries.comments import Comments, comments_on

from .. import policies
from ..models import Decision, DecisionAnswer, DecisionOutcome, YouSaid

DECIDED_TO_SHOW = 20
ASKED_TO_SHOW = 60
AT_HOME = 2  # on a first page, which is about children and not about us


@dataclass(frozen=True)
class Question:
    """A question in a list, with one's own answer if there is one."""

    decision: Decision
    mine: DecisionAnswer | None
    outcome: DecisionOutcome | None

    @property
    def chosen(self) -> str:
        """The words of the option that was decided for."""
        return self.decision.options[self.outcome.option - 1] if self.outcome else ""


@dataclass(frozen=True)
class Questions:
    """Open ones first asked to be closed; those whose day is over; decided ones; and for who leads
    those that are not asked yet."""

    open: list[Question]
    waiting: list[Question]
    decided: list[Question]
    drafts: list[Decision]


@dataclass(frozen=True)
class Option:
    """One option with what was said about it."""

    number: int
    words: str
    answers: list[DecisionAnswer]
    is_chosen: bool  # by the decision
    told: int | None  # how many chose it, where that may be told
    named: int  # how many of them for all to read
    is_few: bool  # fewer than five besides those


@dataclass(frozen=True)
class DecisionPage:
    """A question with all that this person may know of it."""

    decision: Decision
    options: list[Option]
    outcome: DecisionOutcome | None
    mine: DecisionAnswer | None
    may_answer: bool
    may_comment: bool  # without a name, through the letterbox
    is_open: bool
    is_over: bool  # its day, with nothing decided yet
    leads: bool
    reads_all: bool  # as staff: everybody's answers by name
    said: YouSaid | None  # what is done about it
    comments: Comments  # by stamp

    @property
    def decided_on(self) -> date | None:
        """The day of the outcome."""
        return timezone.localdate(self.outcome.at) if self.outcome else None

    @property
    def has_numbers(self) -> bool:
        return self.outcome is not None and self.outcome.total is not None

    @property
    def has_answers(self) -> bool:
        return any(option.answers for option in self.options)


# May `questions_to` find something? (families/queries/glances.py)
QUESTIONS = """
SELECT FROM communications_decision d
WHERE d.asked_at IS NOT NULL AND d.open_until >= %(today)s AND NOT EXISTS (
  SELECT FROM communications_decisionanswer a WHERE a.decision_id = d.id AND a.user_id = %(me)s)
"""


def questions_to(person: Person) -> list[Decision]:
    """Open questions that this adult of a family has not answered, the one that closes first on
    top and no more than two; none in a hard time, for they can wait. One statement."""
    settings = {link.setting_id for link in links_held_by(person)}
    if not settings:
        return []
    mine = policies.own_decision_answers_visible_to(person).filter(user=person.user)
    return list(
        _open(person)
        .filter(
            ~Exists(mine.filter(decision=OuterRef("pk"))),
            ~Exists(soft_homes_of(person)),
            setting__in=settings,
        )
        .order_by("open_until", "pk")[:AT_HOME]
    )


def questions_of(person: Person) -> Questions:
    """Every question of this person's settings, those decided long ago left out. Two statements,
    and one more for who leads."""
    asked = list(
        policies.decisions_visible_to(person)
        .filter(asked_at__isnull=False)
        .select_related("outcome", "setting")
        .order_by("-asked_at", "pk")[:ASKED_TO_SHOW]
    )
    answers = policies.own_decision_answers_visible_to(person).filter(user=person.user)
    mine = {each.decision_id: each for each in answers}
    questions = [
        Question(each, mine.get(each.pk), getattr(each, "outcome", None)) for each in asked
    ]
    undecided = [each for each in questions if not each.outcome]
    drafts = policies.decisions_visible_to(person).filter(asked_at__isnull=True)
    return Questions(
        open=sorted(
            (each for each in undecided if each.decision.open_until >= person.today),
            key=lambda each: each.decision.open_until,
        ),
        waiting=[each for each in undecided if each.decision.open_until < person.today],
        decided=[each for each in questions if each.outcome][:DECIDED_TO_SHOW],
        drafts=list(drafts.order_by("-written_at", "pk")) if person.leads else [],
    )


def decision_page(decision: Decision, person: Person) -> DecisionPage:
    """Everything about one question: the same number of statements for two answers or two
    hundred."""
    outcome = policies.decision_outcomes_visible_to(person).filter(decision=decision).first()
    answers = list(
        policies.decision_answers_visible_to(person)
        .filter(decision=decision)
        .order_by("-shows_all", "at", "pk")
    )
    leads = is_manager_of(person, decision.setting_id)
    reads_all = policies.reads_every_answer(person) and decision.setting_id == person.here
    # One's own stands in the form, and among those of others only if it is for all to read.
    shown = [each for each in answers if reads_all or each.shows_all]
    said = policies.you_said_visible_to(person).filter(decision=decision)
    is_open = bool(decision.asked_at) and not outcome and decision.open_until >= person.today
    may_answer = is_open and policies.link_to_answer_with(person, decision) is not None
    return DecisionPage(
        decision=decision,
        options=_options(decision, shown, outcome),
        outcome=outcome,
        mine=next((each for each in answers if each.user_id == person.id), None),
        may_answer=may_answer,
        may_comment=may_answer and not decision.setting.is_closed(person.today),
        is_open=is_open,
        is_over=bool(decision.asked_at) and not outcome and not is_open,
        leads=leads,
        reads_all=reads_all,
        said=said.first() if outcome else None,
        comments=comments_on(person, decision.pk),
    )


def _open(person: Person) -> QuerySet[Decision]:
    decided = policies.decision_outcomes_visible_to(person).filter(decision=OuterRef("pk"))
    return policies.decisions_visible_to(person).filter(
        ~Exists(decided), asked_at__isnull=False, open_until__gte=person.today
    )


def _options(
    decision: Decision, answers: list[DecisionAnswer], outcome: DecisionOutcome | None
) -> list[Option]:
    options = []
    for number, words in enumerate(decision.options, start=1):
        told, named, is_few = None, 0, False
        if outcome and outcome.total is not None:
            unnamed, named = outcome.counts[number - 1], outcome.named[number - 1]
            told = None if unnamed is None else unnamed + named
            is_few = outcome.is_few[number - 1]
        options.append(
            Option(
                number=number,
                words=words,
                answers=[each for each in answers if each.option == number],
                is_chosen=outcome is not None and outcome.option == number,
                told=told,
                named=named,
                is_few=is_few,
            )
        )
    return options
