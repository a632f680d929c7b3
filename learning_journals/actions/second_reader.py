"""A second person reads first: choosing that, giving an observation to read, giving it back."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from families import audit
from families.actions.meanwhile import one_at_a_time
from families.context import Person
from families.models import Setting

from .. import policies
from ..models import GivenBack, Observation, SecondReaderRule
from . import Refused
from .observations import make_ready, refuse_withdrawn

Status = Observation.Status


@transaction.atomic
def choose_second_reader(setting: Setting, *, actor: Person, how: str) -> None:
    """Whether observations are read by a second person. An earlier choice stays written down; what
    waits goes on waiting."""
    one_at_a_time(f"second-reader:{setting.pk}")
    rules = policies.second_reader_rules_visible_to(actor).filter(
        setting=setting, replaced_at__isnull=True
    )
    held = rules.values_list("how", flat=True).first() or SecondReaderRule.How.NOBODY
    if held == how:
        return
    rules.update(replaced_at=timezone.now())
    SecondReaderRule.objects.create(setting=setting, how=how, chosen_by=actor.user)
    actor.known.pop("second_reader", None)
    audit.record(actor, "choose_second_reader", setting)


@transaction.atomic
def hand_in_observation(
    observation: Observation, *, actor: Person, sure: bool = False
) -> Observation:
    """Give a draft to a second reader. Twice changes nothing. Raises `Refused` for the same reasons
    as sharing (`share_observation`): nobody reads what could not be shared."""
    row = Observation.objects.select_for_update().get(pk=observation.pk)
    refuse_withdrawn(row)
    if row.status != Status.DRAFT:
        return row
    children = make_ready(row, actor=actor, sure=sure)
    row.status = Status.WAITING
    row.handed_in_at = timezone.now()
    row.child_count = len(children)
    row.version += 1
    row.save(update_fields=["status", "handed_in_at", "child_count", "version"])
    audit.record_about(
        actor, "hand_in_observation", row, child_ids=[child.pk for child in children]
    )
    return row


@transaction.atomic
def take_back_observation(observation: Observation, *, actor: Person) -> Observation:
    """The writer writes on: a draft again, if nobody has shared it meanwhile."""
    row = Observation.objects.select_for_update().get(pk=observation.pk)
    if row.status == Status.WAITING:
        _draft_again(row)
        audit.record_about(actor, "take_back_observation", row, child_ids=_child_ids(row))
    return row


@transaction.atomic
def give_back_observation(observation: Observation, *, actor: Person, words: str) -> Observation:
    """A reader gives it back to its writer with a few words. Raises `Refused` if it does not wait
    any more: somebody else has read it, or its writer has taken it back."""
    row = Observation.objects.select_for_update().get(pk=observation.pk)
    if not policies.can_read_second(actor, row):
        raise Refused({"": [_("It does not wait any more: it was read or taken back meanwhile.")]})
    GivenBack.objects.create(setting_id=row.setting_id, observation=row, by=actor.user, words=words)
    _draft_again(row)
    audit.record_about(actor, "give_back_observation", row, child_ids=_child_ids(row))
    return row


def _draft_again(row: Observation) -> None:
    row.status = Status.DRAFT
    row.handed_in_at = None
    row.version += 1
    row.save(update_fields=["status", "handed_in_at", "version"])


def _child_ids(row: Observation) -> list:
    return list(row.journal_lines.values_list("child_id", flat=True))
