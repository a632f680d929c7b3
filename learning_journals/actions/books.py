"""A month of a child's journal, or all of it, as a book: asked for, made by a worker, removed."""

import logging
import uuid
from datetime import date

from django.db import transaction
from django.utils import timezone

from families import audit, outbox
from families.context import Person
from families.models import Child, OutboxJob
from families.policies import link_to

from ..models import BOOK_KEPT_FOR, JournalBook
from ..policies import can_take_book, journal_books_visible_to
from ..queries.book_contents import contents_of_book
from ..reports import keep, remove_kept, render_book

BUILD_BOOK = "learning_journals.tasks.build_journal_book"
REMOVE_BOOK = "learning_journals.tasks.remove_journal_book"

log = logging.getLogger(__name__)

Status = JournalBook.Status


@transaction.atomic
def ask_for_book(child: Child, *, actor: Person, month: date | None) -> JournalBook:
    """Promise a book of a month (its first day) or of all, once a day: asked again it is the same
    one. One that failed, or that shows what is not allowed any more, is made anew. For who is
    linked to the child today."""
    book, is_new = JournalBook.objects.get_or_create(
        asked_by=actor.user,
        child=child,
        link=link_to(child, actor),
        day=actor.today,
        month=month,
        defaults={"setting_id": child.setting_id},
    )
    if not is_new:
        book = journal_books_visible_to(actor).select_for_update(of=("self",)).get(pk=book.pk)
        over = book.status == Status.READY and not can_take_book(actor, book)
        if book.status != Status.FAILED and not over:
            return book
        book.round += 1
        book.status, book.file_name = Status.QUEUED, ""
        book.save(update_fields=["round", "status", "file_name"])
    outbox.promise_all(
        [
            OutboxJob(
                key=f"book:{book.pk}:{book.round}",
                task=BUILD_BOOK,
                subject_id=book.pk,
                setting_id=book.setting_id,
                on_behalf_of_id=actor.id,
            )
        ]
    )
    audit.record(actor, "ask_for_book", book)
    return book


def build_book(book_id: uuid.UUID, *, actor: Person, is_last_try: bool) -> None:
    """Make a book in the name of who asked, inside the transaction of its job.

    The file is whole and in its place before the row says so; a second try replaces the first. A
    failure is raised, so that the job tries again later, until `is_last_try`. Who may not read the
    journal any more gets none.
    """
    book = (
        journal_books_visible_to(actor).filter(pk=book_id).select_related("child__setting").first()
    )
    if book is None or book.status != Status.QUEUED:
        return
    try:
        with transaction.atomic():  # so that after a failed query the row can still be written
            contents = contents_of_book(book, actor)
        if contents is None:
            return
        pdf = render_book(contents)
        book.file_name = book_file_name(book.pk)
        keep(book.file_name, pdf)
    except Exception:
        if not is_last_try:
            raise
        log.exception("Book %s could not be made", book.pk)
        book.status, book.file_name = Status.FAILED, ""
    else:
        book.status, book.pages = Status.READY, pdf.pages
        book.entries = contents.read
        book.photos_show, book.photos_beside = contents.shown, contents.shown_beside
        outbox.promise(
            task=REMOVE_BOOK,
            subject_id=book.pk,
            key=f"remove-book:{book.pk}:{book.round}",
            setting_id=book.setting_id,
            actor_id=actor.id,
            due_at=timezone.now() + BOOK_KEPT_FOR,
        )
    book.finished_at = timezone.now()
    book.save(
        update_fields=[
            *("status", "file_name", "pages", "finished_at"),
            *("entries", "photos_show", "photos_beside"),
        ]
    )


def remove_book(book_id: uuid.UUID) -> None:
    """Remove the file of a book after its week, in nobody's name: who asked may have left."""
    book = JournalBook.objects.select_for_update(of=("self",)).filter(pk=book_id).first()
    if book is None or book.status == Status.REMOVED:
        return
    remove_kept(book.file_name)
    book.status, book.file_name = Status.REMOVED, ""
    book.save(update_fields=["status", "file_name"])


def note_taking(book: JournalBook, *, actor: Person) -> None:
    """Write down that this person took their book."""
    audit.record(actor, "take_book", book)


def book_file_name(book_id: uuid.UUID) -> str:
    """Where a book is kept."""
    return f"books/{book_id.hex[:2]}/{book_id.hex}.pdf"
