"""Bumps and scrapes of the term, and what was said about them."""

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class NoticeFact:
    """`days_ago` counts days on which the nursery was open. `read_by` are adults with their home
    and their words; `added` and `review` are somebody of the staff with theirs."""

    child: str
    days_ago: int
    at: str
    place: str
    words: str
    by: str
    kind: str = "accident"
    marks: tuple[str, ...] = ()
    injury: str = ""
    first_aid: str = ""
    first_aid_by: str = ""
    witness: str = ""
    told: tuple[str, str, str] | None = None  # by whom, how, when
    head_advice_given: bool = False
    added: tuple[tuple[str, str], ...] = ()
    review: tuple[str, str] | None = None
    read_by: dict[str, tuple[str, str]] = field(default_factory=dict)  # adult → home, words


NOTICES = (
    NoticeFact(
        child="zofia",
        days_ago=14,
        at="10:35",
        place="The path in The Dingle",
        words="She carried two pine cones and looked at them and not at the path. She fell forward"
        " and got up by herself.",
        by="ewa",
        marks=("knee_left",),
        injury="A graze as big as a coin, no blood.",
        first_aid="Washed with water. She chose a plaster with a fox.",
        first_aid_by="ewa",
        witness="callum",
        told=("marek", "door", "17:20"),
        read_by={
            "agnieszka": ("kapelusz", "She showed me the fox plaster first and the knee second."),
            "tomasz": ("kapelusz", ""),
        },
    ),
    NoticeFact(
        child="idris",
        days_ago=9,
        at="15:10",
        place="Conkers, by the big blocks",
        words="He stood on a block to reach the shelf. The block rolled, and his mouth met the edge"
        " of the shelf.",
        by="callum",
        marks=("mouth",),
        injury="A small cut inside the lip. It bled for a minute. Both teeth are firm.",
        first_aid="A cold cloth for ten minutes, and water to sip.",
        first_aid_by="marek",
        witness="marek",
        told=("marek", "phone", "15:30"),
        head_advice_given=True,
        added=(("marek", "At tea he ate everything, on the other side."),),
        review=(
            "bettina",
            "The round blocks have moved to the carpet, and the shelf is now at his height.",
        ),
        read_by={"nia": ("lanternjack", "Thank you for ringing straight away.")},
    ),
    NoticeFact(
        child="ottoline",
        days_ago=3,
        at="11:15",
        place="The gate of The Dingle",
        words="Another child wanted the same scooter and pulled. She let go and sat down hard. They"
        " both had a cuddle, and then took turns with the big sand timer.",
        by="jamal",
        kind="incident",
        marks=("bottom",),
        injury="Nothing to be seen.",
        witness="saoirse",
        told=("saoirse", "door", "17:05"),
        read_by={"edmund": ("button-edmund", "She told me about the sand timer. She liked it.")},
    ),
    NoticeFact(
        child="teddy",
        days_ago=5,
        at="08:20",
        place="At the door",
        words="Nan told us that he slipped on the stairs at home yesterday evening. He showed us"
        " himself.",
        by="callum",
        kind="arrival_injury",
        marks=("leg_right",),
        injury="A blue bruise on the shin, as long as a thumb.",
        witness="ewa",
        told=("callum", "door", "08:25"),
        read_by={"maureen": ("bobbin", "")},
    ),
    NoticeFact(
        child="kofi",
        days_ago=1,
        at="14:05",
        place="Under the stairs, in the den",
        words="He stood up under the low beam with a wooden spoon in his hand.",
        by="callum",
        marks=("head_back",),
        injury="A small bump, no broken skin.",
        first_aid="A cold cloth for ten minutes. He drummed on the bench meanwhile.",
        first_aid_by="callum",
        witness="ewa",
    ),
)


@dataclass(frozen=True, kw_only=True)
class MedicineFact:
    """A medicine that a home allows from `since_days` ago for `days`. `doses` are days ago (of open
    days), clock, by whom, who watched, and what was seen."""

    child: str
    home: str
    by: str
    medicine: str
    dose: str
    form: str
    reason: str
    storage: str
    hours_between: int
    since_days: int
    days: int
    times: tuple[str, ...] = ()
    when_needed: str = ""
    doses: tuple[tuple[int, str, str, str, str], ...] = ()


MEDICINES = (
    MedicineFact(
        child="idris",
        home="lanternjack",
        by="nia",
        medicine="Salbutamol inhaler",
        dose="2 puffs with the blue spacer",
        form="inhaler",
        reason="Wheezing after a cold",
        storage="In his bag, on the hook by the door",
        hours_between=4,
        since_days=40,
        days=300,
        when_needed="when he wheezes or coughs and cannot stop",
        doses=((12, "10:50", "marek", "ewa", "Wheezing after running in the cold."),),
    ),
    MedicineFact(
        child="kofi",
        home="drumwater",
        by="kwabena",
        medicine="Amoxicillin",
        dose="5 ml",
        form="liquid",
        reason="An ear infection",
        storage="In the fridge of Conkers",
        hours_between=4,
        since_days=3,
        days=7,
        times=("12:30",),
        doses=((2, "12:35", "callum", "marek", ""), (1, "12:31", "ewa", "callum", "")),
    ),
    MedicineFact(
        child="teddy",
        home="bobbin",
        by="maureen",
        medicine="Eye drops",
        dose="One drop in each eye",
        form="drops",
        reason="A sticky eye",
        storage="In the fridge of Conkers",
        hours_between=3,
        since_days=30,
        days=5,
        times=("10:00", "14:00"),
        doses=((19, "10:05", "callum", "ewa", ""), (19, "14:00", "ewa", "callum", "")),
    ),
)
# A temperature: child, open days ago, clock, degrees, when the parent was called, by, words.
TEMPERATURES = (
    ("barnaby", 4, "14:10", "38.4", "14:20", "oluchi", "Warm and quiet. Slept till you came."),
)
