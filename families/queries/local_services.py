"""Help nearby: the cards a family looks through, and what came of them."""

from dataclasses import dataclass

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
    )
