"""How tests put on the database roles of the running processes.

Tests are connected as the owner, who prepares rows. A page, an action or a task that is under test
runs as `footbridge_web` or `footbridge_worker`, behind row-level security like in production.
"""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse

from families import context
from families.context import Person
from families.models import User
from families.row_security import WEB, WORKER


@contextmanager
def as_role(role: str) -> Iterator[None]:
    """Run the block as another database role, and be the owner again afterwards."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT footbridge_leave(), set_config('role', %s, true)", [role])
        yield
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('role', 'none', true), footbridge_leave(),"
                " set_config('app.purpose', 'maintenance', true)"
            )


@contextmanager
def acting_as(user: User, *, setting_id: uuid.UUID | None = None) -> Iterator[Person]:
    """A Person behind both walls, for calling policies, queries and actions directly."""
    with as_role(WEB), context.acting_as(user.pk, setting_id=setting_id) as person:
        yield person


@contextmanager
def as_worker() -> Iterator[None]:
    """A task as the worker runs it: without a person until it acts as one."""
    with as_role(WORKER):
        yield


class AsWebRole:
    """Test middleware: every request of the test client runs as the web role."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with as_role(WEB):
            return self.get_response(request)
