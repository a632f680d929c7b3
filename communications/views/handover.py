"""What a colleague who leaves hands over, on one page with one button."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from families.actions.key_persons import CannotLookAfter
from families.policies import ending_posts_visible_to

from ..actions.handover import hand_over
from ..forms.handover import HandoverForm
from ..queries.handover import colleagues_after, left_behind_by


@require_http_methods(["GET", "HEAD", "POST"])
def handover(request: HttpRequest, membership_id: uuid.UUID) -> HttpResponse:
    """For who leads: each key child, back-up, draft and promise of a colleague with a last day."""
    person = request.person
    posts = ending_posts_visible_to(person).select_related("user", "setting")
    post = get_object_or_404(posts, pk=membership_id)
    left = left_behind_by(post, person)
    form = HandoverForm(request.POST or None, left=left, staff=colleagues_after(post, person))
    if request.method == "POST" and form.is_valid():
        try:
            drafts = hand_over(
                post,
                actor=person,
                choices=form.choices_made,
                drafts_to=form.cleaned_data.get("drafts_to"),
                promises=form.promises_kept,
            )
        except CannotLookAfter as problem:
            form.say_who_cannot(problem)
        else:
            messages.success(
                request,
                _("Handed over. The families see who it is.")
                if not drafts
                else _("Handed over, with the drafts. The families see who it is."),
            )
            return redirect("families:team_list")
    context = {
        "form": form,
        "left": left,
        "post": post,
        "back_url": reverse("families:team_list"),
        "back_label": _("The team"),
    }
    status = 422 if form.errors else 200
    return render(request, "communications/handover_form.html", context, status=status)
