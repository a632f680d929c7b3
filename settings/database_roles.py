"""The database roles: who may sign in to Postgres, and as what.

    footbridge_owner      owns the tables: migrations, set-up and the tests' preparations
    footbridge_web        the web processes    } own nothing, cannot change the schema,
    footbridge_worker     worker and beat      } and see only what row-level security shows
    footbridge_letterbox  the anonymous feedback and nothing else; what it does is never logged
    footbridge_backup     reads everything, past row-level security, and writes nothing

Row-level security never holds for a superuser, and holds for the owner of a table only if forced.
So the running processes sign in as roles that own nothing. Their passwords follow from the owner's,
so that there is one secret to keep. What each role may do with each table is granted by the
migrations (`families/row_security/`).

`python -m settings.database_roles` prepares a fresh database server: see `main`.
"""

import hashlib
import hmac
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote, unquote, urlsplit, urlunsplit

import psycopg
from psycopg import sql

WEB, WORKER, LETTERBOX = "footbridge_web", "footbridge_worker", "footbridge_letterbox"
BACKUP = "footbridge_backup"

# A note to the letterbox must not be found in the server's log: not as a slow statement, not as a
# failed one, not as a parameter. Only a superuser, or a role that was given these by one, may set
# them (SETTABLE_BY_OWNER below).
LETTERBOX_LOGS_NOTHING = {
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_min_duration_sample": "-1",
    "log_duration": "off",
    "log_min_messages": "panic",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}
# This one belongs to everybody; the others are a superuser's to give.
SETTABLE_BY_OWNER = [
    name for name in LETTERBOX_LOGS_NOTHING if name != "log_parameter_max_length_on_error"
]

# The statements of a page are few, short and asked again and again, each with the rules of every
# table in it: planning one costs up to twice what answering it does, and Postgres, which does not
# know that, would plan some of them anew each time. A plan for all values is as good here, for what
# is looked up is ids (docs/decisions/0039). The worker's statements are long and rare.
WEB_PLANS_ONCE = {"plan_cache_mode": "force_generic_plan"}

# Any number, as long as everything that changes these roles takes the same lock: Postgres refuses
# two simultaneous changes of one role with "tuple concurrently updated".
_LOCK = 7_209_100_451


def role_password(owner_password: str, role: str) -> str:
    """The password of `role`, as 64 hexadecimal digits."""
    return hmac.new(owner_password.encode(), role.encode(), hashlib.sha256).hexdigest()


def role_url(owner_url: str, role: str) -> str:
    """The owner's database URL with the name and password of `role` in it."""
    parts = urlsplit(owner_url)
    password = role_password(unquote(parts.password or ""), role)
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{quote(role)}:{password}@{host}"))


def ensure_roles(owner_url: str) -> None:
    """Create the web, worker and letterbox roles, or bring them up to date.

    `owner_url` is the database they are for; its user needs CREATEROLE and must own the database.
    Idempotent. Raises psycopg.Error when the user may not do this.
    """
    owner_password = unquote(urlsplit(owner_url).password or "")
    with _administering(owner_url) as connection:
        for role in (WEB, WORKER, LETTERBOX):
            _put_role(connection, role, role_password(owner_password, role))
            # The tests prepare as the owner and then SET ROLE; they inherit nothing.
            with_set = " WITH SET TRUE, INHERIT FALSE" if _version(connection) >= 16 else ""
            _run(connection, "GRANT {} TO CURRENT_USER" + with_set, sql.Identifier(role))
        _set_for(connection, LETTERBOX, LETTERBOX_LOGS_NOTHING)
        _set_for(connection, WEB, WEB_PLANS_ONCE)
        _close_database_to_others(connection)


def ensure_owner(admin_url: str, owner_url: str) -> None:
    """Create the owner, its database and the backup role on a fresh server; idempotent.

    `admin_url` signs in as a superuser (who must not own the tables: superusers bypass row-level
    security). Name and password of the owner and the name of the database come from `owner_url`.
    """
    parts = urlsplit(owner_url)
    owner, password = unquote(parts.username or ""), unquote(parts.password or "")
    database = unquote(parts.path.lstrip("/"))
    with _administering(admin_url) as connection:
        _put_role(connection, owner, password, "CREATEDB CREATEROLE")
        # pg_read_all_data reads every table there is or will be; BYPASSRLS lets a backup be whole.
        _put_role(connection, BACKUP, role_password(password, BACKUP), "BYPASSRLS")
        _run(connection, "GRANT pg_read_all_data TO {}", sql.Identifier(BACKUP))
        for parameter in SETTABLE_BY_OWNER:
            grant = "GRANT SET ON PARAMETER {} TO {}"
            _run(connection, grant, sql.SQL(parameter), sql.Identifier(owner))
        if not _exists(connection, "pg_database", "datname", database):
            create = "CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'"
            _run(connection, create, sql.Identifier(database), sql.Identifier(owner))
        _run(connection, "GRANT CONNECT ON DATABASE {} TO {}", sql.Identifier(database),
             sql.Identifier(BACKUP))  # fmt: skip


@contextmanager
def _administering(url: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(url, autocommit=True) as connection:
        # Each database has its own advisory locks, roles belong to the whole server; in practice
        # simultaneous callers come from processes of one installation, with one database.
        connection.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        yield connection


def _run(connection: psycopg.Connection, statement: str, *parts: sql.Composable) -> None:
    connection.execute(sql.SQL(statement).format(*parts))


def _version(connection: psycopg.Connection) -> int:
    return connection.info.server_version // 10_000


def _exists(connection: psycopg.Connection, table: str, column: str, value: str) -> bool:
    query = sql.SQL("SELECT 1 FROM {} WHERE {} = %s").format(
        sql.Identifier(table), sql.Identifier(column)
    )
    return connection.execute(query, [value]).fetchone() is not None


def _put_role(
    connection: psycopg.Connection, role: str, password: str, attributes: str = ""
) -> None:
    """Create or update a role. The password leaves this process only as its SCRAM verifier."""
    verb = "ALTER" if _exists(connection, "pg_roles", "rolname", role) else "CREATE"
    verifier = connection.pgconn.encrypt_password(
        password.encode(), role.encode(), b"scram-sha-256"
    ).decode()
    _run(
        connection,
        f"{verb} ROLE {{}} LOGIN {attributes} PASSWORD {{}}",
        sql.Identifier(role),
        sql.Literal(verifier),
    )


def _set_for(connection: psycopg.Connection, role: str, parameters: dict[str, str]) -> None:
    for parameter, value in parameters.items():
        try:
            _run(
                connection,
                f"ALTER ROLE {{}} SET {parameter} = {{}}",
                sql.Identifier(role),
                sql.Literal(value),
            )
        except psycopg.errors.InsufficientPrivilege:
            # A rented database whose superuser gave us less: docs/operations.md says what to ask.
            continue


def _close_database_to_others(connection: psycopg.Connection) -> None:
    """Only our roles may connect to the database, and none of them may make temporary tables."""
    database = sql.Identifier(connection.info.dbname)
    _run(connection, "REVOKE ALL ON DATABASE {} FROM PUBLIC", database)
    for role in (WEB, WORKER, LETTERBOX):
        _run(connection, "GRANT CONNECT ON DATABASE {} TO {}", database, sql.Identifier(role))
        _run(connection, "GRANT USAGE ON SCHEMA public TO {}", sql.Identifier(role))
    _run(connection, "REVOKE CREATE ON SCHEMA public FROM PUBLIC")


def main() -> None:
    """Prepare the server that DATABASE_URL names, first with ADMIN_DATABASE_URL if that is set.

    With `url ROLE`, print the URL under which that role signs in, and do nothing else.
    """
    owner_url = os.environ["DATABASE_URL"]
    match sys.argv[1:]:
        case []:
            if admin_url := os.environ.get("ADMIN_DATABASE_URL"):
                ensure_owner(admin_url, owner_url)
            ensure_roles(owner_url)
        case ["url", role]:
            print(role_url(owner_url, role))
        case _:
            sys.exit("usage: python -m settings.database_roles [url ROLE]")


if __name__ == "__main__":
    main()
