"""Colleagues, by their e-mail address: who is new is invited, who is here keeps their role."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from ... import policies
from ...context import Person
from ...models import Invitation, Membership, Role, Room, RoomAssignment, valid_on
from ...models.csv_imports import CsvImport
from .cells import Line, Plan, Row, folded, turned

# What posts are called elsewhere. Whatever leads is only taken by its own name.
ROLES: dict[str, str] = {
    **{folded(str(label)): str(value) for value, label in Role.choices},
    **{str(value): str(value) for value in Role.values},
    **dict.fromkeys(
        (
            *("nursery nurse", "early years practitioner", "early years educator", "educator"),
            *("nursery practitioner", "childcare practitioner", "teacher", "key worker"),
            *("key person", "apprentice", "nursery assistant", "teaching assistant", "bank staff"),
            *("early years assistant", "practitioner level 2", "practitioner level 3"),
        ),
        str(Role.PRACTITIONER),
    ),
    **dict.fromkeys(("room lead", "room manager", "senior practitioner"), str(Role.ROOM_LEADER)),
    **dict.fromkeys(("deputy", "deputy lead"), str(Role.DEPUTY)),
    **dict.fromkeys(("nursery manager", "setting manager"), str(Role.MANAGER)),
    **dict.fromkeys(("administrator", "admin", "office manager"), str(Role.OFFICE)),
    **dict.fromkeys(("chef", "kitchen"), str(Role.COOK)),
}


@dataclass
class Staff:
    """Colleagues to invite, letters to write anew, and rooms to change from today on."""

    new: list[dict[str, Any]] = field(default_factory=list)
    instead: list[Invitation] = field(default_factory=list)
    rooms: list[tuple[Membership, list[Room]]] = field(default_factory=list)


def plan(csv_import: CsvImport, plan: Plan, rows: list[Row], person: Person) -> None:
    """Fill in what the rows do."""
    known_rooms = {
        folded(room.name): room
        for room in policies.rooms_visible_to(person).filter(setting_id=person.here)
    }
    posts = {post.user.email.lower(): post for post in posts_of(person)}
    left = dict(
        Membership.objects.filter(setting_id=person.here, ended_on__lt=person.today)
        .values_list("user__email")
        .annotate(last=Max("ended_on"))
    )
    letters = {letter.email.lower(): letter for letter in letters_to_staff(person)}
    rooms_now = rooms_of_posts(person)
    plan.writes = writes = Staff()
    seen: dict[str, int] = {}
    for row in rows:
        name, email = turned(row.name()), row.email("email")
        role, rooms = _role(row), rooms_named(row, known_rooms)
        if not name:
            row.complain("full_name", _("There is no name."), _("Write the full name."))
        if not email and not row.is_bad:
            row.complain(
                "email",
                _("There is no e-mail address."),
                _("Write one, or take the row out: nobody can be invited without."),
            )
        if email in seen:
            row.complain(
                "email",
                _("This address stands in row %(row)s too.") % {"row": seen[email]},
                _("Take one of the two rows out. Everybody needs an address of their own."),
            )
        seen.setdefault(email, row.number)
        post, letter = posts.get(email), letters.get(email)
        if not post and email in left:
            row.complain(
                "email",
                _("This person was on the team and has left."),
                _("Take the row out. If they come back, invite them from the page “Team”."),
            )
        line = Line(row.number, name or email)
        plan.lines.append(line)
        if row.is_bad:
            continue
        if post:
            _compare_post(post, rooms_now.get(post.pk, []), role, rooms, line, plan, writes)
            continue
        fields: dict[str, Any] = {
            "email": email,
            "full_name": name,
            "role": role or Role.PRACTITIONER,
            "rights": {"rooms": [str(room.pk) for room in rooms]},
        }
        if letter is None:
            line.what = "new"
            line.changes = [
                fields["email"],
                _role_words(fields["role"]),
                *(room.name for room in rooms),
            ]
            writes.new.append(fields)
        else:
            fields = _kept(letter, fields, said_role=bool(role), said_rooms=bool(rooms))
            if changes := _letter_changes(letter, fields):
                if not letter.waits:
                    plan.remarks.append(
                        _("%(name)s: the letter is on its way already, so it stays as it is.")
                        % {"name": name}
                    )
                    continue
                line.what, line.changes = "changed", changes
                writes.instead.append(letter)
                writes.new.append(fields)


def posts_of(person: Person) -> QuerySet[Membership]:
    """The posts of this setting that hold today or will, with people and rooms."""
    return (
        Membership.objects.filter(setting_id=person.here)
        .exclude(ended_on__lt=person.today)
        .select_related("user")
        .order_by("started_on", "id")
    )


def letters_to_staff(person: Person) -> QuerySet[Invitation]:
    """Open invitations to colleagues, the latest last."""
    return (
        policies.invitations_visible_to(person)
        .filter(accepted_at__isnull=True, revoked_at__isnull=True, child__isnull=True)
        .order_by("created_at", "id")
    )


def rooms_of_posts(person: Person) -> dict[object, list[Room]]:
    """The rooms of each post today."""
    found: dict[object, list[Room]] = {}
    for assigned in (
        RoomAssignment.objects.filter(valid_on(person.today), setting_id=person.here)
        .select_related("room")
        .order_by("room__position", "room__name")
    ):
        found.setdefault(assigned.membership_id, []).append(assigned.room)
    return found


def rooms_named(row: Row, known: dict[str, Room]) -> list[Room]:
    """The rooms that a cell names, several with a semicolon or comma."""
    said = row.words("rooms", most=400)
    if folded(said) in known:  # a room's own name may have a comma in it
        return [known[folded(said)]]
    rooms = []
    for word in said.replace(";", ",").replace("/", ",").split(","):
        if not word.strip():
            continue
        if room := known.get(folded(word)):
            rooms.append(room)
        else:
            row.complain("rooms", *no_such_room(word.strip(), known))
    return list(dict.fromkeys(rooms))


def no_such_room(said: str, known: dict[str, Room]) -> tuple[str, str]:
    """What is wrong with the name of a room, and what to do."""
    names = ", ".join(room.name for room in known.values())
    wrong = _("There is no room called “%(name)s” here.") % {"name": said[:60]}
    if not names:
        return wrong, _("Bring in the rooms first.")
    return wrong, _("Write one of these: %(names)s. Or bring in the rooms first.") % {
        "names": names[:200]
    }


def _role(row: Row) -> str:
    said = row.words("role", most=80)
    if not said:
        return ""
    if role := ROLES.get(folded(said)):
        return role
    row.complain(
        "role",
        _("We do not know this role."),
        _("Write one of these: %(roles)s.")
        % {"roles": ", ".join(str(label) for label in Role.labels)},
    )
    return ""


def _role_words(role: str) -> str:
    return str(Role(role).label)


def _compare_post(
    post: Membership,
    now: list[Room],
    role: str,
    rooms: list[Room],
    line: Line,
    plan: Plan,
    writes: Staff,
) -> None:
    line.title = post.user.name
    if role and role != post.role:
        plan.remarks.append(
            _("%(name)s is here as %(role)s already. A role is changed on the page “Team”.")
            % {"name": post.user.name, "role": _role_words(post.role)}
        )
    if rooms and {room.pk for room in rooms} != {room.pk for room in now}:
        line.what = "changed"
        line.changes = [
            _("rooms from today on: %(rooms)s") % {"rooms": ", ".join(room.name for room in rooms)}
        ]
        writes.rooms.append((post, rooms))


def _kept(
    letter: Invitation, fields: dict[str, Any], *, said_role: bool, said_rooms: bool
) -> dict[str, Any]:
    """The fields of a letter that waits; what the file does not say stays."""
    kept = dict(fields)
    if not said_role:
        kept["role"] = letter.role
    if not said_rooms:
        kept["rights"] = letter.rights
    return kept


def _letter_changes(letter: Invitation, fields: dict[str, Any]) -> list[str]:
    changes = []
    if folded(turned(letter.full_name)) != folded(fields["full_name"]):
        changes.append(
            _("name: %(before)s → %(after)s")
            % {"before": letter.full_name, "after": fields["full_name"]}
        )
    if letter.role != fields["role"]:
        changes.append(
            _("role: %(before)s → %(after)s")
            % {"before": _role_words(letter.role), "after": _role_words(fields["role"])}
        )
    if set(letter.rights.get("rooms", [])) != set(fields["rights"]["rooms"]):
        changes.append(_("other rooms"))
    return changes
