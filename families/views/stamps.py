"""The desk where a family's browser is given stamps, by itself, on whatever page it opens.

Asked by `static/js/stamps.js`, never by a person: there is nothing to read here.
"""

from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from .. import policies
from ..actions.stamps import NoStampsLeft, WrongNumber, give_stamps
from ..forms.stamps import StampsForm
from ..queries.stamps import desks_for
from ..stamps.blind_rsa import RefusedToSign


@require_http_methods(["GET", "POST"])
def stamps(request: HttpRequest) -> JsonResponse:
    """GET: the desks of this person. POST: sign what this device shows."""
    person = request.person
    if request.method == "GET":
        desks = [
            {
                "key": str(desk.key),
                "letterbox": desk.letterbox,
                "modulus": desk.modulus,
                "stamps": desk.stamps,
                "given": desk.given,
            }
            for desk in desks_for(person)
        ]
        return JsonResponse({"csrf": get_token(request), "desks": desks})
    form = StampsForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"error": "unreadable"}, status=422)
    key = get_object_or_404(policies.stamp_keys_visible_to(person), pk=form.cleaned_data["key"])
    try:
        signed = give_stamps(key, actor=person, shown=form.cleaned_data["shown"])
    except NoStampsLeft:
        return JsonResponse({"error": "none left"}, status=409)
    except (WrongNumber, RefusedToSign):
        return JsonResponse({"error": "unreadable"}, status=422)
    return JsonResponse({"signed": signed})
