"""What the pages of an observation show besides its words: faces to choose, drafts, photographs."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Exists, OuterRef, Prefetch, QuerySet, When
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from families.context import Person
from families.kept import first_of, kept
from families.models import GROUP_PHOTOS, OWN_PHOTOS, Child
from families.policies import in_care_of, keys_with_yes
from families.templatetags.ui import say_when

from .. import policies
from ..models import GivenBack, Observation, ObservationChild, Photo
from .entries import photo_address
from .journal import RoomOfFaces
from .today import Addresses

MOST_DRAFTS = 20
MOST_EARLIER = 12
MOST_IN_A_GROUP = 30


@dataclass(frozen=True, slots=True)
class Choice:
    """A child to choose for an observation."""

    id: str
    name: str
    portrait_url: str
    no_photos: str  # what is not allowed, in words; empty if photographs are


@dataclass(frozen=True, slots=True)
class RoomOfChoices:
    """A room of children to choose from; `is_open` says whether it is unfolded."""

    name: str
    colour: str
    choices: list[Choice]
    is_open: bool


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One of one's own drafts, as a line to tap."""

    id: uuid.UUID
    names: str
    words: str
    language: str
    saved: str  # "today, 16:10"
    photos: int
    is_waiting: bool = False  # for a second reader
    is_given_back: bool = False


@dataclass(frozen=True, slots=True)
class DraftPhoto:
    """A photograph of a draft, with what can be done to it."""

    id: uuid.UUID
    src: str
    width: int
    height: int
    field: str  # the name of its line in the form
    shows: str
    number: int
    is_first: bool
    is_last: bool


def rooms_of_choices(
    rooms: list[RoomOfFaces], *, person: Person, chosen: Collection[str], last_room: str | None
) -> list[RoomOfChoices]:
    """The rooms as the form shows them. Somebody with many rooms sees those open in which a child
    is chosen, or else the one they were in last."""
    portraits = Addresses("portrait_file")
    own = set(keys_with_yes(person, OWN_PHOTOS))
    group = set(keys_with_yes(person, GROUP_PHOTOS))
    shown = []
    for each in rooms:
        choices = [
            Choice(
                id=str(child.pk),
                name=child.known_as,
                portrait_url=portraits.of(child.pk) if child.portrait else "",
                no_photos=_no_photos(child, own, group),
            )
            for child in each.children
        ]
        shown.append(
            RoomOfChoices(
                name=each.room.name if each.room else _("Your key children in other rooms"),
                colour=each.room.colour if each.room else "",
                choices=choices,
                is_open=len(rooms) <= 2
                or any(choice.id in chosen for choice in choices)
                or (each.room is not None and str(each.room.pk) == last_room),
            )
        )
    return shown


def _no_photos(child: Child, own: set[uuid.UUID], group: set[uuid.UUID]) -> str:
    if child.consent_key not in own:
        return _("No photos")
    return "" if child.consent_key in group else _("No group photos")


def my_drafts(person: Person, *, but: uuid.UUID | None = None) -> list[DraftLine]:
    """What this person has begun and not shared, with what waits for a second reader, the last one
    first: three queries."""
    drafts = (
        policies.own_unshared_of(person)
        .annotate(was_given_back=Exists(GivenBack.objects.filter(observation=OuterRef("pk"))))
        .prefetch_related(
            Prefetch("journal_lines", queryset=_lines_in_care(person)),
            Prefetch(
                "photos",
                queryset=Photo.objects.filter(removed_at__isnull=True).only("observation_id"),
            ),
        )
        .order_by("-saved_at", "-pk")
    )
    if but:
        drafts = drafts.exclude(pk=but)
    return [
        DraftLine(
            id=draft.pk,
            names=", ".join(line.child.known_as for line in draft.journal_lines.all()),
            words=Truncator(" ".join(draft.words.split())).chars(90),
            language=draft.language,
            saved=say_when(draft.saved_at),
            photos=len(draft.photos.all()),
            is_waiting=draft.status == Observation.Status.WAITING,
            is_given_back=draft.was_given_back,
        )
        for draft in drafts[:MOST_DRAFTS]
    ]


def earlier_to_choose(
    child_ids: Collection[str], draft: Observation | None, person: Person
) -> list[tuple[str, str]]:
    """What a new observation of these children may go on from: the last ones of the nursery that
    were shared, with their day and first words, and the one that is chosen already. One statement,
    none without children."""
    known = [uuid.UUID(each) for each in child_ids if is_id(each)]
    if not known:
        return []
    rows = _earlier(
        person,
        children=known,
        chosen=draft.builds_on_id if draft else None,
        but_not=draft.pk if draft else None,
        # An entry comes once for each of its children.
        most=MOST_EARLIER * (1 if len(known) == 1 else MOST_IN_A_GROUP),
    )
    found = {
        str(key): f"{date_format(timezone.localtime(at), 'j F')}: {Truncator(words).chars(60)}"
        for key, at, words in rows
    }
    return list(found.items())[:MOST_EARLIER]


@kept
def _earlier(
    person: Person,
    *,
    children: list[uuid.UUID],
    chosen: uuid.UUID | None,
    but_not: uuid.UUID | None,
    most: int,
) -> QuerySet[ObservationChild, tuple[uuid.UUID, datetime, str]]:
    rows = (
        policies.journal_lines_visible_to(person)
        .filter(in_care_of(person, "child"), child__among=children)
        .filter(is_shared=True, family__isnull=True)
        .order_by("-at", "-pk")
        .values_list("observation_id", "at", "observation__words")
    )
    if chosen:  # first, however long ago it was
        rows = rows.order_by(Case(When(observation=chosen, then=0), default=1), "-at", "-pk")
    if but_not:
        rows = rows.exclude(observation=but_not)
    return rows[:most]


def is_id(text: str) -> bool:
    """Whether an address or a form could name a row by this."""
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True


def own_observation(person: Person, observation_id: uuid.UUID) -> Observation | None:
    """One's own observation of this id, if there is one."""
    return (
        policies.observations_visible_to(person)
        .filter(pk=observation_id, author=person.user)
        .first()
    )


def photos_of(observation: Observation, person: Person) -> list[Photo]:
    """The photographs of an observation in their order."""
    return _photos_in(person, observation_id=observation.pk)


@kept
def _photos_in(person: Person, *, observation_id: uuid.UUID) -> QuerySet[Photo]:
    return policies.photos_visible_to(person).filter(observation_id=observation_id)


def observation_open_to(person: Person, observation_id: uuid.UUID) -> Observation | None:
    """The observation with this id, if this person may read it."""
    return first_of(_observations(person, observation_id=observation_id))


@kept
def _observations(person: Person, *, observation_id: uuid.UUID) -> QuerySet[Observation]:
    return policies.observations_visible_to(person).filter(pk=observation_id)


def draft_photos(photos: list[Photo], *, typed: dict[str, str] | None = None) -> list[DraftPhoto]:
    """Photographs as the form shows them, with what was typed below them kept."""
    typed = typed or {}
    return [
        DraftPhoto(
            id=photo.pk,
            src=photo_address(photo.pk, "page"),
            width=photo.width,
            height=photo.height,
            field=f"shows-{photo.pk}",
            shows=typed.get(f"shows-{photo.pk}", photo.description),
            number=number,
            is_first=number == 1,
            is_last=number == len(photos),
        )
        for number, photo in enumerate(photos, start=1)
    ]


def children_of(observation: Observation, person: Person) -> list[Child]:
    """The children of an observation that this person may know of, by name."""
    lines = (
        policies.journal_lines_visible_to(person)
        .filter(observation=observation)
        .select_related("child")
        .order_by("child__known_as", "child_id")
    )
    return [line.child for line in lines]


def lines_visible_in(observation: Observation, person: Person) -> list[ObservationChild]:
    """The journal lines of an observation that this person may see, by the children's names."""
    return list(
        policies.journal_lines_visible_to(person)
        .filter(observation=observation)
        .select_related(
            "child", "observation__author", "observation__begun_by", "observation__reader"
        )
        .order_by("child__known_as", "child_id")
    )


def _lines_in_care(person: Person) -> QuerySet[ObservationChild]:
    return (
        ObservationChild.objects.filter(in_care_of(person, "child"))
        .select_related("child")
        .only("observation_id", "child__known_as")
        .order_by("child__known_as")
    )
