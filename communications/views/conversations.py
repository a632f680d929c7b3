"""Talks between a home and the nursery."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from families.context import Person
from families.models import Child
from families.policies import cards_to_give
from families.views import form_page, invalid

from .. import policies
from ..actions.conversations import mark_read, send_message, start_conversation
from ..forms.talks import ConversationForm, MessageForm
from ..queries.conversations import (
    Talk,
    TalkList,
    talk_beside_list,
    talk_for,
    talks_of,
)
from ..queries.people import audience_for, faces_to_write_about
from . import is_really_looked_at, person_with_messages

DETAIL = "communications/conversation_detail.html"


@require_safe
def conversation_list(request: HttpRequest) -> HttpResponse:
    """All talks of the person, unread ones first; htmx asks for the older ones."""
    person = person_with_messages(request)
    before = request.GET.get("before", "")
    talks = talks_of(person, before=before)
    template = "communications/conversation_list.html"
    if request.htmx and before:
        template = "communications/_talk_rows.html"
    return render(request, template, {"talks": talks, "older_url": _older_list(talks)})


def _older_list(talks: TalkList) -> str:
    if not talks.older:
        return ""
    return f"{reverse('communications:conversation_list')}?{urlencode({'before': talks.older})}"


@require_safe
def conversation_detail(request: HttpRequest, conversation_id: uuid.UUID) -> HttpResponse:
    """One talk. Opening it is reading it."""
    person = person_with_messages(request)
    conversation = get_object_or_404(policies.conversations_visible_to(person), pk=conversation_id)
    before = request.GET.get("before", "")
    only_messages = bool(request.htmx) and request.htmx.target == "talk"
    if only_messages:
        talk, talks = talk_for(conversation, person), None
    else:
        talk, talks = talk_beside_list(conversation, person, before=before)
    if not before and is_really_looked_at(request):
        mark_read(conversation, actor=person, up_to=talk.heard_at)
    if talks is None:
        return render(request, f"{DETAIL}#talk", _talk_context(talk))
    form = _empty_form(talk, person)
    return _show(request, talk, talks, form=form, is_older_page=bool(before))


@require_POST
def message_create(request: HttpRequest, conversation_id: uuid.UUID) -> HttpResponse:
    """Answer in a talk."""
    person = person_with_messages(request)
    conversation = get_object_or_404(policies.conversations_visible_to(person), pk=conversation_id)
    form = MessageForm(request.POST, cards=policies.cards_to_send(person, conversation))
    if form.is_valid():
        send_message(
            conversation,
            actor=person,
            words=form.cleaned_data["words"],
            form_key=form.cleaned_data["key"],
            card_id=form.cleaned_data.get("card_id"),
        )
        if not request.htmx:
            address = reverse("communications:conversation_detail", args=[conversation.pk])
            return redirect(f"{address}#newest")
    talk, talks = talk_beside_list(conversation, person)
    mark_read(conversation, actor=person, up_to=talk.heard_at)
    if not request.htmx:
        return _show(request, talk, talks, form=form)
    status = invalid(form)
    context = {
        **_talk_context(talk),
        "form": form if form.errors else _empty_form(talk, person),
        "just_sent": not form.errors,
    }
    return render(request, f"{DETAIL}#conversation", context, status=status)


@form_page
def conversation_create(request: HttpRequest) -> HttpResponse:
    """Begin a talk: first the child, if there are several; then who reads it is said."""
    person = person_with_messages(request)
    child = _child_asked_for(request, person)
    if child is None:
        return render(
            request,
            "communications/conversation_child_list.html",
            {"rooms": faces_to_write_about(person), "card": request.GET.get("card", "")},
        )
    audience = audience_for(child, person)
    form = ConversationForm(
        request.POST if request.method == "POST" else None,
        homes=audience.homes,
        choosable=audience.choosable,
        cards=() if audience.as_family else cards_to_give(person),
        initial={
            "key": uuid.uuid4(),
            "readers": audience.usual,
            "card_id": request.GET.get("card", ""),
        },
    )
    if request.method == "POST" and audience.homes and form.is_valid():
        home = audience.home(form.cleaned_data.get("home"))
        conversation = start_conversation(
            child,
            actor=person,
            family_id=home.family_id,
            readers=audience.readers(home, form.cleaned_data.get("readers", ())),
            subject=form.cleaned_data["subject"]
            or _("About %(child)s") % {"child": child.known_as},
            words=form.cleaned_data["words"],
            form_key=form.cleaned_data["key"],
            card_id=form.cleaned_data.get("card_id"),
        )
        messages.success(request, _("Your message is on its way."))
        return redirect("communications:conversation_detail", conversation.pk)
    context = {
        "form": form,
        "child": child,
        "audience": audience,
        "back_url": reverse("communications:conversation_list"),
        "back_label": _("Messages"),
    }
    return render(request, "communications/conversation_form.html", context, status=invalid(form))


def _child_asked_for(request: HttpRequest, person: Person) -> Child | None:
    """The child named in the address, or the only one there is. 404 for one that is hidden."""
    children = policies.children_to_write_about(person)
    asked = request.GET.get("child", "")
    if asked:
        try:
            child_id = uuid.UUID(asked)
        except ValueError as problem:
            raise Http404 from problem
        return get_object_or_404(children.select_related("setting"), pk=child_id)
    few = list(children.select_related("setting")[:2])
    return few[0] if len(few) == 1 else None


def _empty_form(talk: Talk, person: Person) -> MessageForm:
    cards = policies.cards_to_send(person, talk.conversation)
    return MessageForm(initial={"key": talk.form_key}, cards=cards)


def _talk_context(talk: Talk) -> dict[str, object]:
    address = reverse("communications:conversation_detail", args=[talk.conversation.pk])
    return {
        "talk": talk,
        "talk_url": address,
        "reply_url": reverse("communications:message_create", args=[talk.conversation.pk]),
        "older_url": f"{address}?{urlencode({'before': talk.older})}" if talk.older else "",
    }


def _show(
    request: HttpRequest,
    talk: Talk,
    talks: TalkList,
    *,
    form: MessageForm,
    is_older_page: bool = False,
) -> HttpResponse:
    """The page of a talk, with the list beside it where there is room."""
    context = {
        **_talk_context(talk),
        "form": form,
        "talks": talks,
        "current": talk.conversation.pk,
        "is_older_page": is_older_page,
    }
    return render(request, DETAIL, context, status=invalid(form))
