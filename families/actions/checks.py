"""Has anything changed? What a family says anew, and what the manager makes of it."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from .. import audit
from ..context import Person
from ..models import Child, Family, FamilyCheck, HealthChange, Term
from .meanwhile import take

PUT_OFF = timedelta(days=14)  # a reminder that comes back every day is nagging


@transaction.atomic
def propose_health(
    child: Child, *, actor: Person, family: Family, fields: dict[str, str], seen: dict[str, str]
) -> list[HealthChange]:
    """Say what is new about a child's health: `fields` are those that the family changed, `seen`
    what stood in them before. What does not differ from what we hold changes nothing; what is said
    again replaces what this home said before and nobody has checked yet, if the writer saw it. What
    they did not see, another adult's words mostly, stands beside theirs."""
    Family.objects.select_for_update(of=("self",)).get(pk=family.pk)
    now = timezone.now()
    made = []
    for name, words in fields.items():
        held = getattr(child, name)
        open_before = HealthChange.objects.filter(
            child=child, family=family, field=name, settled_at__isnull=True
        )
        last = open_before.first()
        if last and seen.get(name, "") != last.words:
            words = both_said(last.words, said=words)
        if words == (last.words if last else held):
            continue
        open_before.update(settled_at=now)
        if words != held:
            made.append(
                HealthChange.objects.create(
                    setting_id=child.setting_id,
                    child=child,
                    family=family,
                    field=name,
                    words=words,
                    was=last.was if last else seen.get(name, held),
                    proposed_by=actor.user,
                )
            )
        audit.record(actor, "propose_health_change", made[-1] if made else child, child_id=child.pk)
    return made


def both_said(held: str, *, said: str) -> str:
    """What two people said of a child's health, in one line. Nothing of either is left out but
    what both say in the same words."""
    parts: dict[str, str] = {}
    for part in f"{held};{said}".split(";"):
        parts.setdefault(part.strip().casefold(), part.strip())
    return "; ".join(part for part in parts.values() if part)


def text_to_hold(change: HealthChange) -> str:
    """What a manager is asked to hold from now on: the family's words; or, where what we hold is
    not what this family saw when it wrote them, both."""
    held = getattr(change.child, change.field)
    return change.words if held == change.was else both_said(held, said=change.words)


@transaction.atomic
def settle_health(
    change: HealthChange, *, actor: Person, held: str | None, seen: str = "", answer: str = ""
) -> bool:
    """Take a family's words over as `held`, or (None) leave what we hold and say why.

    `seen` is the fingerprint of what we held when the page was opened: nothing is replaced that
    the manager has not seen. Raises ChangedMeanwhile. Settled twice, it is once: False says that
    somebody was quicker and nothing was done.
    """
    change = HealthChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
    if change.settled_at:
        return False
    is_accepted = held is not None
    if is_accepted:
        child = take(Child(pk=change.child_id), seen=seen, fields=(change.field,))
        setattr(child, change.field, held)
        child.save(update_fields=[change.field])
    change.is_accepted = is_accepted
    change.answer = answer
    change.settled_at = timezone.now()
    change.settled_by = actor.user
    change.save(update_fields=["is_accepted", "answer", "settled_at", "settled_by"])
    verb = "accept_health_change" if is_accepted else "answer_health_change"
    audit.record(actor, verb, change)
    return True


@transaction.atomic
def do_check_step(
    family: Family, *, actor: Person, term: Term, step: str, steps: tuple[str, ...]
) -> FamilyCheck:
    """One step of the walk is done; with the last one the walk is."""
    check = _check(family, term=term)
    if step in check.steps_done:
        return check
    check.steps_done = [*check.steps_done, step]
    if set(check.steps_done) >= set(steps):
        check.finished_at = timezone.now()
    check.save(update_fields=["steps_done", "finished_at"])
    audit.record(actor, "finish_check" if check.finished_at else "do_check_step", check)
    return check


@transaction.atomic
def put_off_check(family: Family, *, actor: Person, term: Term) -> None:
    """Not now: the reminder rests for two weeks."""
    check = _check(family, term=term)
    check.put_off_until = actor.today + PUT_OFF
    check.save(update_fields=["put_off_until"])
    audit.record(actor, "put_off_check", check)


def _check(family: Family, *, term: Term) -> FamilyCheck:
    # Two adults of a home at once wait for each other here.
    Family.objects.select_for_update(of=("self",)).get(pk=family.pk)
    check, _made = FamilyCheck.objects.get_or_create(
        family=family, term=term, defaults={"setting_id": family.setting_id}
    )
    return check
