"""One's own page and devices, and the pages for those who are not signed in (any more)."""

from allauth.account.internal.stagekit import clear_login
from allauth.account.stages import LoginStage
from allauth.account.views import LoginView as AllauthLoginView
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ..actions.account import end_device
from ..actions.meanwhile import ChangedMeanwhile
from ..actions.people import change_profile
from ..forms.people import ProfileForm
from ..queries.account import devices_of
from . import form_page, invalid

# Never shown back, never sent again by itself.
SECRETS = ("csrfmiddlewaretoken", "password", "oldpassword", "code", "credential")


class LoginView(AllauthLoginView):
    """The sign-in page. Whoever asked for a code first may still use the password."""

    def _redirect_to_pending_stage(
        self, request: HttpRequest, stage: LoginStage
    ) -> HttpResponseRedirect | None:
        if request.method == "POST":
            clear_login(request)
            return None
        return super()._redirect_to_pending_stage(request, stage)


@form_page
def profile_edit(request: HttpRequest) -> HttpResponse:
    """The name we use, how to say it, languages, phone, hello card; and where one is signed in."""
    person = request.person
    form = ProfileForm(request.POST or None, row=person.user, is_staff=person.is_staff)
    if request.method == "POST" and form.is_valid():
        try:
            change_profile(
                person.user, actor=person, seen=form.cleaned_data["seen"], fields=form.edited
            )
        except ChangedMeanwhile as meanwhile:
            form.say_changed(meanwhile.row)
        else:
            messages.success(request, _("Saved."))
            return redirect("families:profile_edit")
    context = {
        "form": form,
        "back_url": reverse("families:more"),
        "back_label": _("More"),
        "devices": devices_of(person, session_key=request.session.session_key),
    }
    return render(request, "families/profile_form.html", context, status=invalid(form))


@require_POST
def device_end(request: HttpRequest) -> HttpResponse:
    """Sign out in one of one's own browsers, for example a lost phone."""
    number = request.POST.get("device", "")
    if number.isascii() and number.isdigit() and end_device(int(number[:9]), actor=request.person):
        messages.success(request, _("Signed out there."))
    else:
        messages.info(request, _("You were signed out there already."))
    return redirect("families:profile_edit")


@login_not_required
@require_safe
def signup_closed(request: HttpRequest) -> HttpResponse:
    """Nobody signs up; people are invited. Says how."""
    return render(request, "account/signup_closed.html")


def signed_out_while_writing(request: HttpRequest, *, login_url: str) -> HttpResponse | None:
    """A form arrived after its writer was signed out: shows back every word, saves nothing.

    None if nobody's words were in it.
    """
    kept = [
        (name.replace("_", " "), value)
        for name, values in request.POST.lists()
        if not any(secret in name for secret in SECRETS)
        for value in values
        if value.strip() and (" " in value.strip() or len(value) > 40)
    ]
    if not kept:
        return None
    context = {"kept": kept, "login_url": login_url}
    return render(request, "families/signed_out.html", context, status=401)
