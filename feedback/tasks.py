"""What the worker does by itself, on the letterbox's own connection and in nobody's name."""

import logging
import secrets

from celery import shared_task
from django.utils import timezone

from .actions.emptying import empty_box, its_turn_by_chance, write_anew
from .queries.rounds import addresses_to_empty, addresses_without_box, all_addresses

log = logging.getLogger(__name__)


@shared_task
def empty_boxes() -> None:
    """Beat calls this every minute: empty the boxes whose hour has come."""
    now = timezone.now()
    for address in addresses_to_empty(now):
        try:
            empty_box(address, now=now)
        except Exception as problem:  # the others are emptied; what it says could hold words
            log.error("A letterbox could not be emptied: %s", type(problem).__name__)


@shared_task
def go_round_soon() -> None:
    """Beat calls this every minute; the round itself begins at any second of it, so that its writes
    cannot be told by the clock from those that bring a note."""
    write_boxes_anew.apply_async(countdown=secrets.randbelow(60), expires=120)


@shared_task
def write_boxes_anew() -> None:
    """Write some boxes anew, by chance; make those that are missing."""
    new = set(addresses_without_box())
    for address in all_addresses():
        if address in new or its_turn_by_chance():
            try:
                write_anew(address)
            except Exception as problem:
                log.error("A letterbox could not be written anew: %s", type(problem).__name__)
