"""Who is a child's key person, and who is the back-up."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from .. import policies
from ..actions.key_persons import SamePersonTwice, assign_key_person
from ..forms.children import KeyPersonForm
from ..queries.children import child_page, key_person_choices
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
    now = page.backup if is_backup else page.key_person
    form = KeyPersonForm(
        request.POST or None,
        staff=key_person_choices(person),
        needs_reason=now is not None,
        initial={"membership": now.membership_id if now else None},
    )
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        try:
            if chosen["day"] < child.started_on:
                form.add_error("day", _("This is before the child’s first day."))
            else:
                assign_key_person(
                    child,
                    actor=person,
                    membership=chosen["membership"],
                    is_backup=is_backup,
                    day=chosen["day"],
                    reason=chosen["reason"],
                )
        except SamePersonTwice as twice:
            form.add_error("membership", str(twice))
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
