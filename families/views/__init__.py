"""HTTP in, one query or action, HTTP out. What several pages with a form need stands here."""

from collections.abc import Callable

from django.forms import Form
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from ..models import Child

# A page with a form on it is read and posted to.
form_page = require_http_methods(["GET", "HEAD", "POST"])


def picture(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A picture of a child that stands among others on a board or a list. Whoever opens the list
    has not read every child's page (`ChildrenReadMiddleware`)."""
    view.is_picture = True  # type: ignore[attr-defined]
    return view


def invalid(form: Form) -> int:
    """The status of a page with this form: 422 if it came back with errors, otherwise 200."""
    return 422 if form.errors else 200


def back(child: Child) -> dict[str, str]:
    """The way back to the child one came from, for `components/form_page.html`."""
    return {
        "back_url": reverse("families:child_detail", args=[child.pk]),
        "back_label": child.known_as,
    }
