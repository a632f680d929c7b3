"""What an import would do: asked for the preview, and again by the worker before it writes."""

from collections.abc import Callable, Iterator

from ...context import Person
from ...models.csv_imports import CsvImport
from . import children, columns, families, rooms, staff
from .cells import Plan, Row, order_to_ask

Planner = Callable[[CsvImport, Plan, list[Row], Person], None]
PLANNERS: dict[str, Planner] = {
    CsvImport.Kind.ROOMS: rooms.plan,
    CsvImport.Kind.STAFF: staff.plan,
    CsvImport.Kind.CHILDREN: children.plan,
    CsvImport.Kind.FAMILIES: families.plan,
}
DAYS = ("date_of_birth", "started_on", "child_date_of_birth")


def plan_of(csv_import: CsvImport, person: Person) -> Plan:
    """What this import would do in the person's setting, row by row, and what is wrong with it."""
    plan = Plan(kind=csv_import.kind)
    PLANNERS[csv_import.kind](csv_import, plan, list(_rows(csv_import, plan)), person)
    plan.troubles.sort(key=lambda trouble: trouble.row)
    return plan


def _rows(csv_import: CsvImport, plan: Plan) -> Iterator[Row]:
    place = {field: at for at, field in enumerate(csv_import.matching) if field}
    for number, cells in csv_import.rows:
        yield Row(number, cells, place, csv_import.headers, plan)


def asks_for_date_order(rows: list[tuple[int, list[str]]], matching: list[str]) -> str:
    """A day of the file that can be read in two ways and nothing in it says how, or ""."""
    for at, field in enumerate(matching):
        if field in DAYS:
            cells = [row[at] for _number, row in rows]
            if order_to_ask(cells):
                return next(cell for cell in cells if order_to_ask([cell]))
    return ""


__all__ = ["asks_for_date_order", "columns", "plan_of"]
