"""What a manager arranges: when the box is emptied, and paper cards."""

import secrets

from django.db import transaction
from django.utils import timezone

from families.context import Person
from families.models import Setting, StampKey

from ..models import Letterbox, PaperCard
from ..queries.letterbox import last_turn
from ..stamps import card_hash, new_card_code
from .box import NurseryClosed

MOST_CARDS = 400  # of a term; the box remembers 4,096 spent stamps and cards


class EnoughCards(Exception):
    """So many cards were printed this term that there are no more. `left`: how many there are."""

    def __init__(self, left: int) -> None:
        super().__init__(left)
        self.left = left


@transaction.atomic
def choose_emptying(actor: Person, *, weekday: int, hour: int) -> Letterbox:
    """Choose when the box is emptied. It holds after the next emptying: whoever could bring that
    forward could look who has just written."""
    rows = Letterbox.objects.filter(setting_id=actor.here)
    if not rows.exists():
        usual = Letterbox(setting_id=actor.here)
        usual.emptied_on = last_turn(usual, timezone.now())
        Letterbox.objects.bulk_create([usual], ignore_conflicts=True)
    rows.update(then_weekday=weekday, then_hour=hour)
    return rows.get()


@transaction.atomic
def make_cards(key: StampKey, *, setting: Setting, actor: Person, how_many: int) -> list[str]:
    """Make the codes of new paper cards for this term, and return them: they are shown once, on the
    cards. What is kept of them is in random order. Raises `EnoughCards`, and
    `NurseryClosed` from the day on which it is."""
    if setting.is_closed(actor.today):
        raise NurseryClosed
    left = MOST_CARDS - PaperCard.objects.filter(setting_id=actor.here, key_id=key.pk).count()
    if how_many > left:
        raise EnoughCards(max(0, left))
    codes = [new_card_code() for _card in range(how_many)]
    cards = [
        PaperCard(setting_id=actor.here, key_id=key.pk, code_hash=card_hash(code)) for code in codes
    ]
    secrets.SystemRandom().shuffle(cards)
    PaperCard.objects.bulk_create(cards)
    return codes
