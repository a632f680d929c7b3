"""The nursery as a place: its rooms and terms, as its manager keeps them."""

import uuid
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count, Q

from .. import policies
from ..context import Person
from ..models import Room, Setting, Term, valid_on

KEPT_SECONDS = 60


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


def setting_here(person: Person) -> Setting | None:
    """The setting this person acts in. Parents' links have brought it along; for staff it is kept
    for a minute, because every page of theirs shows its name."""
    for link in policies.links_held_by(person):
        if link.child.setting_id == person.setting_id:
            return link.child.setting
    if person.setting_id is None:
        return None
    if "here" not in person.known:
        person.known["here"] = cache.get_or_set(
            _kept_as(person.setting_id),
            lambda: policies.settings_visible_to(person).filter(pk=person.setting_id).first(),
            KEPT_SECONDS,
        )
    return person.known["here"]


def forget_setting(setting: Setting) -> None:
    """Something of a setting was changed that must be seen at once. To be called after the commit:
    a page that is read meanwhile would keep what was there before."""
    cache.delete(_kept_as(setting.pk))


def _kept_as(setting_id: uuid.UUID) -> str:
    return f"setting-{setting_id}"
