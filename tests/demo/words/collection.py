"""Who may collect besides the parents and carers, who does today, and the passwords of homes."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class CollectorFact:
    """Somebody whom a home allows to take a child home. `age` is for the portrait ("" for none);
    `met_by` is the member of staff who has met them; `today` makes them today's collector."""

    children: tuple[str, ...]
    home: str
    by: str
    name: str
    relationship: str
    phone: str
    age: str = "adult"
    met_by: str = ""
    today: tuple[str, ...] = ()
    only_today: bool = False
    since_days: int = 40


COLLECTORS = (
    # "Emrys has a cough. My neighbour Olwen Pipkin collects today."
    CollectorFact(
        children=("idris",),
        home="lanternjack",
        by="nia",
        name="Olwen Pipkin",
        relationship="neighbour, three doors down",
        phone="01632 960 871",
        age="old",
        today=("idris",),
        only_today=True,
        since_days=0,
    ),
    # Two homes of the same twins, who do not see each other's.
    CollectorFact(
        children=("ottoline", "rafferty"),
        home="button-flora",
        by="flora",
        name="Clementine Tansy",
        relationship="my sister, Aunt Clem",
        phone="01632 960 872",
        met_by="jamal",
        today=("ottoline", "rafferty"),
    ),
    CollectorFact(
        children=("ottoline", "rafferty"),
        home="button-edmund",
        by="edmund",
        name="Winifred Button",
        relationship="Granny Button",
        phone="01632 960 873",
        age="old",
        met_by="saoirse",
        today=("ottoline",),
    ),
    CollectorFact(
        children=("zofia",),
        home="kapelusz",
        by="agnieszka",
        name="Barbara Ogórek",
        relationship="babcia (grandmother), here until Easter",
        phone="01632 960 874",
        age="old",
        met_by="marek",
    ),
    CollectorFact(
        children=("zofia",),
        home="kapelusz",
        by="agnieszka",
        name="Percival Quince",
        relationship="dad's friend from the choir",
        phone="01632 960 875",
        met_by="ewa",
        today=("zofia",),
    ),
    CollectorFact(
        children=("nura",),
        home="saffronby",
        by="layla",
        name="Salma Saffronby-Al-Zaytuniyya",
        relationship="خالة نورا",
        phone="01632 960 876",
        age="",
        today=("nura",),
        since_days=1,
    ),
)

# Home → who chose it, and the word.
PASSWORDS = {
    "lanternjack": ("nia", "tin whistle"),
    "button-flora": ("flora", "marble staircase"),
    "button-edmund": ("edmund", "spoon museum"),
    "kapelusz": ("agnieszka", "gruszki na wierzbie"),
    "saffronby": ("layla", "قارب الزعفران"),
}

# Child, adult, who noted it, and the words that only manager and deputy read.
COURT_ORDERS = (
    (
        ("ottoline", "rafferty"),
        "edmund",
        "bettina",
        "Child arrangements order, sealed copy in the safe, green folder.\n"
        "The twins live with both parents. With Edmund from Thursday after nursery to Saturday"
        " 18:00, otherwise with Flora. Each may collect on the other's days only if both say so.",
    ),
)
