"""Who is a child's key person and back-up, who covers, and what is said about it."""

import uuid
from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from .. import policies
from ..actions.covers import CannotCover, Stand, arrange_cover, end_covers
from ..actions.key_persons import (
    CannotLookAfter,
    assign_key_person,
    hello_of,
    say_hello,
    thank_for_hello,
)
from ..actions.meanwhile import ChangedMeanwhile
from ..context import Person
from ..forms.key_persons import AwayForm, CoverEndForm, DayAskedForm, HelloForm, KeyPersonForm
from ..models import Child, KeyPersonAssignment
from ..queries.children import child_page, key_person_choices
from ..queries.key_persons import (
    backups_of,
    colleagues_to_cover,
    covers_of_absence,
    first_day_of_care,
    gaps_of,
    key_children_of,
    who_was_it,
)
from . import back, form_page, invalid


@form_page
def key_person_edit(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """Name or change the key person, or with `?backup=1` the back-up, from a day on."""
    person = request.person
    child = get_object_or_404(policies.children_visible_to(person), pk=child_id)
    if not policies.is_manager_of(person, child.setting_id):
        raise PermissionDenied
    is_backup = "backup" in request.GET
    page = child_page(child, person)
    now = page.looked_after.backup if is_backup else page.looked_after.key_person
    form = KeyPersonForm(
        request.POST or None,
        staff=key_person_choices(person),
        needs_reason=now is not None,
        is_backup=is_backup,
        initial={"membership": now.membership_id if now else None},
    )
    if request.method == "POST" and form.is_valid() and _may_begin(form, child, person):
        chosen = form.cleaned_data
        try:
            assign_key_person(
                child,
                actor=person,
                membership=chosen["membership"],
                is_backup=is_backup,
                day=chosen["day"],
                reason=chosen["reason"],
                hello=chosen.get("hello", ""),
            )
        except CannotLookAfter as problem:
            form.add_error("membership", str(problem))
        except IntegrityError:
            form.add_error(None, _("Somebody else changed this just now. Look again, then save."))
        if not form.errors:
            messages.success(
                request,
                _("%(name)s looks after %(child)s.")
                % {"name": chosen["membership"].user.name, "child": child.known_as},
            )
            return redirect("families:child_detail", child.pk)
    context = {"form": form, "page": page, "now": now, "is_backup": is_backup, **back(child)}
    return render(request, "families/key_person_form.html", context, status=invalid(form))


@require_safe
def key_person_board(request: HttpRequest) -> HttpResponse:
    """Children without key person, back-up or contact, and who is away, for the manager."""
    person = request.person
    if not policies.can_manage_people(person):
        raise PermissionDenied
    return render(request, "families/key_person_board.html", {"gaps": gaps_of(person)})


@require_safe
def key_person_day(request: HttpRequest) -> HttpResponse:
    """Who was it on 3 March? Every child with key person, back-up and cover on a day."""
    person = request.person
    if not policies.can_manage_people(person):
        raise PermissionDenied
    form = DayAskedForm(request.GET if "day" in request.GET else {"day": person.today})
    day: date | None = form.cleaned_data["day"] if form.is_valid() else None
    context = {"form": form, "day": day, "rows": who_was_it(person, day=day) if day else []}
    return render(request, "families/key_person_day.html", context, status=invalid(form))


# --- cover ----------------------------------------------------------------------------------------


@form_page
def cover_create(request: HttpRequest, membership_id: uuid.UUID) -> HttpResponse:
    """A colleague is away: from when to when, and who has each key child in their care."""
    person = request.person
    staff = policies.staff_visible_to(person).select_related("user")
    post = get_object_or_404(staff, pk=membership_id)
    if not policies.can_arrange_cover(person, post):
        raise PermissionDenied
    held = key_children_of(post, person)
    form = AwayForm(
        request.POST or None,
        held=held,
        staff=colleagues_to_cover(person).exclude(pk=post.pk),
        backups=backups_of(held, person),
    )
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        stands = [Stand(row, colleague, note) for row, colleague, note in form.chosen()]
        try:
            covers = arrange_cover(
                post,
                actor=person,
                started_on=chosen["started_on"],
                ended_on=chosen["ended_on"],
                reason=chosen["reason"],
                stands=stands,
            )
        except CannotCover as problem:
            form.add_error(f"who_{problem.child.pk}", str(problem))
        else:
            messages.success(
                request,
                ngettext(
                    "%(n)s child is covered while %(name)s is away.",
                    "%(n)s children are covered while %(name)s is away.",
                    len(covers),
                )
                % {"n": len(covers), "name": post.user.name},
            )
            return redirect(_after_cover(request))
    context = {
        "form": form,
        "post": post,
        "back_url": reverse("families:person_detail", args=[post.pk]),
        "back_label": post.user.name,
    }
    return render(request, "families/cover_form.html", context, status=invalid(form))


@form_page
def cover_end(request: HttpRequest, cover_id: uuid.UUID) -> HttpResponse:
    """A cover ends early: for one child, or for all because the key person is back."""
    person = request.person
    covers = policies.covers_visible_to(person).select_related("membership__user", "away__user")
    cover = get_object_or_404(covers, pk=cover_id)
    child = get_object_or_404(policies.children_visible_to(person), pk=cover.child_id)
    if not policies.can_end_cover(person, cover):
        raise PermissionDenied
    form = CoverEndForm(request.POST or None)
    absence = covers_of_absence(cover, person)
    if request.method == "POST" and form.is_valid():
        end_covers(
            absence if form.cleaned_data["everybody"] else [cover],
            actor=person,
            at_once=form.cleaned_data["when"] == CoverEndForm.AT_ONCE,
        )
        messages.success(request, _("The cover ends."))
        return redirect("families:child_detail", child.pk)
    context = {"form": form, "cover": cover, "child": child, "absence": absence, **back(child)}
    return render(request, "families/cover_end_form.html", context, status=invalid(form))


# --- hello ----------------------------------------------------------------------------------------


@form_page
def hello_edit(request: HttpRequest, assignment_id: uuid.UUID) -> HttpResponse:
    """A key person's words to the family of one child."""
    person = request.person
    assignment = _assignment(request, assignment_id)
    if not policies.can_say_hello(person, assignment):
        raise PermissionDenied
    form = HelloForm(request.POST or None, row=hello_of(assignment))
    if request.method == "POST" and form.is_valid():
        try:
            say_hello(assignment, actor=person, **form.cleaned_data)
        except ChangedMeanwhile as meanwhile:
            form.say_changed(meanwhile.row)
        else:
            messages.success(
                request,
                _("The family of %(child)s reads it on their first page.")
                % {"child": assignment.child.known_as},
            )
            return redirect("families:child_detail", assignment.child_id)
    context = {"form": form, "assignment": assignment, **back(assignment.child)}
    return render(request, "families/hello_form.html", context, status=invalid(form))


@require_POST
def hello_seen(request: HttpRequest, hello_id: uuid.UUID) -> HttpResponse:
    """ "Thank you, seen": this adult is not shown the hello on the first page again."""
    person = request.person
    hello = get_object_or_404(
        policies.hellos_visible_to(person).select_related("assignment__membership__user"),
        pk=hello_id,
    )
    if hello.child_id not in policies.own_child_ids_of(person):
        raise PermissionDenied
    thank_for_hello(hello, actor=person)
    messages.success(
        request, _("%(name)s can see that.") % {"name": hello.assignment.membership.user.name}
    )
    return redirect("home")


def _assignment(request: HttpRequest, assignment_id: uuid.UUID) -> KeyPersonAssignment:
    found = policies.key_persons_visible_to(request.person)
    return get_object_or_404(found.select_related("child", "membership__user"), pk=assignment_id)


def _may_begin(form: KeyPersonForm, child: Child, person: Person) -> bool:
    """Whether somebody may look after the child from the chosen day on; says so beside the field
    if not."""
    day = form.cleaned_data["day"]
    first = first_day_of_care(child, person)
    if day < child.started_on and first == child.started_on:
        form.add_error("day", _("This is before the child’s first day."))
    elif day < first:
        form.add_error("day", _("This day is over. Choose today or a later one."))
    elif child.ended_on is not None and day > child.ended_on:
        form.add_error("day", _("This is after the child’s last day."))
    return not form.errors


def _after_cover(request: HttpRequest) -> str:
    """Managers see all covers on the board, a key person hers on her own card."""
    if policies.can_manage_people(request.person):
        return reverse("families:key_person_board")
    return reverse("families:person_detail", args=[request.person.membership_id])
