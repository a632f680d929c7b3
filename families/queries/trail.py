"""The trail in plain words: who did what, when, about whom."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from .. import policies
from ..context import Person
from ..models import AuditEvent, Child, User

LINES_ON_A_PAGE = 50

# What was done, in the words of the page. A verb that is not here is shown as it is written.
VERBS = {
    "accept_invitation": _("accepted an invitation"),
    "add_child": _("put a child on the roll"),
    "ask_for_digest": _("asked for an e-mail"),
    "assign_backup": _("named a back-up key person"),
    "assign_key_person": _("named a key person"),
    "change_child": _("changed a child’s page"),
    "change_family": _("changed the page of a home"),
    "change_link": _("changed what a parent or carer may see"),
    "change_post": _("changed a colleague’s role or rooms"),
    "change_profile": _("changed their own page"),
    "choose_digest": _("chose when e-mails come"),
    "end_child": _("wrote down a child’s last day"),
    "end_link": _("ended a link"),
    "end_post": _("wrote down a colleague’s last day"),
    "invite_parent_carer": _("invited a parent or carer"),
    "invite_staff": _("invited a colleague"),
    "move_room": _("moved a child to another room"),
    "read_child": _("opened a child’s page"),
    "read_many_children": _("opened unusually many children’s pages and had to sign in again"),
    "release_daily_note": _("sent a daily note home"),
    "revoke_invitation": _("took an invitation back"),
    "send_invitation_again": _("sent an invitation again"),
    "send_message": _("wrote a message"),
    "start_conversation": _("began a talk"),
    "write_comment": _("wrote a comment"),
    "write_daily_note": _("wrote a daily note"),
}


@dataclass
class TrailLine:
    """One line, ready to be read."""

    at: datetime
    who: str
    did: str
    child: Child | None
    is_alarm: bool


def trail_of(
    person: Person, *, before: str = "", child_id: uuid.UUID | None = None
) -> tuple[list[TrailLine], str]:
    """A page of the trail, newest first, and where the next page starts (or "").

    `before` comes from the page before; anything else is taken as the first page.
    """
    lines = policies.audit_visible_to(person)
    if child_id:
        lines = lines.filter(child_id=child_id)
    at, number = _place(before)
    if at:
        lines = lines.filter(Q(at__lt=at) | Q(at=at, id__lt=number))
    found = list(lines.order_by("-at", "-id")[: LINES_ON_A_PAGE + 1])
    page, more = found[:LINES_ON_A_PAGE], found[LINES_ON_A_PAGE:]
    people = {
        user.pk: user.name for user in User.objects.filter(pk__in={line.actor_id for line in page})
    }
    children = policies.children_visible_to(person).in_bulk(
        {line.child_id for line in page if line.child_id}
    )
    last = page[-1] if more else None
    return (
        [
            TrailLine(
                at=line.at,
                who=people.get(line.actor_id, str(_("Somebody who has left"))),
                did=_words(line),
                child=children.get(line.child_id),
                is_alarm=line.verb == "read_many_children",
            )
            for line in page
        ],
        f"{last.at.isoformat()}~{last.pk}" if last else "",
    )


def _words(line: AuditEvent) -> str:
    return str(VERBS.get(line.verb, line.verb.replace("_", " ")))


def _place(before: str) -> tuple[datetime | None, int]:
    text, _tilde, number = before.rpartition("~")
    try:
        return parse_datetime(text), int(number)
    except ValueError:
        return None, 0
