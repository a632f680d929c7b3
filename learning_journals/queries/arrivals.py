"""Who comes through the door in the morning, how to say their names, and a good morning in their
language: from what families have told about themselves."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import time

from django.utils import timezone
from django.utils.translation import gettext as _

from families.context import Person
from families.models import Child, ParentCarer, Room, valid_on
from families.models.languages import LANGUAGES_SPOKEN
from families.policies import parent_carers_visible_to

from .. import policies
from .from_home import Morning, mornings_of
from .today import Addresses

# Code → "Good morning" and "Welcome" (domain.md 4.6; a speaker looks at them before a release).
GREETINGS: dict[str, tuple[str, str]] = {
    "ar": ("صباح الخير", "أهلاً وسهلاً"),
    "bn": ("শুভ সকাল", "স্বাগতম"),
    "cy": ("Bore da", "Croeso"),
    "fa": ("صبح بخیر", "خوش آمدید"),
    "gu": ("સુપ્રભાત", "સ્વાગત છે"),
    "pa": ("ਸ਼ੁਭ ਸਵੇਰ", "ਜੀ ਆਇਆਂ ਨੂੰ"),
    "pl": ("Dzień dobry", "Witamy!"),
    "ro": ("Bună dimineața", "Bun venit!"),
    "so": ("Subax wanaagsan", "Soo dhawoow"),
    "ta": ("காலை வணக்கம்", "நல்வரவு"),
    "uk": ("Доброго ранку", "Ласкаво просимо"),
    "ur": ("صبح بخیر", "خوش آمدید"),
    "zh-hans": ("早上好", "欢迎"),
}
MORNING_IS_OVER = time(12)


@dataclass(frozen=True)
class Greeting:
    """A few words in one of the family's languages."""

    language: str  # the code, for the page
    name: str  # "Polish"
    words: str


@dataclass(frozen=True)
class Comes:
    """One adult who may bring the child."""

    name: str
    relationship: str
    pronunciation: str
    greeting: Greeting | None


@dataclass(frozen=True)
class Arrival:
    """One child of the room, with those who bring it."""

    id: uuid.UUID
    name: str
    pronunciation: str
    portrait_url: str
    page_url: str
    adults: list[Comes]
    mornings: list[Morning]


def arrivals_of(room: Room, person: Person) -> list[Arrival]:
    """The children of a room by name, each with the adults who live with them or may collect them:
    three statements for any number of them."""
    children = list(policies.children_logged_in(room, person).order_by("known_as", "id"))
    adults: dict[uuid.UUID, list[ParentCarer]] = defaultdict(list)
    for link in (
        parent_carers_visible_to(person)
        .filter(valid_on(person.today), child__in=children)
        .select_related("user")
        .order_by("started_on", "pk")
    ):
        if link.lives_with_child or link.may_collect:
            adults[link.child_id].append(link)
    mornings = mornings_of([child.pk for child in children], person, day=person.today)
    portraits, pages = Addresses("portrait_file"), Addresses("child_detail", of="families")
    return [
        Arrival(
            id=child.pk,
            name=child.known_as,
            pronunciation=child.pronunciation,
            portrait_url=portraits.of(child.pk) if child.portrait else "",
            page_url=pages.of(child.pk),
            adults=[
                Comes(
                    name=link.user.name,
                    relationship=link.relationship,
                    pronunciation=link.user.pronunciation,
                    greeting=greeting_for(link.user.languages, child),
                )
                for link in adults[child.pk]
            ],
            mornings=mornings.get(child.pk, []),
        )
        for child in children
    ]


def greeting_for(spoken: list[str], child: Child) -> Greeting | None:
    """A greeting in the first language that this adult named and that we can say, otherwise in one
    of the child's home; none for English."""
    for code in spoken or child.home_languages:
        if code in GREETINGS:
            morning, welcome = GREETINGS[code]
            is_morning = timezone.localtime().time() < MORNING_IS_OVER
            name = str(LANGUAGES_SPOKEN[code][0]) if code in LANGUAGES_SPOKEN else _("their own")
            return Greeting(code, name, morning if is_morning else welcome)
    return None
