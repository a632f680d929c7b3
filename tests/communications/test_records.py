"""Take your record with you: everything this very adult may see, and nothing else."""

import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from pypdf import PdfReader

from communications import records, tasks
from communications.actions import records as actions
from communications.models import RecordPack
from communications.queries.records import record_of
from families.actions.children import change_link
from families.actions.meanwhile import fingerprint
from families.models import AuditEvent, Membership, OutboxJob, ParentCarer, User
from learning_journals.actions.observations import withdraw_observation
from learning_journals.photos import MASTER, photo_file_name, store_photo_file
from learning_journals.reports import Pdf, keep
from tests import factories as make
from tests.access.words import canaries_in
from tests.cast import MAY_READ, Cast, canary
from tests.roles import acting_as, as_worker

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def browse(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def canaries_of(cast: Cast, name: str, child: str) -> set[str]:
    with acting_as(cast.users[name]) as person:
        record = record_of(cast.children[child], person)
    assert record is not None
    return canaries_in(json.dumps(record.as_json(taken_by="", taken_at=timezone.now())))


def a_picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "orange").save(file, "JPEG")
    return file.getvalue()


def test_each_of_two_homes_takes_its_own_and_nothing_of_the_other(cast: Cast) -> None:
    assert canaries_of(cast, "flora", "ottoline") == {
        *(canary("ottoline"), canary("home-flora"), canary("talk-flora"), canary("key-flora")),
        *(canary("offer-flora"), canary("barrier-flora"), canary("way-hill"), canary("asks-hill")),
    }
    assert canaries_of(cast, "edmund", "ottoline") == {
        *(canary("ottoline"), canary("home-edmund"), canary("talk-edmund"), canary("asks-hill")),
        *(canary("offer-edmund"), canary("share-edmund")),
    }


def test_a_copy_about_one_twin_says_nothing_of_the_other(cast: Cast) -> None:
    for name in ("flora", "edmund"):
        found = canaries_of(cast, name, "rafferty")
        assert {canary("rafferty"), canary(f"home-{name}")} < found
        assert canary("ottoline") not in found


def test_a_grandad_with_few_rights_takes_what_he_may_see(cast: Cast) -> None:
    with acting_as(cast.emrys) as person:
        record = record_of(cast.children["idris"], person)
    assert record is not None
    assert (record.photos, record.reports, record.conversations, record.plans) == ([], [], [], [])
    assert record.journal
    assert record.days
    assert canaries_of(cast, "emrys", "idris") == {
        *(canary("idris"), canary("home-emrys"), canary("asks-hill"))
    }


def test_a_manager_who_is_a_mother_takes_what_a_mother_may_see(cast: Cast) -> None:
    """As staff she reads drafts, both homes and colleagues' notes: none of it is in her copy."""
    home = cast.homes["edmund"]
    ParentCarer.objects.filter(user=cast.edmund).update(user=cast.bettina)
    found = canaries_of(cast, "bettina", "ottoline")
    assert found == {canary("ottoline"), canary("home-edmund"), canary("asks-hill")}, home


def test_a_practitioner_in_her_own_childs_room_is_a_mother_here(cast: Cast) -> None:
    cast.posts["priya"].room_assignments.update(room=cast.rooms["conkers"])
    assert Membership.objects.get(user=cast.priya).role == "practitioner"
    found = canaries_of(cast, "priya", "anouk")
    assert found == {canary("anouk"), canary("home-priya"), canary("asks-hill")}


@pytest.mark.parametrize("name", ["olwen", "marek", "bettina", "ottilie"])
def test_who_has_no_link_today_takes_nothing(cast: Cast, name: str) -> None:
    with acting_as(cast.users[name]) as person:
        assert record_of(cast.children["zofia"], person) is None
    for address in ("record_detail", "record_ask"):
        url = reverse(f"communications:{address}", args=[cast.children["zofia"].pk])
        answer = (
            browse(cast.users[name]).post(url)
            if "ask" in address
            else browse(cast.users[name]).get(url)
        )
        assert answer.status_code == 404


def ask_and_build(cast: Cast, name: str, child: str) -> RecordPack:
    url = reverse("communications:record_ask", args=[cast.children[child].pk])
    for _twice in range(2):
        assert browse(cast.users[name]).post(url).status_code == 302
    pack = RecordPack.objects.get(asked_by=cast.users[name], day=timezone.localdate())
    job = OutboxJob.objects.get(subject_id=pack.pk)
    with as_worker():
        tasks.build_record(str(job.pk))
        tasks.build_record(str(job.pk))
    pack.refresh_from_db()
    return pack


def test_the_copy_is_one_file_with_a_pdf_json_photographs_and_reports(cast: Cast) -> None:
    photo = cast.photos["zofia"]
    store_photo_file(photo_file_name(photo.name, MASTER), a_picture())
    report = cast.reports["zofia"]
    keep("reports/child/00/zofia.pdf", Pdf(b"%PDF-1.7 a report", 1))
    type(report).objects.filter(pk=report.pk).update(
        status="ready", file_name="reports/child/00/zofia.pdf", finished_at=timezone.now()
    )
    pack = ask_and_build(cast, "agnieszka", "zofia")
    assert pack.status == "ready"
    answer = browse(cast.agnieszka).get(reverse("communications:record_file", args=[pack.pk]))
    content = b"".join(answer)  # type: ignore[arg-type]
    with zipfile.ZipFile(io.BytesIO(content)) as files:
        assert files.testzip() is None
        names = set(files.namelist())
        document = json.loads(files.read("record.json"))
        pdf = PdfReader(io.BytesIO(files.read("record.pdf")))
    assert {"record.pdf", "record.json", "READ ME.txt"} < names
    assert len([name for name in names if name.startswith("photographs/")]) == 1
    assert "reports/01-" in " ".join(names)
    assert (document["format"], document["version"]) == ("footbridge-record", 3)
    text = "".join(page.extract_text() for page in pdf.pages)
    assert "Nine pine cones" in text
    assert canaries_in(json.dumps(document) + text) <= MAY_READ["agnieszka"]
    assert canary("draft-zofia") not in json.dumps(document)
    assert canary("safety-zofia") not in json.dumps(document)
    assert answer["Cache-Control"] == "no-store"
    assert AuditEvent.objects.filter(verb="take_record", actor=cast.agnieszka).count() == 1
    assert AuditEvent.objects.filter(verb="ask_for_record").count() == 1


def test_nobody_else_fetches_it_not_even_of_the_same_home(cast: Cast) -> None:
    pack = ask_and_build(cast, "agnieszka", "zofia")
    address = reverse("communications:record_file", args=[pack.pk])
    for name in ("tomasz", "marek", "bettina", "edmund"):
        assert browse(cast.users[name]).get(address).status_code == 404, name
    ParentCarer.objects.filter(user=cast.agnieszka).update(
        ended_on=timezone.localdate() - timedelta(days=1)
    )
    assert browse(cast.agnieszka).get(address).status_code == 404, "her link has ended"


def test_it_is_removed_after_a_week(cast: Cast) -> None:
    pack = ask_and_build(cast, "agnieszka", "zofia")
    assert default_storage.exists(pack.file_name)
    job = OutboxJob.objects.get(key=f"remove-record:{pack.pk}")
    assert job.due_at > timezone.now() + timedelta(days=6)
    OutboxJob.objects.filter(pk=job.pk).update(due_at=timezone.now())
    with as_worker():
        tasks.remove_record(str(job.pk))
    name = pack.file_name
    pack.refresh_from_db()
    assert (pack.status, pack.file_name) == ("removed", "")
    assert not default_storage.exists(name)


def test_one_that_failed_is_tried_anew_the_same_day(cast: Cast) -> None:
    pack = make.make_record(
        cast.children["zofia"], by=cast.tomasz, day=timezone.localdate(), status="failed"
    )
    with acting_as(cast.tomasz) as person:
        again = actions.ask_for_record(cast.children["zofia"], actor=person)
    assert (again.pk, again.status, again.round) == (pack.pk, "queued", 2)


def test_a_family_that_leaves_sees_on_its_first_page_until_when(cast: Cast) -> None:
    last = timezone.localdate() + timedelta(days=30)
    child = cast.children["zofia"]
    type(child).objects.filter(pk=child.pk).update(ended_on=last - timedelta(days=28))
    ParentCarer.objects.filter(user=cast.agnieszka).update(ended_on=last)
    page = browse(cast.agnieszka).get(reverse("home")).content.decode()
    assert "take everything with you until" in page
    record = reverse("communications:record_detail", args=[child.pk])
    assert "30 days left" in browse(cast.agnieszka).get(record).content.decode()


# --- how long a copy holds ------------------------------------------------------------------------


def a_copy_of_zofias(cast: Cast, **fields: Any) -> str:
    """Agnieszka's copy of today, with a file; the address to fetch it."""
    pack = make.make_record(
        cast.children["zofia"], by=cast.agnieszka, day=timezone.localdate(), **fields
    )
    pack.status, pack.file_name = RecordPack.Status.READY, actions.record_file_name(pack.pk)
    pack.save()
    records.keep(pack.file_name, b"PK a copy")
    return reverse("communications:record_file", args=[pack.pk])


def test_with_other_rights_the_copy_of_before_is_not_fetched_any_more(cast: Cast) -> None:
    address = a_copy_of_zofias(cast)
    agnieszka = browse(cast.agnieszka)
    assert agnieszka.get(address).status_code == 200
    link = cast.links["agnieszka", "zofia"]
    yesterday = timezone.localdate() - timedelta(days=1)
    ParentCarer.objects.filter(pk=link.pk).update(started_on=yesterday, ended_on=yesterday)
    make.make_link(
        cast.children["zofia"],
        user=cast.agnieszka,
        family=cast.homes["kapelusz"],
        sees_photos=False,
    )
    assert agnieszka.get(address).status_code == 404
    with acting_as(cast.agnieszka):
        assert not RecordPack.objects.filter(day=timezone.localdate()).exists(), "the database too"


def test_with_other_rights_on_the_first_day_the_copy_of_the_morning_is_closed(cast: Cast) -> None:
    today, link = timezone.localdate(), cast.links["agnieszka", "zofia"]
    ParentCarer.objects.filter(pk=link.pk).update(started_on=today)
    address = a_copy_of_zofias(cast)
    assert browse(cast.agnieszka).get(address).status_code == 200
    with acting_as(cast.bettina) as bettina:
        link.refresh_from_db()
        change_link(
            link,
            actor=bettina,
            seen=fingerprint(link, fields=["sees_photos"]),
            fields={"sees_photos": False},
        )
    assert browse(cast.agnieszka).get(address).status_code == 404
    with acting_as(cast.agnieszka):
        assert not RecordPack.objects.filter(day=today).exists(), "the database too"


@pytest.mark.parametrize(
    ("where", "code"), [("photos_show", "photo_own"), ("photos_beside", "photo_group")]
)
def test_a_copy_with_a_photograph_that_a_family_takes_back_is_made_anew(
    cast: Cast, where: str, code: str
) -> None:
    friend = cast.children["anouk"]
    address = a_copy_of_zofias(cast, **{where: [friend.consent_key]})
    agnieszka = browse(cast.agnieszka)
    make.make_consent(cast.links["priya", "anouk"], code=code)
    assert agnieszka.get(address).status_code == 200
    make.make_consent(cast.links["priya", "anouk"], code=code, says_yes=False)
    assert agnieszka.get(address).status_code == 404
    page = reverse("communications:record_detail", args=[cast.children["zofia"].pk])
    assert "changed its mind" in agnieszka.get(page).content.decode()
    ask = reverse("communications:record_ask", args=[cast.children["zofia"].pk])
    assert agnieszka.post(ask).status_code == 302
    made = RecordPack.objects.get(asked_by=cast.agnieszka, day=timezone.localdate())
    assert (made.status, made.file_name, made.round) == ("queued", "", 2)


def test_a_copy_with_an_entry_that_was_taken_back_is_not_fetched_any_more(cast: Cast) -> None:
    seen = make.make_observation(cast.children["zofia"], by=cast.marek, words="Said too much.")
    pack = ask_and_build(cast, "agnieszka", "zofia")
    address = reverse("communications:record_file", args=[pack.pk])
    agnieszka = browse(cast.agnieszka)
    assert agnieszka.get(address).status_code == 200
    with acting_as(cast.marek) as person:
        withdraw_observation(seen, actor=person)
    assert agnieszka.get(address).status_code == 404
    page = reverse("communications:record_detail", args=[cast.children["zofia"].pk])
    assert "Something in it was taken back" in agnieszka.get(page).content.decode()


def test_a_photograph_she_sent_at_work_is_not_her_own_at_home(cast: Cast) -> None:
    """Priya works here and is Anouk's mother: at home she takes what a mother may see."""
    seen = make.make_observation(cast.children["anouk"], cast.children["zofia"], by=cast.priya)
    photo = make.make_photo(seen, by=cast.priya)
    make.make_consent(cast.links["agnieszka", "zofia"], says_yes=False)
    with acting_as(cast.priya) as priya:
        record = record_of(cast.children["anouk"], priya)
    assert record is not None
    assert photo.pk not in [each.id for each in record.photos]
