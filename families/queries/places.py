"""The nursery as a place: its rooms and terms, as its manager keeps them."""

from dataclasses import dataclass

from django.db.models import Count, Q

from .. import policies
from ..context import Person
from ..models import Room, Setting, Term, valid_on


@dataclass
class Nursery:
    """What the page of the nursery shows. Each room has `.children_now`."""

    setting: Setting
    rooms: list[Room]
    terms: list[Term]
    term_now: Term | None


def nursery_of(person: Person) -> Nursery:
    """The setting one leads. Four statements, however many rooms and terms there are."""
    today = person.today
    rooms = policies.rooms_visible_to(person).filter(setting_id=person.here)
    terms = list(
        policies.terms_visible_to(person).filter(setting_id=person.here).order_by("-starts_on")
    )
    here_now = Q(valid_on(today, prefix="places_taken__"), places_taken__isnull=False)
    return Nursery(
        setting=policies.settings_visible_to(person).get(pk=person.here),
        rooms=list(rooms.annotate(children_now=Count("places_taken", filter=here_now))),
        terms=terms,
        term_now=next((term for term in terms if term.starts_on <= today <= term.ends_on), None),
    )
