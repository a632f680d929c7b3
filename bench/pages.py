"""What is asked for, by whom, and its budget (shared with docs/performance.md)."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from django.urls import reverse
from PIL import Image

from bench.browser import Ask
from bench.data import Seat

PAGE_OPEN = uuid.UUID(int=7)  # the page on which a practitioner is writing
WORDS = "She told us about it all the way home, and again at tea."


@dataclass(frozen=True)
class Budget:
    """How many times the floor's processor time a page may need, and what we aim at."""

    floor: str  # "feed" or "const"
    must: float
    aim: float


PAGE = Budget("feed", 2.5, 1.2)
SMALL = Budget("const", 1.5, 0.8)


@dataclass(frozen=True)
class Page:
    """One thing that is measured. `ask` makes the request of one seat, each time anew; it raises
    NoReverseMatch while the page is not there. `without_wall` measures it without the second wall
    as well, `busy` counts its statements for the child of whom there are 400 of everything."""

    name: str
    label: str
    who: str  # parent, practitioner, manager, writing_parent, writing_practitioner
    ask: Callable[[Seat], Ask]
    budget: Budget | None = PAGE
    status: int = 200
    holds: bytes = b""  # what a right answer holds
    least: int = 1  # how many times at least
    without_wall: bool = False
    busy: bool = False
    most_kilobytes: int = 0
    may_grow: float = 1.5  # how many times its median with a thousand times the children (--grow)


def dashed(key: str) -> str:
    """32 hexadecimal digits as pages write them."""
    return str(uuid.UUID(key))


def journal(seat: Seat) -> Ask:
    return Ask(reverse("learning_journals:journal", args=[dashed(seat.child_id)]))


def home(_seat: Seat) -> Ask:
    return Ask(reverse("home"))


def board(seat: Seat) -> Ask:
    return Ask(reverse("learning_journals:today_room", args=[dashed(seat.room_id)]))


def day(seat: Seat) -> Ask:
    return Ask(reverse("learning_journals:day_today", args=[dashed(seat.child_id)]))


def inbox(_seat: Seat) -> Ask:
    return Ask(reverse("communications:conversation_list"))


def talk(seat: Seat) -> Ask:
    name = "communications:conversation_detail"
    return Ask(reverse(name, args=[dashed(seat.conversation_id)]))


def children(_seat: Seat) -> Ask:
    return Ask(reverse("families:child_list"))


def care(seat: Seat, *, htmx: bool = False) -> Ask:
    """Four children had all of their lunch."""
    form = [("key", str(uuid.uuid4())), ("kind", "lunch"), ("amount", "all")]
    form += [("child", dashed(child)) for child in seat.children[:4]]
    path = reverse("learning_journals:care_create", args=[dashed(seat.room_id)])
    return Ask(path, tuple(form), htmx)


def care_fragment(seat: Seat) -> Ask:
    return care(seat, htmx=True)


def comment(seat: Seat) -> Ask:
    ids = [dashed(seat.child_id), dashed(seat.observation_id)]
    form = (("key", str(uuid.uuid4())), ("words", WORDS), ("home", dashed(seat.family_id)))
    return Ask(reverse("learning_journals:comment_create", args=ids), form)


def message(seat: Seat) -> Ask:
    path = reverse("communications:message_create", args=[dashed(seat.conversation_id)])
    return Ask(path, (("key", str(uuid.uuid4())), ("words", WORDS)))


def thumb(seat: Seat) -> Ask:
    return Ask(reverse("learning_journals:photo_file", args=[dashed(seat.photo_id), "thumb"]))


def autosave(seat: Seat) -> Ask:
    """A practitioner is still writing: the page saves by itself."""
    form = (
        ("key", str(uuid.uuid4())),
        ("page", str(PAGE_OPEN)),
        ("observation", dashed(seat.draft_id)),
        ("version", "1"),
        ("child", dashed(seat.child_id)),
        ("words", f"{WORDS} {uuid.uuid4()}"),
    )
    return Ask(reverse("learning_journals:observation_autosave"), form)


def search(_seat: Seat) -> Ask:
    """Two words without their accents, in every journal one cares for."""
    return Ask(reverse("learning_journals:journal_find") + "?q=zalozyl+buty")


def noticing(seat: Seat) -> Ask:
    return Ask(reverse("learning_journals:room_noticing", args=[dashed(seat.room_id)]))


@cache
def _camera_photo() -> bytes:
    """Twelve megapixels, as a telephone makes them: noise, so that it does not compress away."""
    content = BytesIO()
    small = Image.effect_noise((400, 300), 60).convert("RGB")
    small.resize((4000, 3000)).save(content, "JPEG", quality=85)
    return content.getvalue()


def with_photos(seat: Seat) -> Ask:
    """An observation that comes with four photographs: the request must not make the sizes."""
    form = (
        ("key", str(uuid.uuid4())),
        ("page", str(uuid.uuid4())),
        ("child", dashed(seat.child_id)),
        ("words", f"{WORDS} {uuid.uuid4()}"),
        ("then", "save"),
    )
    path = reverse("learning_journals:observation_create")
    return Ask(path, form, photos=(_camera_photo(),) * 4)


PAGES = (
    Page(
        *("journal", "Journal, 30 entries", "parent", journal),
        holds=b'<article class="entry"',
        least=30,
        without_wall=True,
        busy=True,
        most_kilobytes=75,
    ),
    Page(
        *("journal_staff", "Journal, for staff", "practitioner", journal),
        holds=b'<article class="entry"',
        least=30,
        busy=True,
    ),
    Page(
        *("journal_manager", "Journal, for the manager", "manager", journal),
        holds=b'<article class="entry"',
        least=30,
    ),
    Page(
        *("today", "Today board, 24 children", "practitioner", board),
        without_wall=True,
        busy=True,
    ),
    Page(*("inbox", "Inbox", "practitioner", inbox), without_wall=True, busy=True),
    Page(*("home", "Parent's home", "parent", home), without_wall=True, busy=True),
    Page(*("day", "A child's day", "parent", day), busy=True),
    Page(*("talk", "A talk", "parent", talk), busy=True),
    Page(*("children", "Children", "manager", children)),
    Page(
        *("search", "Search in all journals", "practitioner", search),
        holds=b'class="found"',
        may_grow=3,
    ),
    Page(
        *("search_manager", "…for the manager", "manager", search),
        holds=b'class="found"',
        may_grow=3,
    ),
    Page(*("noticing", "Noticing everyone in a room", "practitioner", noticing)),
    Page(
        *("care", "Log care for four", "writing_practitioner", care, SMALL),
        status=302,
        without_wall=True,
    ),
    Page(*("care_fragment", "…and the board by htmx", "writing_practitioner", care_fragment, None)),
    Page(
        *("autosave", "Save a draft while writing", "writing_practitioner", autosave, SMALL),
        holds=b'"fields"',
    ),
    Page(
        *("photos", "Save with four photographs", "writing_practitioner", with_photos, None),
        status=302,
    ),
    Page(*("comment", "Write a comment", "writing_parent", comment, SMALL), status=302),
    Page(*("message", "Send a message", "writing_parent", message, SMALL), status=302),
    Page(*("thumb", "A photograph, small", "parent", thumb, None)),
)
FLOOR_PAGES = {"const": "/const/", "feed": "/feed/", "const_cache": "/const-cache/"}
