"""What a setting holds, as files that can be brought in again and then change nothing."""

from collections.abc import Callable
from datetime import date
from typing import Any

from ... import policies
from ...context import Person
from ...models import RIGHTS, valid_on
from ...models.csv_imports import CsvImport
from ...models.languages import LANGUAGES_SPOKEN
from ...models.places import Colour, Role
from ...spreadsheets import as_csv
from .children import children_of, key_persons_of, rooms_of
from .columns import FIELDS, NOT_WRITTEN
from .staff import letters_to_staff, posts_of, rooms_of_posts

Kind = CsvImport.Kind
Rows = list[dict[str, str]]


def file_of(kind: str, person: Person) -> bytes:
    """All rooms, staff, children or adults of the person's setting as a CSV file."""
    return _file(kind, EXPORTERS[kind](person))


def sample_of(kind: str) -> bytes:
    """A sheet with the right headings and one invented row."""
    return _file(kind, [{field.name: field.sample for field in FIELDS[kind]}])


def _file(kind: str, rows: Rows) -> bytes:
    fields = [
        field
        for field in FIELDS[kind]
        if field.name not in NOT_WRITTEN and not field.name.endswith("_2")
    ]
    return as_csv(
        [field.heading for field in fields],
        [[row.get(field.name, "") for field in fields] for row in rows],
    )


def _rooms(person: Person) -> Rows:
    return [
        {
            "name": room.name,
            "youngest_months": str(room.youngest_months),
            "oldest_months": str(room.oldest_months),
            "places": str(room.places),
            "colour": str(Colour(room.colour).value),
        }
        for room in policies.rooms_visible_to(person).filter(setting_id=person.here)
    ]


def _staff(person: Person) -> Rows:
    rooms = rooms_of_posts(person)
    known = {str(room.pk): room for each in rooms.values() for room in each}
    known |= {
        str(room.pk): room
        for room in policies.rooms_visible_to(person).filter(setting_id=person.here)
    }
    rows = {
        post.user.email.lower(): {
            "full_name": post.user.full_name,
            "email": post.user.email,
            "role": _role(post.role),
            "rooms": "; ".join(room.name for room in rooms.get(post.pk, [])),
        }
        for post in posts_of(person)
    }
    for letter in letters_to_staff(person):
        rows.setdefault(
            letter.email.lower(),
            {
                "full_name": letter.full_name,
                "email": letter.email,
                "role": _role(letter.role),
                "rooms": "; ".join(
                    known[each].name for each in letter.rights.get("rooms", []) if each in known
                ),
            },
        )
    return list(rows.values())


def _role(role: str) -> str:
    return str(Role(role).label)


def _children(person: Person) -> Rows:
    # Who is not born yet is put on the roll by hand, and not by a file.
    children = [
        child
        for child in children_of(person).filter(date_of_birth__isnull=False)
        if child.ended_on is None or child.ended_on >= person.today
    ]
    rooms, key_persons = rooms_of(children, person), key_persons_of(person)

    def colleague(child_id: object, *, is_backup: bool) -> str:
        held = key_persons.get((child_id, is_backup))
        return held.membership.user.email if held else ""

    return [
        {
            "reference": child.reference,
            "full_name": child.full_name,
            "known_as": child.known_as,
            "pronunciation": child.pronunciation,
            "date_of_birth": _day(child.date_of_birth),
            "started_on": child.started_on.isoformat(),
            "room": rooms[child.pk].name if child.pk in rooms else "",
            "key_person": colleague(child.pk, is_backup=False),
            "backup": colleague(child.pk, is_backup=True),
            "home_languages": "; ".join(
                str(LANGUAGES_SPOKEN[code][0])
                for code in child.home_languages
                if code in LANGUAGES_SPOKEN
            ),
            "allergies": child.allergies,
            "diet": child.diet,
            "care_note": child.care_note,
        }
        for child in children
    ]


def _families(person: Person) -> Rows:
    links = (
        policies.parent_carers_visible_to(person)
        .filter(valid_on(person.today), setting_id=person.here)
        .exclude(child__ended_on__lt=person.today)
        .select_related("child", "user", "family")
        .order_by("child__full_name", "started_on", "id")
    )
    letters = (
        policies.invitations_visible_to(person)
        .filter(accepted_at__isnull=True, revoked_at__isnull=True, child__isnull=False)
        .exclude(child__ended_on__lt=person.today)
        .select_related("child", "family")
        .order_by("created_at", "id")
    )
    rows: dict[tuple[str, object], dict[str, str]] = {}
    for letter in letters:
        rows[letter.email.lower(), letter.child_id] = {
            **_of_child_and_home(letter),
            "full_name": letter.full_name,
            "email": letter.email,
            "relationship": letter.relationship,
            **{right: _tick(bool(letter.rights.get(right))) for right in RIGHTS},
        }
    for link in links:
        rows[link.user.email.lower(), link.child_id] = {
            **_of_child_and_home(link),
            "full_name": link.user.full_name,
            "email": link.user.email,
            "relationship": link.relationship,
            **{right: _tick(bool(getattr(link, right))) for right in RIGHTS},
        }
    return list(rows.values())


def _of_child_and_home(row: Any) -> dict[str, str]:
    child, home = row.child, row.family
    return {
        "child_reference": child.reference,
        "child_full_name": child.full_name,
        "child_date_of_birth": _day(child.date_of_birth),
        "home_name": home.name,
        "home_address": home.address,
        "home_phone": home.phone,
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _tick(yes: bool) -> str:
    return "yes" if yes else "no"


EXPORTERS: dict[str, Callable[[Person], Rows]] = {
    Kind.ROOMS: _rooms,
    Kind.STAFF: _staff,
    Kind.CHILDREN: _children,
    Kind.FAMILIES: _families,
}
