"""Reads of the letterbox (on its own connection) and of the manager's tray."""

import hashlib
from dataclasses import dataclass

from django.db import connections
from django.db.models import Count, QuerySet

from families.context import Person
from families.models import Setting

from . import policies
from .models import FeedbackItem, FeedbackReply

LETTERBOX = "letterbox"  # the database connection of the role that can touch nothing else


def hash_of(receipt: str) -> str:
    """What the database keeps of a receipt code."""
    return hashlib.sha256(receipt.encode()).hexdigest()


# --- the anonymous side: inside `with transaction.atomic(using=LETTERBOX)` ------------------------


def setting_of(address: str) -> Setting | None:
    """The setting whose letterbox has this address. Opens the letterbox for this transaction."""
    _say("app.letterbox", address)
    known = Setting.objects.using(LETTERBOX).only("id", "name", "phone", "letterbox_address")
    return known.filter(letterbox_address=address).first()


def note_of(setting: Setting, receipt: str) -> FeedbackItem | None:
    """The note that belongs to a receipt code, in this setting."""
    receipt_hash = hash_of(receipt)
    _say("app.receipt", receipt_hash)
    notes = FeedbackItem.objects.using(LETTERBOX)
    return notes.filter(receipt_hash=receipt_hash, setting_id=setting.pk).first()


def answers_to(note: FeedbackItem) -> list[FeedbackReply]:
    """The answers to a note that was found by its code, in their order."""
    return list(FeedbackReply.objects.using(LETTERBOX).filter(item_id=note.pk).order_by("number"))


def _say(word: str, value: str) -> None:
    with connections[LETTERBOX].cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [word, value])


# --- the manager's side ---------------------------------------------------------------------------


@dataclass
class Tray:
    """The notes of a setting, in no order, and how many lie on the other side."""

    notes: list[FeedbackItem]
    shows_closed: bool


def tray_of(person: Person, *, closed: bool) -> Tray:
    """Open or closed notes, shuffled at each look so that their order tells nothing."""
    notes: QuerySet[FeedbackItem] = (
        policies.feedback_visible_to(person)
        .filter(is_closed=closed)
        .annotate(answers=Count("replies"))
        .order_by("?")
    )
    return Tray(notes=list(notes), shows_closed=closed)
