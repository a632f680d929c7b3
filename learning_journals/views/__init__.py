"""HTTP in, one query or action, HTTP out. What several pages with a form need stands here."""

from django.forms import Form

from ..actions import Refused


def put_beside(form: Form, refused: Refused) -> None:
    """Write what an action refused beside the fields that it is about; what is about no field of
    this form stands above it."""
    for name, words in refused.errors.items():
        form.add_error(name if name in form.fields else None, words)
