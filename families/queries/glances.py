"""A glance: may there be anything at all? Asked of many lists at once, before each is read.

Most of what can wait on a first page or a board does not wait on most days, and to build the
statement of a list costs more than to run it. So each list has a *glance* beside it: rows in plain
SQL that are there whenever the list has something, and at times when it has not. All glances of a
page travel in one statement, and a list whose glance finds nothing is not read.

A glance decides nothing: who may see what is decided by the policy of the list, and by the second
wall in both. What it must never do is miss something; `tests/…/test_glances.py` fills each list and
looks.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.db import connection


def glance(lists: Mapping[str, str], **given: Any) -> dict[str, bool]:
    """Name → whether its list may hold something: one statement. `given` are the words of the
    glances, `%(me)s` and the like; a list of ids is an array. They are code, never typed."""
    with connection.cursor() as cursor:
        cursor.execute(_statement(tuple(lists.values())), given)
        found = cursor.fetchone()
    return dict(zip(lists, found, strict=True))


@cache
def _statement(glances: tuple[str, ...]) -> str:
    return f"SELECT {', '.join(f'EXISTS ({each})' for each in glances)}"
