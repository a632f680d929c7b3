"""What the tests of the letterbox have in common: a nursery whose box is open, stamps, emptying."""

import uuid
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.db import connections, transaction
from django.utils import timezone

from families.models import Setting, StampKey
from families.stamps.blind_rsa import PrivateKey, blind, finalize, new_key, sign_blindly
from families.stamps.sealing import seal
from feedback.actions.emptying import empty_box, write_anew
from feedback.sealed_box import Box
from tests import factories as make


@cache
def a_key(number: int = 0) -> PrivateKey:
    """The same few keys for all tests: making one takes up to a second."""
    return new_key()


def open_letterbox(
    setting: Setting, *, holders: int = 10, number: int = 0, **term: Any
) -> StampKey:
    """A term that runs, its key, and so many people with stamps."""
    key = a_key(number)
    row = StampKey(
        setting=setting,
        term=make.make_term(setting, **term),
        modulus=f"{key.n:x}",
        holders=holders,
        lead_apart=True,
    )
    row.sealed = seal(key.d.to_bytes(key.public.size), of=row.pk)
    row.save(force_insert=True)
    write_anew(setting.letterbox_address)
    return row


def a_stamp(number: int = 0) -> str:
    """A fresh stamp as the page sends it, signed as the desk signs."""
    key = a_key(number)
    blinded = blind(key.public, uuid.uuid4().bytes * 2)
    signature = finalize(key.public, blinded, sign_blindly(key, blinded.shown))
    return f"{blinded.message.hex()}.{signature.hex()}"


def after_next_turn(weeks: int = 1) -> datetime:
    """A moment at which the box of every nursery is to be emptied."""
    return timezone.now() + timedelta(days=7 * weeks, hours=1)


def empty(setting: Setting, *, weeks: int = 1) -> bool:
    return empty_box(setting.letterbox_address, now=after_next_turn(weeks))


def inside(setting: Setting) -> Box:
    """What lies in the box: only who has its key can look, and the tests have it."""
    with transaction.atomic(using="letterbox"), connections["letterbox"].cursor() as cursor:
        cursor.execute("SELECT set_config('app.letterbox', %s, true)", [setting.letterbox_address])
        cursor.execute("SELECT sealed FROM feedback_sealedbox WHERE setting_id = %s", [setting.pk])
        row = cursor.fetchone()
    return Box.opened(bytes(row[0]), of=setting.pk) if row else Box()


def words_inside(setting: Setting) -> list[str]:
    return sorted(each.words for each in inside(setting).posted)
