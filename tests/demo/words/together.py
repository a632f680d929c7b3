"""What is worked on, cards to try at home, the weeks of rooms and what homes answered."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """Something that is worked on with a child; closed so many days ago, or open."""

    child: str
    by: str
    days_ago: int
    words: str
    why: str
    at_home: str
    closed_days_ago: int | None = None
    was_seen: bool = False
    closing: str = ""


@dataclass(frozen=True)
class Card:
    """A card of Marmalade Hill, to whom it was given, and with which line."""

    key: str
    kind: str
    by: str
    title: str
    words: str
    needs: str = ""
    minutes: int | None = None
    language: str = "en"
    rooms: tuple[str, ...] = ()
    children: tuple[str, ...] = ()
    line: str = ""


@dataclass(frozen=True)
class Answer:
    """What a home said to the question of a week; used by somebody, or waiting."""

    child: str
    by: str
    words: str
    language: str = "en-gb"
    used_by: str = ""


@dataclass(frozen=True)
class Week:
    """The page of a room, so many weeks ago."""

    room: str
    by: str
    weeks_ago: int
    explores: str
    song: str = ""
    bring: str = ""
    question: str = ""
    card: str = ""
    answers: tuple[Answer, ...] = ()


STEPS = (
    Step(
        child="zofia",
        by="marek",
        days_ago=16,
        words="Telling big, bigger and biggest apart",
        why=(
            "She lines things up by size all day long. With a word for it she can tell us what she "
            "is doing, in Polish and in English."
        ),
        at_home="Socks from the wash: whose is big, whose is the biggest? Say it in Polish.",
    ),
    Step(
        child="zofia",
        by="marek",
        days_ago=9,
        words="Playing pretend with somebody else",
        why="She gave Ewa a hat and a name. Pretending together is how talking grows just now.",
        at_home="Be the customer, the bus driver, the cat. Let her say who you are.",
    ),
    Step(
        child="zofia",
        by="marek",
        days_ago=61,
        words="Going down the stairs holding on with one hand",
        why="She wanted to carry a pine cone in the other one.",
        at_home="On the stairs at Bobbin Row: one hand on the rail, one for the treasure.",
        closed_days_ago=20,
        was_seen=True,
        closing="Down the whole slide steps, with a cone in her fist.",
    ),
    Step(
        child="kofi",
        by="marek",
        days_ago=13,
        words="Keeping a beat together",
        why="He drums on everything and looks up to see whether we join in. Now we take turns.",
        at_home="Two spoons, one pan: he plays, you answer. Then you begin.",
    ),
    Step(
        child="kofi",
        by="marek",
        days_ago=45,
        words="Wearing a hat in the garden",
        why="Cold ears end the fun early.",
        at_home="Let him put a hat on you first.",
        closed_days_ago=18,
        closing="He takes it off faster than we can say hat. We try again in spring.",
    ),
    Step(
        child="teddy",
        by="callum",
        days_ago=11,
        words="Waiting for a turn with the red digger",
        why="He can wait when he sees how long. A sand timer helps more than words.",
        at_home="At the tap, at the swing: count to five together, then it is his turn.",
    ),
    Step(
        child="hodan",
        by="ewa",
        days_ago=24,
        words="Getting ready for the baby",
        why="She asks every doll whether it is hungry. Books and dolls let her try the new part.",
        at_home="Let her choose one small thing for the baby, and tell it a story in Somali.",
    ),
    Step(
        child="hodan",
        by="ewa",
        days_ago=8,
        words="Cutting with scissors",
        why="She has strong hands and a plan. Snips of card make confetti for everything.",
        at_home="Old envelopes and blunt scissors, ten minutes beside you at the table.",
    ),
    Step(
        child="fatima",
        by="marek",
        days_ago=15,
        words="Threading bigger things, then smaller",
        why="She worked at a bangle for a whole morning and did not give up.",
        at_home="Pasta tubes on a shoelace. Her brother may hold the end.",
    ),
    Step(
        child="pip",
        by="jamal",
        days_ago=19,
        words="Choosing with a look or a word",
        why="Being asked and not told makes the day calm. Two things to choose from are enough.",
        at_home="Red cup or blue cup? Wait as long as it takes, and then a little longer.",
    ),
    Step(
        child="ileana",
        by="saoirse",
        days_ago=21,
        words="One word in a song",
        why="She sings when nobody looks. A gap in a song is a kind place for a word.",
        at_home="Leave out the last word of her song, and wait with a smile.",
    ),
    Step(
        child="ottoline",
        by="jamal",
        days_ago=17,
        words="Telling what happened first, and then",
        why="She tells stories backwards and laughs. Now she likes to know the way forwards too.",
        at_home="At bedtime: what was first today, what was last? Either way round is right.",
    ),
    Step(
        child="rumi",
        by="femi",
        days_ago=14,
        words="Knowing that tidy-up is coming",
        why="A song is easily missed. A light and a sign come before everybody moves.",
        at_home="Show the sign for “soon” and “now” before you leave the house.",
    ),
    Step(
        child="nura",
        by="rosalind",
        days_ago=12,
        words="A second word beside the first",
        why="She says “shoe” for everything that is nice. Soon it will be “my shoe”.",
        at_home="Say her word back with one more, in Arabic: red shoe, papa’s shoe.",
    ),
)

CARDS = (
    Card(
        key="five-cones",
        kind="song",
        by="marek",
        title="Five cones on the windowsill",
        words=(
            "Five brown cones on the windowsill,\n"
            "one rolled off and lay quite still.\n"
            "Pick it up and blow it dry:\n"
            "four brown cones look at the sky.\n\n"
            "Four brown cones … and so on, until the sill is empty. Then everybody claps."
        ),
        needs="five of anything: cones, spoons, socks",
        minutes=5,
        rooms=("conkers",),
        line="We sing it at the window after lunch. Any five things will do.",
    ),
    Card(
        key="kocia",
        kind="song",
        by="ewa",
        title="Kot na płocie",
        words=(
            "Siedzi kot na płocie,\n"
            "liczy gwiazdki w locie:\n"
            "jedna, druga, trzecia – hop!\n"
            "Zeskoczył i stop.\n\n"
            "Sit on the edge of the bed, count three, jump down."
        ),
        minutes=3,
        language="pl",
        children=("zofia", "maja"),
        line="She taught it to us, so here it is written down.",
    ),
    Card(
        key="soup",
        kind="recipe",
        by="saoirse",
        title="Stan’s orange soup",
        words=(
            "Cut a carrot each: children tear, grown-ups cut.\n"
            "Cook the carrots with one potato and a little salt until they are soft.\n"
            "Mash, and let everybody stir ten times.\n"
            "Eat it with bread. It keeps for two days."
        ),
        needs="carrots, one potato, water, a fork",
        minutes=30,
        rooms=("conkers", "pinecones"),
        line="The pot was empty before the cook sat down.",
    ),
    Card(
        key="sock-pairs",
        kind="game",
        by="marek",
        title="Where is my other one?",
        words=(
            "Put six socks on the floor, three pairs. Hold one up and ask where the other is.\n"
            "Then hide one behind your back. Then let your child be the one who asks."
        ),
        needs="socks from the wash",
        minutes=10,
        rooms=("conkers",),
        children=("zofia",),
        line="For big, bigger and biggest: it works on the bus, too.",
    ),
    Card(
        key="family-book",
        kind="book",
        by="saoirse",
        title="A book about us",
        words=(
            "Fold three sheets of paper in the middle. On each page one person or pet of yours: "
            "drawn, or a photo, or a ticket you kept together.\n"
            "Read it every evening and let your child say who comes next."
        ),
        needs="three sheets of paper, a pencil",
        minutes=20,
        rooms=("pinecones",),
    ),
    Card(
        key="dark-walk",
        kind="game",
        by="oluchi",
        title="A walk with ears",
        words=(
            "Go once round the house and say nothing. At the door tell each other three sounds.\n"
            "Who heard something that the other missed?"
        ),
        minutes=10,
        rooms=("oaks",),
    ),
)

WEEKS = (
    Week(
        room="conkers",
        by="marek",
        weeks_ago=0,
        explores=(
            "Rolling and sliding. Cones, tins and socks go down the long board, and we look which "
            "is first. Children find out for themselves what rolls, so let them be wrong first."
        ),
        song="Five brown cones on the windowsill, one rolled off and lay quite still …",
        bring="one thing that rolls, from the kitchen or the path",
        question="What rolls the furthest at yours?",
        card="five-cones",
    ),
    Week(
        room="conkers",
        by="marek",
        weeks_ago=1,
        explores=(
            "Funny sounds. Lids, spoons, and what a voice can do in a tin. Laughing together is "
            "the first talk children have."
        ),
        song="The lid song: whoever has a lid begins, and nobody knows how it ends.",
        bring="a lid",
        question="What made them laugh at home this week?",
        answers=(
            Answer(
                child="kofi",
                by="kwabena",
                words=(
                    "His Nana dropped a pan lid and it went round and round for ages. He wanted it "
                    "again eleven times. So did she."
                ),
                used_by="marek",
            ),
            Answer(
                child="maja",
                by="ewelina",
                words="Tata udawał, że śpi, a ona łaskotała go piórkiem w nos.",
                language="pl",
            ),
            Answer(
                child="jonah",
                by="clementine",
                words="A snail on the bathroom window. He says it was waving.",
            ),
        ),
    ),
    Week(
        room="conkers",
        by="marek",
        weeks_ago=2,
        explores=(
            "Hats and who we are in them. A hat makes a driver, a cook, a queen. Pretending is "
            "hard work: it needs words, and somebody who believes you."
        ),
        song="The hat song, hummed, because we keep forgetting the words.",
        bring="a hat nobody needs until Friday",
        question="Who do they like to be at home?",
        answers=(
            Answer(
                child="zofia",
                by="tomasz",
                words="Pani z autobusu. Sprzedaje nam bilety z guzików.",
                language="pl",
                used_by="ewa",
            ),
            Answer(
                child="margot",
                by="phoebe",
                words="A hat. Not somebody in a hat. The hat.",
                used_by="marek",
            ),
        ),
    ),
    Week(
        room="conkers",
        by="ewa",
        weeks_ago=3,
        explores="Water in pots, cups and boots. Full, empty, too full. Dry clothes help us.",
        bring="a second pair of socks",
    ),
    Week(
        room="pinecones",
        by="saoirse",
        weeks_ago=0,
        explores=(
            "Soup. We wash, tear, count and stir, and talk about what we eat at whose home. Every "
            "word for soup goes on the wall."
        ),
        bring="how you say “soup” at home, written down as you would write it",
        question="What does your kitchen smell of on a Sunday?",
        card="soup",
        answers=(
            Answer(
                child="ottoline",
                by="edmund",
                words="Toast, mostly. And then the pancakes that were meant to be round.",
            ),
            Answer(
                child="ottoline",
                by="flora",
                words="Onions, and the radio. They both say the radio smells.",
            ),
            Answer(
                child="ileana",
                by="doina",
                words="Ciorbă. Ea miroase capacul și zice „apă bună”.",
                language="ro",
                used_by="saoirse",
            ),
        ),
    ),
    Week(
        room="acorns",
        by="dilys",
        weeks_ago=0,
        explores="Things that come back: a ball from under the sofa, a face from under a cloth.",
        song="Where is the foot? There is the foot. With a kiss on the end.",
        question="Which song sends them to sleep at yours?",
    ),
    Week(
        room="oaks",
        by="oluchi",
        weeks_ago=0,
        explores="Sounds of the street, and how one writes a sound down. No letters needed yet.",
        bring="your ears",
        question="Which sound do they know from far away?",
        card="dark-walk",
    ),
)
