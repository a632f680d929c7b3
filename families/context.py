"""Who is asking: said once to the database and to the code at the start of a request or task.

A `Person` is what policies, queries and actions take. `enter` announces the person to Postgres
until the end of the transaction (`row_security/`); without it there are no rows.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.utils import timezone

from .models import CARE_ROLES, LEAD_ROLES, Role, SeeingAs, User

IF_SESSION = (
    " WHERE EXISTS (SELECT FROM django_session WHERE session_key = %s AND expire_date > now())"
)
NOWHERE = uuid.UUID(int=0)  # the id of no row


class Standing(NamedTuple):
    """What the database says of somebody who enters: fields of `Person`."""

    setting_id: uuid.UUID | None
    role: str
    membership_id: uuid.UUID | None
    is_family: bool
    was_family: bool
    leads_safeguarding: bool


ENTER = f"SELECT {', '.join(Standing._fields)} FROM footbridge_enter(%s, %s, %s)"  # noqa: S608
SEE_AS = f"SELECT {', '.join(Standing._fields)} FROM footbridge_see_as(%s, %s)"  # noqa: S608


@dataclass(frozen=True)
class Person:
    """A user on one day, in the setting where they act. Nothing here is kept between requests."""

    user: User
    today: date
    setting_id: uuid.UUID | None = None  # where they work, otherwise the setting of their child
    role: str = ""  # their role there; empty for parents and carers
    membership_id: uuid.UUID | None = None
    is_family: bool = False  # parent or carer of a child on this day
    was_family: bool = False  # or was so once, or is going to be
    leads_safeguarding: bool = False  # its safeguarding lead there, or stands in for them
    # A manager who looks as this person (`see_as`): nothing personal is open, nothing is written.
    seen_by: User | None = None
    # What the policies have read about this person already.
    known: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def id(self) -> uuid.UUID:
        return self.user.pk

    @property
    def here(self) -> uuid.UUID:
        """The setting to look rows up by. Who has none finds nothing."""
        return self.setting_id or NOWHERE

    @property
    def is_seen(self) -> bool:
        """Somebody else looks as this person."""
        return self.seen_by is not None

    @property
    def is_staff(self) -> bool:
        """Works in the nursery. Owner and committee do not, so that what is for staff is shut to
        them unless it says otherwise."""
        return bool(self.role) and not self.governs

    @property
    def governs(self) -> bool:
        """Owner or committee of the setting: above the manager, and not of the staff."""
        return self.role == Role.COMMITTEE

    @property
    def belongs(self) -> bool:
        """Has a post here or a child, today."""
        return bool(self.role) or self.is_family

    @property
    def cares(self) -> bool:
        """Works with the children (and not only in the office or kitchen)."""
        return self.role in CARE_ROLES

    @property
    def leads(self) -> bool:
        """Manager or deputy of the setting."""
        return self.role in LEAD_ROLES

    @property
    def role_label(self) -> str:
        return str(Role(self.role).label) if self.role else ""


def announce(
    user_id: uuid.UUID | None,
    *,
    setting_id: uuid.UUID | None = None,
    session_key: str | None = None,
    using: str = DEFAULT_DB_ALIAS,
) -> Standing | None:
    """Tell Postgres who is asking, until the end of the open transaction: one statement.

    Returns None for nobody, a disabled account or an unknown id. Outside a transaction it would be
    forgotten at once, hence the check.

    `session_key`: the session by which they come. Sessions are read from the cache, but only the
    database knows which of them were ended: one whose deletion the cache did not hear of is over.
    """
    connection = connections[using]
    if not connection.in_atomic_block:
        raise RuntimeError("The context lives as long as a transaction; open one first.")
    with connection.cursor() as cursor:
        cursor.execute(
            ENTER + (IF_SESSION if session_key else ""),
            [user_id, setting_id, timezone.localdate(), *([session_key] if session_key else [])],
        )
        found = cursor.fetchone()
    return Standing(*found) if found else None


def see_as(look: SeeingAs, *, manager: Person) -> Person | None:
    """Announce the adult of this look instead of the manager, and let the rest of the transaction
    write nothing. None if the look is over, or was never hers: the database decides."""
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(SEE_AS, [look.pk, manager.today])
        found = cursor.fetchone()
        if not found:
            return None
        cursor.execute("SET TRANSACTION READ ONLY")
    standing = Standing(*found)
    return Person(user=look.adult, today=manager.today, seen_by=manager.user, **standing._asdict())


def announce_signing_in() -> None:
    """Nobody is signed in: accounts may be looked up by address, and nothing else."""
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute("SELECT footbridge_leave(), set_config('app.purpose', 'sign-in', true)")


def present_invitation(token_hash: str) -> None:
    """The visitor holds this invitation: the database lets it be read and accepted, once."""
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute("SELECT set_config('app.invitation', %s, true)", [token_hash])


def enter(user: User, *, setting_id: uuid.UUID | None = None) -> Person:
    """Announce `user` and return the Person whom policies and actions take."""
    found = announce(user.pk, setting_id=setting_id)
    if found is None:
        return Person(user=user, today=timezone.localdate())
    return Person(user=user, today=timezone.localdate(), **found._asdict())


@contextmanager
def acting_as(user_id: uuid.UUID, *, setting_id: uuid.UUID | None = None) -> Iterator[Person]:
    """One transaction in the name of a person, for tasks and tests.

    Raises User.DoesNotExist for a disabled or unknown account: nothing is done in its name.
    """
    with transaction.atomic():
        before = _purpose()
        found = announce(user_id, setting_id=setting_id)
        if found is None:
            raise User.DoesNotExist
        user = User.objects.get(pk=user_id)
        yield Person(user=user, today=timezone.localdate(), **found._asdict())
        announce(None)
        _purpose(before)


def _purpose(new: str | None = None) -> str:
    """The purpose the transaction had, or is given, besides a person."""
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        if new is None:
            cursor.execute("SELECT current_setting('app.purpose', true)")
        else:
            cursor.execute("SELECT set_config('app.purpose', %s, true)", [new])
        return cursor.fetchone()[0] or ""


@contextmanager
def maintenance() -> Iterator[None]:
    """One transaction of the owner over all rows: migrations with data, the demo, erasure.

    Works for the owner of the tables only. The web and worker roles have no rule that looks at it.
    """
    with transaction.atomic():
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute("SELECT set_config('app.purpose', 'maintenance', true)")
        yield
