"""A manager brings her nursery in: what a file would do, all of it or nothing, and never twice."""

import csv
import io
import re
import uuid
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from celery import current_app
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from families.actions import csv_imports as actions
from families.models import (
    RIGHTS,
    AuditEvent,
    Child,
    CsvImport,
    Family,
    Invitation,
    Joining,
    KeyPersonAssignment,
    Membership,
    OutboxJob,
    ParentCarer,
    Room,
    RoomAssignment,
    RoomPlace,
    User,
)
from families.tasks import run_csv_import, send_invitation
from tests import factories as make
from tests.cast import Cast
from tests.roles import as_worker
from tests.statements import statements

State = CsvImport.State
ROOMS = "Room,Age from,Age to,Capacity\nHedgehogs,3,18,12\nBadgers,18 months,2 years,16\n"
BORN = "2024-05-06"


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def upload(client: Client, content: bytes | str, *, kind: str = "", **fields: str) -> HttpResponse:
    """Bettina chooses a file and presses "Go on"."""
    sent = content if isinstance(content, bytes) else content.encode()
    file = SimpleUploadedFile("our list.csv", sent, "text/csv")
    body = {"key": str(uuid.uuid4()), "kind": kind, "file": file, **fields}
    return client.post(reverse("families:csv_import_create"), body)


def brought(answer: HttpResponse) -> CsvImport:
    """The file of an upload that was taken."""
    assert answer.status_code == 302, answer.content.decode()
    return CsvImport.objects.get(pk=answer["Location"].split("/")[2])


def guessed(csv_import: CsvImport) -> dict[str, str]:
    return {f"column_{at}": field for at, field in enumerate(csv_import.matching)}


def look(client: Client, csv_import: CsvImport) -> str:
    """The preview, as she reads it."""
    answer = client.get(reverse("families:csv_import_detail", args=[csv_import.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def bring(
    client: Client, content: bytes | str, *, kind: str = "", date_order: str = ""
) -> CsvImport:
    """As far as the preview, with the columns as they were guessed."""
    csv_import = brought(upload(client, content, kind=kind))
    answer = client.post(
        reverse("families:csv_import_match", args=[csv_import.pk]),
        {**guessed(csv_import), "date_order": date_order},
    )
    assert answer.status_code == 302, answer.content.decode()
    csv_import.refresh_from_db()
    return csv_import


def work() -> None:
    """What the worker does when the bell rings."""
    for job in OutboxJob.objects.filter(done_at__isnull=True, task=actions.RUN_TASK):
        with as_worker():
            run_csv_import(str(job.pk))


def say_yes(client: Client, csv_import: CsvImport) -> CsvImport:
    client.post(reverse("families:csv_import_start", args=[csv_import.pk]))
    work()
    csv_import.refresh_from_db()
    return csv_import


def import_whole(client: Client, content: bytes | str, *, kind: str = "") -> CsvImport:
    csv_import = say_yes(client, bring(client, content, kind=kind))
    assert csv_import.state == State.DONE, look(client, csv_import)
    return csv_import


def troubles(client: Client, csv_import: CsvImport) -> list[list[str]]:
    answer = client.get(reverse("families:csv_import_troubles", args=[csv_import.pk]))
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))[1:]


@pytest.fixture
def bettina(cast: Cast) -> Client:
    """Her browser. The rooms of the cast stay, what is called kanari-import is not in the way."""
    return signed_in(cast.bettina)


def children_file(*rows: str, head: str = "Name,DOB,Room,Key worker,Allergies") -> str:
    return "\n".join([head, *rows]) + "\n"


# --- from the file to the nursery -----------------------------------------------------------------


def test_rooms_come_in_and_a_second_time_change_what_changed(bettina: Client, cast: Cast) -> None:
    done = import_whole(bettina, ROOMS)
    assert done.outcome == {"new": 2, "changed": 0, "same": 0, "letters": 0}
    room = Room.objects.get(setting=cast.hill, name="Badgers")
    assert (room.youngest_months, room.oldest_months, room.places) == (18, 24, 16)
    assert done.rows == [], "what stood in the file is not kept"
    csv_import = bring(bettina, ROOMS.replace(",16", ",14").replace("Badgers", "badgers"))
    assert "places: 16 → 14" in look(bettina, csv_import)
    assert say_yes(bettina, csv_import).outcome["changed"] == 1
    assert Room.objects.filter(setting=cast.hill, name__iexact="badgers").count() == 1


def test_children_of_another_product_are_put_on_the_roll(bettina: Client, cast: Cast) -> None:
    """Semicolons, Windows-1252, a title above, merged names, three ways to write a day."""
    file = (
        "Kinderliste – Marmalade Hill;;;;\r\n;;;;\r\n"
        "Child name;D.O.B.;Base room;Key Worker;Known allergies\r\n"
        "Müller, Zoë;31/12/2023;conkers;Puddifoot, Marek;egg\r\n"
        "Ó Briain, Oisín;3 Mar 2024;Pinecones;saoirse@marmaladehill.example;\r\n"
        ";;;;\r\n"
        "Ada Okafor;2024-01-09;Conkers;;-\r\n"
    ).encode("cp1252")
    done = import_whole(bettina, file)
    assert done.kind == "children"
    assert done.outcome["new"] == 3
    zoe = Child.objects.get(full_name="Zoë Müller")
    assert (zoe.known_as, zoe.date_of_birth, zoe.allergies) == ("Zoë", date(2023, 12, 31), "egg")
    assert zoe.started_on == timezone.localdate()
    assert zoe.room_places.get().room == cast.rooms["conkers"]
    assert zoe.key_persons.get().membership == cast.posts["marek"]
    assert Child.objects.get(full_name="Ada Okafor").allergies == ""
    assert AuditEvent.objects.filter(verb="import_child", child_id=zoe.pk).count() == 1


def test_a_child_who_starts_later_begins_the_way_to_us(bettina: Client, cast: Cast) -> None:
    first = timezone.localdate() + timedelta(days=30)
    import_whole(
        bettina,
        children_file(f"Ada Okafor,{BORN},Conkers,{first}", head="Name,DOB,Room,Start date"),
    )
    ada = Child.objects.get(full_name="Ada Okafor")
    assert ada.started_on == ada.room_places.get().started_on == first
    assert Joining.objects.get(child=ada).offered_by == cast.bettina


def test_staff_are_invited_and_no_letter_goes_out_before_she_sends_it(
    bettina: Client, cast: Cast
) -> None:
    import_whole(
        bettina,
        "First name,Surname,Email,Job title,Rooms\n"
        "Bluebell,Hatpin,Bluebell@Example.org,Nursery Nurse,Conkers; Pinecones\n",
    )
    waiting = Invitation.objects.get(email="bluebell@example.org")
    assert (waiting.role, waiting.waits, waiting.full_name) == (
        "practitioner",
        True,
        "Bluebell Hatpin",
    )
    assert set(waiting.rights["rooms"]) == {str(each.pk) for each in cast.rooms.values()} - {
        str(cast.rooms["ducklings"].pk)
    }
    assert mail.outbox == []
    assert not User.objects.filter(email="bluebell@example.org").exists()

    page = bettina.get(reverse("families:letter_list")).content.decode()
    assert "Bluebell Hatpin" in page
    answer = bettina.post(reverse("families:letter_list"), {"letters": [str(waiting.pk)]})
    assert answer.status_code == 302
    bettina.post(reverse("families:letter_list"), {"everybody": "on"})  # pressed once more
    send_letters()
    [letter] = mail.outbox
    assert letter.to == ["bluebell@example.org"]
    [path] = set(re.findall(r"https?://[^/\s]+(/invitation/\S+/)", letter.body))
    Client().post(path, {"full_name": "Bluebell Hatpin", "password": make.PASSWORD})
    post = User.objects.get(email="bluebell@example.org").memberships.get()
    assert RoomAssignment.objects.filter(membership=post).count() == 2


def send_letters() -> None:
    for job in OutboxJob.objects.filter(done_at__isnull=True, task=actions.SEND_TASK):
        with as_worker():
            send_invitation(str(job.pk))


WIDE = (
    "Child's name,Child DOB,Mother's name,Mother's email,Father's name,Father's email,Address\n"
    "{child},{born},Pomona Jones,pomona@example.org,Basil Jones,basil@example.org,1 Lime Street\n"
)


@pytest.fixture
def quince(cast: Cast) -> Child:
    return make.make_child(
        cast.hill, name="Quince Jones", room=cast.rooms["conkers"], date_of_birth=date(2024, 5, 6)
    )


def test_parents_beside_each_other_in_a_row_are_invited_into_homes_of_their_own(
    bettina: Client, quince: Child
) -> None:
    """One address does not say that both live there, and homes are walls."""
    csv_import = bring(bettina, WIDE.format(child='"Jones, Quince"', born=BORN))
    assert "every adult gets a home of their own" in look(bettina, csv_import)
    say_yes(bettina, csv_import)
    mother = Invitation.objects.get(email="pomona@example.org")
    father = Invitation.objects.get(email="basil@example.org")
    assert (mother.relationship, father.relationship) == ("mother", "father")
    assert mother.child == father.child == quince
    assert mother.family != father.family
    assert (mother.family.address, father.family.address) == ("1 Lime Street", "")
    assert mother.rights == {
        right: bool(ParentCarer._meta.get_field(right).default) for right in RIGHTS
    }


def test_adults_of_one_home_by_name_share_it_and_those_of_another_do_not(
    bettina: Client, cast: Cast, quince: Child
) -> None:
    twin = make.make_child(
        cast.hill, name="Medlar Jones", room=cast.rooms["conkers"], date_of_birth=date(2024, 5, 6)
    )
    head = "Child,Full name,E-mail,Relationship,Home,Has parental responsibility"
    import_whole(
        bettina,
        "\n".join(
            [
                head,
                "Quince Jones,Pomona Jones,pomona@example.org,mum,Lime Street,yes",
                "Medlar Jones,Pomona Jones,pomona@example.org,mum,Lime Street,yes",
                "Quince Jones,Nan Jones,nan@example.org,Nan,lime street,no",
                "Medlar Jones,Basil Jones,basil@example.org,dad,Plum Road,yes",
                "Idris Lanternjack kanari-idris-kanari,Someone Else,else@example.org,aunt,"
                "Lime Street,no",
            ]
        ),
        kind="families",
    )
    homes = {
        (each.email.partition("@")[0], each.child.known_as): each.family_id
        for each in Invitation.objects.filter(waits=True).select_related("child")
    }
    assert homes["pomona", "Quince"] == homes["pomona", "Medlar"] == homes["nan", "Quince"]
    assert homes["basil", "Medlar"] != homes["pomona", "Medlar"]
    assert homes["else", "Idris"] not in {homes["pomona", "Quince"], homes["basil", "Medlar"]}
    assert Family.objects.filter(name="Lime Street").count() == 2, "a name is shared by chance"
    pomona = Invitation.objects.get(email="pomona@example.org", child=twin)
    assert pomona.rights["has_parental_responsibility"] is True


def test_who_is_linked_already_keeps_home_and_rights(bettina: Client, cast: Cast) -> None:
    idris = cast.children["idris"]
    emrys = ParentCarer.objects.get(user=cast.emrys)
    csv_import = bring(
        bettina,
        "Child,Full name,E-mail,Relationship,Reports,Photos,Home\n"
        f"{idris.full_name},Emrys Lanternjack,{cast.emrys.email},taid,yes,yes,Elsewhere\n",
        kind="families",
    )
    page = look(bettina, csv_import)
    assert "grandad → taid" in page
    assert "Rights stay as they are here" in page
    say_yes(bettina, csv_import)
    before = {right: getattr(emrys, right) for right in RIGHTS}
    emrys.refresh_from_db()
    assert emrys.relationship == "taid"
    assert {right: getattr(emrys, right) for right in RIGHTS} == before
    assert emrys.family == cast.homes["emrys"]
    assert not Invitation.objects.filter(email=cast.emrys.email).exists()


# --- again ----------------------------------------------------------------------------------------


def test_a_child_is_found_again_by_name_and_birthday_or_by_number_and_never_doubled(
    bettina: Client, cast: Cast, quince: Child
) -> None:
    head = "Reference,Name,DOB,Room,Allergies"
    row = f'A-17,"JONES, Quince",{BORN},Pinecones,nuts'
    csv_import = bring(bettina, children_file(row, head=head))
    page = look(bettina, csv_import)
    assert "Conkers → Pinecones" in page
    done = say_yes(bettina, csv_import)
    assert (done.outcome["new"], done.outcome["changed"]) == (0, 1)
    quince.refresh_from_db()
    assert (quince.reference, quince.allergies, quince.full_name) == (
        "A-17",
        "nuts",
        "Quince Jones",
    )
    today = timezone.localdate()
    first, second = quince.room_places.order_by("started_on")
    assert first.ended_on == today - timedelta(days=1)
    assert (second.room, second.started_on) == (cast.rooms["pinecones"], today)

    renamed = f"A-17,Quince Jones-Smith,{BORN},,"
    import_whole(bettina, children_file(renamed, head=head))
    quince.refresh_from_db()
    assert quince.full_name == "Quince Jones-Smith"
    assert quince.allergies == "nuts", "an empty cell takes no allergy away"
    assert Child.objects.filter(date_of_birth=date(2024, 5, 6)).count() == 1


def test_a_letter_that_waits_is_written_anew_and_one_that_was_sent_stays(
    bettina: Client, quince: Child
) -> None:
    file = "Child,Full name,E-mail,Relationship\nQuince Jones,Pomona Jones,pomona@example.org,mum\n"
    import_whole(bettina, file, kind="families")
    home = Family.objects.get(name="Pomona Jones")
    import_whole(bettina, file.replace("mum", "mam"), kind="families")
    waiting = Invitation.objects.get(email="pomona@example.org", revoked_at__isnull=True)
    assert (waiting.relationship, waiting.family, waiting.waits) == ("mam", home, True)
    bettina.post(reverse("families:letter_list"), {"everybody": "on"})
    csv_import = bring(bettina, file.replace("mum", "mother"), kind="families")
    assert "the letter is on its way already" in look(bettina, csv_import)
    assert Invitation.objects.filter(revoked_at__isnull=True, child=quince).count() == 1


def test_taken_out_and_brought_in_again_nothing_changes(
    bettina: Client, cast: Cast, quince: Child
) -> None:
    quince.allergies, quince.care_note = "=nuts", "'+44 is her lucky number"
    quince.reference, quince.home_languages = "-7", ["pl", "en"]
    quince.save()
    answer = bettina.get(reverse("families:csv_export", args=["all"]))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as bundle:
        files = {name: bundle.read(name) for name in bundle.namelist()}
    assert set(files) == {"rooms.csv", "staff.csv", "children.csv", "families.csv"}
    assert b"'=nuts" in files["children.csv"], "no spreadsheet runs it"
    for name, content in files.items():
        csv_import = bring(bettina, content)
        assert csv_import.kind == name.removesuffix(".csv")
        page = look(bettina, csv_import)
        assert "Nothing would change" in page, page
        assert "Good to know" not in page
    assert AuditEvent.objects.filter(verb="export_all", actor=cast.bettina).count() == 1


def test_an_empty_sheet_has_headings_that_are_understood(bettina: Client, cast: Cast) -> None:
    for kind in CsvImport.Kind.values:
        answer = bettina.get(reverse("families:csv_sample", args=[kind]))
        assert brought(upload(bettina, answer.content)).kind == kind


def test_columns_are_remembered_for_a_file_of_the_same_headings(
    bettina: Client, cast: Cast
) -> None:
    file = "Room,Whatever\nHedgehogs,12\n"
    csv_import = brought(upload(bettina, file, kind="rooms"))
    assert csv_import.matching == ["name", ""]
    address = reverse("families:csv_import_match", args=[csv_import.pk])
    bettina.post(address, {"column_0": "name", "column_1": "places"})
    assert brought(upload(bettina, file, kind="rooms")).matching == ["name", "places"]


# --- bad rows, bad files --------------------------------------------------------------------------


def test_every_bad_row_and_cell_is_named_and_nothing_is_imported(
    bettina: Client, cast: Cast, quince: Child
) -> None:
    csv_import = bring(
        bettina,
        children_file(
            f"Ada Okafor,{BORN},Conkers,,",
            f"Ben Okafor,{BORN},Conkerz,,",
            "Cleo Okafor,31/02/2024,Conkers,,",
            f"Dora Okafor,{BORN},Conkers,Nobody Known,",
            f"Ed Okafor,{BORN},Conkers,,=cmd|x",
            f"ada okafor,{BORN},Conkers,,",
            "Fay Okafor,2035-01-01,Conkers,,",
            f",{BORN},Conkers,,",
            f"Gil Okafor,{BORN},,,",
            f"Hal Okafor,{BORN},Conkers,,{'x' * 201}",
        ),
    )
    found = troubles(bettina, csv_import)
    assert [(row, heading) for row, heading, *_rest in found] == [
        ("3", "Room"),
        ("4", "DOB"),
        ("5", "Key worker"),
        ("6", "Allergies"),
        ("7", "Name"),
        ("8", "DOB"),
        ("9", "Name"),
        ("10", "Room"),
        ("11", "Allergies"),
    ]
    assert "Conkers, Pinecones" in found[0][4]
    assert found[3][2] == "'=cmd|x", "nor does the list run it"
    assert "stands in row 2 too" in found[4][3]
    page = look(bettina, csv_import)
    assert "There is no room called “Conkerz” here." in page
    assert "Yes, bring it in" not in page
    bettina.post(reverse("families:csv_import_start", args=[csv_import.pk]))
    work()
    assert not Child.objects.filter(full_name__contains="Okafor").exists()


def test_a_key_person_is_somebody_who_works_with_children_and_is_here_on_the_first_day(
    bettina: Client, cast: Cast
) -> None:
    in_days = {days: timezone.localdate() + timedelta(days=days) for days in (20, 40)}
    Membership.objects.filter(pk=cast.posts["ewa"].pk).update(ended_on=in_days[20])
    cast.children["zofia"].key_persons.all().delete()
    csv_import = bring(
        bettina,
        children_file(
            f"Ada Okafor,{BORN},Conkers,{cast.gwen.full_name},{in_days[20]}",
            f"Ben Okafor,{BORN},Conkers,{cast.ewa.full_name},{in_days[40]}",
            f"Cleo Okafor,{BORN},Conkers,{cast.ewa.full_name},{in_days[20]}",
            f"{cast.children['zofia'].full_name},{cast.children['zofia'].date_of_birth},"
            f"Conkers,{cast.gwen.full_name},",
            head="Name,DOB,Room,Key worker,Start date",
        ),
    )
    found = troubles(bettina, csv_import)
    assert [(row, heading, wrong) for row, heading, _cell, wrong, _todo in found] == [
        ("2", "Key worker", f"{cast.gwen.name} does not work with the children here."),
        ("3", "Key worker", f"{cast.ewa.name} leaves before the child’s first day."),
        ("5", "Key worker", f"{cast.gwen.name} does not work with the children here."),
    ]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (300, "This day has not come yet."),
        (-9 * 366, "That would be a school child."),
        (-1, "The first day is before the birth."),
    ],
)
def test_a_birthday_that_cannot_be_is_not_given_to_a_child_who_is_here(
    bettina: Client, cast: Cast, days: int, said: str
) -> None:
    zofia = cast.children["zofia"]
    Child.objects.filter(pk=zofia.pk).update(reference="R1")
    born = timezone.localdate() + timedelta(days=days)
    csv_import = bring(bettina, f"Name,DOB,Ref\n{zofia.full_name},{born},R1\n", kind="children")
    assert [(row, wrong) for row, _in, _cell, wrong, _todo in troubles(bettina, csv_import)] == [
        ("2", said)
    ]
    say_yes(bettina, csv_import)
    assert Child.objects.get(pk=zofia.pk).date_of_birth == zofia.date_of_birth


def test_bad_adults_are_named(bettina: Client, cast: Cast, quince: Child) -> None:
    csv_import = bring(
        bettina,
        "Child,Full name,E-mail\n"
        "Quince Jones,Pomona Jones,pomona@example.org\n"
        "Quince Jones,Pomona Jones,POMONA@example.org\n"
        "Quince Jones,Basil Jones,pomona@example.org\n"
        "Quince Jones,Nan Jones,\n"
        "Quince Jones,Nan Jones,nan at example\n"
        "Nobody Known,Nan Jones,nan@example.org\n"
        f"{cast.children['zofia'].full_name},Olwen Pipkin,{cast.olwen.email}\n",
        kind="families",
    )
    found = troubles(bettina, csv_import)
    assert [row for row, *_rest in found] == ["3", "4", "5", "6", "7", "8"]
    words = [wrong for *_where, wrong, _todo in found]
    assert "is invited to this child in row 2 too" in words[0]
    assert "is invited to this child in row 2 too" in words[1]
    assert "no e-mail address for Nan Jones" in words[2]
    assert "not an e-mail address" in words[3]
    assert "No child on the roll" in words[4]
    assert "has ended" in words[5]


def test_two_people_do_not_share_an_address(bettina: Client, cast: Cast, quince: Child) -> None:
    other = make.make_child(cast.hill, name="Medlar Jones", room=cast.rooms["conkers"])
    csv_import = bring(
        bettina,
        "Child,Full name,E-mail\nQuince Jones,Pomona Jones,us@example.org\n"
        f"{other.full_name},Basil Jones,us@example.org\n",
        kind="families",
    )
    assert "this address belongs to Pomona Jones" in look(bettina, csv_import)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"x" * (10 * 1024 * 1024), "larger than 5 MB"),
        (b"PK\x03\x04\x14\x00" + b"\x00" * 200, "not a CSV file"),
        (b"", "nothing in this file"),
        (b"Zofia,2023-01-02\n", "no headings"),
        (b"Name,DOB\n", "no rows"),
    ],
    ids=["10 MB", "a workbook", "empty", "no headings", "no rows"],
)
def test_a_file_that_cannot_be_read_is_refused_and_nothing_of_it_is_kept(
    bettina: Client, cast: Cast, content: bytes, words: str
) -> None:
    before = CsvImport.objects.count()
    answer = upload(bettina, content, kind="children")
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert CsvImport.objects.count() == before


def test_without_a_file_or_with_headings_of_nothing_she_is_asked(
    bettina: Client, cast: Cast
) -> None:
    body = {"key": str(uuid.uuid4())}
    answer = bettina.post(reverse("families:csv_import_create"), body)
    assert answer.status_code == 422
    assert "Choose a file." in answer.content.decode()
    answer = upload(bettina, "Name,Colour of hat\nZofia,red\n")
    assert answer.status_code == 422
    assert "do not say what this is" in answer.content.decode()


def test_american_days_are_asked_about(bettina: Client, cast: Cast) -> None:
    csv_import = brought(upload(bettina, children_file("Ada Okafor,03/04/2024,Conkers,,")))
    address = reverse("families:csv_import_match", args=[csv_import.pk])
    answer = bettina.post(address, guessed(csv_import))
    assert answer.status_code == 422
    assert "03/04/2024 can be two different days" in answer.content.decode()
    bettina.post(address, {**guessed(csv_import), "date_order": "mdy"})
    csv_import.refresh_from_db()
    say_yes(bettina, csv_import)
    assert Child.objects.get(full_name="Ada Okafor").date_of_birth == date(2024, 3, 4)


def test_a_column_is_said_once_and_what_is_needed_is_said(bettina: Client, cast: Cast) -> None:
    csv_import = brought(upload(bettina, children_file(f"Ada Okafor,{BORN},Conkers,,")))
    address = reverse("families:csv_import_match", args=[csv_import.pk])
    answer = bettina.post(address, {**guessed(csv_import), "column_3": "room"})
    assert answer.status_code == 422
    assert "This is the column “Room” already" in answer.content.decode()
    answer = bettina.post(address, {**guessed(csv_import), "column_1": ""})
    assert answer.status_code == 422
    assert "Date of birth" in answer.content.decode()


def test_an_address_in_use_in_another_nursery_makes_no_difference(
    bettina: Client, cast: Cast, quince: Child
) -> None:
    def shown(email: str) -> tuple[str, list[str]]:
        csv_import = bring(
            bettina,
            f"Child,Full name,E-mail\nQuince Jones,Sunniva Bill,{email}\n",
            kind="families",
        )
        with statements() as sent:
            page = look(bettina, csv_import)
        page = page.replace(email, "")  # what was typed stands in the preview
        return re.sub(r"[0-9a-f-]{36}|value=\"[^\"]*\"|csrf[^>]*", "", page), sent

    shown("once.before@example.org")  # what is kept of every page is kept
    known, statements_known = shown(cast.sunniva.email)
    unknown, statements_unknown = shown("nobody.at.all@example.org")
    assert known == unknown
    assert len(statements_known) == len(statements_unknown)
    assert "Sunniva Bill" in known


# --- all or nothing -------------------------------------------------------------------------------


def test_a_last_row_that_the_database_refuses_undoes_all_rows_before_it(
    bettina: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    csv_import = bring(
        bettina, children_file(f"Ada Okafor,{BORN},Conkers,,", f"Ben Okafor,{BORN},Conkers,,")
    )
    before = RoomPlace.objects.count()

    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(KeyPersonAssignment.objects, "bulk_create", broken)
    say_yes(bettina, csv_import)
    assert csv_import.state == State.RUNNING, "it is tried again"
    OutboxJob.objects.update(due_at=timezone.now(), attempts=actions.TRIES - 1)
    work()
    csv_import.refresh_from_db()
    assert csv_import.state == State.FAILED
    assert not Child.objects.filter(full_name__contains="Okafor").exists()
    assert RoomPlace.objects.count() == before
    monkeypatch.undo()
    assert "nothing was changed" in look(bettina, csv_import)
    assert say_yes(bettina, csv_import).state == State.DONE, "and she may try again"


def test_what_the_database_refuses_at_the_very_end_is_said_too(
    bettina: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A foreign key is checked when all is written: later than anything that fails before."""
    csv_import = bring(bettina, children_file(f"Ada Okafor,{BORN},Conkers,,"))
    write = actions.WRITERS["children"]

    def and_a_letter_of_nobody(*args: Any) -> int:
        letter = cast.invitations["hill"]
        letter.pk, letter.token_hash, letter.invited_by_id = None, "f" * 64, uuid.uuid4()
        Invitation.objects.bulk_create([letter])
        return write(*args)

    monkeypatch.setitem(actions.WRITERS, "children", and_a_letter_of_nobody)
    monkeypatch.setattr(actions, "TRIES", 1)
    say_yes(bettina, csv_import)
    assert csv_import.state == State.FAILED
    assert not Child.objects.filter(full_name="Ada Okafor").exists()
    assert "Nothing was brought in" in look(bettina, csv_import)


def test_a_file_that_ends_every_worker_is_not_tried_for_ever(bettina: Client, cast: Cast) -> None:
    csv_import = bring(bettina, children_file(f"Ada Okafor,{BORN},Conkers,,"))
    bettina.post(reverse("families:csv_import_start", args=[csv_import.pk]))
    OutboxJob.objects.update(attempts=actions.TRIES)  # as the killed ones left it
    assert "Bringing in your list" in look(bettina, csv_import), "the last try may be at it"
    work()
    csv_import.refresh_from_db()
    assert csv_import.state == State.FAILED
    assert "Nothing was brought in" in look(bettina, csv_import)
    assert say_yes(bettina, csv_import).state == State.DONE, "and she may try again"
    assert Child.objects.filter(full_name="Ada Okafor").count() == 1


def test_what_changed_between_preview_and_import_stops_it_whole(
    bettina: Client, cast: Cast
) -> None:
    csv_import = bring(
        bettina, children_file(f"Ada Okafor,{BORN},Conkers,,", f"Ben Okafor,{BORN},Pinecones,,")
    )
    bettina.post(reverse("families:csv_import_start", args=[csv_import.pk]))
    Room.objects.filter(pk=cast.rooms["pinecones"].pk).update(name="Larches")
    work()
    csv_import.refresh_from_db()
    assert csv_import.state == State.READY
    assert not Child.objects.filter(full_name__contains="Okafor").exists()
    assert "The nursery has changed meanwhile" in look(bettina, csv_import)


def test_pressed_twice_rung_twice_it_is_imported_once(bettina: Client, cast: Cast) -> None:
    csv_import = bring(bettina, children_file(f"Ada Okafor,{BORN},Conkers,,"))
    for _ in range(2):
        bettina.post(reverse("families:csv_import_start", args=[csv_import.pk]))
    [job] = OutboxJob.objects.filter(task=actions.RUN_TASK)
    assert job.task in current_app.tasks, "a bell that no worker would hear"
    for _ in range(2):
        with as_worker():
            run_csv_import(str(job.pk))
    assert Child.objects.filter(full_name="Ada Okafor").count() == 1


def test_a_form_sent_twice_is_one_file(bettina: Client, cast: Cast) -> None:
    before, key = CsvImport.objects.count(), str(uuid.uuid4())
    first, second = (upload(bettina, ROOMS, key=key) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert CsvImport.objects.count() == before + 1


def test_a_manager_who_leads_no_more_imports_nothing(bettina: Client, cast: Cast) -> None:
    csv_import = bring(bettina, children_file(f"Ada Okafor,{BORN},Conkers,,"))
    bettina.post(reverse("families:csv_import_start", args=[csv_import.pk]))
    cast.posts["bettina"].role = "practitioner"
    cast.posts["bettina"].save()
    for _try in range(actions.TRIES + 1):
        work()
        OutboxJob.objects.update(due_at=timezone.now())
    assert not Child.objects.filter(full_name="Ada Okafor").exists()
    tariq = signed_in(cast.tariq)
    assert "Nothing was brought in" in look(tariq, csv_import), "and not: being imported, for ever"
    assert say_yes(tariq, csv_import).state == State.DONE


def test_a_file_thrown_away_is_gone(bettina: Client, cast: Cast) -> None:
    csv_import = bring(bettina, ROOMS)
    bettina.post(reverse("families:csv_import_discard", args=[csv_import.pk]))
    csv_import.refresh_from_db()
    assert (csv_import.state, csv_import.rows) == (State.DISCARDED, [])
    say_yes(bettina, csv_import)
    assert not Room.objects.filter(name="Hedgehogs").exists()


# --- who may --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["marek", "gwen", "agnieszka"])
def test_nobody_but_manager_and_deputy_brings_in_or_takes_out(cast: Cast, name: str) -> None:
    client, csv_import = signed_in(cast.users[name]), cast.imports["hill"]
    for page, arguments in (
        ("csv_import_list", []),
        ("csv_import_create", []),
        ("csv_export", ["all"]),
        ("csv_sample", ["rooms"]),
        ("letter_list", []),
        ("getting_started", []),
    ):
        answer = client.get(reverse(f"families:{page}", args=arguments))
        assert answer.status_code == 403, page
    answer = client.get(reverse("families:csv_import_detail", args=[csv_import.pk]))
    assert answer.status_code == 404


def test_the_deputy_may_and_the_other_manager_finds_nothing(cast: Cast) -> None:
    address = reverse("families:csv_import_detail", args=[cast.imports["hill"].pk])
    assert signed_in(cast.tariq).get(address).status_code == 200
    assert signed_in(cast.ottilie).get(address).status_code == 404


# --- how much it costs ----------------------------------------------------------------------------


def many_children(number: int) -> str:
    return children_file(
        *(
            f'"Okafor{at}, Ada",{date(2023, 1, 1) + timedelta(days=at % 600)},Conkers,'
            "marek@marmaladehill.example,egg"
            for at in range(number)
        )
    )


@pytest.fixture
def cost_of(bettina: Client) -> Callable[[int], tuple[int, int]]:
    """How many statements preview and import of so many children are."""

    def cost(number: int) -> tuple[int, int]:
        csv_import = bring(bettina, many_children(number))
        with statements() as looking:
            look(bettina, csv_import)
        bettina.post(reverse("families:csv_import_start", args=[csv_import.pk]))
        with statements() as importing:
            work()
        return len(looking), len(importing)

    return cost


def test_two_hundred_children_cost_as_many_statements_as_twenty(
    cost_of: Callable[[int], tuple[int, int]],
) -> None:
    cost_of(1)  # what is kept of every page is kept
    assert cost_of(20) == cost_of(200)


def test_two_thousand_rows_come_in_and_the_page_stays_short(bettina: Client, cast: Cast) -> None:
    csv_import = bring(bettina, many_children(2000).encode("utf-16"))
    page = look(bettina, csv_import)
    assert len(page) < 60_000
    assert "And 1960 more." in page
    assert say_yes(bettina, csv_import).outcome["new"] == 2000
    assert Child.objects.filter(full_name__startswith="Ada Okafor").count() == 2000


def test_the_pages_cost_the_same_with_many_files_and_letters(
    bettina: Client, cast: Cast, quince: Child
) -> None:
    def cost() -> list[int]:
        numbers = []
        for page in ("csv_import_list", "letter_list", "getting_started"):
            with statements() as sent:
                assert bettina.get(reverse(f"families:{page}")).status_code == 200
            numbers.append(len(sent))
        return numbers

    def letters(number: int) -> None:
        for at in range(number):
            make.make_csv_import(cast.hill, by=cast.bettina, file_name=f"{at}.csv")
            Invitation.objects.create(
                setting=cast.hill,
                email=f"{uuid.uuid4()}@example.org",
                full_name="A Name",
                token_hash=uuid.uuid4().hex,
                invited_by=cast.bettina,
                child=quince,
                family=cast.homes["emrys"],
                waits=True,
            )

    letters(20)
    cost()  # what is kept of every page is kept
    few = cost()
    letters(180)
    assert cost() == few


# --- getting started ------------------------------------------------------------------------------


def test_a_new_manager_sees_what_is_next(db: None) -> None:
    setting = make.make_setting("Rhubarb Yard")
    user = make.make_user("ada@rhubarb.example", full_name="Ada Rhubarb")
    make.make_staff(setting, user=user, role="manager")
    client = signed_in(user)
    address = reverse("families:getting_started")

    def next_step() -> str:
        steps = client.get(address).context["steps"]
        [found] = [step.title for step in steps if step.is_next]
        return found

    assert next_step() == "Rooms"
    import_whole(client, ROOMS)
    assert next_step() == "Staff"
    import_whole(
        client, "Name,Email,Role\nBo Stalk,bo@rhubarb.example,Practitioner\n", kind="staff"
    )
    assert next_step() == "Children"
    import_whole(client, children_file(f"Cleo Stem,{BORN},Badgers,Bo Stalk,"))
    assert next_step() == "Families"
    import_whole(client, "Child,Full name,E-mail\nCleo Stem,Dot Stem,dot@example.org\n")
    assert next_step() == "Letters"
    client.post(reverse("families:letter_list"), {"everybody": "on"})
    assert not [step for step in client.get(address).context["steps"] if not step.is_done]
    send_letters()
    assert sorted(letter.to for letter in mail.outbox) == [
        ["bo@rhubarb.example"],
        ["dot@example.org"],
    ]


def test_a_file_that_nobody_came_back_to_is_emptied_when_the_next_one_is_brought(
    cast: Cast,
) -> None:
    bettina = signed_in(cast.bettina)
    forgotten = brought(upload(bettina, ROOMS, kind="rooms"))
    of_last_week = brought(upload(bettina, ROOMS, kind="rooms"))
    now = timezone.now()
    for each, days in ((forgotten, 31), (of_last_week, 7)):
        CsvImport.objects.filter(pk=each.pk).update(created_at=now - timedelta(days=days))
    theirs = cast.imports["wharf"]
    CsvImport.objects.filter(pk=theirs.pk).update(created_at=now - timedelta(days=31))
    before = CsvImport.objects.get(pk=theirs.pk).state
    upload(bettina, ROOMS, kind="rooms")
    forgotten.refresh_from_db()
    of_last_week.refresh_from_db()
    assert (forgotten.state, forgotten.rows) == (State.DISCARDED, [])
    assert of_last_week.rows
    assert CsvImport.objects.get(pk=theirs.pk).state == before, "another nursery's is not hers"


def test_the_preview_says_of_each_new_child_what_could_be_wrong(cast: Cast) -> None:
    bettina = signed_in(cast.bettina)
    sheet = (
        "Name,Date of birth,Room,Allergies,Key person\n"
        "Zoë Müller,2024-09-03,Conkers,nuts,Marek Zahradník\n"
    )
    sheet = sheet.replace("Marek Zahradník", cast.marek.email)
    found = upload(bettina, sheet, kind="children")["Location"]
    pk = found.strip("/").split("/")[-2]
    matching = CsvImport.objects.get(pk=pk).matching
    bettina.post(found, {f"column_{at}": field for at, field in enumerate(matching)})
    page = bettina.get(reverse("families:csv_import_detail", args=[pk])).content.decode()
    for words in ("3 September 2024", "nuts", cast.marek.name):
        assert words in page


def test_a_file_of_the_wrong_kind_is_told_to_be_another_on_the_page_of_its_columns(
    cast: Cast,
) -> None:
    bettina = signed_in(cast.bettina)
    found = upload(
        bettina, "Child,Date of birth,Room\nZoë Müller,03/09/2024,Conkers\n", kind="staff"
    )
    page = found["Location"]
    file = CsvImport.objects.get(pk=page.strip("/").split("/")[-2])
    assert bettina.post(page, {"kind": "nonsense"}).status_code == 302
    assert bettina.post(page, {"kind": "children"}).status_code == 302
    file.refresh_from_db()
    assert (file.kind, file.matching) == ("children", ["full_name", "date_of_birth", "room"])
    html = bettina.get(page).content.decode()
    question = html[html.index("How are days written") :].split("</legend>")[0]
    assert "if you like" not in question
    sent = {f"column_{at}": field for at, field in enumerate(file.matching)}
    refused = bettina.post(page, sent)
    assert refused.status_code == 422
    assert "can be two different days" in refused.content.decode()
