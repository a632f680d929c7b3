"""Which framework the nursery works with: for its manager and deputy."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from families import policies as people
from families.views import form_page, invalid

from ..actions.frameworks import choose_framework
from ..forms.frameworks import FrameworkForm
from ..frameworks import pack_of, packs


@form_page
def framework_choose(request: HttpRequest) -> HttpResponse:
    """The packs that are installed, with what is in them, and the one in use."""
    person = request.person
    if not person.leads:
        raise PermissionDenied
    setting = get_object_or_404(people.settings_visible_to(person), pk=person.here)
    form = FrameworkForm(request.POST or None, initial={"framework": setting.framework})
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["framework"]
        choose_framework(setting, actor=person, code=code)
        said = _("You work with %(name)s from now on. What was written before keeps its words.")
        messages.success(request, said % {"name": pack_of(code).name})
        return redirect("families:nursery_detail")
    context = {
        "form": form,
        "packs": list(packs().values()),
        "back_url": reverse("families:nursery_detail"),
        "back_label": _("Rooms and terms"),
    }
    return render(request, "learning_journals/framework_form.html", context, status=invalid(form))
