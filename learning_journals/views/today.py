"""Today: the board of a room for staff; families are led to their child's day."""

import uuid
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_GET

from families.models import Child, Room
from families.queries.key_persons import covers_by

from .. import policies
from ..actions.taps import Logged
from ..forms.care import MILLILITRES, CareForm, kind_buttons, kind_by_the_clock, kinds_shown
from ..forms.menus import InsteadForm
from ..models import CareEntry
from ..queries.arrivals import arrivals_of
from ..queries.meal_stops import OpenStop
from ..queries.today import Board, board, rooms_of

LAST_ROOM = "room_id"  # the tablet of a room comes back to its room


@dataclass(frozen=True)
class RefusedWaking:
    """A sleep that could not be ended: what was typed, and why not."""

    sleep_id: uuid.UUID
    at: str
    errors: list[str]


@dataclass(frozen=True)
class Stop:
    """A meal that stopped, with the question what happened."""

    what: OpenStop
    form: InsteadForm
    is_news: bool  # it is the answer to this very tap, so it is said aloud


@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """Staff: the room one was in last, otherwise the first of one's rooms. Families: the day of
    their first child. Everybody else reads where to go."""
    if rooms := rooms_of(request.person):
        last = request.session.get(LAST_ROOM)
        room = next((each for each in rooms if str(each.pk) == last), rooms[0])
        return redirect("learning_journals:today_room", room.pk)
    if child := policies.days_visible_to(request.person).order_by("known_as", "pk").first():
        return redirect("learning_journals:day_today", child.pk)
    context = {"covers": covers_by(request.person)}
    return render(request, "learning_journals/today_empty.html", context)


@require_GET
def today_room(request: HttpRequest, room_id: uuid.UUID) -> HttpResponse:
    """The children of one room, and what can be logged for those who are chosen.

    `?all=1` chooses everybody, for browsers without scripting; `?child=…` chooses these.
    """
    room, rooms = room_or_404(request, room_id)
    if request.session.get(LAST_ROOM) != str(room.pk):
        request.session[LAST_ROOM] = str(room.pk)
    return board_page(request, room, rooms, keep=request.GET)


@require_GET
def arrivals(request: HttpRequest, room_id: uuid.UUID) -> HttpResponse:
    """Who comes through the door in the morning, and how to greet them."""
    room, _rooms = room_or_404(request, room_id)
    context = {"room": room, "arrivals": arrivals_of(room, request.person)}
    return render(request, "learning_journals/arrivals.html", context)


def room_or_404(request: HttpRequest, room_id: uuid.UUID) -> tuple[Room, list[Room]]:
    """A room whose board this person may open, and all of them. Raises Http404."""
    rooms = rooms_of(request.person)
    room = next((each for each in rooms if each.pk == room_id), None)
    if room is None:
        raise Http404
    return room, rooms


def board_page(
    request: HttpRequest,
    room: Room,
    rooms: list[Room],
    *,
    form: CareForm | None = None,
    keep: QueryDict | None = None,
    refused: RefusedWaking | None = None,
    stopped: Logged | None = None,
    instead: InsteadForm | None = None,
    mistaken: list[Child] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The board: the whole page, or for htmx by itself.

    `form` was refused, and keeps what was typed; `keep` says which children stay chosen;
    `refused` is what was wrong with a waking up that was logged by itself. `stopped` is a tap that
    stopped for some children, `instead` a refused answer to that, and `mistaken` are those who were
    given it all the same.
    """
    shown = board(room, person=request.person)
    stops = _stops(shown, stopped=stopped, instead=instead)
    late = instead if instead and all(stop.form is not instead for stop in stops) else None
    hidden = room.setting.hidden_care_kinds
    if form is None:
        form = CareForm(
            children=[(face.id, face.name) for face in shown.faces],
            hidden_kinds=hidden,
            initial={"kind": kind_by_the_clock(timezone.now(), kinds_shown(hidden))},
        )
    everybody = {str(face.id) for face in shown.faces}
    chosen = set(keep.getlist("child")) if keep else set()
    if keep and keep.get("all"):
        chosen = everybody
    template = "learning_journals/today_board.html"
    response = render(
        request,
        f"{template}#board" if request.htmx else template,
        {
            "room": room,
            "tabs": _tabs(room, rooms),
            "day": request.person.today,
            "board": shown,
            "covers": shown.covers,
            "to_read": shown.to_read,
            "form": form,
            "form_key": uuid.uuid4(),  # a fresh one each time: an answered form is never sent again
            "chosen": chosen,
            "all_chosen": bool(everybody) and chosen >= everybody,
            "with_allergies": [face for face in shown.faces if face.says_something_at_meals],
            "kinds": kind_buttons(hidden),
            "amounts": CareEntry.Amount.choices,
            "nappies": CareEntry.Nappy.choices,
            "moods": CareEntry.Mood.choices,
            "millilitres": [(str(ml), str(ml)) for ml in MILLILITRES],
            "refused": refused,
            "stops": stops,
            "late": late,  # an answer to what waits no more
            "mistaken": mistaken or [],
        },
        status=status,
    )
    patch_vary_headers(response, ["HX-Request"])
    return response


def _stops(board: Board, *, stopped: Logged | None, instead: InsteadForm | None) -> list[Stop]:
    """What waits for an answer, that of a refused form as it was filled in."""
    found = []
    for stop in board.stops:
        children = [(each.id, each.name) for each in stop.children]
        is_refused = instead is not None and str(instead["batch"].value()) == str(stop.batch)
        form = instead if instead is not None and is_refused else None
        is_news = bool(stopped and stopped.stopped and stopped.offer)
        is_news = is_news and stopped.offer.pk == stop.offer
        if form is None:
            initial = {"key": uuid.uuid4(), "batch": stop.batch, "child": [c for c, _ in children]}
            form = InsteadForm(children=children, initial=initial)
        form.auto_id = f"stop-{stop.batch}_%s"
        found.append(Stop(stop, form, is_news or is_refused))
    return found


def _tabs(room: Room, rooms: list[Room]) -> list[dict[str, object]]:
    return [
        {
            "label": each.name,
            "url": reverse("learning_journals:today_room", args=[each.pk]),
            "current": each.pk == room.pk,
        }
        for each in rooms
    ]
