"""Termly reports: printed by Bettina, built by workers, shared with families, read as PDFs."""

import io
import uuid
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from pypdf import PdfReader

from families.models import AuditEvent, OutboxJob, RoomPlace, User
from learning_journals import photos, reports, tasks
from learning_journals.actions import reports as actions
from learning_journals.frameworks import pack_of
from learning_journals.models import Observation, Photo, ProgressReport, ReportRun
from learning_journals.queries.report_choice import Notes, excerpt, without_names
from learning_journals.queries.report_contents import ReportPhoto, contents_of, spoken_age
from tests import factories as make
from tests.cast import Cast, canary
from tests.roles import acting_as, as_worker

pytestmark = pytest.mark.django_db

LIST = "/reports/"


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def signed_in(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.users[name])
    return client


def press_print(cast: Cast, name: str = "bettina", room: str = "conkers", **fields: Any) -> Any:
    data = {
        "room": str(cast.rooms[room].pk),
        "term": str(cast.terms["hill"].pk),
        "key": str(uuid.uuid4()),
        **fields,
    }
    return signed_in(cast, name).post(reverse("learning_journals:report_run_create"), data)


def newest_run(cast: Cast) -> ReportRun:
    return ReportRun.objects.filter(setting=cast.hill).latest("requested_at")


def work(task: Callable[[str], None] | None = None) -> int:
    """What the workers do: every waiting job of reports, once. Returns how many there were."""
    todo = {
        actions.BUILD_REPORT: tasks.build_report,
        actions.BUILD_RUN: tasks.build_report_run,
    }
    waiting = OutboxJob.objects.filter(
        task__in=[name for name, each in todo.items() if task in (None, each)],
        done_at=None,
        given_up_at=None,
    )
    jobs = list(waiting.filter(due_at__lte=timezone.now()).values_list("task", "pk"))
    for name, pk in jobs:
        with as_worker():
            todo[name](str(pk))
    return len(jobs)


def printed(cast: Cast, room: str = "conkers") -> ReportRun:
    """A run with everything built."""
    assert press_print(cast, room=room).status_code == 302
    work()
    work()
    run = newest_run(cast)
    assert run.status == ReportRun.Status.READY
    return run


def about(cast: Cast, child: str, *, by: str = "bettina") -> ProgressReport:
    """The finished report on one child alone."""
    room = cast.children[child].room_places.get().room
    with acting_as(cast.users[by]) as person:
        run = actions.print_reports(
            room,
            actor=person,
            term=cast.terms["hill"],
            children=[cast.children[child]],
            form_key=uuid.uuid4(),
        )
    work(tasks.build_report)
    report = run.reports.get()
    assert report.status == ProgressReport.Status.READY
    return report


def test_printing_while_the_bell_is_silent_asks_it_once_and_not_for_every_child(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    """Redis may take a second to say nothing: a room of twenty would keep the manager waiting."""
    tries = []

    def broken(name: str, args: list[str]) -> None:
        tries.append(args)
        raise ConnectionError

    monkeypatch.setattr("families.outbox.current_app.send_task", broken)
    with django_capture_on_commit_callbacks(execute=True):
        press_print(cast)
    run = newest_run(cast)
    assert (run.reports.count(), len(tries)) == (3, 1)
    run.reports.update(status=ProgressReport.Status.FAILED)
    with django_capture_on_commit_callbacks(execute=True):
        signed_in(cast, "bettina").post(
            reverse("learning_journals:report_run_retry", args=[run.pk])
        )
    assert run.reports.filter(status=ProgressReport.Status.QUEUED).count() == 3
    assert len(tries) == 2


def report_on(run: ReportRun, cast: Cast, child: str) -> ProgressReport:
    return run.reports.get(child=cast.children[child])


def text_of(name: str) -> str:
    with default_storage.open(name) as file:
        return " ".join(
            " ".join((page.extract_text() or "").split()) for page in PdfReader(file).pages
        )


def photograph(observation: Observation, by: Any, colour: str = "orange") -> Photo:
    """A photograph with its files, made by the real pipeline."""
    picture = io.BytesIO()
    Image.new("RGB", (640, 480), colour).save(picture, "JPEG")
    clean, key = photos.inspect_and_clean(picture.getvalue()), photos.new_photo_key()
    photos.store_photo_file(photos.photo_file_name(key, photos.MASTER), clean.master)
    for size, made in photos.make_sizes(clean.master).items():
        photos.store_photo_file(photos.photo_file_name(key, size), made.content)
    return make.make_photo(
        observation, by=by, name=key, width=640, height=480, sizes_ready_at=timezone.now()
    )


# --- printing a room ------------------------------------------------------------------------------


def test_bettina_prints_conkers_and_each_child_there_gets_a_report(cast: Cast) -> None:
    answer = press_print(cast)
    run = newest_run(cast)
    assert answer.url == reverse("learning_journals:report_run_detail", args=[run.pk])
    assert {report.child.known_as for report in run.reports.all()} == {"Zofia", "Idris", "Anouk"}
    jobs = OutboxJob.objects.filter(task=actions.BUILD_REPORT)
    assert {job.key for job in jobs} == {f"report:{report.pk}" for report in run.reports.all()}
    assert {job.on_behalf_of for job in jobs} == {cast.bettina}
    assert AuditEvent.objects.filter(verb="print_reports", actor=cast.bettina).count() == 1


def test_the_form_sent_twice_prints_once(cast: Cast) -> None:
    before, key = ReportRun.objects.count(), str(uuid.uuid4())
    assert press_print(cast, key=key).url == press_print(cast, key=key).url
    assert ReportRun.objects.count() == before + 1
    assert OutboxJob.objects.filter(task=actions.BUILD_REPORT).count() == 3


@pytest.mark.parametrize("name", ["marek", "gwen", "agnieszka", "olwen"])
def test_only_managers_print(cast: Cast, name: str) -> None:
    assert press_print(cast, name).status_code == 403
    assert not OutboxJob.objects.filter(task=actions.BUILD_REPORT).exists()


def test_the_manager_of_another_nursery_cannot_name_this_room(cast: Cast) -> None:
    assert press_print(cast, "ottilie").status_code == 422
    assert not OutboxJob.objects.filter(task=actions.BUILD_REPORT).exists()


def test_an_empty_room_is_said_to_be_empty(cast: Cast) -> None:
    empty = make.make_room(cast.hill, name="Oaks")
    cast.rooms["oaks"] = empty
    answer = press_print(cast, room="oaks")
    assert answer.status_code == 422
    assert "No child belongs to this room in that term." in answer.content.decode()


def test_for_a_term_that_is_over_the_children_of_its_last_day_are_meant(cast: Cast) -> None:
    today = timezone.localdate()
    last = make.make_term(
        cast.hill,
        name="Summer term",
        starts_on=today - timedelta(days=200),
        ends_on=today - timedelta(days=100),
    )
    cast.children["anouk"].room_places.update(started_on=today - timedelta(days=50))
    press_print(cast, term=str(last.pk))
    names = {report.child.known_as for report in newest_run(cast).reports.all()}
    assert names == {"Zofia", "Idris"}


# --- the work -------------------------------------------------------------------------------------


def test_the_book_is_promised_by_the_last_report_and_by_no_earlier_one(cast: Cast) -> None:
    press_print(cast)
    jobs = list(OutboxJob.objects.filter(task=actions.BUILD_REPORT))
    for job in jobs:
        assert not OutboxJob.objects.filter(task=actions.BUILD_RUN).exists()
        with as_worker():
            tasks.build_report(str(job.pk))
    run = newest_run(cast)
    [book] = OutboxJob.objects.filter(task=actions.BUILD_RUN)
    assert book.key == f"report-run:{run.pk}"
    assert run.status == ReportRun.Status.BUILDING
    work()
    run.refresh_from_db()
    assert run.status == ReportRun.Status.READY
    assert run.pages == 1 + sum(report.pages for report in run.reports.all())


def test_a_ready_report_always_has_its_whole_file(cast: Cast) -> None:
    run = printed(cast)
    for report in run.reports.all():
        with default_storage.open(report.file_name) as file:
            assert len(PdfReader(file).pages) == report.pages > 0
    assert list(Path(default_storage.location).rglob("*.part")) == []


def test_a_worker_that_dies_after_the_file_and_before_the_row_harms_nothing(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    press_print(cast)
    run, save = newest_run(cast), ProgressReport.save

    class Killed(BaseException):
        """As kill -9 looks to the database: the transaction never ends."""

    def die(report: ProgressReport, **kwargs: Any) -> None:
        raise Killed

    monkeypatch.setattr(ProgressReport, "save", die)
    with pytest.raises(Killed):
        work(tasks.build_report)
    monkeypatch.setattr(ProgressReport, "save", save)
    assert {report.status for report in run.reports.all()} == {"queued"}
    work()
    work()
    run.refresh_from_db()
    assert run.status == ReportRun.Status.READY


def test_the_same_job_run_again_changes_nothing(cast: Cast) -> None:
    run = printed(cast)
    before = list(run.reports.order_by("pk").values_list("finished_at", "file_name"))
    for job in OutboxJob.objects.filter(task__startswith="learning_journals.tasks.build_report"):
        with as_worker():
            getattr(tasks, job.task.rpartition(".")[2])(str(job.pk))
    assert list(run.reports.order_by("pk").values_list("finished_at", "file_name")) == before


@pytest.fixture
def _zofias_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rendering of Zofia's report fails, whatever one tries; until somebody mends it."""
    render = reports.render_report

    def fail(contents: Any) -> Any:
        if contents.child_name == "Zofia":
            raise OSError("no such device")
        return render(contents)

    monkeypatch.setattr(actions, "render_report", fail)


def _until_given_up() -> None:
    for _ in range(20):
        OutboxJob.objects.filter(done_at=None).update(due_at=timezone.now())
        if not work():
            return


@pytest.mark.usefixtures("_zofias_is_broken")
def test_one_report_that_cannot_be_built_does_not_hold_up_the_room(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    press_print(cast)
    work()
    run = newest_run(cast)
    assert report_on(run, cast, "zofia").status == "queued", "the first failure is tried again"
    _until_given_up()
    run.refresh_from_db()
    assert report_on(run, cast, "zofia").status == "failed"
    assert run.status == ReportRun.Status.READY
    book = text_of(run.file_name)
    assert "Not in this book: Zofia" in book
    assert "Idris" in book
    html = signed_in(cast, "bettina").get(
        reverse("learning_journals:report_run_detail", args=[run.pk])
    )
    assert "1 report could not be built." in html.content.decode()

    # Somebody mends the server, and Tariq tries again.
    monkeypatch.setattr(actions, "render_report", reports.render_report)
    again = reverse("learning_journals:report_run_retry", args=[run.pk])
    assert signed_in(cast, "tariq").post(again).status_code == 302
    run.refresh_from_db()
    assert run.status == ReportRun.Status.BUILDING
    work()
    work()
    run.refresh_from_db()
    assert run.status == ReportRun.Status.READY
    assert "Not in this book" not in text_of(run.file_name)
    assert canary("zofia") in text_of(run.file_name)


def test_words_whose_letters_are_missing_are_not_printed_as_boxes(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.make_observation(
        cast.children["zofia"], by=cast.marek, words="ਧੰਨਵਾਦ", language="pa", areas=["CL"]
    )
    monkeypatch.setattr(reports, "missing_print_families", lambda: ["Noto Sans Gurmukhi"])
    press_print(cast)
    work()
    run = newest_run(cast)
    assert report_on(run, cast, "zofia").problem == ProgressReport.Problem.FONTS
    assert report_on(run, cast, "idris").status == "ready", "an English report needs no such font"
    work()
    page = reverse("learning_journals:report_run_detail", args=[run.pk])
    assert "fonts-noto-core" in signed_in(cast, "bettina").get(page).content.decode()


def test_a_full_disk_is_said_to_be_full(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(name: str, pdf: Any) -> None:
        raise photos.StorageFull

    monkeypatch.setattr(actions, "render_report", lambda contents: reports.Pdf(b"%PDF-", 1))
    monkeypatch.setattr(actions, "keep", full)
    press_print(cast)
    _until_given_up()
    run = newest_run(cast)
    assert {report.problem for report in run.reports.all()} == {"storage"}
    assert run.status == ReportRun.Status.FAILED
    page = reverse("learning_journals:report_run_detail", args=[run.pk])
    assert "Make room" in signed_in(cast, "bettina").get(page).content.decode()


def test_who_lost_the_post_in_between_has_nothing_printed_and_tariq_can_take_over(
    cast: Cast,
) -> None:
    press_print(cast)
    post = cast.posts["bettina"]
    post.ended_on = timezone.localdate() - timedelta(days=1)
    post.save()
    _until_given_up()
    run = newest_run(cast)
    assert {report.status for report in run.reports.all()} == {"queued"}
    tariq = signed_in(cast, "tariq")
    page = tariq.get(reverse("learning_journals:report_run_detail", args=[run.pk]))
    assert "The work has stopped" in page.content.decode()
    tariq.post(reverse("learning_journals:report_run_retry", args=[run.pk]))
    work()
    work()
    run.refresh_from_db()
    assert run.status == ReportRun.Status.READY


def test_the_worker_sees_nothing_until_it_acts_for_somebody(cast: Cast) -> None:
    press_print(cast)
    with as_worker():
        assert not ProgressReport.objects.exists()
        assert not Observation.objects.exists()


# --- watching it grow -----------------------------------------------------------------------------


def progress_page(cast: Cast, run: ReportRun, *, htmx: bool = False) -> str:
    headers = {"HX-Request": "true"} if htmx else {}
    url = reverse("learning_journals:report_run_detail", args=[run.pk])
    answer = signed_in(cast, "bettina").get(url, headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_says_how_far_it_is_asks_again_and_stops_asking_when_done(cast: Cast) -> None:
    press_print(cast)
    run = newest_run(cast)
    html = progress_page(cast, run)
    assert "0 of 3 reports are ready" in html
    assert 'hx-trigger="every 2s"' in html
    assert "Look again" in html, "without scripting there is a link"
    work(tasks.build_report)
    assert "All reports are ready" in progress_page(cast, run, htmx=True)
    work()
    html = progress_page(cast, run, htmx=True)
    assert "<html" not in html
    assert "every 2s" not in html
    assert reverse("learning_journals:report_run_file", args=[run.pk]) in html
    for report in run.reports.all():
        assert reverse("learning_journals:report_file", args=[report.pk]) in html


def test_a_page_left_open_does_not_ask_for_ever(cast: Cast) -> None:
    press_print(cast)
    run = newest_run(cast)
    ReportRun.objects.filter(pk=run.pk).update(requested_at=timezone.now() - timedelta(hours=1))
    assert "every 2s" not in progress_page(cast, run)
    run.reports.update(status=ProgressReport.Status.FAILED)
    signed_in(cast, "bettina").post(reverse("learning_journals:report_run_retry", args=[run.pk]))
    assert "every 2s" in progress_page(cast, run), "tried again, it grows again"
    ReportRun.objects.filter(pk=run.pk).update(tried_again_at=timezone.now() - timedelta(hours=1))
    assert "every 2s" not in progress_page(cast, run)


# --- who reads it ---------------------------------------------------------------------------------


def file_of(report: ProgressReport) -> str:
    return reverse("learning_journals:report_file", args=[report.pk])


def test_agnieszka_reads_zofias_report_once_it_is_shared_and_not_after_it_is_taken_back(
    cast: Cast,
) -> None:
    run = printed(cast)
    report = report_on(run, cast, "zofia")
    share = reverse("learning_journals:report_share", args=[report.pk])
    agnieszka, bettina = signed_in(cast, "agnieszka"), signed_in(cast, "bettina")
    assert agnieszka.get(file_of(report)).status_code == 404
    assert bettina.post(share).status_code == 302
    answer = agnieszka.get(file_of(report))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "no-store"
    assert "Zofia, Autumn term.pdf" in answer["Content-Disposition"]
    assert b"".join(answer.streaming_content).startswith(b"%PDF-1.7")
    assert AuditEvent.objects.filter(
        verb="read_report", actor=cast.agnieszka, target_id=str(report.pk)
    ).exists()
    listed = agnieszka.get(LIST).content.decode()
    assert file_of(report) in listed
    assert bettina.post(f"{share}?back=yes").status_code == 302
    assert agnieszka.get(file_of(report)).status_code == 404


def test_sharing_all_shares_all_that_are_ready_and_can_be_undone(cast: Cast) -> None:
    run = printed(cast)
    share = reverse("learning_journals:report_run_share", args=[run.pk])
    bettina = signed_in(cast, "bettina")
    page = bettina.post(share, follow=True).content.decode()
    assert "3 reports are shared." in page
    assert f'action="{share}?back=yes"' in page
    assert not run.reports.filter(shared_at=None).exists()
    bettina.post(f"{share}?back=yes")
    assert not run.reports.exclude(shared_at=None).exists()


def test_others_never_find_zofias_report(cast: Cast) -> None:
    run = printed(cast)
    run.reports.update(shared_at=timezone.now())
    report = report_on(run, cast, "zofia")
    for name in ("flora", "saoirse", "ottilie", "gwen", "olwen", "emrys"):
        client = signed_in(cast, name)
        assert client.get(file_of(report)).status_code == 404, name
        assert file_of(report) not in client.get(LIST).content.decode(), name
        for page in ("report_run_detail", "report_run_file"):
            url = reverse(f"learning_journals:{page}", args=[run.pk])
            assert client.get(url).status_code == 404, name


def test_emrys_without_the_right_to_reports_does_not_find_idriss(cast: Cast) -> None:
    run = printed(cast)
    run.reports.update(shared_at=timezone.now())
    report = report_on(run, cast, "idris")
    assert signed_in(cast, "emrys").get(file_of(report)).status_code == 404
    assert signed_in(cast, "nia").get(file_of(report)).status_code == 200


def test_marek_reads_but_does_not_share_the_reports_of_his_children(cast: Cast) -> None:
    run = printed(cast)
    report = report_on(run, cast, "zofia")
    marek = signed_in(cast, "marek")
    assert marek.get(file_of(report)).status_code == 200
    share = reverse("learning_journals:report_share", args=[report.pk])
    assert marek.post(share).status_code == 403
    for page in ("report_run_share", "report_run_retry"):
        url = reverse(f"learning_journals:{page}", args=[run.pk])
        assert marek.post(url).status_code == 404
    listed = marek.get(LIST).content.decode()
    assert file_of(report) in listed


def test_a_report_that_is_not_built_cannot_be_opened_or_shared(cast: Cast) -> None:
    press_print(cast)
    run = newest_run(cast)
    report = report_on(run, cast, "zofia")
    bettina = signed_in(cast, "bettina")
    assert bettina.get(file_of(report)).status_code == 404
    url = reverse("learning_journals:report_run_file", args=[run.pk])
    assert bettina.get(url).status_code == 404
    bettina.post(reverse("learning_journals:report_share", args=[report.pk]))
    report.refresh_from_db()
    assert report.shared_at is None


def test_of_two_reports_for_one_term_the_family_reads_the_newer(cast: Cast) -> None:
    first, second = printed(cast), printed(cast)
    for run in (first, second):
        run.reports.update(shared_at=timezone.now())
    listed = signed_in(cast, "agnieszka").get(LIST)
    html = listed.content.decode()
    assert file_of(report_on(second, cast, "zofia")) in html
    assert file_of(report_on(first, cast, "zofia")) not in html


def test_behind_a_proxy_the_file_is_handed_over_by_name(cast: Cast, settings: Any) -> None:
    run = printed(cast)
    settings.X_ACCEL_PREFIX = "/private/"
    report = report_on(run, cast, "zofia")
    answer = signed_in(cast, "bettina").get(file_of(report))
    assert answer["X-Accel-Redirect"] == f"/private/{report.file_name}"
    assert answer.content == b""


# --- what stands in it ----------------------------------------------------------------------------


def zofias_words(cast: Cast, **fields: Any) -> Observation:
    fields = {"areas": ["M"], "at": timezone.now() - timedelta(days=9), **fields}
    return make.make_observation(cast.children["zofia"], by=cast.marek, **fields)


def zofias_text(cast: Cast) -> str:
    return text_of(about(cast, "zofia").file_name)


def test_it_says_who_the_child_is_and_who_knows_her_best(cast: Cast) -> None:
    text = zofias_text(cast)
    for said in ("Zofia", "Conkers", "Autumn term", "Marek", "Marmalade Hill Nursery", "Page 1 of"):
        assert said in text
    assert "months" in text


def test_strengths_come_first_then_what_we_work_on_voice_and_home_ideas(cast: Cast) -> None:
    zofias_words(
        cast,
        words="She lined up nine cones.",
        next_step="Small, bigger, biggest.",
        try_at_home="Sort the socks.",
        child_voice="o, tak!",
        characteristics=["creating_thinking"],
    )
    zofias_words(
        cast, words="She swapped one for a flatter one.", characteristics=["creating_thinking"]
    )
    text = zofias_text(cast)
    for said in (
        "Numbers and patterns",
        "She lined up nine cones.",
        "Creating and thinking",
        "She swapped one for a flatter one.",
        "“o, tak!”",
        "Small, bigger, biggest.",
        "It helps with: Numbers and patterns.",
        "At home: Sort the socks.",
        "Your words",
        "Prepared by",
        "Checked by",
    ):
        assert said in text, said
    assert text.index("She lined up nine cones.") < text.index("Small, bigger, biggest.")
    assert text.count("She lined up nine cones.") == 1


def test_only_this_term_and_only_what_was_shared(cast: Cast) -> None:
    zofias_words(cast, words="From the term before.", at=timezone.now() - timedelta(days=90))
    zofias_words(cast, words="Still a draft.", shared=False)
    taken_back = zofias_words(cast, words="Taken back.")
    Observation.objects.filter(pk=taken_back.pk).update(status="withdrawn")
    text = zofias_text(cast)
    for unsaid in ("From the term before.", "Still a draft.", "Taken back.", canary("draft-zofia")):
        assert unsaid not in text


def test_no_word_of_another_child_or_home_stands_in_a_report(cast: Cast) -> None:
    for room in ("conkers", "pinecones"):
        run = printed(cast, room=room)
        for report in run.reports.select_related("child"):
            name = report.child.known_as.lower()
            text = text_of(report.file_name)
            assert canary(name) in text
            for other in cast.children:
                if other != name:
                    assert canary(other) not in text, (name, other)


def test_a_family_with_one_home_finds_its_own_words_again(cast: Cast) -> None:
    text = zofias_text(cast)
    assert canary("home-kapelusz") in text
    assert "Agnieszka, mum" in text


def test_where_there_are_two_homes_neithers_words_are_printed_for_the_other(cast: Cast) -> None:
    text = text_of(about(cast, "ottoline").file_name)
    assert canary("home-flora") not in text
    assert canary("home-edmund") not in text
    assert "What you told us" not in text


def test_a_home_that_once_was_counts_as_a_second_home(cast: Cast) -> None:
    cast.children["zofia"].parent_carers.filter(user=cast.olwen).update(
        family=make.make_family(cast.hill, name="Pipkin")
    )
    assert canary("home-kapelusz") not in zofias_text(cast)


def test_friends_stay_nameless(cast: Cast) -> None:
    zofias_words(cast, words="She gave Idris the red spoon. Idris laughed.", areas=["PSED"])
    text = zofias_text(cast)
    assert "She gave a friend the red spoon. A friend laughed." in text
    assert "Idris" not in text


def test_a_child_keeps_the_name_that_another_child_has_too(cast: Cast) -> None:
    """Two called Zofia in a room: in her own report she was "a friend" of herself."""
    make.make_child(cast.hill, name="Zofia Ablewhite", room=cast.rooms["conkers"], months=24)
    zofias_words(cast, words="Zofia gave Zofia Ablewhite the spoon.", areas=["PSED"])
    assert "Zofia gave a friend the spoon." in zofias_text(cast)


def test_who_was_in_the_room_in_the_term_and_has_moved_since_stays_nameless(cast: Cast) -> None:
    today = timezone.localdate()
    cast.children["idris"].room_places.update(ended_on=today - timedelta(days=20))
    make.make_child(cast.hill, name="Hesper Long-Ago", room=cast.rooms["conkers"], months=24)
    RoomPlace.objects.filter(child__full_name="Hesper Long-Ago").update(
        ended_on=cast.terms["hill"].starts_on - timedelta(days=1)
    )
    zofias_words(cast, words="She gave Idris the spoon of Hesper.", areas=["PSED"])
    assert "She gave a friend the spoon of Hesper." in zofias_text(cast)


def test_friends_stay_nameless_in_what_a_home_wrote_and_brothers_keep_their_names(
    cast: Cast,
) -> None:
    brother = make.make_child(cast.hill, name="Kazik Kapelusz", room=cast.rooms["conkers"])
    home = cast.homes["kapelusz"]
    make.make_link(brother, user=cast.agnieszka, family=home, relationship="mum")
    make.make_observation(
        cast.children["zofia"],
        by=cast.agnieszka,
        family=home,
        words="Idris came to play with Zofia and Kazik.",
    )
    assert "A friend came to play with Zofia and Kazik." in zofias_text(cast)


def test_a_long_next_step_of_two_areas_is_worked_on_in_one_of_them() -> None:
    said = [f"Step {n}. " + "We will look at more picture books together. " * 6 for n in range(4)]
    seen = [
        Observation(
            words="Words.",
            next_step=step,
            areas=["CL", "PSED"],
            happened_at=timezone.now(),
            author=User(full_name="Marek Puddifoot"),
        )
        for step in said
    ]
    notes = Notes(seen, [])
    assert [step.what.words[:7] for step in notes.next_steps()] == ["Step 0.", "Step 1.", "Step 2."]
    pack = pack_of("eyfs")
    talking, feelings = pack.areas[:2]
    first = notes.area(pack, talking, prime=True)
    second = notes.area(pack, feelings, prime=True)
    assert first.working_on is not None
    assert first.working_on.words.startswith("Step 3.")
    assert second.working_on is None


def test_only_photographs_of_this_child_alone_are_printed(cast: Cast) -> None:
    zofia, idris = cast.children["zofia"], cast.children["idris"]
    alone = photograph(make.make_observation(zofia, by=cast.marek), cast.marek)
    photograph(make.make_observation(zofia, idris, by=cast.marek), cast.marek)
    home = make.make_observation(zofia, by=cast.agnieszka, family=cast.homes["kapelusz"])
    photograph(home, cast.agnieszka)
    press_print(cast)
    report = report_on(newest_run(cast), cast, "zofia")
    with acting_as(cast.bettina) as person:
        chosen = {photo.id for photo in contents_of(report, person).photos}
    assert alone.pk in chosen
    assert chosen <= {alone.pk, cast.photos["zofia"].pk}


def test_a_photograph_is_printed_as_a_file_with_words_for_those_who_do_not_see_it(
    cast: Cast,
) -> None:
    photograph(zofias_words(cast, words="Cones."), cast.marek)
    report = about(cast, "zofia")
    with default_storage.open(report.file_name) as file, pdfplumber.open(file) as pdf:
        assert sum(len(page.images) for page in pdf.pages) == 1
        tags = str([page.structure_tree for page in pdf.pages])
    assert "'type': 'Figure'" in tags
    assert "A photograph from Zofia’s journal" in tags


def test_a_photograph_whose_file_is_lost_does_not_stop_the_report(cast: Cast) -> None:
    photo = photograph(zofias_words(cast, words="Cones."), cast.marek)
    photos.delete_photo_files(photo.name)
    assert "Cones." in zofias_text(cast)


def test_every_script_of_the_house_finds_its_font(cast: Cast) -> None:
    # One in each area and characteristic, so that all of them are chosen.
    places = [{"areas": [code]} for code in ("CL", "PSED", "PD", "L", "M", "UW", "EAD")]
    places += [{"areas": [], "characteristics": ["active_learning"]}]
    for (language, words, _font), place in zip(SCRIPTS, places, strict=True):
        zofias_words(cast, words=words, language=language, **place)
    report = about(cast, "zofia")
    with default_storage.open(report.file_name) as file:
        used = {
            font.get_object()["/BaseFont"].partition("+")[2]
            for page in PdfReader(file).pages
            for font in page["/Resources"]["/Font"].values()
        }
    for language, _words, font in SCRIPTS:
        assert any(name.startswith(font) for name in used), (language, used)
    text = text_of(report.file_name)
    assert "Dzień dobry, żółć" in text
    assert "Bună dimineața" in text


SCRIPTS = (
    ("ar", "وقفت عند النافذة", "Noto-Sans-Arabic"),
    ("ur", "صبح بخیر", "Noto-Nastaliq-Urdu"),
    ("pa", "ਸ਼ੁਭ ਸਵੇਰ", "Noto-Sans-Gurmukhi"),
    ("bn", "শুভ সকাল", "Noto-Sans-Bengali"),
    ("gu", "સુપ્રભાત", "Noto-Sans-Gujarati"),
    ("uk", "Доброго ранку", "Noto-Sans"),
    ("pl", "Dzień dobry, żółć", "Atkinson-Hyperlegible"),
    ("ro", "Bună dimineața", "Atkinson-Hyperlegible"),
)


def test_it_is_tagged_named_and_says_its_language(cast: Cast) -> None:
    report = about(cast, "zofia")
    with default_storage.open(report.file_name) as file:
        reader = PdfReader(file)
        root = reader.root_object
        assert root["/MarkInfo"]["/Marked"].value
        assert root["/Lang"] == "en-gb"
        assert reader.metadata.title == "Zofia: Autumn term"
        assert "pdfuaid" in root["/Metadata"].get_data().decode()


# --- the book of the room -------------------------------------------------------------------------


def test_the_book_has_a_cover_and_each_childs_own_page_numbers(cast: Cast) -> None:
    run = printed(cast)
    with default_storage.open(run.file_name) as file:
        reader = PdfReader(file)
        pages = [" ".join(page.extract_text().split()) for page in reader.pages]
        outline = [item.title for item in reader.outline if not isinstance(item, list)]
    assert "Conkers" in pages[0]
    assert all(name in pages[0] for name in ("Zofia", "Idris", "Anouk"))
    assert "Page 1 of" in pages[1]
    assert [name for name in outline if name in ("Anouk", "Idris", "Zofia")] == [
        "Anouk",
        "Idris",
        "Zofia",
    ]


def test_everything_in_the_book_can_still_be_read_aloud(cast: Cast) -> None:
    """Each marked piece of each page is listed in the parent tree, under the tag that holds it."""
    zofias_words(cast, words="She lined up nine cones.")
    run = printed(cast)
    with default_storage.open(run.file_name) as file:
        reader = PdfReader(file)
        tags = reader.root_object["/StructTreeRoot"]
        numbers = tags["/ParentTree"]["/Nums"]
        listed = dict(zip([int(n) for n in numbers[::2]], numbers[1::2], strict=True))
        assert len(listed) * 2 == len(numbers), "no number twice"
        assert len(tags["/K"]) == 1
        whole = tags["/K"][0].get_object()
        assert whole["/S"] == "/Document"
        kinds = [part.get_object().get("/S") for part in whole["/K"] if hasattr(part, "get_object")]
        assert kinds.count("/Part") == run.reports.count()
        places = {page.indirect_reference.idnum for page in reader.pages}
        for page in reader.pages:
            for tag in listed[page["/StructParents"]].get_object():
                held = tag.get_object()
                if "/Pg" in held:
                    assert held.raw_get("/Pg").idnum in places
        with pdfplumber.open(file) as pdf:
            assert "'type': 'H1'" in str(pdf.pages[1].structure_tree)


# --- the fetcher ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "http://127.0.0.1:8000/",
        "https://example.org/x.png",
        "data:image/svg+xml,<svg/>",
        "ftp://127.0.0.1/x",
        "media:0b860297-f96f-4de7-b018-d09f3e4e6cc5",
        "media:../../etc/passwd",
        "",
    ],
)
def test_the_renderer_fetches_nothing_but_the_reports_own_photographs(url: str) -> None:
    photo = ReportPhoto(uuid.uuid4(), photos.new_photo_key(), True, 10, 10, "", "")
    fetcher = reports.OwnPhotosOnly([photo])
    photos.store_photo_file(photos.photo_file_name(photo.name, "print"), b"\xff\xd8\xff")
    assert fetcher.fetch(f"media:{photo.id}").read() == b"\xff\xd8\xff"
    with pytest.raises(ValueError, match="own photographs"):
        fetcher.fetch(url)


def test_markup_in_what_somebody_wrote_is_printed_as_it_stands_and_fetches_nothing(
    cast: Cast,
) -> None:
    zofias_words(cast, words='Cones <img src="file:///etc/passwd"> & <b>more</b>', areas=["CL"])
    assert 'Cones <img src="file:///etc/passwd"> & <b>more</b>' in zofias_text(cast)


# --- choosing words -------------------------------------------------------------------------------


def test_excerpts_end_with_a_sentence_in_every_script() -> None:
    assert excerpt("One. Two three. Four five six.", 16) == "One. Two three. […]"
    assert excerpt("پہلا جملہ۔ دوسرا جملہ۔", 12) == "پہلا جملہ۔ […]"
    assert excerpt("প্রথম বাক্য। দ্বিতীয় বাক্য।", 14) == "প্রথম বাক্য। […]"
    assert excerpt("Short.", 100) == "Short."
    assert excerpt("word " * 50, 20) == "word word word word […]"
    assert excerpt("x" * 50, 20) == "x" * 20 + " […]"


def test_names_are_taken_out_as_whole_words_only() -> None:
    assert without_names("Pip’s pippin, Pip!", ["Pip"]) == "A friend’s pippin, a friend!"
    assert without_names("Zofia and Zo", ["Zo", "Zofia"]) == "A friend and a friend"
    assert without_names("نور تضحك", ["نور"]) == "A friend تضحك"


@pytest.mark.parametrize(
    ("months", "said"),
    [(0, "0 months"), (1, "1 month"), (23, "23 months"), (24, "2 years (24 months)"),
     (38, "3 years 2 months (38 months)")],
)  # fmt: skip
def test_ages_are_said_as_practitioners_count(months: int, said: str) -> None:
    assert spoken_age(months) == said
