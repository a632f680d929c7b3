"""When somebody wishes to hear from us by e-mail."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from families.context import Person
from families.views import form_page

from .. import policies
from ..actions.digests import ask_for_digest_now, choose_digest
from ..forms.digests import DigestNowForm, DigestPreferenceForm
from ..queries.digests import last_sent, preferences_of


@form_page
def digest_preferences(request: HttpRequest) -> HttpResponse:
    """How often, on which day and at what time; for each setting that may write to this person."""
    person: Person = request.person
    rows, status = [], 200
    for row in preferences_of(person):
        form = DigestPreferenceForm(preference=row.preference)
        if request.method == "POST" and f"{form.prefix}-frequency" in request.POST:
            form = DigestPreferenceForm(request.POST, preference=row.preference)
            if form.is_valid():
                choose_digest(
                    row.setting,
                    actor=person,
                    frequency=form.cleaned_data["frequency"],
                    weekday=form.cleaned_data["weekday"],
                    hour=form.cleaned_data["hour"],
                )
                messages.success(request, _("Saved. We write when you wish."))
                return redirect("communications:digest_preferences")
            status = 422
        rows.append({"row": row, "form": form})
    context = {"rows": rows, "last": last_sent(person)}
    return render(request, "communications/digest_preferences.html", context, status=status)


@require_POST
def digest_now(request: HttpRequest) -> HttpResponse:
    """Send me one now, of the setting that is posted."""
    person: Person = request.person
    form = DigestNowForm(request.POST)
    if not form.is_valid():
        raise Http404
    setting = get_object_or_404(
        policies.settings_that_write_to(person), pk=form.cleaned_data["setting"]
    )
    ask_for_digest_now(setting, actor=person)
    messages.success(request, _("If there is something new, an e-mail is on its way to you."))
    return redirect("communications:digest_preferences")
