"""A token of an invitation never reaches a log."""

import logging

from settings.logs import WithoutTokens


def test_the_token_of_an_invitation_is_taken_out_of_the_line() -> None:
    record = logging.LogRecord(
        "django.security.csrf", logging.WARNING, "", 0, "Forbidden (%s): %s",
        ("CSRF cookie not set.", "/invitation/zn0Y-secret_token/"), None,
    )  # fmt: skip
    assert WithoutTokens().filter(record)
    assert record.getMessage() == "Forbidden (CSRF cookie not set.): /invitation/…/"
