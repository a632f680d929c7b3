"""The journal as a book: what this very adult reads in it, for them alone, for a week."""

import io
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from pypdf import PdfReader

from families.models import AuditEvent, OutboxJob, ParentCarer
from learning_journals import tasks
from learning_journals.actions import books as actions
from learning_journals.actions.observations import withdraw_observation
from learning_journals.models import JournalBook
from learning_journals.photos import MASTER, StorageFull, photo_file_name, store_photo_file
from learning_journals.queries.book_contents import contents_of_book
from learning_journals.reports import Pdf, keep
from tests import factories as make
from tests.access.words import canaries_in
from tests.cast import Cast, canary
from tests.roles import acting_as, as_worker
from tests.statements import statements

pytestmark = pytest.mark.django_db

HERE = ZoneInfo("Europe/London")


@pytest.fixture(autouse=True)
def _media(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def browse(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.users[name])
    return client


def shelf_of(cast: Cast, child: str) -> str:
    return reverse("learning_journals:journal_books", args=[cast.children[child].pk])


def ask_and_build(cast: Cast, name: str, child: str, month: str = "all") -> JournalBook:
    """Ask twice, build twice: it is one book."""
    for _twice in range(2):
        answer = browse(cast, name).post(shelf_of(cast, child), {"month": month})
        assert answer.status_code == 302
    book = JournalBook.objects.get(asked_by=cast.users[name], day=timezone.localdate())
    job = OutboxJob.objects.get(subject_id=book.pk)
    with as_worker():
        tasks.build_journal_book(str(job.pk))
        tasks.build_journal_book(str(job.pk))
    book.refresh_from_db()
    return book


def address_of(book: JournalBook) -> str:
    return reverse("learning_journals:journal_book_file", args=[book.pk])


def read(cast: Cast, name: str, book: JournalBook) -> tuple[str, PdfReader]:
    """The words of a book, and the book."""
    answer = browse(cast, name).get(address_of(book))
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    pdf = PdfReader(io.BytesIO(b"".join(answer)))
    return "".join(page.extract_text() for page in pdf.pages), pdf


def hang(cast: Cast, child: str) -> None:
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "orange").save(file, "JPEG")
    store_photo_file(photo_file_name(cast.photos[child].name, MASTER), file.getvalue())


def pictures_in(pdf: PdfReader) -> int:
    return sum(len(page.images) for page in pdf.pages)


def test_octobers_book_holds_october_its_comments_and_answers_and_photographs(
    cast: Cast,
) -> None:
    zofia = cast.children["zofia"]
    october = datetime(2026, 10, 31, 23, 30, tzinfo=HERE)
    seen = make.make_observation(
        zofia, by=cast.marek, words="Żółte liście.", child_voice="Lu!", kind="wow", at=october
    )
    make.make_observation(
        zofia, by=cast.marek, words="November.", at=datetime(2026, 11, 1, 0, 5, tzinfo=HERE)
    )
    photo = make.make_photo(seen, by=cast.marek, description="A heap of leaves")
    cast.photos["zofia"] = photo
    hang(cast, "zofia")
    family = cast.homes["kapelusz"]
    make.make_comment(seen, child=zofia, family=family, by=cast.agnieszka, words="So proud.")
    make.make_entry_answer(seen, child=zofia, family=family, by=cast.tomasz, kind="cheer")
    book = ask_and_build(cast, "agnieszka", "zofia", "2026-10")
    assert (book.status, book.month) == ("ready", date(2026, 10, 1))
    text, pdf = read(cast, "agnieszka", book)
    assert len(pdf.pages) == book.pages >= 2
    for words in ("October 2026", "liście", "Lu!", "So proud.", "cheer from Tomasz", "leaves"):
        assert words in text, words
    assert "November." not in text
    assert pictures_in(pdf) >= 1
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"].value, "it can be read aloud"
    assert AuditEvent.objects.filter(verb="ask_for_book").count() == 1
    assert AuditEvent.objects.filter(verb="take_book", actor=cast.agnieszka).count() == 1


@pytest.mark.parametrize(
    ("name", "child", "home"),
    [
        ("flora", "ottoline", "flora"),
        ("edmund", "ottoline", "edmund"),
        ("emrys", "idris", "emrys"),
        ("priya", "anouk", "priya"),
    ],
)
def test_a_book_holds_what_this_adult_reads_and_nothing_of_another_home(
    cast: Cast, name: str, child: str, home: str
) -> None:
    cast.posts["priya"].room_assignments.update(room=cast.rooms["conkers"])
    hang(cast, child)
    book = ask_and_build(cast, name, child)
    text, pdf = read(cast, name, book)
    # A word may be parted at the end of a line: what is looked for is what belongs to others.
    found = canaries_in(text.replace("\n", "")) | canaries_in(text)
    assert found <= {canary(child), canary(f"home-{home}")}
    assert "Nine pine cones" in text
    assert "Not finished" not in text
    assert pictures_in(pdf) == (0 if name == "emrys" else 2), "in its place, and on the cover"


def test_nobody_else_opens_it_not_even_of_the_same_home(cast: Cast) -> None:
    book = ask_and_build(cast, "agnieszka", "zofia")
    for name in ("tomasz", "marek", "bettina", "edmund", "ottilie"):
        assert browse(cast, name).get(address_of(book)).status_code == 404, name
    ParentCarer.objects.filter(user=cast.agnieszka).update(
        ended_on=timezone.localdate() - timedelta(days=1)
    )
    assert browse(cast, "agnieszka").get(address_of(book)).status_code == 404
    with acting_as(cast.agnieszka):
        assert not JournalBook.objects.exists(), "the database too"


def test_staff_have_no_books_and_strangers_no_page(cast: Cast) -> None:
    assert browse(cast, "marek").get(shelf_of(cast, "zofia")).status_code == 403
    assert browse(cast, "marek").post(shelf_of(cast, "zofia")).status_code == 403
    for name in ("edmund", "gwen", "olwen"):
        assert browse(cast, name).get(shelf_of(cast, "zofia")).status_code == 404


def test_a_month_that_is_not_there_is_said_in_plain_words(cast: Cast) -> None:
    for month, said in (
        ("", "Choose a month, or everything."),
        ("2019-01", "There is nothing in the journal from that month."),
        ("x\x00", "There is nothing in the journal from that month."),
    ):
        answer = browse(cast, "agnieszka").post(shelf_of(cast, "zofia"), {"month": month})
        assert answer.status_code == 422
        assert said in answer.content.decode()
    assert not JournalBook.objects.filter(day=timezone.localdate()).exists()


def test_it_is_removed_after_a_week(cast: Cast) -> None:
    book = ask_and_build(cast, "agnieszka", "zofia")
    name = book.file_name
    assert default_storage.exists(name)
    job = OutboxJob.objects.get(key=f"remove-book:{book.pk}:1")
    assert job.due_at > timezone.now() + timedelta(days=6)
    OutboxJob.objects.filter(pk=job.pk).update(due_at=timezone.now())
    with as_worker():
        tasks.remove_journal_book(str(job.pk))
    book.refresh_from_db()
    assert (book.status, book.file_name) == ("removed", "")
    assert not default_storage.exists(name)
    assert browse(cast, "agnieszka").get(address_of(book)).status_code == 404


def test_one_that_failed_is_made_anew_the_same_day(cast: Cast) -> None:
    book = make.make_journal_book(
        cast.children["zofia"], by=cast.tomasz, day=timezone.localdate(), status="failed"
    )
    with acting_as(cast.tomasz) as person:
        again = actions.ask_for_book(cast.children["zofia"], actor=person, month=None)
    assert (again.pk, again.status, again.round) == (book.pk, "queued", 2)


def test_what_cannot_be_made_is_tried_again_and_said_at_last(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise StorageFull

    monkeypatch.setattr(actions, "keep", full)
    book = make.make_journal_book(
        cast.children["zofia"], by=cast.agnieszka, day=timezone.localdate()
    )
    for last in (False, True):
        with acting_as(cast.agnieszka) as person:
            if not last:
                with pytest.raises(StorageFull):
                    actions.build_book(book.pk, actor=person, is_last_try=False)
            else:
                actions.build_book(book.pk, actor=person, is_last_try=True)
    book.refresh_from_db()
    assert (book.status, book.file_name) == ("failed", "")
    assert (
        "Could not be made"
        in browse(cast, "agnieszka").get(shelf_of(cast, "zofia")).content.decode()
    )


def test_with_other_rights_the_book_of_before_is_not_opened_any_more(cast: Cast) -> None:
    book = ask_and_build(cast, "agnieszka", "zofia")
    link = cast.links["agnieszka", "zofia"]
    yesterday = timezone.localdate() - timedelta(days=1)
    ParentCarer.objects.filter(pk=link.pk).update(started_on=yesterday, ended_on=yesterday)
    make.make_link(
        cast.children["zofia"],
        user=cast.agnieszka,
        family=cast.homes["kapelusz"],
        sees_photos=False,
    )
    assert browse(cast, "agnieszka").get(address_of(book)).status_code == 404


@pytest.mark.parametrize(
    ("where", "code"), [("photos_show", "photo_own"), ("photos_beside", "photo_group")]
)
def test_a_book_with_a_photograph_that_a_family_takes_back_is_made_anew(
    cast: Cast, where: str, code: str
) -> None:
    friend, today = cast.children["anouk"], timezone.localdate()
    book = make.make_journal_book(
        cast.children["zofia"], by=cast.agnieszka, day=today, **{where: [friend.consent_key]}
    )
    book.status, book.file_name = "ready", actions.book_file_name(book.pk)
    book.save()
    keep(book.file_name, Pdf(b"%PDF-1.7 a book", 1))
    make.make_consent(cast.links["priya", "anouk"], code=code)
    assert browse(cast, "agnieszka").get(address_of(book)).status_code == 200
    make.make_consent(cast.links["priya", "anouk"], code=code, says_yes=False)
    assert browse(cast, "agnieszka").get(address_of(book)).status_code == 404
    page = browse(cast, "agnieszka").get(shelf_of(cast, "zofia")).content.decode()
    assert "changed its mind" in page
    browse(cast, "agnieszka").post(shelf_of(cast, "zofia"), {"month": "all"})
    book.refresh_from_db()
    assert (book.status, book.file_name, book.round) == ("queued", "", 2)


def test_a_book_with_an_entry_that_was_taken_back_is_not_opened_any_more(cast: Cast) -> None:
    seen = make.make_observation(cast.children["zofia"], by=cast.marek, words="Said too much.")
    book = ask_and_build(cast, "agnieszka", "zofia")
    assert "Said too much." in read(cast, "agnieszka", book)[0]
    with acting_as(cast.marek) as person:
        withdraw_observation(seen, actor=person)
    assert browse(cast, "agnieszka").get(address_of(book)).status_code == 404
    browse(cast, "agnieszka").post(shelf_of(cast, "zofia"), {"month": "all"})
    with as_worker():
        tasks.build_journal_book(str(OutboxJob.objects.get(key=f"book:{book.pk}:2").pk))
    assert "Said too much." not in read(cast, "agnieszka", book)[0]


def test_a_photograph_that_may_not_be_shown_is_in_no_book(cast: Cast) -> None:
    hang(cast, "zofia")
    make.make_consent(cast.links["tomasz", "zofia"], says_yes=False)
    _text, pdf = read(cast, "agnieszka", ask_and_build(cast, "agnieszka", "zofia"))
    assert pictures_in(pdf) == 0


def test_a_book_of_a_year_asks_the_database_as_little_as_one_of_a_week(cast: Cast) -> None:
    zofia = cast.children["zofia"]
    book = make.make_journal_book(zofia, by=cast.agnieszka, day=timezone.localdate())

    def fill(many: int) -> None:
        for number in range(many):
            seen = make.make_observation(zofia, by=cast.marek, words=f"Note {number}.")
            make.make_photo(seen, by=cast.marek)

    counted = []
    for many in (5, 60):
        fill(many)
        with acting_as(cast.agnieszka) as person, statements() as sent:
            contents = contents_of_book(book, person)
        counted.append(len(sent))
    assert contents is not None
    assert contents.count >= 65
    assert counted[0] == counted[1] <= 14
