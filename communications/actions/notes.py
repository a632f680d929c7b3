"""From the anonymous letterbox into the safeguarding record.

It stands here because `feedback` may know no person, and the record in `families` nothing of the
letterbox. No key leads from the one to the other: the record holds the words, the note only says
that it was moved.
"""

import uuid
from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from families.actions.safeguarding import raise_concern
from families.context import Person
from families.models import Child, SafeguardingConcern, SafeguardingReceipt
from families.queries.safeguarding import leads_of, readers_of
from feedback.actions.tray import Said, hold_note, take_out_for_the_record

from ..queries.notes import receipt_of_form


@transaction.atomic
def move_note_to_record(
    actor: Person,
    *,
    item_id: uuid.UUID,
    form_key: uuid.UUID,
    about_adult: bool,
    child: Child | None,
    about: str,
    kept_from: Collection[uuid.UUID],
    done_at_once: str,
    answer: str,
) -> SafeguardingReceipt:
    """Write the words of a note into the safeguarding record, tell the leads, take the note out of
    the tray: all of it or nothing. `answer` is sent to the writer as it stands; empty sends none.

    If every lead reads the record, the note and what its writer adds are the leads' from now on. If
    one of them must not, whoever had the note keeps it and answers, and no page says that it was
    moved; another form then writes a second worry. The same form sent twice moves it once. Raises
    `NobodyWouldRead`, `FeedbackItem.DoesNotExist` and `AlreadyMoved`; then nothing has happened.
    """
    hold_note(actor, item_id=item_id)  # pressed twice: the second waits here, and finds the receipt
    if sent := receipt_of_form(actor, form_key):
        return sent
    readers = {each.pk for each in readers_of(actor, child=child, kept_from=kept_from)}
    everybody = readers == {each.pk for each in leads_of(actor)}
    said = take_out_for_the_record(actor, item_id=item_id, answer=answer, for_leads=everybody)
    kinds = SafeguardingConcern.Kind
    return raise_concern(
        form_key,
        actor=actor,
        kind=kinds.ADULT if about_adult else kinds.CHILD,
        child=child,
        about=about,
        kept_from=kept_from,
        happened_on=actor.today,  # of the moving: when it was written nobody knows
        around=_("the day it was moved from the letterbox"),
        words=_in_the_record(said),
        done_at_once=done_at_once,
    )


def _in_the_record(said: list[Said]) -> str:
    lines = [
        _(
            "This came as a note from the letterbox, without a name. Nobody knows who wrote it or"
            " when. It stands here word for word."
        )
    ]
    for number, each in enumerate(said):
        if number:
            lines.append(_("The writer added:") if each.from_writer else _("The nursery answered:"))
        lines.append(each.words)
    return "\n\n".join(lines)
