"""What adults like and can share, what hinders them; invitations to share; the board of helpers."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from .. import policies
from ..actions.meanwhile import ChangedMeanwhile
from ..actions.taking_part import (
    AlreadyThanked,
    AskAnotherWay,
    CalledOff,
    DayIsOver,
    NoPlaceLeft,
    TooFewPlaces,
    add_way_to_help,
    answer_invitation,
    call_way_off,
    change_way_to_help,
    invite_to_share,
    leave_way,
    save_offer,
    sign_up,
    thank_for_sharing,
    thank_helpers,
    withdraw_offer,
)
from ..forms.fields import both
from ..forms.taking_part import (
    OFFER_FIELDS,
    HelpThanksForm,
    ShareAnswerForm,
    ShareForm,
    ShareThanksForm,
    SignUpForm,
    SurveyForm,
    WayCallOffForm,
    WayEditForm,
    WayForm,
)
from ..models import GOOD_TIMES, ShareInvitation, SkillOffer, WayToHelp
from ..queries.taking_part import (
    Found,
    languages_offered,
    letters_sent,
    own_answers,
    own_family,
    planning,
    register,
    rooms_to_search,
    said_time,
    way_page,
    ways_to_help,
)
from . import form_page, invalid

# What one may go on to after a part of the survey is saved.
PARTS = ("times", "involved", "hard", "who")


@form_page
def survey(request: HttpRequest) -> HttpResponse:
    """An adult says what they like, what makes it hard, when is good. All of it as they like."""
    person = request.person
    family = own_family(person)
    if family is None:
        raise PermissionDenied
    offer, barriers = own_answers(person, family.setting_id)
    initial: dict[str, Any] = {"name": person.user.name, "visible_to": "nobody"}
    if offer:
        initial |= {name: getattr(offer, name) for name in OFFER_FIELDS}
    if barriers:
        initial |= {
            "barriers": barriers.barriers,
            "barrier_words": barriers.words,
            "with_name": barriers.with_name,
        }
    form = SurveyForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        kept = save_offer(family, actor=person, offer=form.offer, barriers=form.barrier_answer)
        then = request.POST.get("then", "")
        if then in PARTS:
            return redirect(f"{reverse('families:survey')}?saved={then}#part-{then}")
        if kept.visible_to == SkillOffer.VisibleTo.NOBODY:
            said = _("Saved. Only you see it so far: choose who may find you.")
        else:
            said = _("Saved. Who may find it: %(who)s.") % {"who": kept.get_visible_to_display()}
        messages.success(request, said)
        return redirect("families:survey")
    context = {
        "form": form,
        "offer": offer,
        "saved": request.GET.get("saved", ""),
        "back_url": reverse("families:more"),
        "back_label": _("More"),
    }
    return render(request, "families/survey.html", context, status=invalid(form))


@require_POST
def survey_withdraw(request: HttpRequest) -> HttpResponse:
    """Everything that an adult said of themselves goes."""
    family = own_family(request.person)
    if family is None:
        raise PermissionDenied
    withdraw_offer(family.setting_id, actor=request.person)
    messages.success(request, _("Everything you had said is gone."))
    return redirect("families:survey")


@require_safe
def skill_register(request: HttpRequest) -> HttpResponse:
    """Staff look for adults who agreed to be found, and see what became of invitations."""
    person = request.person
    if not policies.can_look_for_helpers(person):
        raise PermissionDenied
    words = request.GET.get("q", "").replace("\x00", "")[:60]
    language, good_time = request.GET.get("language", ""), request.GET.get("time", "")
    languages = languages_offered(person)
    rooms = rooms_to_search(person)
    room = next((each for each in rooms if str(each.pk) == request.GET.get("room")), None)
    context = {
        "found": register(
            person,
            words=words,
            language=language if language in languages else "",
            room_id=room.pk if room else None,
            good_time=good_time,
        ),
        "words": words,
        "language": language,
        "languages": [(code, both(code)) for code in languages],
        "rooms": rooms,
        "room": room,
        "good_time": good_time,
        "times": [(code, said_time(code)) for code in GOOD_TIMES],
        "letters": letters_sent(person),
    }
    return render(request, "families/skill_register.html", context)


@form_page
def share_invite(request: HttpRequest, offer_id: uuid.UUID) -> HttpResponse:
    """Invite an adult of the register to show or share something."""
    person = request.person
    offers = policies.skill_offers_visible_to(person).filter(setting_id=person.here)
    offer = get_object_or_404(offers.exclude(user=person.user), pk=offer_id)
    if not policies.can_look_for_helpers(person):
        raise PermissionDenied
    topic = request.GET.get("topic", "").replace("\x00", "")[:120]
    rooms = policies.rooms_visible_to(person).filter(setting_id=person.here)
    form = ShareForm(request.POST or None, rooms=rooms, initial={"topic": topic})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            invite_to_share(
                offer,
                actor=person,
                key=said["key"],
                topic=said["topic"],
                room=said["room"],
                when=said["when"],
                words=said["words"],
            )
        except AskAnotherWay:
            form.add_error(
                "topic",
                _(
                    "%(name)s said no thanks to this twice, so it is not asked a third time. Try"
                    " something else, or have a word at the door and let it rest."
                )
                % {"name": offer.name},
            )
        else:
            messages.success(
                request, _("%(name)s finds it on the first page.") % {"name": offer.name}
            )
            return redirect("families:skill_register")
    context = {
        "form": form,
        "found": Found(offer, is_me=False),
        "back_url": reverse("families:skill_register"),
        "back_label": _("Who can share what"),
    }
    return render(request, "families/share_form.html", context, status=invalid(form))


@form_page
def share_answer(request: HttpRequest, share_id: uuid.UUID) -> HttpResponse:
    """An invitation: its adult answers, the team reads what they said."""
    letter = _letter(request, share_id)
    mine = letter.user_id == request.person.id
    if request.method == "POST" and not mine:
        raise PermissionDenied
    form = ShareAnswerForm(
        request.POST or None,
        initial={"answer": letter.answer, "words": letter.answer_words},
    )
    if request.method == "POST" and form.is_valid():
        try:
            answer_invitation(
                letter,
                actor=request.person,
                answer=form.cleaned_data["answer"],
                words=form.cleaned_data["words"],
            )
        except AlreadyThanked:
            messages.error(request, _("They have thanked you already. Write a message instead."))
        else:
            messages.success(request, _("Your answer is there."))
        return redirect("families:share_answer", letter.pk)
    return _show_letter(request, letter, form)


@require_POST
def share_thank(request: HttpRequest, share_id: uuid.UUID) -> HttpResponse:
    """Thank an adult for what they shared."""
    letter = _letter(request, share_id)
    if not policies.can_thank_for(request.person, letter):
        raise PermissionDenied
    form = ShareThanksForm(request.POST)
    if not form.is_valid():
        return _show_letter(request, letter, form)
    if thank_for_sharing(letter, actor=request.person, thanks=form.cleaned_data["words"]):
        messages.success(request, _("Your thank-you is there."))
    else:
        messages.error(request, _("There is no yes to this invitation to say thank you for."))
    return redirect("families:share_answer", letter.pk)


@require_safe
def planning_counts(request: HttpRequest) -> HttpResponse:
    """What families named, in fives: for whoever plans events and meetings."""
    if not policies.can_look_for_helpers(request.person):
        raise PermissionDenied
    return render(request, "families/planning.html", {"counted": planning(request.person)})


@require_safe
def way_list(request: HttpRequest) -> HttpResponse:
    """The board: where hands are needed."""
    coming, past = ways_to_help(request.person)
    context = {
        "coming": coming,
        "past": past,
        "may_add": policies.can_look_for_helpers(request.person),
    }
    return render(request, "families/way_list.html", context)


@form_page
def way_new(request: HttpRequest) -> HttpResponse:
    """Write on the board what hands are needed for."""
    person = request.person
    if not policies.can_look_for_helpers(person):
        raise PermissionDenied
    form = WayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        way = add_way_to_help(
            person.here, actor=person, key=form.cleaned_data["key"], fields=form.way_fields
        )
        messages.success(request, _("It is on the board."))
        return redirect("families:way_detail", way.pk)
    context = {"form": form, **_back_to_board()}
    return render(request, "families/way_form.html", context, status=invalid(form))


@require_safe
def way_detail(request: HttpRequest, way_id: uuid.UUID) -> HttpResponse:
    """One thing that needs hands: sign up, leave again, and afterwards the thanks."""
    return _show_way(request, _way(request, way_id))


@form_page
def way_edit(request: HttpRequest, way_id: uuid.UUID) -> HttpResponse:
    """Put right what stands on the board."""
    row = _way_to_change(request, way_id)
    form = WayEditForm(request.POST or None, row=row)
    if request.method == "POST" and form.is_valid():
        try:
            change_way_to_help(
                row, actor=request.person, seen=form.cleaned_data["seen"], fields=form.edited
            )
        except ChangedMeanwhile as meanwhile:
            form.say_changed(meanwhile.row)
        except TooFewPlaces as few:
            form.add_error(
                "places",
                _("Helpers have taken places up to number %(n)s, so there have to be as many.")
                % {"n": few.least},
            )
        except (DayIsOver, CalledOff):
            return _too_late(request, row)
        else:
            messages.success(request, _("Changed. Those who signed up are told to look again."))
            return redirect("families:way_detail", row.pk)
    context = {"form": form, "is_edit": True, **_back_to(row)}
    return render(request, "families/way_form.html", context, status=invalid(form))


@form_page
def way_call_off(request: HttpRequest, way_id: uuid.UUID) -> HttpResponse:
    """It does not take place, and why."""
    row = _way_to_change(request, way_id)
    form = WayCallOffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            call_way_off(row, actor=request.person, why=form.cleaned_data["why"])
        except DayIsOver:
            return _too_late(request, row)
        messages.success(request, _("It is off. Those who signed up read why on their first page."))
        return redirect("families:way_detail", row.pk)
    context = {"form": form, "way": way_page(row, request.person), **_back_to(row)}
    return render(request, "families/way_call_off_form.html", context, status=invalid(form))


@require_POST
def way_sign_up(request: HttpRequest, way_id: uuid.UUID) -> HttpResponse:
    """Take a place."""
    way = _way(request, way_id)
    form = SignUpForm(request.POST)
    shows = form.is_valid() and form.cleaned_data["shows_name"]
    try:
        sign_up(way, actor=request.person, shows_name=shows)
    except DayIsOver:
        return _show_way(request, way, trouble=_("That day is over. Thank you for the thought."))
    except CalledOff:
        return _show_way(request, way, trouble=_("It is off, sorry. Thank you for the thought."))
    except NoPlaceLeft:
        trouble = _(
            "All places are taken; somebody was a moment quicker. Thank you for offering: there is"
            " more on the board."
        )
        return _show_way(request, way, trouble=trouble)
    messages.success(request, _("Lovely. You are on the list."))
    return redirect("families:way_detail", way.pk)


@require_POST
def way_leave(request: HttpRequest, way_id: uuid.UUID) -> HttpResponse:
    """Give the place back, without a reason."""
    way = _way(request, way_id)
    try:
        leave_way(way, actor=request.person)
    except DayIsOver:
        return _show_way(request, way, trouble=_("That day is over, the list stays as it was."))
    messages.success(request, _("You are off the list. That is fine."))
    return redirect("families:way_detail", way.pk)


@form_page
def way_thank(request: HttpRequest, way_id: uuid.UUID) -> HttpResponse:
    """Who came, and thanks to them."""
    person, row = request.person, _way(request, way_id)
    if not (policies.can_look_for_helpers(person) and row.setting_id == person.here):
        raise PermissionDenied
    way = way_page(row, person)
    form = HelpThanksForm(
        request.POST or None,
        helpers=[(str(sign.pk), sign.name) for sign in way.sign_ups],
        initial={
            "came": [str(sign.pk) for sign in way.sign_ups if sign.came is not False],
            "words": row.thanks,
        },
    )
    if request.method == "POST" and form.is_valid():
        thank_helpers(
            row,
            actor=person,
            came=[uuid.UUID(each) for each in form.cleaned_data["came"]],
            thanks=form.cleaned_data["words"],
        )
        messages.success(request, _("Your thank-you is there for those who came."))
        return redirect("families:way_detail", row.pk)
    context = {"form": form, "way": way, **_back_to(row)}
    return render(request, "families/way_thank_form.html", context, status=invalid(form))


# --- steps ----------------------------------------------------------------------------------------


def _letter(request: HttpRequest, share_id: uuid.UUID) -> ShareInvitation:
    letters = policies.share_invitations_visible_to(request.person)
    return get_object_or_404(letters.select_related("room", "invited_by"), pk=share_id)


def _show_letter(request: HttpRequest, letter: ShareInvitation, form: Any) -> HttpResponse:
    person = request.person
    mine = letter.user_id == person.id
    may_thank = not mine and policies.can_thank_for(person, letter)
    if may_thank and not isinstance(form, ShareThanksForm):
        form = ShareThanksForm()
    context = {
        "letter": letter,
        "mine": mine,
        "may_thank": may_thank and letter.answer == "yes" and not letter.thanked_at,
        "form": form,
        "back_url": reverse("home" if mine else "families:skill_register"),
        "back_label": _("Today") if mine else _("Who can share what"),
    }
    status = invalid(form)
    return render(request, "families/share_detail.html", context, status=status)


def _way(request: HttpRequest, way_id: uuid.UUID) -> WayToHelp:
    return get_object_or_404(policies.ways_to_help_visible_to(request.person), pk=way_id)


def _way_to_change(request: HttpRequest, way_id: uuid.UUID) -> WayToHelp:
    row = _way(request, way_id)
    if not policies.can_change_way(request.person, row):
        raise PermissionDenied
    return row


def _too_late(request: HttpRequest, row: WayToHelp) -> HttpResponse:
    messages.error(request, _("That cannot be changed any more."))
    return redirect("families:way_detail", row.pk)


def _show_way(request: HttpRequest, row: WayToHelp, *, trouble: str = "") -> HttpResponse:
    context = {
        "way": way_page(row, request.person),
        "form": SignUpForm(),
        "trouble": trouble,
        **_back_to_board(),
    }
    status = 422 if trouble else 200
    return render(request, "families/way_detail.html", context, status=status)


def _back_to(row: WayToHelp) -> dict[str, str]:
    return {"back_url": reverse("families:way_detail", args=[row.pk]), "back_label": row.title}


def _back_to_board() -> dict[str, str]:
    return {"back_url": reverse("families:way_list"), "back_label": _("Ways to help")}
