"""Which field a column goes into, guessed from its heading.

The words are those that nursery and school software, and nurseries' own lists, write over their
columns. A guess is only offered: the manager sees it and says what it is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext_lazy as _

from ...forms.invitations import RIGHTS_WORDS
from ...models.csv_imports import CsvImport

Kind = CsvImport.Kind


@dataclass(frozen=True)
class Field:
    """What a column can be: its name, its word on the page, its heading in our own files, and what
    others call it (in plain small letters)."""

    name: str
    label: object
    heading: str
    called: tuple[str, ...]
    sample: str = ""


def _field(name: str, label: object, heading: str, called: str, sample: str = "") -> Field:
    others = tuple(word.strip() for word in called.split(",") if word.strip())
    return Field(name, label, heading, (plain_heading(heading), *others), sample)


def plain_heading(heading: str) -> str:
    """A heading in small letters, without signs: "Child's FirstName" is "childs first name"."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading)
    words = re.sub(r"['’`.]", "", words.casefold())
    words = re.sub(r"[\W_]+", " ", words).strip()
    return re.sub(r"\be mail\b", "email", words)


PERSON = (
    "first name, forename, forenames, given name, given names, firstname, legal forename, first"
)
SURNAME = "last name, surname, family name, lastname, legal surname, second name, last"
NAME = (
    "name, full name, fullname, legal name, surname first name, name surname first, full legal name"
)
EMAIL = "email, email address, mail, email addr, primary email, home email, work email"
PHONE = "phone, telephone, tel, mobile, phone number, mobile number, home phone, contact number"
ROOMS = "room, rooms, group, room group, class, base room, room name, current room, group name"

FIELDS: dict[str, tuple[Field, ...]] = {
    Kind.ROOMS: (
        _field("name", _("Name of the room"), "Room", f"{ROOMS}, name", "Conkers"),
        _field(
            "youngest_months",
            _("Youngest, in months"),
            "Youngest (months)",
            "youngest, from, age from, min age, minimum age, from months, youngest age, age min",
            "18",
        ),
        _field(
            "oldest_months",
            _("Oldest, in months"),
            "Oldest (months)",
            "oldest, to, age to, max age, maximum age, to months, oldest age, age max",
            "30",
        ),
        _field(
            "places",
            _("Places"),
            "Places",
            "capacity, max children, size, spaces, number of places, maximum children",
            "16",
        ),
        _field("colour", _("Colour"), "Colour", "color", "clay"),
    ),
    Kind.STAFF: (
        _field("full_name", _("Full name"), "Full name", NAME, "Bluebell Hatpin"),
        _field("first_name", _("First name"), "First name", PERSON),
        _field("last_name", _("Surname"), "Surname", SURNAME),
        _field("email", _("E-mail address"), "E-mail", EMAIL, "bluebell@example.org"),
        _field(
            "role",
            _("Role"),
            "Role",
            "position, job, post, job title, job role, title, staff type",
            "Practitioner",
        ),
        _field("rooms", _("Rooms"), "Rooms", ROOMS, "Conkers; Pinecones"),
    ),
    Kind.CHILDREN: (
        _field(
            "reference",
            _("Number in the other system"),
            "Reference",
            "ref, id, number, unique id, external id, upn, account number, unique reference, no",
            "A-17",
        ),
        _field("full_name", _("Full name"), "Full name", NAME, "Pumpernickel Jones"),
        _field("first_name", _("First name"), "First name", PERSON),
        _field("last_name", _("Surname"), "Surname", SURNAME),
        _field(
            "known_as",
            _("The name we use"),
            "Name we use",
            "known as, preferred name, preferred forename, preferred first name, nickname,"
            " chosen name, called",
            "Nickel",
        ),
        _field("pronunciation", _("How to say it"), "How to say it", "pronunciation"),
        _field(
            "date_of_birth",
            _("Date of birth"),
            "Date of birth",
            "dob, d o b, birth date, birthday, birthdate, born, date born",
            "31/12/2023",
        ),
        _field(
            "started_on",
            _("First day"),
            "First day",
            "start date, start, started, date started, admission date, joined, start day,"
            " date of admission, date joined, enrolment date",
            "01/09/2026",
        ),
        _field("room", _("Room"), "Room", ROOMS, "Conkers"),
        _field(
            "key_person",
            _("Key person (name or e-mail)"),
            "Key person",
            "key worker, keyworker, keyperson, key carer, key person email, key practitioner,"
            " key worker name",
        ),
        _field(
            "backup",
            _("Back-up key person (name or e-mail)"),
            "Back-up key person",
            "back up, backup, buddy, second key person, buddy key person, co key worker,"
            " secondary key worker, backup key person",
        ),
        _field(
            "home_languages",
            _("Languages at home"),
            "Languages at home",
            "languages, home languages, home language, language, first language,"
            " languages spoken at home",
            "Polish; English",
        ),
        _field(
            "allergies",
            _("Allergies"),
            "Allergies",
            "allergy, allergens, allergies intolerances, known allergies, allergy details",
            "egg",
        ),
        _field(
            "diet",
            _("Food"),
            "Food",
            "diet, dietary requirements, dietary needs, dietary, special diet, dietary notes",
            "vegetarian",
        ),
        _field("care_note", _("Good to know"), "Good to know", "notes, note, comments, care notes"),
    ),
    Kind.FAMILIES: (
        _field(
            "child_reference",
            _("Child: number in the other system"),
            "Child reference",
            "child id, child ref, child number, child upn, child unique id, reference, upn",
        ),
        _field(
            "child_full_name",
            _("Child: full name"),
            "Child",
            "child name, child full name, child legal name, children",
            "Pumpernickel Jones",
        ),
        _field("child_first_name", _("Child: first name"), "Child first name", ""),
        _field("child_last_name", _("Child: surname"), "Child surname", ""),
        _field(
            "child_date_of_birth",
            _("Child: date of birth"),
            "Child date of birth",
            "child dob, child d o b, child birth date, child born, date of birth, dob, d o b",
            "31/12/2023",
        ),
        _field("full_name", _("Adult: full name"), "Full name", NAME, "Pomona Jones"),
        _field("first_name", _("Adult: first name"), "First name", PERSON),
        _field("last_name", _("Adult: surname"), "Surname", SURNAME),
        _field("email", _("Adult: e-mail address"), "E-mail", EMAIL, "pomona@example.org"),
        _field(
            "relationship",
            _("Adult: who they are to the child"),
            "Relationship",
            "relationship to child, relation, relation to child, relationship type, type",
            "mum",
        ),
        *(
            _field(right, words, str(words), called, sample)
            for right, words, called, sample in (
                (
                    "has_parental_responsibility",
                    RIGHTS_WORDS["has_parental_responsibility"],
                    "parental responsibility, pr, has pr, legal responsibility",
                    "yes",
                ),
                (
                    "lives_with_child",
                    RIGHTS_WORDS["lives_with_child"],
                    "lives with, lives with child, resides with, lives at home",
                    "yes",
                ),
                ("sees_journal", RIGHTS_WORDS["sees_journal"], "journal, learning journal", ""),
                ("sees_photos", RIGHTS_WORDS["sees_photos"], "photos, photographs", ""),
                ("sees_daily_notes", RIGHTS_WORDS["sees_daily_notes"], "daily notes", ""),
                ("sees_reports", RIGHTS_WORDS["sees_reports"], "reports", ""),
                ("can_message", RIGHTS_WORDS["can_message"], "messages", ""),
                ("receives_updates", RIGHTS_WORDS["receives_updates"], "updates", ""),
                (
                    "may_collect",
                    RIGHTS_WORDS["may_collect"],
                    "may collect, can collect, collects, authorised to collect, collection",
                    "yes",
                ),
            )
        ),
        _field(
            "home_name",
            _("Name of their home"),
            "Home",
            "household, home name, household name",
            "The Joneses, Lime Street",
        ),
        _field(
            "home_address",
            _("Address of their home"),
            "Home address",
            "address, postal address, full address, household address",
            "1 Lime Street",
        ),
        _field("home_phone", _("Phone of their home"), "Home phone", PHONE, "01632 960 001"),
        _field("full_name_2", _("Second adult: full name"), "Second adult", ""),
        _field("first_name_2", _("Second adult: first name"), "Second adult first name", ""),
        _field("last_name_2", _("Second adult: surname"), "Second adult surname", ""),
        _field("email_2", _("Second adult: e-mail address"), "Second adult e-mail", ""),
        _field("relationship_2", _("Second adult: who they are"), "Second adult relationship", ""),
        _field(
            "has_parental_responsibility_2",
            _("Second adult: has parental responsibility"),
            "Second adult has parental responsibility",
            "",
        ),
        _field(
            "home_address_2", _("Second adult: address of their home"), "Second adult address", ""
        ),
        _field("home_phone_2", _("Second adult: phone of their home"), "Second adult phone", ""),
    ),
}
# Fields of our own sample and export: one column for a name, one adult a row.
NOT_WRITTEN = {"first_name", "last_name", "child_first_name", "child_last_name"}

CHILD = {"child", "childs", "children", "pupil", "pupils", "student", "students"}
STAFF = {"staff", "employee", "employees", "practitioner", "team", "member", "members"}
FIRST = {"mother", "mothers", "mum", "mums", "mom", "mother1", "parent1", "carer1", "contact1"}
SECOND = {"father", "fathers", "dad", "dads", "parent2", "carer2", "contact2", "guardian2"}
ADULT = {
    *("parent", "parents", "carer", "carers", "contact", "contacts", "guardian", "guardians"),
    *("adult", "relative", "primary", "main", "secondary", "1", "2", "one", "two", "second"),
}
# Nobody whom a nursery would invite: these columns are left out unless the manager says otherwise.
OTHERS = {"emergency", "doctor", "doctors", "gp", "sibling", "siblings", "social", "visitor"}
MAMA = ("mother", "mothers", "mum", "mums", "mom")
PAPA = ("father", "fathers", "dad", "dads")


@cache
def _words_of(kind: str) -> dict[str, str]:
    words: dict[str, str] = {}
    for field in FIELDS[kind]:
        for called in field.called:
            words.setdefault(called, field.name)
    return words


def guess(kind: str, heading: str) -> str:
    """The field of a column with this heading in a file of this kind, or "" for none."""
    words, known = plain_heading(heading), _words_of(kind)
    if words in known:
        return known[words]
    tokens = words.split()
    if set(tokens) & OTHERS:
        return ""
    if kind == Kind.FAMILIES:
        return _guess_in_families(tokens, known)
    about_adults = set(tokens) & (FIRST | SECOND | (ADULT - {"1", "2", "one", "two", "second"}))
    if kind == Kind.CHILDREN and about_adults:
        return ""
    own = CHILD if kind == Kind.CHILDREN else STAFF if kind == Kind.STAFF else set()
    if set(tokens) & own:
        return known.get(_without(tokens, own) or "full name", "")
    return ""


def _guess_in_families(tokens: list[str], known: dict[str, str]) -> str:
    if set(tokens) & CHILD:
        child = _words_of(Kind.CHILDREN).get(_without(tokens, CHILD) or "full name", "")
        field = f"child_{child}"
        return field if field in known.values() else ""
    second = bool(set(tokens) & (SECOND | {"2", "two", "second", "secondary"}))
    if not (second or set(tokens) & (FIRST | ADULT)):
        return ""
    rest = _without(tokens, FIRST | SECOND | ADULT) or "full name"
    field = known.get(rest, "")
    if not second:
        return field
    return f"{field}_2" if f"{field}_2" in _names(Kind.FAMILIES) else ""


@cache
def _names(kind: str) -> frozenset[str]:
    return frozenset(field.name for field in FIELDS[kind])


def _without(tokens: list[str], words: set[str]) -> str:
    return " ".join(token for token in tokens if token not in words)


def is_known(heading: str) -> bool:
    """Whether any kind of file has a column of this heading."""
    return any(guess(kind, heading) for kind in FIELDS)


def guess_all(kind: str, headers: Sequence[str]) -> list[str]:
    """The field of each column, each field once; "" for the others."""
    taken: set[str] = set()
    result = []
    for heading in headers:
        field = guess(kind, heading)
        result.append("" if field in taken else field)
        taken.add(field)
    return result


def guess_kind(headers: Sequence[str]) -> str:
    """What a file with these headings is about, or "" if that cannot be said."""
    best, most = "", 0.0
    for kind in (Kind.FAMILIES, Kind.CHILDREN, Kind.STAFF, Kind.ROOMS):
        matching = guess_all(kind, headers)
        heard = float(sum(map(bool, matching)))
        sure = heard > 1 or len(headers) == 1
        if sure and not what_is_missing(kind, matching):
            # A file of children with their parents beside them brings the children first.
            if kind == Kind.CHILDREN and {"room", "key_person", "allergies"} & set(matching):
                heard += 20
            if heard > most:
                best, most = str(kind), heard
    return best


def what_is_missing(kind: str, matching: Sequence[str]) -> list[object]:
    """What a file of this kind cannot do without, in the words of the page."""
    has = set(matching)
    missing: list[object] = []

    def wants(label: object, *ways: set[str]) -> None:
        if not any(way <= has for way in ways):
            missing.append(label)

    if kind == Kind.ROOMS:
        wants(_("Name of the room"), {"name"})
    elif kind == Kind.STAFF:
        wants(_("Full name"), {"full_name"}, {"first_name", "last_name"})
        wants(_("E-mail address"), {"email"})
    elif kind == Kind.CHILDREN:
        wants(_("Full name"), {"full_name"}, {"first_name", "last_name"})
        wants(_("Date of birth"), {"date_of_birth"})
    else:
        wants(
            _("Child: full name"),
            {"child_full_name"},
            {"child_first_name", "child_last_name"},
            {"child_reference"},
        )
        wants(_("Adult: e-mail address"), {"email"}, {"email_2"})
        for end in ("", "_2"):
            if f"email{end}" in has:
                wants(
                    _("Adult: full name"),
                    {f"full_name{end}"},
                    {f"first_name{end}", f"last_name{end}"},
                )
    return missing


def told_by_heading(headers: Sequence[str], matching: Sequence[str]) -> dict[str, str]:
    """Who an adult is where only the heading says so: "Mother's email" is of the mother."""
    told = {}
    for heading, field in zip(headers, matching, strict=True):
        if field in ("email", "email_2"):
            tokens = set(plain_heading(heading).split())
            end = field.removeprefix("email")
            if tokens & set(MAMA):
                told[f"relationship{end}"] = "mother"
            elif tokens & set(PAPA):
                told[f"relationship{end}"] = "father"
    return told
