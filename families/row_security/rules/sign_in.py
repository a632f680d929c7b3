"""The tables of django-allauth: addresses, second steps, sessions."""

from ..words import ME, SIGNING_IN, Rule, writable_by

RULES: dict[str, Rule] = {
    "account_emailaddress": writable_by(
        f"user_id = {ME} OR {SIGNING_IN}",
        f"user_id = {ME} OR {SIGNING_IN}",
        *("user_id", "email", "verified", "primary"),
    ),
    "mfa_authenticator": writable_by(
        f"user_id = {ME} OR {SIGNING_IN}",
        f"user_id = {ME} OR {SIGNING_IN}",
        *("user_id", "type", "data", "created_at", "last_used_at"),
    ),
    "usersessions_usersession": writable_by(
        f"user_id = {ME} OR {SIGNING_IN}",
        f"user_id = {ME} OR {SIGNING_IN}",
        *("user_id", "session_key", "ip", "user_agent", "data", "created_at", "last_seen_at"),
    ),
}
