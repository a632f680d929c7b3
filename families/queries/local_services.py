"""Help nearby: the cards a family looks through, and what came of them."""

from dataclasses import dataclass
from typing import Any

from .. import policies
from ..context import Person
from ..models import LocalService, ServiceAnswer

MOST_ANSWERS = 50


@dataclass(frozen=True)
class ServicePage:
    """One card; for the manager with what families said about it."""

    service: LocalService
    answers: list[ServiceAnswer]
    may_keep: bool
    may_send: bool  # to a family, beside a message


@dataclass(frozen=True)
class GivenCard:
    """A card beside a message or in a plan, as it is today.

    Not as it was: a number that has changed helps nobody, and who opens an old talk in a bad week
    should reach somebody. One that was put away since is None, and the page says that it is not in
    the list any more; also to those who keep the cards, so that all sides read the same.
    """

    service: LocalService | None


def given_card(row: Any) -> GivenCard | None:
    """The card of a row that this person may read; None if there is none. The row brings it along
    (`select_related("card")`): it is of the row's own setting, to which whoever reads the row
    belongs, so that all there is to ask is whether families see it (`local_services_visible_to`).
    """
    if row.card_id is None:
        return None
    return GivenCard(row.card if row.card and row.card.is_shown else None)


def services_of(
    person: Person, *, need: str = "", language: str = "", cost: str = ""
) -> list[LocalService]:
    """The cards for a need, in a language, at a cost; all of them without. One statement."""
    found = policies.local_services_visible_to(person)
    if need in LocalService.Need.values:
        found = found.filter(need=need)
    if cost in LocalService.Cost.values:
        found = found.filter(cost=cost)
    if language:
        found = found.filter(languages__contains=[language])
    return list(found.order_by("-is_shown", "name", "pk"))


def service_page(service: LocalService, person: Person) -> ServicePage:
    """One card, with one's own answers; for the manager with everybody's, without their names: who
    asked for help is nobody's business."""
    answers = policies.service_answers_visible_to(person).filter(service=service)
    return ServicePage(
        service=service,
        answers=list(answers.order_by("-at", "pk")[:MOST_ANSWERS]),
        may_keep=policies.can_keep_services(person) and service.setting_id == person.here,
        may_send=person.cares and service.is_shown and service.setting_id == person.here,
    )
