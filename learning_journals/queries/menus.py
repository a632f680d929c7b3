"""What is on the table, and which children must not eat it."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.utils.translation import gettext as _

from families.context import Person
from families.kept import first_of, kept
from families.models import Child, Family
from families.policies import children_visible_to

from .. import policies
from ..models import MEALS, Allergen, CareEntry, ChildAllergen, Offer, in_words

# Words in what families write about allergies that may mean one of the fourteen. Only ever a hint
# beside the tick list: what stops a meal is ticked by a person.
HINTS: dict[str, tuple[str, ...]] = {
    Allergen.CELERY: ("celery", "celeriac"),
    Allergen.GLUTEN: ("gluten", "wheat", "barley", "rye", "oats", "coeliac"),
    Allergen.CRUSTACEANS: ("prawn", "crab", "lobster", "shellfish", "crustacean"),
    Allergen.EGGS: ("egg",),
    Allergen.FISH: ("fish", "cod", "tuna", "salmon"),
    Allergen.LUPIN: ("lupin",),
    Allergen.MILK: ("milk", "dairy", "lactose", "cheese", "butter", "yoghurt"),
    Allergen.MOLLUSCS: ("mussel", "squid", "mollusc", "shellfish"),
    Allergen.MUSTARD: ("mustard",),
    Allergen.NUTS: ("nut", "almond", "cashew", "hazel", "walnut", "pistachio"),
    Allergen.PEANUTS: ("peanut", "groundnut"),
    Allergen.SESAME: ("sesame", "tahini", "hummus"),
    Allergen.SOYA: ("soya", "soy", "tofu"),
    Allergen.SULPHITES: ("sulphite", "sulphur", "sulfite"),
}


@dataclass(frozen=True, slots=True)
class OnTheTable:
    """One meal of today in words."""

    meal: str
    label: str
    words: str
    allergens: list[str]  # in words
    codes: frozenset[str]


@dataclass(frozen=True)
class Clash:
    """A child who must not eat what is on the table, and why."""

    child: Child
    codes: list[str]

    @property
    def allergens(self) -> list[str]:
        """In words."""
        return in_words(self.codes)

    @property
    def said(self) -> str:
        """ "gluten or milk": within a sentence."""
        return either(self.allergens)


@dataclass(frozen=True)
class MenuDay:
    """One day of a week's menu: the four meals, with what is offered or nothing."""

    day: date
    meals: list[tuple[str, Offer | None]]  # the meal in words, and its offer
    is_today: bool


@dataclass(frozen=True)
class Tick:
    """One of the fourteen for one child, in the eyes of one person."""

    code: str
    label: str
    is_held: bool  # the nursery has confirmed it
    homes: list[str]  # homes that ticked it and wait for that; for families their own alone
    is_mine: bool  # ticked by the reader's home
    is_hinted: bool  # the words speak of it, and nobody has ticked it
    is_ticked: bool  # in the reader's own form


def on_the_table(person: Person, *, setting_id: uuid.UUID, day: date) -> dict[str, OnTheTable]:
    """Meal → what is offered on this day: one statement."""
    return {
        offer.meal: OnTheTable(
            meal=offer.meal,
            label=str(CareEntry.Kind(offer.meal).label),
            words=offer.words,
            allergens=in_words(offer.allergens),
            codes=frozenset(offer.allergens),
        )
        for offer in _offers_on(person, setting_id=setting_id, day=day)
    }


@kept
def _offers_on(person: Person, *, setting_id: uuid.UUID, day: date) -> QuerySet[Offer]:
    return _offers(person).filter(setting_id=setting_id, day=day)


def either(allergens: list[str]) -> str:
    """Allergens within a sentence: "gluten", "gluten or milk", "eggs, gluten or milk"."""
    small = [each.lower() for each in allergens]
    if len(small) < 2:
        return "".join(small)
    return _("%(first)s or %(last)s") % {"first": ", ".join(small[:-1]), "last": small[-1]}


def offer_of(person: Person, *, setting_id: uuid.UUID, day: date, meal: str) -> Offer | None:
    """What is offered at this meal, if somebody wrote it down."""
    return first_of(_offer_at(person, setting_id=setting_id, day=day, meal=meal))


@kept
def _offer_at(person: Person, *, setting_id: uuid.UUID, day: date, meal: str) -> QuerySet[Offer]:
    # One is in force, as the database holds.
    return _offers(person).filter(setting_id=setting_id, day=day, meal=meal)


def with_ticks(children: QuerySet[Child], person: Person) -> QuerySet[Any]:
    """The same children, each with `.ticked`: what is kept from its plate. No statement more."""
    ticks = policies.child_allergens_visible_to(person).filter(
        child=OuterRef("pk"), ended_at__isnull=True
    )
    return children.annotate(ticked=ArraySubquery(ticks.values("allergen")))


def ticked_of(children: Iterable[Child], person: Person) -> dict[uuid.UUID, set[str]]:
    """Child → the allergens that are kept from its plate, confirmed or not: one statement."""
    found: dict[uuid.UUID, set[str]] = defaultdict(set)
    ticks = (
        policies.child_allergens_visible_to(person)
        .filter(child__pk__among=[child.pk for child in children], ended_at__isnull=True)
        .values_list("child_id", "allergen")
    )
    for child_id, code in ticks:
        found[child_id].add(code)
    return dict(found)


def clashes_with(offer: Offer | None, children: Iterable[Child], person: Person) -> list[Clash]:
    """Those of the children who must not eat this, by what a home or the nursery has ticked; words
    are never guessed from. At most one statement."""
    children = list(children)
    if offer is None or not offer.allergens or not children:
        return []
    ticked = ticked_of(children, person)
    found = []
    for child in children:
        if both := ticked.get(child.pk, set()) & set(offer.allergens):
            found.append(Clash(child, sorted(both)))
    return found


def how_many_to_confirm(person: Person) -> int | None:
    """Of how many children a home has ticked something that nobody has confirmed: one statement
    for managers, none for others, who get None."""
    return len(children_to_confirm(person)) if person.leads else None


def children_to_confirm(person: Person) -> list[Child]:
    """For the manager: the children for whom a home ticked something that nobody has confirmed."""
    waiting = policies.child_allergens_visible_to(person).filter(
        setting=person.here, family__isnull=False, ended_at__isnull=True
    )
    return list(
        children_visible_to(person)
        .filter(pk__in=waiting.values("child_id"))
        .order_by("known_as", "pk")
    )


def menu_of_week(person: Person, *, monday: date) -> list[MenuDay]:
    """The menu of the setting for the week from this Monday: one statement. A day at the weekend
    stands there if it is today, or if something is offered on it."""
    days = [monday + timedelta(days=number) for number in range(7)]
    offers = {
        (offer.day, offer.meal): offer
        for offer in _offers(person).filter(setting=person.here, day__in=days)
    }
    labels = {meal: str(CareEntry.Kind(meal).label) for meal in MEALS}
    return [
        MenuDay(
            day=day,
            meals=[(labels[meal], offers.get((day, meal))) for meal in MEALS],
            is_today=day == person.today,
        )
        for day in days
        if day.weekday() < 5 or day == person.today or any(key[0] == day for key in offers)
    ]


def offers_of_day(person: Person, *, day: date) -> dict[str, Offer]:
    """Meal → offer of one day of one's setting."""
    return {offer.meal: offer for offer in _offers(person).filter(setting=person.here, day=day)}


def ticks_of(child: Child, person: Person, *, home: Family | None) -> list[Tick]:
    """The fourteen for one child; `home` is the reader's own. Words of the nursery's sheet give the
    hints."""
    rows = list(
        policies.child_allergens_visible_to(person)
        .filter(child=child, ended_at__isnull=True)
        .select_related("family")
        .order_by("ticked_at")
    )
    words = f"{child.allergies} {child.diet}".casefold()
    ticks = []
    for code, label in Allergen.choices:
        of_code = [row for row in rows if row.allergen == code]
        ticks.append(
            Tick(
                code=str(code),
                label=str(label),
                is_held=any(row.family_id is None for row in of_code),
                homes=[row.family.name for row in of_code if row.family is not None],
                is_mine=any(home is not None and row.family_id == home.pk for row in of_code),
                is_ticked=any(home is None or row.family_id == home.pk for row in of_code),
                is_hinted=not of_code and any(word in words for word in HINTS[code]),
            )
        )
    return ticks


def monday_of(day: date) -> date:
    """The Monday of this day's week."""
    return day - timedelta(days=day.weekday())


def open_ticks(child: Child, person: Person) -> list[ChildAllergen]:
    """What is ticked for a child today, as far as this person may know."""
    return list(
        policies.child_allergens_visible_to(person).filter(child=child, ended_at__isnull=True)
    )


def _offers(person: Person) -> QuerySet[Offer]:
    return policies.offers_visible_to(person).filter(replaced_at__isnull=True)
