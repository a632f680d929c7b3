"""The database roles: one owner, and weaker ones for web, worker and letterbox.

Row-level security never holds for a superuser, and holds for the owner of a table only if forced.
So the running processes sign in as roles that own nothing. Their passwords follow from the owner's,
so that there is one secret to keep.
"""

import hashlib
import hmac
from urllib.parse import quote, unquote, urlsplit, urlunsplit

import psycopg
from psycopg import sql

WEB, WORKER, LETTERBOX = "footbridge_web", "footbridge_worker", "footbridge_letterbox"


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
    """Create the three roles, or bring them up to date; needs CREATEROLE, may be run again."""
    owner_password = unquote(urlsplit(owner_url).password or "")
    with psycopg.connect(owner_url, autocommit=True) as connection:
        for role in (WEB, WORKER, LETTERBOX):
            name = sql.Identifier(role)
            known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
            verb = sql.SQL("ALTER" if known.fetchone() else "CREATE")
            connection.execute(
                sql.SQL("{} ROLE {} LOGIN PASSWORD {}").format(
                    verb, name, sql.Literal(role_password(owner_password, role))
                )
            )
            connection.execute(
                sql.SQL("GRANT {} TO CURRENT_USER WITH SET TRUE, INHERIT FALSE").format(name)
            )
