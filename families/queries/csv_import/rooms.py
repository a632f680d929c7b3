"""Rooms, by their names."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from ... import policies
from ...context import Person
from ...models import Room
from ...models.csv_imports import CsvImport
from ...models.places import Colour
from .cells import Line, Plan, Row, folded

COLOURS = {
    folded(word): str(value) for value, label in Colour.choices for word in (str(value), str(label))
} | {"green": "sage", "red": "clay", "orange": "clay", "blue": "sky", "purple": "plum"}


@dataclass
class Rooms:
    """Rooms to make, and fields to change: room → {field: value}."""

    new: list[dict[str, Any]] = field(default_factory=list)
    changed: list[tuple[Room, dict[str, Any]]] = field(default_factory=list)


def plan(csv_import: CsvImport, plan: Plan, rows: list[Row], person: Person) -> None:
    """Fill in what the rows do."""
    here = {folded(room.name): room for room in _rooms_of(person)}
    plan.writes = writes = Rooms()
    seen: dict[str, int] = {}
    for row in rows:
        name = row.words("name", most=60)
        if not name:
            if not row.is_bad:
                row.complain("name", _("There is no name."), _("Write the name of the room."))
            continue
        if folded(name) in seen:
            row.complain(
                "name",
                _("This room stands in row %(row)s too.") % {"row": seen[folded(name)]},
                _("Take one of the two rows out."),
            )
            continue
        seen[folded(name)] = row.number
        fields = _fields(row, here.get(folded(name)))
        line = Line(row.number, name)
        plan.lines.append(line)
        if row.is_bad:
            continue
        if room := here.get(folded(name)):
            fields = {key: value for key, value in fields.items() if getattr(room, key) != value}
            if fields:
                line.what = "changed"
                line.changes = [_words(key, getattr(room, key), fields[key]) for key in fields]
                writes.changed.append((room, fields))
        else:
            line.what = "new"
            writes.new.append({"name": name, **fields})


def _rooms_of(person: Person) -> list[Room]:
    return list(policies.rooms_visible_to(person).filter(setting_id=person.here))


def _fields(row: Row, room: Room | None) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "youngest_months": row.months("youngest_months"),
        "oldest_months": row.months("oldest_months"),
        "places": row.number_of("places", most=500),
    }
    if said := folded(row.words("colour", most=20)):
        if said in COLOURS:
            fields["colour"] = COLOURS[said]
        else:
            row.complain(
                "colour",
                _("We have no such colour."),
                _("Write sage, clay, sky or plum, or leave the cell empty."),
            )
    fields = {key: value for key, value in fields.items() if value is not None}
    before = room or Room()
    youngest = fields.get("youngest_months", before.youngest_months)
    if youngest > fields.get("oldest_months", before.oldest_months):
        row.complain(
            "oldest_months" if "oldest_months" in fields else "youngest_months",
            _("The oldest are younger than the youngest."),
            _("Look at both ages. They are in months."),
        )
    return fields


def _words(key: str, before: object, after: object) -> str:
    label = {
        "youngest_months": _("youngest, in months"),
        "oldest_months": _("oldest, in months"),
        "places": _("places"),
        "colour": _("colour"),
    }[key]
    return f"{label}: {before} → {after}"
