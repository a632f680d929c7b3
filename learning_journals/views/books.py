"""The journal as a book: choose a month or everything, watch it being made, open it."""

import uuid

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from families.templatetags.ui import spoken_month
from families.views import form_page, invalid

from .. import policies
from ..actions import books as actions
from ..forms.books import BookForm
from ..models import BOOK_KEPT_FOR, JournalBook
from ..queries.book_contents import books_of, months_of_journal
from .files import deliver

POLL_FOR_SECONDS = 600  # a page that asks for ever would keep a shared tablet signed in
MOST_SHOWN = 6
Status = JournalBook.Status


@form_page
def journal_books(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """One's own books of a child's journal, and a new one; htmx asks while one is being made."""
    person = request.person
    child = get_object_or_404(policies.journals_visible_to(person), pk=child_id)
    if not policies.can_order_book(person, child):
        raise PermissionDenied  # staff print reports
    months = months_of_journal(child, person)
    address = reverse("learning_journals:journal_books", args=[child.pk])
    form = BookForm(request.POST or None, months=months)
    if request.method == "POST" and form.is_valid():
        actions.ask_for_book(child, actor=person, month=form.cleaned_data["month"])
        return redirect(address)
    books = list(books_of(child, person)[:MOST_SHOWN])
    waiting = [book for book in books if book.status == Status.QUEUED]
    young = any(
        (timezone.now() - book.asked_at).total_seconds() < POLL_FOR_SECONDS for book in waiting
    )
    context = {
        "child": child,
        "form": form,
        "has_entries": bool(months),
        "books": books,
        "over": {book.pk for book in books if not policies.can_take_book(person, book)},
        "is_waiting": bool(waiting),
        "poll_url": address if young else "",
        "page_url": address,
        "kept_days": BOOK_KEPT_FOR.days,
    }
    template = "learning_journals/journal_books.html"
    part = "#journal-books" if request.htmx and request.method == "GET" else ""
    return render(request, f"{template}{part}", context, status=invalid(form))


@require_safe
def journal_book_file(request: HttpRequest, book_id: uuid.UUID) -> HttpResponseBase:
    """One's own book as a PDF; the taking is written down."""
    books = policies.journal_books_visible_to(request.person).select_related("child")
    book = get_object_or_404(books, pk=book_id)
    if not book.file_name or not policies.can_take_book(request.person, book):
        raise Http404
    title = spoken_month(book.month) if book.month else _("the journal")
    answer = deliver(
        book.file_name, f"{book.child.known_as}, {title}.pdf", content_type="application/pdf"
    )
    actions.note_taking(book, actor=request.person)
    return answer
