"""The shapes of the facts: small frozen records that hold no behaviour beyond their own names.

Ages are whole months, dates are "so many days (or months) before today", so that the same facts
fit any clock. ``key`` is always a short lower-case name that is unique in the whole demo.
"""

from dataclasses import dataclass, field

ALL_WEEK = "Mon Tue Wed Thu Fri"


@dataclass(frozen=True, kw_only=True)
class Setting:
    """One nursery. ``opens`` and ``closes`` are wall-clock times such as "07:30"."""

    key: str
    name: str
    group: str
    address: str
    phone: str
    email: str
    mail_domain: str
    registration: str
    opens: str = "07:30"
    closes: str = "18:00"
    places: int = 0
    welcome: str = ""


@dataclass(frozen=True, kw_only=True)
class Room:
    """One room. Children from ``from_months`` up to, but not including, ``to_months``."""

    key: str
    setting: str
    name: str
    from_months: int
    to_months: int
    places: int
    colour: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Worker:
    """Someone who works in a setting. ``role`` is a value of ``Membership.Role``."""

    key: str
    setting: str
    full_name: str
    role: str
    job: str
    rooms: tuple[str, ...] = ()
    days: str = ALL_WEEK
    hours: str = "08:00-17:30"
    pronunciation: str = ""
    languages: tuple[str, ...] = ("en",)
    hello: str = ""
    is_safeguarding_lead: bool = False
    is_senco: bool = False
    months_here: int = 30
    left_days_ago: int | None = None
    account_is_open: bool = True
    mailbox: str = ""

    @property
    def known_as(self) -> str:
        return self.full_name.split()[0]


@dataclass(frozen=True, kw_only=True)
class Rights:
    """What one adult may see and do for one child, field for field as on ``ParentCarer``."""

    sees_journal: bool = True
    sees_daily_notes: bool = True
    sees_photos: bool = True
    sees_reports: bool = True
    can_message: bool = True
    may_collect: bool = True
    receives_updates: bool = True
    has_parental_responsibility: bool = True
    lives_with_child: bool = True


FULL = Rights()
APART = Rights(lives_with_child=False)
GUARDIAN = Rights()
FOSTER = Rights(has_parental_responsibility=False)
STEP = Rights(has_parental_responsibility=False)
GRANDPARENT = Rights(
    sees_reports=False,
    can_message=False,
    has_parental_responsibility=False,
    lives_with_child=False,
)
GRANDPARENT_AT_HOME = Rights(
    sees_reports=False, can_message=False, has_parental_responsibility=False
)
COLLECTS_ONLY = Rights(
    sees_journal=False,
    sees_daily_notes=False,
    sees_photos=False,
    sees_reports=False,
    can_message=False,
    receives_updates=False,
    has_parental_responsibility=False,
    lives_with_child=False,
)
LOOKS_ON = Rights(
    sees_reports=False,
    can_message=False,
    may_collect=False,
    receives_updates=False,
    has_parental_responsibility=False,
    lives_with_child=False,
)


@dataclass(frozen=True, kw_only=True)
class Adult:
    """A grown-up in a home. ``relationship`` is in the family's own words.

    ``worker`` names a member of staff who is the same person; ``left_days_ago`` ends the link.
    """

    name: str
    relationship: str
    language: str = "en"
    reads: str = ""
    rights: Rights = FULL
    known_as: str = ""
    pronunciation: str = ""
    about: str = ""
    collects: str = ""
    main_contact: bool = False
    mailbox: str = ""
    worker: str = ""
    account_is_open: bool = True

    @property
    def called(self) -> str:
        return self.known_as or self.name.split()[0]


@dataclass(frozen=True, kw_only=True)
class Child:
    """A child on roll. ``months`` is the age today; ``pronoun`` is "she" or "he"."""

    name: str
    months: int
    room: str
    pronoun: str
    key_person: str
    backup: str
    languages: tuple[str, ...] = ("en",)
    days: str = ALL_WEEK
    session: str = "full"
    known_as: str = ""
    pronunciation: str = ""
    months_here: int = 0
    allergy: str = ""
    diet: str = ""
    health: str = ""
    note: str = ""
    likes: str = ""
    comforter: str = ""
    settles_by: str = ""
    photos: str = "everywhere"
    in_pants: bool = False
    key_person_before: str = ""
    key_person_changed_days_ago: int = 0
    key_person_changed_because: str = ""
    left_days_ago: int | None = None

    @property
    def called(self) -> str:
        return self.known_as or self.name.split()[0]

    @property
    def key(self) -> str:
        return self.called.lower().replace(" ", "-")


@dataclass(frozen=True, kw_only=True)
class Home:
    """One household. ``children`` live here; ``children_of_others`` are linked but live elsewhere
    too, or only elsewhere (a second household, a grandparent's)."""

    key: str
    setting: str = "marmalade-hill"
    name: str
    address: str
    adults: tuple[Adult, ...]
    children: tuple[Child, ...] = ()
    children_of_others: tuple[str, ...] = ()
    what_matters: str = ""
    left_days_ago: int | None = None
    tags: tuple[str, ...] = field(default=())
