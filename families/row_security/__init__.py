"""The second wall: who may read and write which row, said to Postgres itself.

One rule per table; applied after every `migrate` when they differ from what the database has
(`apply_row_security`), so that a changed rule needs no migration of its own; one test that asks the
catalogue whether a table was forgotten (`tests/access/test_catalogue.py`).

The rules speak of the person who is asking. `footbridge_enter` (below) tells the database who that
is at the start of every request and task, until the end of the transaction, and works out from the
dated rows what follows; `families/context.py` calls it. Nobody announced → no rows.

| Word | Means, on this day |
|---|---|
| `me` | the person who asks |
| `settings` | the settings this person belongs to, as staff or as family |
| `works_in` | the setting in which they work now |
| `leads` | the same, if they are manager or deputy there |
| `safeguards` | the same, if they are its safeguarding lead or stand in for them |
| `room_children` | the children of their rooms, their key children, those for whom they cover |
| `families` | the households they belong to |
| `children` | the children they are parent or carer of |
| `decides` | those of them for whom they hold parental responsibility |
| `arranges`, `arranging_homes` | those of them for whom they say who collects, and these homes |
| `journal`, `daily`, `photos`, `reports` | those of them whose record they may see |
| `messages` | those of them about whom they may read and write messages |
| `own_children` | for staff: all children whom they are or ever were parent or carer of |
| `other_homes` | for staff: the households of those children that are not their own today |
"""

from .rules import APPEND_ONLY, OPEN_TABLES, OWNERS_TABLES, RULES
from .wall import (
    apply_row_security,
    keep_column_to_setting,
    keep_to_setting,
)
from .words import BACKUP, LETTERBOX, WEB, WORKER, Rule

__all__ = [
    "APPEND_ONLY",
    "BACKUP",
    "LETTERBOX",
    "OPEN_TABLES",
    "OWNERS_TABLES",
    "RULES",
    "WEB",
    "WORKER",
    "Rule",
    "apply_row_security",
    "keep_column_to_setting",
    "keep_to_setting",
]
