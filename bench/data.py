"""How much there is in the database, and who signs in to look at it."""

from dataclasses import dataclass, field

PASSWORD = "the-same-for-everybody-in-the-bench"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
CHILDREN_A_SETTING = 90
CHILDREN_A_ROOM = 24
STAFF_A_ROOM = 5
SEATS = 8  # so many people of a kind sign in, for measuring eight at a time


@dataclass(frozen=True)
class Size:
    """What there is, per child and year. The defaults are a nursery's (reference: 36 observations,
    150 photographs, 155 attended days with 8 care entries, 60 messages)."""

    children: int = 180
    years: int = 1
    care: int = 8  # entries a child and attended day
    observations: int = 36
    photos: int = 150
    days: int = 155
    messages: int = 60

    @property
    def settings(self) -> int:
        return -(-self.children // CHILDREN_A_SETTING)


@dataclass(frozen=True)
class Seat:
    """One person who signs in, with what they look at. Ids are 32 hexadecimal digits."""

    email: str
    is_staff: bool
    setting_id: str
    room_id: str
    child_id: str
    family_id: str
    children: tuple[str, ...] = ()  # of the room
    observation_id: str = ""  # a shared one of the child, with photographs
    photo_id: str = ""
    photo_name: str = ""
    conversation_id: str = ""
    draft_id: str = ""  # staff: their own draft


@dataclass
class Seats:
    """Parents, practitioners, managers; `busy_…` look at a child of whom there are 400 of all.

    Those who write are others than those who read: a page must not grow while it is measured.
    """

    parents: list[Seat] = field(default_factory=list)
    practitioners: list[Seat] = field(default_factory=list)
    writing_parents: list[Seat] = field(default_factory=list)
    writing_practitioners: list[Seat] = field(default_factory=list)
    managers: list[Seat] = field(default_factory=list)
    busy_parents: list[Seat] = field(default_factory=list)
    busy_practitioners: list[Seat] = field(default_factory=list)

    def of(self, who: str, *, busy: bool = False) -> list[Seat]:
        """The seats of a kind: "parent", "writing_parent", "practitioner" and so on."""
        found: list[Seat] = getattr(self, f"busy_{who}s" if busy else f"{who}s", [])
        if not found and who.startswith("writing_") and not busy:  # too few people for both
            return self.of(who.removeprefix("writing_"))
        return found

    def take(self, who: str, seat: Seat) -> None:
        """Give somebody a seat: eight who read, then eight who write, then nobody any more."""
        for kind in (who, f"writing_{who}"):
            places: list[Seat] = getattr(self, f"{kind}s")
            if seat.email in {other.email for other in places}:
                return
            if len(places) < SEATS:
                places.append(seat)
                return
