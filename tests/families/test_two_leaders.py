"""Manager and deputy end each other's post at the same moment: one of them goes on leading."""

import threading
from collections.abc import Callable
from contextlib import suppress

import pytest
from django.db import connections
from django.utils import timezone

from families.actions import team
from families.actions.meanwhile import fingerprint
from families.models import Membership, User
from tests.cast import Cast
from tests.roles import acting_as

FIELDS = ("role", "job_title", "works_on")


def end(actor: User, post: Membership) -> None:
    with acting_as(actor) as person:
        team.end_post(post, actor=person, last_day=timezone.localdate())


def demote(actor: User, post: Membership) -> None:
    with acting_as(actor) as person:
        changed = {name: getattr(post, name) for name in FIELDS} | {"role": "practitioner"}
        seen = fingerprint(post, fields=changed)
        team.change_post(post, actor=person, seen=seen, rooms=[], fields=changed)


@pytest.mark.parametrize("do", [end, demote])
@pytest.mark.django_db(transaction=True)
def test_two_leaders_never_leave_nobody_to_lead(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, do: Callable[[User, Membership], None]
) -> None:
    """Each stops after having looked who else leads, until the other has looked too."""
    both_looked, look = threading.Barrier(2), team._somebody_else_leads

    def look_and_wait(*given: object) -> None:
        look(*given)
        with suppress(threading.BrokenBarrierError):
            both_looked.wait(timeout=2)

    monkeypatch.setattr(team, "_somebody_else_leads", look_and_wait)
    refused = []

    def press(actor: str, other: str) -> None:
        try:
            do(cast.users[actor], cast.posts[other])
        except team.NobodyWouldLead:
            refused.append(actor)
        finally:
            connections.close_all()

    pairs = [("bettina", "tariq"), ("tariq", "bettina")]
    presses = [threading.Thread(target=press, args=pair) for pair in pairs]
    for each in presses:
        each.start()
    for each in presses:
        each.join(timeout=20)
    leading = Membership.objects.filter(
        setting=cast.hill, role__in=("manager", "deputy"), ended_on=None
    ).exclude(pk=cast.posts["femi"].pk)
    assert leading.count() == 1
    assert len(refused) == 1
