"""A practitioner's key children, this week."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from families.context import Person

from ..queries.key_children import key_children_week


@require_safe
def key_children(request: HttpRequest) -> HttpResponse:
    """What the families of one's key children have not heard yet this week; staff only."""
    person: Person = request.person
    if not person.cares:
        raise PermissionDenied
    context = {"week": key_children_week(person), "post_id": person.membership_id}
    return render(request, "communications/key_children.html", context)
