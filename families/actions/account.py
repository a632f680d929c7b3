"""One's own browsers."""

from allauth.usersessions.models import UserSession

from .. import audit
from ..context import Person


def end_device(number: int, *, actor: Person) -> bool:
    """Sign this person out in one of their own browsers; False if there is no such one."""
    session = UserSession.objects.filter(pk=number, user=actor.user).first()
    if session is None:
        return False
    session.end()
    audit.record(actor, "end_device", actor.user)
    return True
