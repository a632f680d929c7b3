"""Rows of the term's days: care entries and daily notes."""

from datetime import date

from learning_journals.models import CareEntry, DailyNote

from .. import people, terms
from ..days import day_of
from .book import BATCH, Book, named_id


def load_days(book: Book, first: date) -> None:
    """Every day of every child from ``first`` until now."""
    care: list[CareEntry] = []
    notes: list[DailyNote] = []
    children = people.on_roll("marmalade-hill") + people.on_roll("custard-wharf")
    for day in terms.opening_days(first, book.today):
        for fact in children:
            record = day_of(fact, day, book.now, book.today)
            if record is None:
                continue
            child = book.children[fact.key]
            for entry in record.care:
                asleep = entry.kind == "sleep" and entry.ended_at is not None
                by = book.users[entry.by]
                care.append(
                    CareEntry(
                        setting_id=child.setting_id,
                        child=child,
                        kind=entry.kind,
                        at=entry.at,
                        ended_at=entry.ended_at,
                        answer=entry.answer,
                        millilitres=entry.millilitres,
                        words=entry.words,
                        logged_by=by,
                        logged_at=entry.at,
                        batch=named_id(entry.batch),
                        end_logged_by=by if asleep else None,
                        end_logged_at=entry.ended_at if asleep else None,
                        end_batch=named_id("end", entry.batch) if asleep else None,
                    )
                )
            if record.note:
                notes.append(
                    DailyNote(
                        setting_id=child.setting_id,
                        child=child,
                        day=day,
                        words=record.note,
                        written_by=book.users[record.note_by],
                        released_at=record.released_at,
                    )
                )
    CareEntry.objects.bulk_create(care, batch_size=BATCH)
    DailyNote.objects.bulk_create(notes, batch_size=BATCH)
