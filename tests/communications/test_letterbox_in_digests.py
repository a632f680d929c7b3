"""The way to the letterbox in the digest: the same to every family, whatever it did with stamps."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from communications.actions import digests as actions
from communications.models import Digest, DigestPreference
from families import outbox
from families.models import StampKey, StampsGiven
from families.templatetags.ui import exact_day
from tests import factories as make
from tests.cast import Cast
from tests.roles import as_worker

from .mail_server import Sink, mail_server
from .test_digests import digest_of, queue, send_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def sink(settings: Any) -> Iterator[Sink]:
    with mail_server(settings) as running:
        yield running


@pytest.fixture(autouse=True)
def _no_bell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "ring", lambda task, job_id: True)


@pytest.fixture
def key(cast: Cast) -> StampKey:
    """Ten people have stamps: the box takes notes."""
    return make.make_stamp_key(cast.hill, term=cast.terms["hill"])


def bodies(sink: Sink, cast: Cast, name: str) -> list[str]:
    """The text and the page of somebody's mail, without what is the digest's own."""
    mail = sink.to(cast.users[name].email)[0]
    own = str(digest_of(cast.users[name]).pk)
    parts = [part.get_content() for part in mail.walk() if not part.is_multipart()]
    assert len(parts) == 2
    return [part.replace(own, "") for part in parts]


def test_the_mail_of_a_family_says_the_address_the_sign_and_the_open_taps(
    cast: Cast, sink: Sink, key: StampKey
) -> None:
    pulse = cast.pulses["hill"]
    queue()
    send_all()
    for body in bodies(sink, cast, "agnieszka"):
        assert reverse("feedback:letterbox", args=[cast.hill.letterbox_address]) in body
        assert reverse("feedback:letterbox_pulse", args=[cast.hill.letterbox_address]) in body
        assert key.fingerprint in body
        assert f"Three taps are open until {exact_day(pulse.closes_on)}." in body
        assert pulse.title not in body, "a mail quotes nobody"
        assert cast.wharf.letterbox_address not in body


def test_no_mail_tells_whether_somebody_has_stamps_or_used_them(
    cast: Cast, sink: Sink, key: StampKey
) -> None:
    """Agnieszka has been given stamps for three devices, Edmund none: their mails are the same."""
    for device in range(3):
        StampsGiven.objects.create(
            setting=cast.hill, key=key, person=cast.agnieszka, device=device, shown=[key.modulus]
        )
    queue()
    send_all()
    assert bodies(sink, cast, "agnieszka") == bodies(sink, cast, "edmund")


def test_where_the_box_takes_nothing_the_mail_says_nothing_of_it(cast: Cast, sink: Sink) -> None:
    make.make_stamp_key(cast.hill, term=cast.terms["hill"], holders=9)
    queue()
    send_all()
    for body in bodies(sink, cast, "agnieszka"):
        assert "letterbox" not in body
        assert "Three taps" not in body


def test_taps_that_are_over_are_not_in_the_mail(cast: Cast, sink: Sink, key: StampKey) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    days = {"opens_on": yesterday - timedelta(days=10), "closes_on": yesterday}
    type(cast.pulses["hill"]).objects.filter(pk=cast.pulses["hill"].pk).update(**days)
    queue()
    send_all()
    for body in bodies(sink, cast, "agnieszka"):
        assert "Three taps" not in body
        assert key.fingerprint in body


def test_staff_who_asked_for_digests_are_not_shown_the_way(
    cast: Cast, sink: Sink, key: StampKey
) -> None:
    changed_at = timezone.now() - timedelta(days=10)
    make_it = {"frequency": "weekly", "weekday": 4, "hour": 17, "changed_at": changed_at}
    DigestPreference.objects.create(setting=cast.hill, user=cast.bettina, **make_it)
    queue()
    send_all()
    for body in bodies(sink, cast, "bettina"):
        assert key.fingerprint not in body
        assert cast.hill.letterbox_address not in body


def test_a_mail_asks_as_often_however_many_families_and_children_there_are(
    cast: Cast, sink: Sink, key: StampKey
) -> None:
    def asked() -> int:
        queue()
        with as_worker(), CaptureQueriesContext(connection) as seen:
            actions.send_digest(digest_of(cast.agnieszka).pk)
        return len(seen)

    few = asked()
    Digest.objects.all().delete()
    for number in range(30):
        child = make.make_child(cast.hill, name=f"Child {number}")
        home = make.make_family(cast.hill, name=f"Home {number}")
        make.make_link(child, user=cast.agnieszka, family=home)
        other = make.make_user(f"other{number}@families.example", full_name="Another Parent")
        make.make_link(child, user=other, family=home)
    assert asked() == few
