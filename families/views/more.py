"""Everything that is not Today, Journal or Messages."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .. import policies
from ..forms.people import SettingForm
from ..middleware import CHOSEN_SETTING
from ..queries.consents import disagreements_of
from ..queries.hard_time import is_soft_for
from ..queries.homes import looks_at
from ..queries.house_policies import still_to_read
from ..queries.people import alarms_of, homes_of_own
from ..queries.safeguarding import concerns_not_opened, lacks_safeguarding_lead
from ..queries.team import workplaces_of
from . import form_page, invalid


@require_safe
def more(request: HttpRequest) -> HttpResponse:
    """The other places, for the role one has."""
    person = request.person
    context = {
        "homes": list(homes_of_own(person)),
        "own_children": list(policies.own_children_of(person).order_by("known_as", "id")),
        "settings": list(policies.settings_visible_to(person).order_by("name")),
        "workplaces": workplaces_of(person).count(),
        "alarms": alarms_of(person),
        # Nobody is reminded in a hard time: policies can wait.
        "policies_to_read": 0 if is_soft_for(person) else still_to_read(person),
        "concerns_not_opened": concerns_not_opened(person),
        "lacks_safeguarding_lead": lacks_safeguarding_lead(person),
        "looks": looks_at(person),
        "counts": {name: import_string(n)(person) for name, n in settings.MORE_COUNTS.items()},
        "disagreements": disagreements_of(person),
    }
    return render(request, "families/more.html", context)


@form_page
def setting_choose(request: HttpRequest) -> HttpResponse:
    """Where one works today, for people who work in two settings."""
    choices = workplaces_of(request.person).order_by("name")
    form = SettingForm(
        request.POST or None, choices=choices, initial={"setting": request.person.setting_id}
    )
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["setting"]
        request.session[CHOSEN_SETTING] = str(chosen.pk)
        messages.success(request, _("You are at %(setting)s.") % {"setting": chosen.name})
        return redirect("home")
    context = {"form": form, "choices": choices}
    return render(request, "families/setting_form.html", context, status=invalid(form))
