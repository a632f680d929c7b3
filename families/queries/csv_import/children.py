"""Children, by the number of the other system, or by name and date of birth.

An empty cell says nothing: it never takes an allergy away. A first day stays as it was, and so does
a key person, because a family is told why theirs changes.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ... import policies
from ...context import Person
from ...models import CARE_ROLES, Child, KeyPersonAssignment, Membership, Room, RoomPlace
from ...models.csv_imports import CsvImport
from ...models.languages import spoken
from .cells import Line, Plan, Row, folded, turned
from .staff import letters_to_staff, no_such_room, posts_of

OLDEST_DAYS = 8 * 366  # as in the form of one child
PROFILE = {
    "known_as": 60,
    "pronunciation": 120,
    "allergies": 200,
    "diet": 200,
    "care_note": 300,
}
Key = tuple[str, date]


@dataclass
class NewChild:
    """A child to put on the roll, with the first room and key persons."""

    fields: dict[str, Any]
    room: Room
    key_person: Membership | None = None
    backup: Membership | None = None


@dataclass
class Children:
    """What the action writes. Changes are set on the rows themselves; `fields` says which."""

    new: list[NewChild] = field(default_factory=list)
    changed: list[Child] = field(default_factory=list)
    fields: set[str] = field(default_factory=set)
    moves: list[tuple[Child, Room]] = field(default_factory=list)
    key_persons: list[tuple[Child, Membership, bool]] = field(default_factory=list)


class Here:
    """The setting as it is now: read once, in a handful of statements, however long the file."""

    def __init__(self, person: Person) -> None:
        self.today = person.today
        self.children = list(children_of(person))
        self.by_reference = {child.reference: child for child in self.children if child.reference}
        self.by_name: dict[Key, Child] = {}
        for child in self.children:  # who is here goes before a namesake who has left
            if child.date_of_birth is None:  # expected: found by number alone
                continue
            key = (folded(child.full_name), child.date_of_birth)
            if key not in self.by_name or not _has_left(child, person.today):
                self.by_name[key] = child
        rooms = policies.rooms_visible_to(person).filter(setting_id=person.here)
        self.rooms = {folded(room.name): room for room in rooms}
        self.room_of = rooms_of(self.children, person)
        self.posts: dict[str, list[Membership]] = {}
        for post in posts_of(person):
            if post.started_on <= person.today:
                for word in {post.user.email, post.user.full_name, post.user.name}:
                    self.posts.setdefault(folded(word), []).append(post)
        self.invited = {
            folded(word)
            for letter in letters_to_staff(person)
            for word in (letter.email, letter.full_name)
        }
        self.key_persons = key_persons_of(person)
        links = policies.parent_carers_visible_to(person).filter(setting_id=person.here)
        self.parents = set(links.values_list("user_id", "child_id"))


def children_of(person: Person) -> QuerySet[Child]:
    """Everybody who is, will be or was on the roll of this setting."""
    return (
        policies.children_visible_to(person)
        .filter(setting_id=person.here)
        .order_by("started_on", "id")
    )


def rooms_of(children: list[Child], person: Person) -> dict[object, Room]:
    """The room of each child today, or on the first day if that is still to come."""
    first = {child.pk: max(child.started_on, person.today) for child in children}
    return {
        place.child_id: place.room
        for place in RoomPlace.objects.filter(setting_id=person.here)
        .exclude(ended_on__lt=person.today)
        .select_related("room")
        .order_by("-started_on")
        if place.child_id in first
        and place.started_on <= first[place.child_id]
        and (place.ended_on is None or place.ended_on >= first[place.child_id])
    }


def key_persons_of(person: Person) -> dict[tuple[object, bool], KeyPersonAssignment]:
    """The key person (False) and back-up (True) of each child, today or from a coming day on."""
    return {
        (row.child_id, row.is_backup): row
        for row in policies.key_persons_visible_to(person)
        .filter(setting_id=person.here)
        .exclude(ended_on__lt=person.today)
        .select_related("membership__user")
        .order_by("-started_on")
    }


def plan(csv_import: CsvImport, plan: Plan, rows: list[Row], person: Person) -> None:
    """Fill in what the rows do."""
    here = Here(person)
    plan.writes = Children()
    seen: dict[object, int] = {}
    for row in rows:
        _one(csv_import, plan, row, here, seen)


def _one(csv_import: CsvImport, plan: Plan, row: Row, here: Here, seen: dict[object, int]) -> None:
    name, reference = row.name(), row.words("reference", most=60)
    born = row.day("date_of_birth", order=csv_import.date_order)
    first_day = row.day("started_on", order=csv_import.date_order)
    profile = {key: row.words(key, most=most) for key, most in PROFILE.items()}
    languages = row.languages("home_languages")
    room = _room(row, here)
    if not name and not row.is_bad:
        row.complain("full_name", _("There is no name."), _("Write the child’s full name."))
    if born is None and not row.is_bad:
        row.complain(
            "date_of_birth",
            _("There is no date of birth."),
            _("Write it like this: 31/12/2023."),
        )
    if row.is_bad or born is None:
        return
    child, name = _known(row, here, name, born, reference)
    mark: object = child.pk if child else (folded(name), born)
    for key in (mark, reference):
        if key and key in seen:
            row.complain(
                "reference" if key == reference else "full_name",
                _("This child stands in row %(row)s too.") % {"row": seen[key]},
                _("Take one of the two rows out."),
            )
            return
        if key:
            seen[key] = row.number
    begins = max(here.today, child.started_on if child else first_day or here.today)
    key_person = _colleague(row, "key_person", here, plan, day=begins)
    backup = _colleague(row, "backup", here, plan, day=begins)
    if key_person and backup and key_person.pk == backup.pk:
        row.complain(
            "backup",
            _("Key person and back-up are the same."),
            _("Name two people, or leave the back-up empty."),
        )
    line = Line(row.number, name)
    if child is None:
        _check_days(row, born, first_day, here)
        _check_room(row, room)
        if not row.is_bad and room:
            line.what = "new"
            line.changes = _as_new(born, room, profile, key_person, backup)
            fields = {key: value for key, value in profile.items() if value}
            fields.setdefault("known_as", _called(row, name))
            plan.writes.new.append(
                NewChild(
                    {
                        **fields,
                        "full_name": name,
                        "reference": reference,
                        "date_of_birth": born,
                        "home_languages": languages,
                        "started_on": first_day or here.today,
                    },
                    room,
                    key_person,
                    backup,
                )
            )
    elif not row.is_bad:
        said = {**profile, "full_name": name, "reference": reference, "date_of_birth": born}
        if born != child.date_of_birth:
            _check_days(row, born, child.started_on, here)
        _compare(child, said, languages, line, plan.writes)
        _compare_people(row, child, room, key_person, backup, line, plan, here)
    plan.lines.append(line)


def _as_new(
    born: date,
    room: Room,
    profile: dict[str, str],
    key_person: Membership | None,
    backup: Membership | None,
) -> list[str]:
    """What could be wrong about a new child, for the preview: the day of birth in words (day and
    month are mixed up in spreadsheets), and what is eaten."""
    said = [room.name, _("born %(day)s") % {"day": date_format(born, "j F Y")}]
    said += [
        f"{_label(key)}: {profile[key]}"
        for key in ("allergies", "diet", "care_note")
        if profile.get(key)
    ]
    if key_person:
        said.append(_("key person: %(name)s") % {"name": key_person.user.name})
    if backup:
        said.append(_("back-up: %(name)s") % {"name": backup.user.name})
    return said


def _known(row: Row, here: Here, name: str, born: date, reference: str) -> tuple[Child | None, str]:
    """The child of this row if it is here, and the name the right way round."""
    child = here.by_reference.get(reference)
    if child is None:
        child = here.by_name.get((folded(name), born))
        if child is None:
            name = turned(name)
            child = here.by_name.get((folded(name), born))
    elif child.full_name != name:
        name = turned(name)
    if child is None:
        return None, name
    if _has_left(child, here.today):
        row.complain(
            "full_name",
            _("This child was here and has left."),
            _("Take the row out. If they come back, put them on the roll on the page “Children”."),
        )
    elif reference and child.reference and child.reference != reference:
        row.complain(
            "reference",
            _("Here this child has another number: %(number)s.") % {"number": child.reference},
            _("Mend the number, or leave the cell empty."),
        )
    elif (other := here.by_name.get((folded(name), born))) and other.pk != child.pk:
        row.complain(
            "reference",
            _("Here this number belongs to another child: %(child)s.") % {"child": child.full_name},
            _("Mend the number, or leave the cell empty."),
        )
    elif folded(child.full_name) != folded(name) and child.date_of_birth != born:
        row.complain(
            "reference",
            _("Here this number belongs to a child of another name and another date of birth."),
            _("Mend the number, or leave the cell empty."),
        )
    return child, name


def _has_left(child: Child, day: date) -> bool:
    return child.ended_on is not None and child.ended_on < day


def _called(row: Row, name: str) -> str:
    return (row.words("first_name", most=60) or name.split()[0])[:60]


def _room(row: Row, here: Here) -> Room | None:
    said = row.words("room", most=80)
    if not said:
        return None
    room = here.rooms.get(folded(said))
    if room is None:
        row.complain("room", *no_such_room(said, here.rooms))
    return room


def _colleague(row: Row, name: str, here: Here, plan: Plan, *, day: date) -> Membership | None:
    """Who is named in a cell, if they can look after a child from `day` on."""
    said = row.words(name, most=254)
    if not said:
        return None
    found = here.posts.get(folded(said)) or here.posts.get(folded(turned(said))) or []
    if len({post.pk for post in found}) > 1:
        row.complain(
            name,
            _("There are several people of this name on the team."),
            _("Write the e-mail address instead of the name."),
        )
    elif not found and {folded(said), folded(turned(said))} & here.invited:
        plan.remarks.append(
            _("%(name)s has not joined yet. Name the key person when they have.") % {"name": said}
        )
    elif not found:
        row.complain(
            name,
            _("Nobody on the team is called so."),
            _(
                "Write the full name or e-mail address as on the page “Team”, or bring in the staff"
                " first."
            ),
        )
    elif found and found[0].role not in CARE_ROLES:
        row.complain(
            name,
            _("%(name)s does not work with the children here.") % {"name": found[0].user.name},
            _("Name somebody who does, or leave the cell empty."),
        )
    elif found and (last := found[0].ended_on) and last < day:
        row.complain(
            name,
            _("%(name)s leaves before the child’s first day.") % {"name": found[0].user.name},
            _("Name somebody who stays, or leave the cell empty."),
        )
    return found[0] if len({post.pk for post in found}) == 1 else None


def _check_days(row: Row, born: date, first_day: date | None, here: Here) -> None:
    if born > here.today:
        row.complain(
            "date_of_birth",
            _("This day has not come yet."),
            _("Is the year right? A baby who is not born yet is put on the roll by hand."),
        )
    elif here.today - born > timedelta(days=OLDEST_DAYS):
        row.complain("date_of_birth", _("That would be a school child."), _("Is the year right?"))
    elif first_day and first_day < born:
        row.complain(
            "started_on", _("The first day is before the birth."), _("Look at both days again.")
        )


def _check_room(row: Row, room: Room | None) -> None:
    if room is None and not row.is_bad:
        row.complain(
            "room",
            _("There is no room."),
            _("Write the room of the first day for every new child."),
        )


def _compare(
    child: Child, said: dict[str, Any], languages: list[str], line: Line, writes: Children
) -> None:
    """Set what the file says otherwise. An empty cell says nothing."""
    changes = {}
    for key, value in said.items():
        before = getattr(child, key)
        if not value or value == before:
            continue
        if isinstance(value, str) and " ".join(before.split()) == value:
            continue
        if key == "full_name" and folded(before) == folded(value):  # ZOFIA KAPELUSZ
            continue
        changes[key] = value
        line.changes.append(
            _("%(what)s: %(before)s → %(after)s")
            % {
                "what": _label(key),
                "before": before or _("(empty)"),
                "after": value,
            }
        )
    if languages and set(languages) != set(child.home_languages):
        changes["home_languages"] = languages
        line.changes.append(
            _("%(what)s: %(before)s → %(after)s")
            % {
                "what": _label("home_languages"),
                "before": spoken(child.home_languages) or _("(empty)"),
                "after": spoken(languages),
            }
        )
    if changes:
        line.what = "changed"
        for key, value in changes.items():
            setattr(child, key, value)
        writes.changed.append(child)
        writes.fields |= changes.keys()


def _label(key: str) -> str:
    return str(getattr(Child._meta.get_field(key), "verbose_name", key))


def _compare_people(
    row: Row,
    child: Child,
    room: Room | None,
    key_person: Membership | None,
    backup: Membership | None,
    line: Line,
    plan: Plan,
    here: Here,
) -> None:
    writes: Children = plan.writes
    now = here.room_of.get(child.pk)
    if room and (now is None or now.pk != room.pk):
        line.what = "changed"
        line.changes.append(
            _("room: %(before)s → %(after)s, from today on")
            % {"before": now.name if now else _("(none)"), "after": room.name}
        )
        writes.moves.append((child, room))
    for post, is_backup in ((key_person, False), (backup, True)):
        if post is None:
            continue
        held = here.key_persons.get((child.pk, is_backup))
        other = here.key_persons.get((child.pk, not is_backup))
        if held and held.membership_id != post.pk:
            plan.remarks.append(
                _(
                    "%(child)s has another key person here. It stays: a change is made on the"
                    " child’s page, with a reason that the family reads."
                )
                % {"child": child.known_as}
            )
        elif not held and (post.user_id, child.pk) in here.parents:
            row.complain(
                "backup" if is_backup else "key_person",
                _("%(name)s is this child’s own parent or carer.") % {"name": post.user.name},
                _("Choose a colleague."),
            )
        elif not held and other and other.membership_id == post.pk:
            row.complain(
                "backup" if is_backup else "key_person",
                _("%(name)s is the other one already.") % {"name": post.user.name},
                _("Key person and back-up are two people."),
            )
        elif not held:
            line.what = "changed"
            line.changes.append(
                (_("back-up: %(name)s") if is_backup else _("key person: %(name)s"))
                % {"name": post.user.name}
            )
            writes.key_persons.append((child, post, is_backup))
