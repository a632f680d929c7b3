"""How many statements a page sends to the database, without those of the tests' own middleware."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext

# What tests/roles.py does to put on the web role, and savepoints where production has none.
TESTS_OWN = (
    "SET LOCAL ROLE",
    "RESET ROLE",
    "SELECT footbridge_leave",
    "SELECT set_config('role'",
    "SELECT set_config('app.purpose', 'maintenance'",
    "SAVEPOINT",
    "RELEASE SAVEPOINT",
)


@contextmanager
def statements() -> Iterator[list[str]]:
    """The SQL sent inside the block, once it is over."""
    sent: list[str] = []
    with CaptureQueriesContext(connection) as seen:
        yield sent
    sent += [each["sql"] for each in seen if not each["sql"].startswith(TESTS_OWN)]
