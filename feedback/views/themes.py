"""Themes: a tap on a note, the list of a setting, and the pictures of the terms."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from families.small_numbers import FEWEST

from .. import policies
from ..actions.themes import (
    NameTaken,
    OtherNumbers,
    add_theme,
    begin_themes,
    count_term,
    give_theme,
    ready_themes,
    rename_theme,
    retire_theme,
    take_theme,
)
from ..forms.themes import CountForm, ThemeForm, ThemeTapForm
from ..queries.themes import picture_of, review_of, terms_to_count, themes_of
from ..queries.tray import Look

ON_THE_NOTE = "note"


@require_POST
def item_theme(request: HttpRequest, item_id: uuid.UUID) -> HttpResponse:
    """One tap: a note gets a theme (`give`) or loses it (`take`). Without script one comes back to
    the same note; with it the themes of this note are drawn anew and nothing else moves."""
    person = request.person
    item = get_object_or_404(policies.feedback_visible_to(person), pk=item_id)
    if not policies.can_give_themes(person, item):
        raise PermissionDenied
    form = ThemeTapForm(request.POST, themes=policies.themes_visible_to(person))
    if form.is_valid():
        if given := form.cleaned_data["give"]:
            give_theme(item, actor=person, theme=given)
        if taken := form.cleaned_data["take"]:
            take_theme(item, actor=person, theme=taken)
    back = form.cleaned_data.get("back", "")
    if request.htmx:
        context = {"item": item, "themes": themes_of(person), "keeps": True, "back": back}
        context["is_open"] = True
        return render(request, "feedback/_note_themes.html", context)
    for problem in form.non_field_errors():
        messages.error(request, problem)
    if back == ON_THE_NOTE:
        return redirect("feedback:item_answer", item.pk)
    look = Look.asked(QueryDict(back)).query
    address = reverse("feedback:tray")
    return redirect(f"{address}?{look}#note-{item.pk}" if look else f"{address}#note-{item.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
def theme_list(request: HttpRequest) -> HttpResponse:
    """The themes of the setting, and a form for one more."""
    person = request.person
    _keeps(request)
    form = ThemeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_theme(person, name=form.cleaned_data["name"])
        except NameTaken as taken:
            form.say_taken(is_retired=taken.is_retired)
        else:
            messages.success(request, _("Added."))
            return redirect("feedback:theme_list")
    themes = themes_of(person)
    context = {"themes": themes, "form": form, "ready": [] if themes else ready_themes()}
    return render(request, "feedback/theme_list.html", context, status=422 if form.errors else 200)


@require_POST
def theme_begin(request: HttpRequest) -> HttpResponse:
    """Begin with the ready list."""
    _keeps(request)
    begin_themes(request.person)
    messages.success(request, _("These are your themes now. Rename them as you like."))
    return redirect("feedback:theme_list")


@require_http_methods(["GET", "HEAD", "POST"])
def theme_edit(request: HttpRequest, theme_id: uuid.UUID) -> HttpResponse:
    """Call a theme something else."""
    person = request.person
    theme = get_object_or_404(policies.themes_visible_to(person), pk=theme_id)
    _keeps(request)
    form = ThemeForm(request.POST or None, initial={"name": theme.name})
    if request.method == "POST" and form.is_valid():
        try:
            rename_theme(theme, actor=person, name=form.cleaned_data["name"])
        except NameTaken as taken:
            form.say_taken(is_retired=taken.is_retired)
        else:
            messages.success(request, _("Saved."))
            return redirect("feedback:theme_list")
    back = {"back_url": reverse("feedback:theme_list"), "back_label": _("Themes")}
    context = {"form": form, "theme": theme, **back}
    return render(request, "feedback/theme_form.html", context, status=422 if form.errors else 200)


@require_POST
def theme_retire(request: HttpRequest, theme_id: uuid.UUID) -> HttpResponse:
    """Use a theme no more, or with `open` again."""
    theme = get_object_or_404(policies.themes_visible_to(request.person), pk=theme_id)
    _keeps(request)
    retired = "open" not in request.POST
    retire_theme(theme, actor=request.person, retired=retired)
    messages.success(request, _("No longer used.") if retired else _("In use again."))
    return redirect("feedback:theme_list")


@require_http_methods(["GET", "HEAD", "POST"])
def term_picture(request: HttpRequest) -> HttpResponse:
    """The themes over the terms that are over. With `?term=` the numbers of one more, to be looked
    at first; a POST counts it, once and for all."""
    person = request.person
    if not policies.may_read_terms(person):
        raise PermissionDenied
    if request.method == "POST":
        return _count(request)
    wanted = CountForm(request.GET) if "term" in request.GET else None
    terms = list(terms_to_count(person)) if policies.may_keep_letterbox(person) else []
    asked = wanted.cleaned_data["term"] if wanted and wanted.is_valid() else None
    term = next((each for each in terms if each.pk == asked), None)
    if term:
        context: dict[str, object] = {"review": review_of(person, term=term), "fewest": FEWEST}
        return render(request, "feedback/term_review.html", context)
    context = {"picture": picture_of(person), "to_count": terms, "fewest": FEWEST}
    return render(request, "feedback/term_picture.html", context)


def _count(request: HttpRequest) -> HttpResponse:
    _keeps(request)
    form = CountForm(request.POST)
    try:
        said = form.cleaned_data if form.is_valid() else None
        term = (
            count_term(request.person, term_id=said["term"], seen=said["numbers"]) if said else None
        )
    except OtherNumbers:
        messages.info(request, _("Somebody gave a theme meanwhile. These are the numbers now."))
        here = reverse("feedback:term_picture")
        return redirect(f"{here}?term={form.cleaned_data['term']}")
    if term is None:
        messages.error(request, _("There was nothing to count. Look once more at the list."))
    else:
        messages.success(request, _("Counted: %(term)s.") % {"term": term.name})
    return redirect("feedback:term_picture")


def _keeps(request: HttpRequest) -> None:
    if not policies.may_keep_letterbox(request.person):
        raise PermissionDenied
