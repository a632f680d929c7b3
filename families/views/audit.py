"""The trail: who did what, for the manager and deputy."""

import uuid

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from .. import policies
from ..queries.trail import trail_of


@require_safe
def audit_list(request: HttpRequest) -> HttpResponse:
    """The trail of the setting, or with `?child=` of one child, newest first."""
    person = request.person
    if not policies.can_manage_people(person):
        raise PermissionDenied
    child = None
    if wanted := request.GET.get("child", ""):
        try:
            child_id = uuid.UUID(wanted)
        except ValueError:
            child_id = uuid.UUID(int=0)
        child = get_object_or_404(policies.children_visible_to(person), pk=child_id)
    before = request.GET.get("before", "")
    lines, next_page = trail_of(person, before=before, child_id=child.pk if child else None)
    query = {"child": child.pk} if child else {}
    address = reverse("families:audit_list")
    context = {
        "lines": lines,
        "child": child,
        "first_page": not before,
        "older_url": f"{address}?{urlencode({**query, 'before': next_page})}" if next_page else "",
    }
    return render(request, "families/audit_list.html", context)
