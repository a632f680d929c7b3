"""What adults of the demo can share, what makes it hard for them, and where hands are needed."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Offer:
    """One adult's answers. Codes are those of the survey."""

    adult: str
    skills: str
    words: str = ""
    languages: str = ""
    times: str = ""
    involved: str = "home messages"
    barriers: str = ""
    barrier_words: str = ""
    with_name: bool = False
    found_by: str = "team"


@dataclass(frozen=True)
class Letter:
    """An invitation to share."""

    adult: str
    by: str
    topic: str
    room: str
    when: str
    words: str
    days_ago: int
    answer: str = ""
    answer_words: str = ""
    thanks: str = ""


@dataclass(frozen=True)
class Help:
    """Something that needs hands; `helpers` are adults and whether they show their first name."""

    kind: str
    title: str
    words: str
    day: int  # days from today
    hours: str
    places: int
    checks: str
    by: str
    helpers: tuple[tuple[str, bool], ...] = ()
    thanks: str = ""
    off: str = ""  # why it does not take place


OFFERS = (
    Offer(
        adult="maureen",
        skills="music reading",
        words="Forty years of choir, alto. I can teach anything that breathes to breathe.",
        times="tue-morning thu-morning",
        involved="visit help",
        barriers="transport health",
        barrier_words="The bus stops at the bottom of the hill and my knee stops there too.",
        with_name=True,
    ),
    Offer(
        adult="kwabena",
        skills="music work",
        words="Pan lids at six in the morning, drums at any time. I drive the number 9 bus.",
        languages="en",
        times="wed-midday sat-morning",
        barriers="shifts",
    ),
    Offer(
        adult="doina",
        skills="music language making",
        words="Romanian songs with a gap in them. I sew.",
        languages="ro",
        times="fri-morning",
        barriers="language confidence baby",
        found_by="room",
    ),
    Offer(
        adult="agnieszka",
        skills="cooking language",
        words="Pierogi. Small hands are very good at closing them.",
        languages="pl",
        times="wed-afternoon",
        barriers="shifts cost",
        found_by="room",
    ),
    Offer(
        adult="tomasz",
        skills="making",
        words="I mend bicycles, also very small ones.",
        languages="pl",
        times="sat-morning",
        barriers="shifts",
    ),
    Offer(
        adult="emrys",
        skills="reading garden language",
        words="Stories in Welsh, and leeks. I have strong views on leeks.",
        languages="cy",
        times="thu-afternoon thu-midday",
        involved="visit help",
    ),
    Offer(
        adult="layla",
        skills="drawing cooking",
        words="الخط العربي والرسم بالحبر",
        languages="ar",
        times="mon-morning",
        barriers="reading language confidence",
        barrier_words="أحب الرسائل الصوتية",
        with_name=True,
        found_by="key_person",
    ),
    Offer(
        adult="jaspreet",
        skills="cooking festivals language",
        words="Roti, round like the moon. My mother-in-law will correct me.",
        languages="pa",
        times="tue-morning fri-morning",
        involved="visit home",
        barriers="caring",
    ),
    Offer(
        adult="nadia",
        skills="animals",
        words="I know a surprising number of beetles by name, because of Ayaan.",
        languages="ur",
        times="mon-afternoon",
        barriers="baby transport",
    ),
    Offer(
        adult="gordon",
        skills="work reading",
        words="Night porter. I can tell what a hospital sounds like at four in the morning.",
        times="fri-afternoon",
        barriers="shifts",
        barrier_words="Anything after two.",
        with_name=True,
    ),
    Offer(
        adult="oksana",
        skills="drawing making language",
        words="Painted eggs, embroidery.",
        languages="uk",
        times="tue-afternoon",
        barriers="language shifts confidence",
        found_by="room",
    ),
    Offer(
        adult="flora",
        skills="garden drawing",
        words="Botanical drawing, slow and quiet.",
        times="mon-morning tue-morning",
        involved="home decide",
        barriers="cost",
    ),
    Offer(
        adult="edmund",
        skills="garden making",
        words="I have an allotment and too many marrows.",
        times="wed-morning sat-morning",
        involved="visit help",
    ),
    Offer(
        adult="hibaaq",
        skills="cooking festivals",
        words="Canjeero on a Sunday, enough for the street.",
        languages="so",
        times="wed-morning",
        barriers="baby transport",
        found_by="room",
    ),
    Offer(
        adult="jo",
        skills="sport animals",
        words="Roller derby. Also pigeons, by marriage.",
        times="sat-afternoon",
        involved="group decide",
        barriers="shifts",
    ),
    Offer(
        adult="sal",
        skills="animals reading",
        words="Pigeons.",
        times="tue-evening",
        involved="group",
        barriers="baby",
    ),
    Offer(
        adult="moira",
        skills="reading cooking",
        words="Twenty-two years of bedtime stories, in every voice.",
        times="mon-midday",
        involved="home messages",
    ),
    Offer(
        adult="ruth",
        skills="music computers",
        words="Accordion, and spreadsheets, seldom together.",
        times="tue-evening wed-evening",
        barriers="shifts transport",
    ),
    Offer(
        adult="olly",
        skills="cooking work",
        words="Baker. Dough at dawn.",
        times="tue-morning wed-morning",
        involved="visit",
        barriers="shifts",
    ),
    Offer(
        adult="shanice",
        skills="sport music",
        words="Double Dutch, hand-clap games, all the words.",
        times="tue-morning sat-morning",
        involved="help visit",
        barriers="transport cost",
    ),
    Offer(
        adult="pearl",
        skills="cooking festivals reading",
        words="Anansi stories and ginger cake.",
        times="tue-morning",
        involved="visit",
        barriers="transport",
    ),
)
LETTERS = (
    Letter(
        adult="maureen",
        by="callum",
        topic="Music and singing",
        room="conkers",
        when="a Tuesday morning",
        words="Teddy showed us the dragon breath. Would you teach the rest of the choir to us?",
        days_ago=24,
        answer="yes",
        answer_words="With pleasure. I shall want a chair.",
        thanks=(
            "They hummed all through lunch, Stan too. Thank you, Maureen. The chair is yours now."
        ),
    ),
    Letter(
        adult="agnieszka",
        by="marek",
        topic="Cooking and baking",
        room="conkers",
        when="a Wednesday afternoon in December",
        words="Zofia told us about the small hands that close pierogi. Would you show us?",
        days_ago=2,
    ),
    Letter(
        adult="olly",
        by="stan",
        topic="Cooking and baking",
        room="pinecones",
        when="Friday",
        words="Dough, early, as you like it.",
        days_ago=10,
        answer="another_time",
        answer_words="After Christmas, when the mince pies let go of me.",
    ),
)
HELP = (
    Help(
        kind="garden",
        title="Raking leaves",
        words="Rakes are here. There will be a heap, and somebody will jump into it.",
        day=4,
        hours="14:00 to 15:30",
        places=4,
        checks="None. You are with us all the time.",
        by="saoirse",
        helpers=(("shanice", True), ("gordon", False)),
        off="The wind took them all on Tuesday night. Next autumn!",
    ),
    Help(
        kind="garden",
        title="Bulbs for the Dingle",
        words="Two hundred crocuses and twelve spades. Wellingtons, and small children, welcome.",
        day=8,
        hours="9:30 to 11:30",
        places=6,
        checks="None. You are with us all the time.",
        by="saoirse",
        helpers=(("edmund", True), ("emrys", True), ("nadia", False)),
    ),
    Help(
        kind="outing",
        title="To the library on the number 9",
        words="We walk to the stop, ride four stops and walk back. One grown-up for two children.",
        day=15,
        hours="10:00 to 12:00",
        places=3,
        checks=(
            "We need to have met you, and you are never alone with a child. No certificate needed."
        ),
        by="oluchi",
        helpers=(("kwabena", True), ("shanice", True), ("gordon", False)),
    ),
    Help(
        kind="reading",
        title="Stories after tea, in any language",
        words="Fifteen minutes on the red carpet with a book you loved.",
        day=-6,
        hours="16:00 to 16:15",
        places=4,
        checks="None. You are with us all the time.",
        by="marek",
        helpers=(("moira", False), ("pearl", True)),
        thanks="Anansi won, again. Thank you both, they asked for the spider at breakfast.",
    ),
)
