"""Writing down what was seen: drafts, photographs, sharing, taking back."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from families import audit
from families.context import Person
from families.languages import language_of
from families.models import Child, Room

from .. import policies
from ..actions import Refused
from ..actions.drafts import Draft, save_draft, save_with_photos
from ..actions.observations import (
    restore_observation,
    share_observation,
    why_not_in_photos,
    why_not_with_moved,
    withdraw_observation,
)
from ..actions.photos import MOST_PHOTOS, move_photo, remove_photo
from ..actions.second_reader import hand_in_observation
from ..forms.observations import ObservationForm, values_of
from ..models import READ_BY_FAMILIES, Observation, ObservationChild, Photo
from ..queries.circle import circle_of
from ..queries.entries import entries_of
from ..queries.frameworks import pack_of_draft
from ..queries.hints import Hints, hints_on
from ..queries.journal import faces_by_room
from ..queries.observations import (
    children_of,
    draft_photos,
    earlier_to_choose,
    lines_visible_in,
    my_drafts,
    observation_open_to,
    own_observation,
    photos_of,
    rooms_of_choices,
)
from ..queries.second_reader import given_back, how_it_is_read
from ..queries.today import clock, listed, rooms_of
from . import put_beside
from .today import LAST_ROOM

FORM = "learning_journals/observation_form.html"
HINTS = "learning_journals/_observation_hints.html"
GREW_FROM = "learning_journals/_observation_grew_from.html"
BOARD = "room"  # in an address: the room whose board one came from, and goes back to
SHARE = "share"  # what the marigold button does
EARLIER, LATER, REMOVE = "earlier", "later", "remove"  # what a button beside a photo does


@require_http_methods(["GET", "POST"])
def observation_create(request: HttpRequest) -> HttpResponse:
    """A new observation; `?child=…` (once or more often) chooses children beforehand, `?room=…`
    says from which board one came."""
    _writers_only(request.person)
    if request.method == "POST":
        return _save(request, _draft_named_in(request))
    initial = {"child": request.GET.getlist("child"), "happened_at": timezone.now()}
    return _form_page(request, None, initial=initial)


@require_http_methods(["GET", "POST"])
def observation_edit(request: HttpRequest, observation_id: uuid.UUID) -> HttpResponse:
    """Write on in a draft of one's own. `?beside=…` shows another draft beside it."""
    observation = _own(request, observation_id)
    if request.method == "POST":
        return _save(request, _draft_named_in(request) or observation)
    if not policies.can_edit_observation(request.person, observation):
        return redirect("learning_journals:observation_detail", observation.pk)
    chosen = [child.pk for child in children_of(observation, request.person)]
    return _form_page(request, observation, initial=values_of(observation, chosen))


@require_POST
def observation_autosave(request: HttpRequest) -> JsonResponse:
    """Save what stands in the open form, without its files. Answers in the words to show, and with
    the hidden fields that the page needs for its next save."""
    _writers_only(request.person)
    observation = _draft_named_in(request)
    form = _bound_form(request, observation)
    if not form.is_valid():
        first = next(iter(form.errors.values()))[0]
        return JsonResponse({"said": _("Not saved yet: %(why)s") % {"why": first}})
    draft = _draft_of(form)
    # A page whose photographs are on their way needs a draft to put them into, even without words.
    if observation is None and not draft.says_something and "photos-coming" not in request.POST:
        return JsonResponse({"said": ""})
    try:
        saved = save_draft(
            observation,
            actor=request.person,
            draft=draft,
            form_key=form.cleaned_data["key"],
            page=form.cleaned_data["page"],
            version=form.cleaned_data["version"] or 0,
        )
    except Refused as refused:
        return JsonResponse({"said": _("Not saved yet: %(why)s") % {"why": refused}})
    fields = {"observation": str(saved.observation.pk), "version": saved.observation.version}
    said = _("Saved %(time)s") % {"time": clock(timezone.now())}
    if saved.beside:
        fields["beside"] = str(saved.beside.pk)
        said = _("Saved %(time)s as a second draft: the first was changed on another page.") % {
            "time": clock(timezone.now())
        }
    return JsonResponse(
        {
            "said": said,
            "fields": fields,
            "photos": reverse("learning_journals:photo_add", args=[saved.observation.pk]),
            "hints": render_to_string(HINTS, {"hints": _hints_on(form, request.person)}, request),
            "grew_from": render_to_string(GREW_FROM, {"form": form}, request),
        }
    )


@require_GET
def observation_detail(request: HttpRequest, observation_id: uuid.UUID) -> HttpResponse:
    """One observation as it stands in the journal, for staff and for the families of its children.

    `?child=…` says in whose journal; otherwise the first child one may know of.
    """
    person = request.person
    observation = get_object_or_404(policies.observations_visible_to(person), pk=observation_id)
    lines = lines_visible_in(observation, person)
    wanted = request.GET.get("child", "")
    line = next(
        (each for each in lines if str(each.child_id) == wanted), lines[0] if lines else None
    )
    entry, circle = None, None
    if line:
        circle = circle_of(line.child, person)
        (entry,) = entries_of([line], person, child=line.child, circle=circle)
    page = render(
        request,
        "learning_journals/observation_detail.html",
        {
            "observation": observation,
            "entry": entry,
            "child": line.child if line else None,
            "children": [each.child for each in lines],
            "is_withdrawn": observation.status == Observation.Status.WITHDRAWN,
            "can_edit": policies.can_edit_observation(person, observation),
            "can_withdraw": policies.can_withdraw_observation(person, observation),
            "can_restore": policies.can_restore_observation(person, observation),
            "can_read": policies.can_read_second(person, observation),
            "can_take_back": policies.can_take_back(person, observation),
            "shares_at_once": _shares_at_once(person),
            "begin_for": _begin_for(observation, lines, person),
            "is_home": circle is not None and circle.own_home_id is not None,
        },
    )
    if line:
        audit.record_reading(person, "read_journal", line.child, child_ids=[line.child_id])
    return page


@require_POST
def observation_share(request: HttpRequest, observation_id: uuid.UUID) -> HttpResponse:
    """Share a draft of one's own as it was saved last, or give it to read; a second reader shares
    what waits for her. What another reader has shared meanwhile is shared."""
    person = request.person
    observation = get_object_or_404(
        policies.observations_visible_to(person).filter(family__isnull=True), pk=observation_id
    )
    if observation.status == Observation.Status.WITHDRAWN:
        raise PermissionDenied
    if policies.wrote_at_work(person, observation):
        return _share(request, observation)
    if not policies.is_second_reader(person) or observation.setting_id != person.here:
        raise PermissionDenied
    return _share_as_reader(request, observation)


@require_POST
def observation_withdraw(request: HttpRequest, observation_id: uuid.UUID) -> HttpResponse:
    """Put a draft away, or take a shared observation back from the families."""
    observation = get_object_or_404(
        policies.observations_visible_to(request.person), pk=observation_id
    )
    was_shared = observation.status == Observation.Status.SHARED
    if observation.status != Observation.Status.WITHDRAWN:
        if not policies.can_withdraw_observation(request.person, observation):
            raise PermissionDenied
        withdraw_observation(observation, actor=request.person)
    if was_shared:
        messages.success(request, _("Taken back. The family no longer sees it."))
        return redirect("learning_journals:observation_detail", observation.pk)
    undo = reverse("learning_journals:observation_restore", args=[observation.pk])
    messages.success(request, _("The draft is put away."), extra_tags=f"undo={undo}")
    return redirect("learning_journals:observation_create")


@require_POST
def observation_restore(request: HttpRequest, observation_id: uuid.UUID) -> HttpResponse:
    """Make a draft again of what was put away or taken back."""
    observation = _own(request, observation_id)
    if policies.can_restore_observation(request.person, observation):
        restore_observation(observation, actor=request.person)
    return redirect("learning_journals:observation_edit", observation.pk)


def _shares_at_once(person: Person) -> bool:
    """Whether what this person writes reaches families without a second reader."""
    if not person.cares:
        return False
    return policies.shares_at_once(person, how_it_is_read(person.here, person))


# --- steps ----------------------------------------------------------------------------------------


def _begin_for(
    observation: Observation, lines: list[ObservationChild], person: Person
) -> list[Child]:
    """For which children the next step of this observation may become what we work on."""
    if not observation.next_step or observation.status != Observation.Status.SHARED:
        return []
    return [line.child for line in lines if policies.can_begin_next_step(person, line.child)]


def _writers_only(person: Person) -> None:
    if not policies.can_write_observations(person):
        raise PermissionDenied


def _own(request: HttpRequest, observation_id: uuid.UUID) -> Observation:
    """An observation that this person wrote at work. Raises Http404 and PermissionDenied."""
    observation = observation_open_to(request.person, observation_id)
    if observation is None:
        raise Http404
    if not policies.wrote_at_work(request.person, observation):
        raise PermissionDenied
    return observation


def _draft_named_in(request: HttpRequest) -> Observation | None:
    """The draft that the open page has made meanwhile, named in its hidden field."""
    try:
        named = uuid.UUID(request.POST.get("observation", ""))
    except ValueError:
        return None
    return _own(request, named)


def _bound_form(request: HttpRequest, observation: Observation | None) -> ObservationForm:
    person = request.person
    return ObservationForm(
        request.POST,
        request.FILES,
        earlier=earlier_to_choose(request.POST.getlist("child"), observation, person),
        children=[child for room in faces_by_room(request.person) for child in room.children],
        pack=pack_of_draft(observation, request.person),
        photos=photos_of(observation, request.person) if observation else [],
    )


def _hints_on(form: ObservationForm, person: Person) -> Hints:
    """Advice on what stands in the form, whether it is right or not: no statement."""
    chosen = {str(each) for each in form["child"].value() or []}
    texts = [form[name].value() or "" for name in READ_BY_FAMILIES]
    return hints_on(
        texts,
        language=language_of(texts[0], preferred=person.user.preferred_language),
        chosen=[child for child in form.children if str(child.pk) in chosen],
        others=[child for child in form.children if str(child.pk) not in chosen],
        pack=form.pack,
        areas=form["areas"].value() or [],
        ways=form["characteristics"].value() or [],
    )


def _draft_of(form: ObservationForm) -> Draft:
    given = form.cleaned_data
    return Draft(
        child_ids=given["child"],
        happened_at=given["happened_at"],
        words=given["words"],
        is_wow=given["is_wow"],
        child_voice=given["child_voice"],
        framework=form.pack.code,
        areas=given["areas"],
        characteristics=given["characteristics"],
        next_step=given["next_step"],
        try_at_home=given["try_at_home"],
        builds_on=given["builds_on"],
        descriptions=form.descriptions,
        without_moved=given["without_moved"],
    )


def _save(request: HttpRequest, observation: Observation | None) -> HttpResponse:
    """Save the whole form, then do what its button says: save, share, or something to a photo."""
    form = _bound_form(request, observation)
    then, _colon, photo_id = request.POST.get("then", "").partition(":")
    if not form.is_valid():
        if request.FILES:
            form.add_error("photos", _("Choose the photos once more: they were not sent."))
        if then == SHARE:
            form.say_what_sharing_needs()
        return _form_page(request, observation, form=form)
    try:
        saved = save_with_photos(
            observation,
            actor=request.person,
            draft=_draft_of(form),
            uploads=form.cleaned_data["photos"],
            form_key=form.cleaned_data["key"],
            page=form.cleaned_data["page"],
            version=form.cleaned_data["version"] or 0,
        )
    except Refused as refused:
        put_beside(form, refused)
        if then == SHARE:
            form.say_what_sharing_needs()
        return _form_page(request, observation, form=form)
    if saved.left_out:
        for name, why in saved.left_out:
            form.add_error("photos", f"{name}: {why}")
        return _form_page(request, saved.observation, form=form, is_kept=True)
    if saved.beside:
        return redirect(_edit_address(request, saved.observation, beside=saved.beside.pk))
    if then == SHARE:
        return _share(request, saved.observation, form=form)
    if then in (EARLIER, LATER, REMOVE):
        _do_to_photo(request, saved.observation, then, photo_id)
        return redirect(_edit_address(request, saved.observation) + "#photos")
    messages.success(request, _("Saved as a draft. Only the team sees it."))
    return redirect(_edit_address(request, saved.observation, beside=form.cleaned_data["beside"]))


def _share(
    request: HttpRequest, observation: Observation, *, form: ObservationForm | None = None
) -> HttpResponse:
    person = request.person
    at_once = _shares_at_once(person)
    finish = share_observation if at_once else hand_in_observation
    try:
        sure = form is not None and form.cleaned_data["sure"]
        shared = finish(observation, actor=person, sure=sure)
    except Refused as refused:
        if form is None:
            for words in refused.errors.values():
                messages.error(request, " ".join(words))
            return redirect("learning_journals:observation_edit", observation.pk)
        put_beside(form, refused)
        return _form_page(request, observation, form=form, is_kept=True)
    if shared.status == Observation.Status.WAITING:
        undo = reverse("learning_journals:observation_take_back", args=[shared.pk])
        said = _("Given to read. The family sees it when a second person has read it.")
        messages.success(request, said, extra_tags=f"undo={undo}")
        return redirect("learning_journals:observation_detail", shared.pk)
    return _say_shared(request, shared)


def _share_as_reader(request: HttpRequest, observation: Observation) -> HttpResponse:
    try:
        read = request.POST.get("version", "")
        version = int(read) if read.isdecimal() else None
        shared = share_observation(observation, actor=request.person, read=version)
    except Refused as refused:
        for words in refused.errors.values():
            messages.error(request, " ".join(words))
        if observation.status == Observation.Status.WAITING:
            return redirect("learning_journals:observation_detail", observation.pk)
        return redirect("learning_journals:observations_to_read")
    return _say_shared(request, shared)


def _say_shared(request: HttpRequest, shared: Observation) -> HttpResponse:
    undo = reverse("learning_journals:observation_withdraw", args=[shared.pk])
    names = [child.known_as for child in children_of(shared, request.person)]
    said = ngettext(
        "Shared with the family of %(names)s.", "Shared with the families of %(names)s.", len(names)
    )
    tags = f"undo={undo}" if policies.can_withdraw_observation(request.person, shared) else ""
    messages.success(request, said % {"names": listed(names)}, extra_tags=tags)
    return redirect("learning_journals:observation_detail", shared.pk)


def _do_to_photo(request: HttpRequest, observation: Observation, what: str, photo_id: str) -> None:
    photos: dict[str, Photo] = {
        str(photo.pk): photo for photo in photos_of(observation, request.person)
    }
    photo = photos.get(photo_id)
    if photo is None:
        return  # already gone: what was wanted is so
    if what == REMOVE:
        remove_photo(photo, actor=request.person)
        tell_removed(request, photo)
    else:
        move_photo(photo, actor=request.person, earlier=what == EARLIER)


def tell_removed(request: HttpRequest, photo: Photo) -> None:
    """A toast with which the photo can be put back."""
    undo = reverse("learning_journals:photo_restore", args=[photo.pk])
    messages.success(request, _("The photo is taken out."), extra_tags=f"undo={undo}")


def _edit_address(
    request: HttpRequest, observation: Observation, *, beside: uuid.UUID | None = None
) -> str:
    """The page of a draft, with another one beside it if both were written at once."""
    address = reverse("learning_journals:observation_edit", args=[observation.pk])
    query = {"beside": beside, BOARD: request.GET.get(BOARD)}
    known = {name: value for name, value in query.items() if value}
    return f"{address}?{urlencode(known)}" if known else address


def _board_one_came_from(request: HttpRequest) -> Room | None:
    """The room named in the address, if its board is open to this person."""
    named = request.GET.get(BOARD)
    rooms = rooms_of(request.person) if named else []
    return next((room for room in rooms if str(room.pk) == named), None)


def _form_page(
    request: HttpRequest,
    observation: Observation | None,
    *,
    form: ObservationForm | None = None,
    initial: dict[str, object] | None = None,
    is_kept: bool = False,
) -> HttpResponse:
    """The form, empty, filled from a draft, or with what was typed and what is wrong with it.

    `is_kept` says that the draft was saved although something else went wrong.
    """
    person = request.person
    rooms = faces_by_room(person)
    photos = photos_of(observation, person) if observation else []
    moved = policies.children_in_reach(observation, person)[1] if observation else 0
    status = 200 if form is None else 422
    if form is None:
        children = [child for room in rooms for child in room.children]
        pack = pack_of_draft(observation, person)
        asked = [str(each) for each in (initial or {}).get("child", [])]
        earlier = earlier_to_choose(asked, observation, person)
        form = ObservationForm(
            initial=initial, children=children, pack=pack, photos=photos, earlier=earlier
        )
    chosen = [str(each) for each in form["child"].value() or []]
    beside = _beside(request, observation)
    several = [child for room in rooms for child in room.children if str(child.pk) in chosen]
    kept_out = policies.kept_out_of_photos(several, person) if photos else []
    context = {
        "form": form,
        "observation": observation,
        "key": form.data.get("key")
        or (observation and observation.idempotency_key)
        or uuid.uuid4(),
        "page_key": form.data.get("page") or uuid.uuid4(),
        # The version this page has seen: after a refusal still the old one, unless it was saved.
        "version": _version(observation, form, is_kept=is_kept),
        "rooms": rooms_of_choices(
            rooms, person=person, chosen=chosen, last_room=request.session.get(LAST_ROOM)
        ),
        "chosen": chosen,
        "reasons": [why_not_in_photos(child, code=code) for child, code in kept_out],
        "moved": moved,
        "why_not_with_moved": why_not_with_moved(moved) if moved else "",
        "kept_out": [str(child.pk) for child, _code in kept_out],
        "photos": draft_photos(photos, typed=form.data.dict() if form.is_bound else None),
        "most_photos": MOST_PHOTOS,
        "beside": beside,
        "came_from": _board_one_came_from(request),
        "child": several[0] if len(several) == 1 else None,
        "drafts": my_drafts(person, but=observation.pk if observation else None),
        "is_kept": is_kept,
        "more_is_open": _uses_more(form),
        "hints": _hints_on(form, person),
        "shares_at_once": _shares_at_once(person),
        "given_back": given_back(observation, person),
        "saved_at": observation.saved_at if observation else None,
    }
    return render(request, FORM, context, status=status)


def _version(observation: Observation | None, form: ObservationForm, *, is_kept: bool) -> int | str:
    if observation is None or (form.is_bound and not is_kept):
        return form.data.get("version", "")
    return observation.version


def _beside(request: HttpRequest, observation: Observation | None) -> Observation | None:
    """The other draft of a conflict, if there is one and it is one's own."""
    try:
        named = uuid.UUID(request.POST.get("beside") or request.GET.get("beside", ""))
    except ValueError:
        return None
    if observation is not None and named == observation.pk:
        return None
    return own_observation(request.person, named)


def _uses_more(form: ObservationForm) -> bool:
    """Whether the folded part of the form holds something, so that it is shown unfolded."""
    names = (
        *("child_voice", "areas", "characteristics", "next_step", "try_at_home", "is_wow"),
        "builds_on",
    )
    return any(form[name].value() or form[name].errors for name in names) or bool(
        form["happened_at"].errors
    )
