"""Writing the menu, and ticking what a child must not eat."""

import hashlib
import uuid
from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from families import audit
from families.actions.meanwhile import ChangedMeanwhile, one_at_a_time
from families.context import Person
from families.models import Child, Family, Setting

from .. import policies
from ..models import ChildAllergen, Offer
from ..queries.menus import monday_of, offers_of_day, open_ticks

DAYS_TO_COPY = 7


def menu_fingerprint(person: Person, *, day: date) -> str:
    """What the menu of a day says now, for a form to carry along."""
    ids = sorted(str(offer.pk) for offer in offers_of_day(person, day=day).values())
    return hashlib.sha256(" ".join(ids).encode()).hexdigest()


@transaction.atomic
def write_menu(
    setting: Setting,
    *,
    actor: Person,
    day: date,
    seen: str,
    meals: dict[str, tuple[str, list[str]]],
) -> None:
    """What is offered on a day: meal → words and allergens; a meal without words is not offered.
    What stood there before stays written down. Raises `ChangedMeanwhile` with what is offered
    now: two cooks must not lose each other's allergens. The same form sent twice changes
    nothing."""
    one_at_a_time(f"menu:{setting.pk}:{monday_of(day)}")
    now = offers_of_day(actor, day=day)
    changed = {
        meal: (words, sorted(allergens))
        for meal, (words, allergens) in meals.items()
        if (words, sorted(allergens)) != _said(now.get(meal))
    }
    if not changed:
        return
    if menu_fingerprint(actor, day=day) != seen:
        raise ChangedMeanwhile(list(now.values()))
    _replace(
        setting,
        [
            Offer(setting=setting, day=day, meal=meal, words=words, allergens=allergens)
            for meal, (words, allergens) in changed.items()
        ],
        actor=actor,
        replaces=[now[meal].pk for meal in changed if meal in now],
    )


@transaction.atomic
def copy_last_week(setting: Setting, *, actor: Person, monday: date) -> int:
    """Offer again what was offered a week before, wherever nothing is written yet. Returns how many
    meals; pressed twice it copies once."""
    one_at_a_time(f"menu:{setting.pk}:{monday_of(monday)}")
    offers = policies.offers_visible_to(actor).filter(setting=setting, replaced_at__isnull=True)
    last = monday - timedelta(days=DAYS_TO_COPY)
    there = set(
        offers.filter(day__gte=monday, day__lt=monday + timedelta(days=DAYS_TO_COPY)).values_list(
            "day", "meal"
        )
    )
    new = [
        Offer(
            setting=setting,
            day=offer.day + timedelta(days=DAYS_TO_COPY),
            meal=offer.meal,
            words=offer.words,
            allergens=offer.allergens,
        )
        for offer in offers.filter(day__gte=last, day__lt=monday)
        if (offer.day + timedelta(days=DAYS_TO_COPY), offer.meal) not in there
    ]
    if new:
        _replace(setting, new, actor=actor, replaces=[])
    return len(new)


@transaction.atomic
def tick_for_home(
    child: Child, *, actor: Person, family: Family, codes: Collection[str]
) -> list[ChildAllergen]:
    """What this home ticks for its child. From then on it is kept from the plate, and the manager
    is to confirm it. What is not ticked any more is ended, as long as it was only this home's.
    Returns what is new."""
    one_at_a_time(f"allergens:{child.pk}")
    mine = {row.allergen: row for row in open_ticks(child, actor) if row.family_id == family.pk}
    _end([row for code, row in mine.items() if code not in codes], actor=actor)
    new = _tick(child, actor=actor, family=family, codes=set(codes) - set(mine))
    audit.record(actor, "tick_allergens", child, child_id=child.pk)
    return new


@transaction.atomic
def hold_allergens(child: Child, *, actor: Person, codes: Collection[str], up_to: datetime) -> None:
    """What the nursery holds about a child, from the manager: what homes had ticked by `up_to` is
    answered with it, taken over or not, and belongs to nobody alone any more."""
    one_at_a_time(f"allergens:{child.pk}")
    ticks = open_ticks(child, actor)
    held = {row.allergen: row for row in ticks if row.family_id is None}
    _end([row for code, row in held.items() if code not in codes], actor=actor)
    answered = [row for row in ticks if row.family_id and row.ticked_at <= up_to]
    _end(answered, actor=actor)
    _tick(child, actor=actor, family=None, codes=set(codes) - set(held))
    audit.record(actor, "hold_allergens", child, child_id=child.pk)


# --- steps ----------------------------------------------------------------------------------------


def _said(offer: Offer | None) -> tuple[str, list[str]]:
    return (offer.words, sorted(offer.allergens)) if offer else ("", [])


def _replace(
    setting: Setting, offers: list[Offer], *, actor: Person, replaces: list[uuid.UUID]
) -> None:
    Offer.objects.filter(pk__in=replaces).update(replaced_at=timezone.now())
    for offer in offers:
        offer.written_by = actor.user
    Offer.objects.bulk_create([offer for offer in offers if offer.words])
    audit.record(actor, "write_menu", setting)


def _tick(
    child: Child, *, actor: Person, family: Family | None, codes: Collection[str]
) -> list[ChildAllergen]:
    return ChildAllergen.objects.bulk_create(
        [
            ChildAllergen(
                setting_id=child.setting_id,
                child=child,
                family=family,
                allergen=code,
                ticked_by=actor.user,
            )
            for code in sorted(codes)
        ]
    )


def _end(rows: list[ChildAllergen], *, actor: Person) -> None:
    ids = [row.pk for row in rows]
    if ids:
        ChildAllergen.objects.filter(pk__in=ids).update(
            ended_at=timezone.now(), ended_by=actor.user
        )
