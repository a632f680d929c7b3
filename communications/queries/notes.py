"""What moving a note of the letterbox into the safeguarding record has to know."""

import uuid

from families.context import Person
from families.models import SafeguardingReceipt
from families.policies import receipts_visible_to
from feedback.models import FeedbackItem
from feedback.policies import can_move_to_record, feedback_visible_to, moved_notes_visible_to
from feedback.queries.themes import theme_named


def receipt_of_form(person: Person, form_key: uuid.UUID) -> SafeguardingReceipt | None:
    """The receipt of a form that this person has sent already."""
    return receipts_visible_to(person).filter(form_key=form_key).first()


def note_to_move(person: Person, item_id: uuid.UUID) -> FeedbackItem | None:
    """A note that this person reads, that the record has not made the leads' alone, and that may be
    moved there."""
    moved = moved_notes_visible_to(person).values("item_id")
    note = feedback_visible_to(person).filter(pk=item_id).exclude(pk__in=moved).first()
    return note if note and can_move_to_record(person, note) else None


def beginning_of(person: Person, theme_id: str) -> str:
    """How an item of the board begins that a manager starts from a theme of the letterbox: with the
    theme's name. Nothing is kept of where it came from (decision 0033)."""
    theme = theme_named(person, theme_id) if theme_id else None
    return f"{theme.name}: " if theme else ""
