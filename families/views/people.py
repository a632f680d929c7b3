"""The manager's list of the families' adults, and the letters on their way."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from .. import policies
from ..queries.people import alarms_of, homes_of, letters_of


@require_safe
def people_list(request: HttpRequest) -> HttpResponse:
    """Adults by home, open invitations, and who read unusually much."""
    person = request.person
    if not policies.can_manage_people(person):
        raise PermissionDenied
    words = request.GET.get("q", "").replace("\x00", "")[:60]
    after = request.GET.get("after", "").replace("\x00", "")[:200]
    homes, next_page = homes_of(person, words=words, after=after)
    address = reverse("families:people_list")
    context = {
        "homes": homes,
        "words": words,
        "older_url": f"{address}?{urlencode({'q': words, 'after': next_page})}"
        if next_page
        else "",
        "letters": [] if after or words else letters_of(person),
        "alarms": [] if after or words else alarms_of(person),
    }
    return render(request, "families/people_list.html", context)
