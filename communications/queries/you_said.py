"""What families said and what became of it: the board, and what stood there before."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, QuerySet
from django.utils import timezone

from families.context import Person
from families.policies import is_manager_of

from .. import policies
from ..models import Decision, YouSaid, YouSaidVersion

ON_THE_BOARD = 30
ON_THE_DOOR = 6
OLDEST = 40  # drafts of a manager; more than these are not work in hand any more


@dataclass(frozen=True)
class Item:
    """One item as it reads now."""

    row: YouSaid
    now: YouSaidVersion
    is_changed: bool  # since it was published
    is_late: bool  # its day is over, and it is not done

    @property
    def since(self) -> date | None:
        """The day on which it was published, or changed after that."""
        at = self.now.at if self.is_changed else self.row.published_at
        return timezone.localdate(at) if at else None

    @property
    def look(self) -> str:
        """Which of the four colours and icons: done, will, partly or cannot."""
        return "done" if self.now.done_on else self.now.answer


@dataclass(frozen=True)
class Board:
    """What is published, the newest first, with the time to ask for older ones by; and what is not
    published yet, for who leads."""

    items: list[Item]
    older_than: datetime | None
    drafts: list[Item]
    several: bool  # settings: then each item names its own


@dataclass(frozen=True)
class Change:
    """A version and what was done with it."""

    version: YouSaidVersion
    what: str  # "written", "changed", "published" or "taken_back"


@dataclass(frozen=True)
class ItemPage:
    """One item, and for who leads everything that it has said."""

    item: Item
    changes: list[Change]
    decision: Decision | None


def board_of(person: Person, *, before: datetime | None = None) -> Board:
    """What is published in this person's settings, before this time if one is given. Two
    statements, and one more for who leads."""
    rows = _published(person)
    if before:
        rows = rows.filter(item__published_at__lt=before)
    found = list(rows[: ON_THE_BOARD + 1])
    items = [_item(each, person.today) for each in found[:ON_THE_BOARD]]
    return Board(
        items=items,
        older_than=items[-1].row.published_at if len(found) > ON_THE_BOARD else None,
        drafts=[] if before else _drafts(person),
        several=len({each.row.setting_id for each in items}) > 1,
    )


def newest_said(person: Person, *, most: int) -> list[Item]:
    """The newest published items. One statement."""
    return [_item(each, person.today) for each in _published(person)[:most]]


def for_the_door(person: Person) -> list[Item]:
    """What goes on paper: the newest of the setting where one works, or of one's child's."""
    rows = _published(person).filter(setting_id=person.here)[:ON_THE_DOOR]
    return [_item(each, person.today) for each in rows]


def item_page(row: YouSaid, person: Person) -> ItemPage:
    """One item with its changes, the newest first. Only who leads reads more than the last."""
    versions = list(
        policies.you_said_versions_visible_to(person)
        .filter(item=row)
        .select_related("item__setting", "owner")
        .order_by("-number")
    )
    leads = is_manager_of(person, row.setting_id)
    decision = None
    if row.decision_id:
        decision = policies.decisions_visible_to(person).filter(pk=row.decision_id).first()
    return ItemPage(
        item=_item(versions[0], person.today),
        changes=_changes(versions) if leads else [],
        decision=decision,
    )


def _published(person: Person) -> QuerySet[YouSaidVersion]:
    return (
        policies.you_said_versions_visible_to(person)
        .filter(number=F("item__shown"))
        .select_related("item__setting")
        .order_by("-item__published_at", "pk")
    )


def _drafts(person: Person) -> list[Item]:
    if not person.leads:
        return []
    rows = (
        policies.you_said_versions_visible_to(person)
        .filter(setting_id=person.here, item__shown__isnull=True, number=F("item__newest"))
        .select_related("item__setting")
        .order_by("-at", "pk")[:OLDEST]
    )
    return [_item(each, person.today) for each in rows]


def _item(version: YouSaidVersion, today: date) -> Item:
    row = version.item
    return Item(
        row=row,
        now=version,
        # Publishing is a version too, written at that moment; a change comes after it.
        is_changed=version.is_public and version.at != row.published_at,
        is_late=bool(version.by_day and not version.done_on and version.by_day < today),
    )


def _changes(versions: list[YouSaidVersion]) -> list[Change]:
    """Newest first, each with what makes it another than the one before it."""
    changes = []
    for at, version in enumerate(versions):
        before = versions[at + 1] if at + 1 < len(versions) else None
        if before is None:
            what = "written"
        elif version.is_public != before.is_public:
            what = "published" if version.is_public else "taken_back"
        else:
            what = "changed"
        changes.append(Change(version, what))
    return changes
