"""What a manager sees of the letterbox: its address, its hours, how many cards there are."""

from dataclasses import dataclass

from families.context import Person
from families.models import Setting, StampKey

from .. import policies
from ..models import Letterbox
from .letterbox import FEWEST_PEOPLE


@dataclass(frozen=True)
class Keeping:
    """The letterbox, as who keeps it sees it."""

    setting: Setting
    times: Letterbox
    key: StampKey | None  # of the term that has begun last; cards are made for it
    cards: int  # that were made for it

    @property
    def hides(self) -> bool:
        """Whether so many hold stamps that it takes notes. How many there are is not said."""
        return self.key is not None and self.key.holders >= FEWEST_PEOPLE


def keeping_of(person: Person) -> Keeping | None:
    """None where nobody keeps a letterbox in this person's setting for them."""
    setting = Setting.objects.filter(pk=person.here).first()
    if setting is None or not policies.may_keep_letterbox(person):
        return None
    key = (
        StampKey.objects.filter(setting=setting, term__starts_on__lte=person.today)
        .select_related("term")
        .order_by("-term__starts_on")
        .first()
    )
    made = policies.paper_cards_visible_to(person).filter(key=key).count() if key else 0
    times = policies.letterboxes_visible_to(person).first()
    return Keeping(setting, times or Letterbox(setting=setting), key, made)
