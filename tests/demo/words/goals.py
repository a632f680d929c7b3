"""Goals of homes and the nursery, in the voices of both."""

from dataclasses import dataclass

HOME, NURSERY = "home", "nursery"


@dataclass(frozen=True)
class Step:
    """A small step; `days_ago` is None while it is open."""

    words: str
    by: str  # who wrote it: a key of an adult or a worker
    days_ago: int | None = None
    where: str = HOME


@dataclass(frozen=True)
class Wording:
    """One wording, who wrote it and when."""

    by: str
    days_ago: int
    hope: str
    saw: str
    at_home: str
    home_owner: str
    at_nursery: str
    nursery_owner: str
    back_in: int  # days after today, or before it
    yes_days_ago: int | None = None  # when the other side said yes …
    yes_by: str = ""  # … and who


@dataclass(frozen=True)
class Look:
    """How far it had come, said by somebody."""

    by: str
    days_ago: int
    words: str


@dataclass(frozen=True)
class Thanks:
    """The thank-you with which a side closes it."""

    by: str
    days_ago: int
    words: str


@dataclass(frozen=True)
class Goal:
    """A goal of one child with one home."""

    child: str
    home: str
    wordings: tuple[Wording, ...]
    steps: tuple[Step, ...] = ()
    looks: tuple[Look, ...] = ()
    thanks: tuple[Thanks, ...] = ()


GOALS = (
    Goal(
        child="ileana",
        home="clopotel",
        wordings=(
            Wording(
                by="saoirse",
                days_ago=33,
                hope="Ileana tells us what she wants with words",
                saw="At nursery I have written down eleven words in six weeks.",
                at_home="Name things in Romanian at supper",
                home_owner="doina",
                at_nursery="Offer two picture cards before every choice",
                nursery_owner="saoirse",
                back_in=9,
            ),
            Wording(
                by="doina",
                days_ago=31,
                hope="Ileana asks for what she wants, in Romanian or in English, both are good",
                saw=(
                    "At home she has maybe forty words, all Romanian. At nursery eleven. She sings "
                    "all day when nobody looks."
                ),
                at_home="Every evening one song with a gap, so that she sings the missing word",
                home_owner="doina",
                at_nursery="Two picture cards before a choice, and we say the Romanian word first",
                nursery_owner="saoirse",
                back_in=9,
                yes_days_ago=30,
                yes_by="saoirse",
            ),
        ),
        steps=(
            Step("A list of her words on the fridge", "doina", 27),
            Step("Used the card for “outside” without being shown", "saoirse", 16, NURSERY),
            Step("Sang “visul” at the end of Row, row, before everybody", "saoirse", 9, NURSERY),
            Step("Said „apă” to her grandmother on the telephone", "doina", 4),
            Step("Asks another child for something", "saoirse"),
        ),
        looks=(
            Look(
                "doina",
                8,
                "I was afraid it is my fault because we speak Romanian. Now my mother-in-law also "
                "sings the gap song. Fifty-two words yesterday, I stopped writing them down.",
            ),
        ),
    ),
    Goal(
        child="teddy",
        home="bobbin",
        wordings=(
            Wording(
                by="maureen",
                days_ago=58,
                hope="Teddy finds his big breath before his fists do the talking",
                saw="He goes red and then it is too late. The breathing is from my old choir.",
                at_home="Three dragon breaths at bedtime, when nothing is wrong",
                home_owner="maureen",
                at_nursery="Say what he feels first, then breathe next to him",
                nursery_owner="callum",
                back_in=-3,
                yes_days_ago=57,
                yes_by="callum",
            ),
        ),
        steps=(
            Step("Breathes along when Nan does it", "maureen", 44),
            Step("One big breath before he asked for the red digger", "callum", 23, NURSERY),
            Step("Showed Kofi how the dragon does it", "callum", 12, NURSERY),
            Step("Breathes by himself at the shoe shop", "maureen"),
        ),
        looks=(
            Look(
                "callum",
                29,
                "Most mornings he still needs one of us beside him. But he looks for us now, and "
                "that is new.",
            ),
        ),
    ),
    Goal(
        child="zofia",
        home="kapelusz",
        wordings=(
            Wording(
                by="agnieszka",
                days_ago=5,
                hope="Zofia can say stop with her hand or a word instead of her teeth",
                saw="She bit her cousin. Marek says words are still too slow when she is angry.",
                at_home="We say „stop, nie chcę” with a flat hand, all of us, also Tomasz",
                home_owner="tomasz",
                at_nursery="Stay close at the water tray, show the flat hand before it gets loud",
                nursery_owner="marek",
                back_in=37,
            ),
        ),
        steps=(Step("Showed the flat hand to the cat", "tomasz", 2),),
    ),
    Goal(
        child="solomiya",
        home="windfall",
        wordings=(
            Wording(
                by="oluchi",
                days_ago=40,
                hope="Solomiya has one friend here whom she looks for in the morning",
                saw="She draws beside the others. She smiles at Rumi's jokes in sign.",
                at_home="Look at the photo of the Oaks children at breakfast",
                home_owner="oksana",
                at_nursery="A job for two every morning: Solomiya and Rumi water the beans",
                nursery_owner="oluchi",
                back_in=2,
                yes_days_ago=38,
                yes_by="oksana",
            ),
        ),
        steps=(
            Step("Watered the beans with Rumi, twice round", "oluchi", 20, NURSERY),
            Step("Told me at home: Румі смішний", "oksana", 11),
        ),
    ),
    Goal(
        child="barnaby",
        home="thimble",
        wordings=(
            Wording(
                by="oluchi",
                days_ago=70,
                hope="Barnaby and his dad have ten good minutes together on working days",
                saw="Dad comes from the night shift when Barnaby leaves for nursery.",
                at_home="Dad reads the menu of the mud café before he sleeps",
                home_owner="gordon",
                at_nursery="A page in Barnaby's bag every day that wants reading",
                nursery_owner="oluchi",
                back_in=-20,
                yes_days_ago=68,
                yes_by="gordon",
            ),
        ),
        steps=(
            Step("First menu read aloud, with prices", "gordon", 61),
            Step("Barnaby wrote DAD over the soup", "oluchi", 35, NURSERY),
        ),
        looks=(
            Look(
                "gordon",
                24,
                "He waits at the window now with the bag on his knees. I would order the worm.",
            ),
        ),
        thanks=(
            Thanks("gordon", 21, "Thank you for making it ten minutes and not homework."),
            Thanks("oluchi", 20, "Thank you for reading after a long night. He knows every price."),
        ),
    ),
    Goal(
        child="rafferty",
        home="button-edmund",
        wordings=(
            Wording(
                by="edmund",
                days_ago=19,
                hope="Rafferty tries a wobbly thing again after a fall",
                saw="At mine he says he cannot. Here he got across the plank at the fourth go.",
                at_home="The low wall by the allotment, hand on my shoulder",
                home_owner="edmund",
                at_nursery="Balance beam at two heights, and he chooses",
                nursery_owner="jamal",
                back_in=23,
                yes_days_ago=18,
                yes_by="jamal",
            ),
            Wording(
                by="jamal",
                days_ago=1,
                hope="Rafferty tries a wobbly thing again after a fall, and says when to stop",
                saw="At mine he says he cannot. Here he got across the plank at the fourth go.",
                at_home="The low wall by the allotment, hand on my shoulder",
                home_owner="edmund",
                at_nursery="Balance beam at two heights; he chooses, and “stop” means stop",
                nursery_owner="jamal",
                back_in=23,
            ),
        ),
        steps=(Step("Walked the whole wall, holding one finger", "edmund", 6),),
    ),
    Goal(
        child="ottoline",
        home="button-flora",
        wordings=(
            Wording(
                by="jamal",
                days_ago=12,
                hope="Ottoline eats one thing at breakfast that she has chosen herself",
                saw="Porridge none, fruit all, most days.",
                at_home="She puts one thing into the box in the evening",
                home_owner="flora",
                at_nursery="The box stands on the table, without a word about it",
                nursery_owner="jamal",
                back_in=30,
                yes_days_ago=11,
                yes_by="flora",
            ),
        ),
        steps=(Step("Chose a pear, and ate the stalk too", "flora", 7),),
    ),
    Goal(
        child="nura",
        home="saffronby",
        wordings=(
            Wording(
                by="layla",
                days_ago=3,
                hope="أن تنام نورا ظهرًا في الحضانة كما تنام في البيت",
                saw="في البيت تنام مع صورة بابا وأغنية قصيرة.",
                at_home="أسجّل الأغنية بصوتي وأرسلها",
                home_owner="layla",
                at_nursery="نشغّل الأغنية وتكون الصورة في جيبها",
                nursery_owner="rosalind",
                back_in=28,
            ),
        ),
    ),
)
