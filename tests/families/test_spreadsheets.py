"""From whatever bytes a spreadsheet program writes to rows, and to a file that runs nothing."""

import random
from datetime import date

import pytest

from families.queries.csv_import.cells import BadCell, day_of, order_to_ask, turned
from families.queries.csv_import.columns import guess_all, guess_kind, is_known
from families.spreadsheets import (
    MOST_BYTES,
    Sheet,
    Unreadable,
    as_csv,
    harmless,
    is_formula,
    plain,
    read_sheet,
)


def read(content: bytes | str, encoding: str = "utf-8") -> Sheet:
    return read_sheet(
        content if isinstance(content, bytes) else content.encode(encoding), knows=is_known
    )


NAMES = "Name;Date of birth;Room\nZoë Müller;1.3.2023;Äpfel\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_every_encoding_that_excel_writes_is_read(encoding: str) -> None:
    sheet = read(NAMES, encoding)
    assert sheet.headers == ["Name", "Date of birth", "Room"]
    assert sheet.rows == [(2, ["Zoë Müller", "1.3.2023", "Äpfel"])]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_every_separator_is_found(separator: str) -> None:
    sheet = read(NAMES.replace(";", separator))
    assert sheet.headers == ["Name", "Date of birth", "Room"]


def test_excels_own_line_about_the_separator_is_no_row() -> None:
    assert read("sep=;\r\n" + NAMES).rows[0][0] == 2


def test_headings_may_stand_below_a_title_and_rows_keep_their_numbers() -> None:
    sheet = read(
        "Children at Marmalade Hill,,\nprinted 01/02/2026,,\n,,\nName,DOB,Room\n,,\n\na,b,c"
    )
    assert sheet.headers == ["Name", "DOB", "Room"]
    assert sheet.rows == [(7, ["a", "b", "c"])]


def test_a_line_break_in_a_cell_is_one_row_of_the_spreadsheet() -> None:
    sheet = read('Name,DOB,Notes\na,b,"one\r\ntwo ""three"""\nd,e,f')
    assert sheet.rows == [(2, ["a", "b", 'one\ntwo "three"']), (3, ["d", "e", "f"])]


def test_columns_without_heading_and_words_are_forgotten_and_others_kept() -> None:
    sheet = read("Name,DOB,,\na,b,,\nc,d,extra,")
    assert sheet.headers == ["Name", "DOB", ""]
    assert sheet.rows[1] == (3, ["c", "d", "extra"])


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04rest of a workbook", "not a CSV file"),
        (b"\xd0\xcf\x11\xe0old excel", "not a CSV file"),
        (b"%PDF-1.7", "not a CSV file"),
        (b"<html><table><tr><td>Name</td></tr></table>", "not a CSV file"),
        (b"Name,DOB\x00\n1,2", "not a CSV file"),
        (b"\x81\x8d\x8f,\x90", "not a CSV file"),
        (b"", "nothing in this file"),
        (b" \n \n", "nothing in this file"),
        (b"\xef\xbb\xbf", "nothing in this file"),
        (b"Zofia,2023-01-02,Conkers\nIdris,2023-03-04,Conkers", "no headings"),
        (b"Name,DOB,Room\n,,\n", "no rows"),
        (b'Name,DOB\n"Zofia,2023-01-02\nIdris,x', "opens in row 2 and never closes"),
        (b"Name,DOB\n" + b"a,b\n" * 5001, "room for 5000 rows"),
        (b"Name," * 101 + b"\n" + b"x," * 101, "room for 100 columns"),
        (b"x" * (MOST_BYTES + 1), "larger than 5 MB"),
    ],
)
def test_what_cannot_be_read_is_refused_in_plain_words(content: bytes, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        read(content)


def test_random_and_broken_files_are_read_or_refused_and_nothing_else() -> None:
    chance = random.Random(7)
    whole = as_csv(["Name", "DOB", "Room"], [["Zofia", "1/2/2023", 'say "ah"\nthen']] * 5)
    for turn in range(3000):
        if turn % 2:
            content = chance.randbytes(chance.randrange(1, 300))
        else:
            broken = bytearray(whole)
            for _ in range(chance.randrange(1, 12)):
                place = chance.randrange(len(broken))
                broken[place : place + chance.randrange(3)] = chance.choice(
                    [b'"', b"\r", b"\n", b",", b"\x00", b"\xff", b"\xfe\xff", b"'", b"=1", b""]
                )
            content = bytes(broken)
        try:
            sheet = read(content)
        except Unreadable:
            continue
        assert sheet.rows
        assert {len(cells) for _n, cells in sheet.rows} == {len(sheet.headers)}


# --- cells that spreadsheets run ------------------------------------------------------------------


@pytest.mark.parametrize(
    "cell", ["=1+1", "+cmd|' /C calc'!A0", "-2+3+cmd|'x'!A0", "@SUM(A1)", "＝1+1", "=HYPERLINK(1)"]
)
def test_a_formula_is_told_from_words(cell: str) -> None:
    assert is_formula(cell)
    assert harmless(cell).startswith("'")
    assert plain(harmless(cell)) == cell


@pytest.mark.parametrize(
    "cell", ["+44 1632 960 123", "-5", "(01632) 960123", "'t Hooft", "", "a=b"]
)
def test_a_phone_number_is_no_formula_and_comes_back_as_it_was(cell: str) -> None:
    assert not is_formula(cell)
    assert plain(harmless(cell)) == cell


def test_a_quote_before_a_formula_survives_the_way_out_and_in() -> None:
    for cell in ("'=1", "''=1", "'+44"):
        assert harmless(cell) != cell
        assert plain(harmless(cell)) == cell


# --- days and names -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        *("2023-12-31", "31/12/2023", "31.12.2023", "31-12-2023", "31/12/23", "31 Dec 2023"),
        *("31st December 2023", "31-Dec-23", "2023-12-31 00:00:00", "31/12/2023 00:00"),
        *("Dec 31, 2023", "31 12 2023", "2023/12/31"),
    ],
)
def test_a_day_is_read_however_it_is_written(said: str) -> None:
    assert day_of(said, order="") == date(2023, 12, 31)


@pytest.mark.parametrize("said", ["31/02/2023", "yesterday", "2023", "45291", "31 Foo 2023", "1/2"])
def test_what_is_no_day_is_refused(said: str) -> None:
    with pytest.raises(BadCell):
        day_of(said, order="")


def test_american_days_are_asked_about_and_never_guessed() -> None:
    assert order_to_ask(["03/04/2023", "05/06/2023"])
    assert order_to_ask(["12/31/2023"])
    assert order_to_ask(["31/12/2023", "12/31/2023"])
    assert not order_to_ask(["03/04/2023", "31/12/2023"])
    assert not order_to_ask(["03.04.2023", "2023-04-03", "3 Apr 2023", "04/04/2023"])
    assert day_of("03/04/2023", order="mdy") == date(2023, 3, 4)
    assert day_of("03/04/2023", order="dmy") == date(2023, 4, 3)


def test_a_merged_name_is_turned_round() -> None:
    assert turned("Kapelusz, Zofia") == "Zofia Kapelusz"
    assert turned("Zofia Kapelusz") == "Zofia Kapelusz"
    assert turned("Ó Súilleabháin, Máire Áine") == "Máire Áine Ó Súilleabháin"


# --- headings of other products -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headings", "kind", "fields"),
    [
        (
            "Child First Name,Child Last Name,DOB,Room,Key Worker,Allergies,Dietary Requirements",
            "children",
            "first_name,last_name,date_of_birth,room,key_person,allergies,diet",
        ),
        (
            "Forename;Surname;Preferred name;D.O.B.;Start Date;Group;UPN",
            "children",
            "first_name;last_name;known_as;date_of_birth;started_on;room;reference",
        ),
        (
            "child_id,childName,dateOfBirth,roomName,mother_email",
            "children",
            "reference,full_name,date_of_birth,room,",
        ),
        ("Employee name,E-mail,Job Title,Base room", "staff", "full_name,email,role,rooms"),
        (
            "Room name,Age from,Age to,Capacity",
            "rooms",
            "name,youngest_months,oldest_months,places",
        ),
        (
            "Child's name,Child DOB,Mother's name,Mother's email,Father's name,Father's email",
            "families",
            "child_full_name,child_date_of_birth,full_name,email,full_name_2,email_2",
        ),
        (
            "Child,Contact first name,Contact surname,Contact email,Relationship to child,PR,"
            "Emergency contact phone,GP name",
            "families",
            "child_full_name,first_name,last_name,email,relationship,has_parental_responsibility,,",
        ),
    ],
)
def test_headings_of_many_products_are_understood(headings: str, kind: str, fields: str) -> None:
    separator = ";" if ";" in headings else ","
    found = headings.split(separator)
    assert guess_kind(found) == kind
    assert guess_all(kind, found) == fields.split(separator if separator in fields else ",")
