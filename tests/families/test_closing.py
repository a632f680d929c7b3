"""A manager says from which day on the nursery is closed; from then nobody is given stamps."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from families.actions.stamps import open_stamp_keys
from families.models import AuditEvent, Setting, StampKey, StampsGiven
from families.templatetags.ui import say_when
from tests import factories as make
from tests.cast import Cast
from tests.roles import acting_as, as_worker
from tests.statements import statements

Browse = Callable[[str], Client]
CLOSE = "/nursery/close/"


@pytest.fixture
def browse(cast: Cast) -> Browse:
    def signed_in(name: str) -> Client:
        client = Client()
        client.force_login(cast.users[name])
        return client

    return signed_in


@pytest.fixture
def soon() -> date:
    return timezone.localdate() + timedelta(days=40)


def seen_on(page: str) -> str:
    return page.split('name="seen" value="')[1].split('"')[0]


def closes_on(setting: Setting) -> date | None:
    return Setting.objects.get(pk=setting.pk).closed_on


def test_a_manager_reads_what_closing_means_before_anything_is_saved(
    cast: Cast, browse: Browse, soon: date
) -> None:
    bettina = browse("bettina")
    assert CLOSE in bettina.get("/nursery/").content.decode()
    assert "closed_on" in bettina.get(CLOSE).content.decode()
    review = bettina.get(CLOSE, {"closed_on": soon.isoformat()}).content.decode()
    for meant in (
        say_when(soon),
        "takes nothing more",
        "brought to the tray",
        "can still read the answer",
        "Nobody is given stamps",
        "Nothing is removed",
    ):
        assert meant in review, meant
    assert closes_on(cast.hill) is None, "only read"
    body = {"closed_on": soon.isoformat(), "seen": seen_on(review)}
    assert bettina.post(CLOSE, body).status_code == 302
    assert closes_on(cast.hill) == soon
    assert AuditEvent.objects.filter(verb="close_nursery", actor=cast.bettina).count() == 1
    assert say_when(soon) in bettina.get("/nursery/").content.decode()


def test_it_can_be_taken_back_and_the_trail_knows_both(
    cast: Cast, browse: Browse, soon: date
) -> None:
    bettina = browse("bettina")
    Setting.objects.filter(pk=cast.hill.pk).update(closed_on=soon)
    assert f"{CLOSE}?closed_on=" in bettina.get("/nursery/").content.decode()
    review = bettina.get(CLOSE, {"closed_on": ""}).content.decode()
    assert "The nursery stays open" in review
    assert bettina.post(CLOSE, {"closed_on": "", "seen": seen_on(review)}).status_code == 302
    assert closes_on(cast.hill) is None
    trail = bettina.get(reverse("families:audit_list")).content.decode()
    assert "said that the nursery stays open" in trail


@pytest.mark.parametrize("typed", ["2020-01-01", "soon", ""])
def test_a_day_that_is_over_or_none_at_all_is_refused_beside_the_field(
    cast: Cast, browse: Browse, typed: str
) -> None:
    bettina = browse("bettina")
    asked = bettina.get(CLOSE, {"closed_on": typed})
    assert asked.status_code == 422
    assert typed in asked.content.decode()
    review = bettina.get(CLOSE, {"closed_on": timezone.localdate()}).content.decode()
    refused = bettina.post(CLOSE, {"closed_on": typed, "seen": seen_on(review)})
    assert refused.status_code == 422
    assert closes_on(cast.hill) is None


def test_two_who_decide_at_the_same_time_are_told(cast: Cast, browse: Browse, soon: date) -> None:
    bettina = browse("bettina")
    review = bettina.get(CLOSE, {"closed_on": soon.isoformat()}).content.decode()
    Setting.objects.filter(pk=cast.hill.pk).update(closed_on=soon + timedelta(days=9))
    answer = bettina.post(CLOSE, {"closed_on": soon.isoformat(), "seen": seen_on(review)})
    assert answer.status_code == 422
    assert closes_on(cast.hill) == soon + timedelta(days=9)


@pytest.mark.parametrize("name", ["agnieszka", "marek", "saoirse", "gwen"])
def test_nobody_else_closes_it(cast: Cast, browse: Browse, soon: date, name: str) -> None:
    client = browse(name)
    assert client.get(CLOSE).status_code == 403
    assert client.post(CLOSE, {"closed_on": soon.isoformat(), "seen": "x"}).status_code == 403
    with acting_as(cast.users[name]):
        assert not Setting.objects.filter(pk=cast.hill.pk).update(closed_on=soon)
    assert closes_on(cast.hill) is None


def test_a_closed_nursery_gives_no_stamps_and_opens_no_key(cast: Cast, browse: Browse) -> None:
    agnieszka = browse("agnieszka")
    with as_worker():
        open_stamp_keys(timezone.localdate())
    key = StampKey.objects.get(setting=cast.hill)
    assert len(agnieszka.get("/stamps/").json()["desks"]) == 1
    Setting.objects.filter(pk=cast.hill.pk).update(closed_on=timezone.localdate())
    assert agnieszka.get("/stamps/").json()["desks"] == []
    with acting_as(cast.agnieszka), pytest.raises(DatabaseError), transaction.atomic():
        StampsGiven.objects.create(
            setting=cast.hill, key=key, person=cast.agnieszka, device=0, shown=[key.modulus]
        )
    key.delete()
    with as_worker():
        open_stamp_keys(timezone.localdate())
    assert not StampKey.objects.filter(setting=cast.hill).exists()


def test_what_leads_to_the_letterbox_is_not_offered_where_it_takes_nothing(
    cast: Cast, browse: Browse
) -> None:
    key = make.make_stamp_key(cast.hill, term=cast.terms["hill"])
    bettina, agnieszka = browse("bettina"), browse("agnieszka")
    taps = reverse("feedback:letterbox_pulse", args=[cast.hill.letterbox_address])
    assert taps in agnieszka.get("/").content.decode()
    Setting.objects.filter(pk=cast.hill.pk).update(closed_on=timezone.localdate())
    assert taps not in agnieszka.get("/").content.decode()
    say = agnieszka.get("/your-say/").content.decode()
    assert key.fingerprint in say, "its box is opened once more, and until then notes come in"
    assert bettina.post("/feedback/cards/", {"sheets": "1"}).status_code == 422
    notice = bettina.get("/feedback/notice/", follow=True)
    assert "there is no notice any more" in notice.content.decode()
    assert "/feedback/notice/" not in notice.content.decode()


def test_the_page_asks_little(cast: Cast, browse: Browse, soon: date) -> None:
    bettina = browse("bettina")
    bettina.get(CLOSE)
    for query in ({}, {"closed_on": soon.isoformat()}):
        with statements() as sent:
            bettina.get(CLOSE, query)
        assert len(sent) <= 12
