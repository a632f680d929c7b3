"""Words of the demo: policies, help nearby, a hard time, and two worries told to the lead."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Policy:
    title: str
    summary: str
    words: str
    days_ago: int
    kind: str = "policy"


POLICIES = (
    Policy(
        title="How we work together",
        kind="together",
        days_ago=80,
        summary=(
            "You know your child best, and we know children in groups. So we tell each other what "
            "we see, we say sorry when we get it wrong, and we do not talk about each other but "
            "with each other."
        ),
        words=(
            "# What you can count on from us\n"
            "Somebody greets you by name at the door. Your key person writes to you at least once "
            "a week. We answer a message within two working days. If your child was hurt or very "
            "sad, you hear it the same day and from a person.\n"
            "# What we ask of you\n"
            "Tell us when something changes at home, as much as you like. Tell us who collects. "
            "Keep your child at home when they are ill, even when it is the worst day for it.\n"
            "# When we do not agree\n"
            "We say it early and small. If that does not help, the page Where to turn shows the "
            "next step, and nobody takes it badly."
        ),
    ),
    Policy(
        title="Keeping children safe",
        days_ago=75,
        summary=(
            "Everybody here has learned how to notice when a child may not be safe. We write it "
            "down and tell Tariq, our safeguarding lead. We tell you too, unless that would put "
            "your child in danger."
        ),
        words=(
            "# Who to turn to\nTariq is our safeguarding lead. You can talk to him at any time.\n"
            "# What we do\nWe listen to children and believe them. We write down what we saw and "
            "heard, with their own words. Tariq decides with the council what happens next.\n"
            "# Phones\nOur own phones stay in the lockers. Photographs are made with the "
            "nursery’s tablets only."
        ),
    ),
    Policy(
        title="When your child is ill",
        days_ago=75,
        summary=(
            "After being sick or runny: home for 48 hours after the last time. With a temperature "
            "of 38 or more: home. With a cold and a smile: come."
        ),
        words=(
            "# At nursery\nIf your child falls ill here we ring you first, then the next on your "
            "list. Somebody sits with them until you come.\n"
            "# Medicine\nWe give what a doctor or pharmacist has named for your child, when you "
            "have signed for it. You hear the same day when we gave it."
        ),
    ),
    Policy(
        title="If nobody comes",
        days_ago=75,
        summary=(
            "If you are late we ring you, then everybody on your list. Two of us stay with your "
            "child and make toast. After one hour without any answer we must ring the council."
        ),
        words=(
            "# Late happens\nRing us from the bus. We tell your child where you are.\n"
            "# What we do\nAt six we ring every number. At half past six we ring them again. At "
            "seven we ring the council’s duty team, and we leave a note on the door for you."
        ),
    ),
    Policy(
        title="Complaints",
        days_ago=75,
        summary=(
            "Tell us. Your key person first, or Bettina. If you write it, we look into it and "
            "tell you what we found within 28 days. You may ring Ofsted at any time."
        ),
        words=(
            "# How we look into it\nSomebody who was not part of it asks everybody who was. "
            "You read what we found, what we change, and by when.\n"
            "# What never happens\nYour child is treated no differently because you complained."
        ),
    ),
    Policy(
        title="Photographs",
        days_ago=30,
        summary=(
            "Your child’s photograph is in their own journal only, unless you say yes to more. "
            "You can say no at any time, and then it is hidden at once."
        ),
        words=(
            "# Where they are\nOn the nursery’s own machine. No place, no name of the camera.\n"
            "# With other children\nA photograph with several children is shared only if every "
            "family in it has said yes.\n"
            "# At parties\nTake pictures of your own child, and keep other children out of the "
            "internet."
        ),
    ),
)
# Who said yes to how we work together, and read the rest.
READERS = ("agnieszka", "layla", "flora", "emrys", "moira", "marek", "ewa", "tariq", "catrin")


@dataclass(frozen=True)
class Service:
    name: str
    need: str
    about: str
    place: str
    languages: tuple[str, ...]
    cost: str
    reach: str


SERVICES = (
    Service("The Larder on Mill Lane", "food", "A bag of food and nappies, no questions asked.",
            "Mill Lane 4, behind the launderette", ("en", "pl", "ro"), "free",
            "Tuesday and Friday, 10 to 2. Just come."),
    Service("Penny Table", "money", "Sits with you over bills, rent and forms.",
            "Marmalade Library, upstairs", ("en", "ur", "pa"), "free",
            "Thursday 9 to 12, or ring 01632 960 201."),
    Service("Warm Words", "feelings", "Talking for mums and dads when nights are long.",
            "Health centre, door B", ("en", "ar", "pl"), "free",
            "Ring 01632 960 202 and say only your first name."),
    Service("The Lighthouse Line", "safety", "When somebody at home frightens you.",
            "By telephone, day and night", ("en", "so", "ar", "ur"), "free",
            "01632 960 203. They can ring you back when it is safe."),
    Service("Roof and Door", "home", "Help before and after losing a flat.",
            "Old Fire Station, 2nd floor", ("en", "so", "ro"), "free",
            "Monday to Thursday, 01632 960 204."),
    Service("Small Steps Together", "disability",
            "Parents of children who need more, with tea and a play corner.",
            "Church hall, Orchard Road", ("en",), "little",
            "First Saturday of the month, 10 to 12. Two pounds."),
    Service("Bring Your Accent", "english", "English at a kitchen table, children welcome.",
            "Custard Wharf, room 3", ("en", "ar", "so", "uk"), "free",
            "Wednesday 9.30, come when you can."),
    Service("Dads on Saturday", "company",
            "Breakfast, a fire and mud for dads and children; many come from the big school.",
            "Hazel Wood, by the gate", ("en", "pl"), "little", "Saturday at nine, any weather."),
    Service("Work Back", "work", "A CV, a shirt, and somebody who practises with you.",
            "Marmalade Library, downstairs", ("en", "uk", "ro"), "free", "Ring 01632 960 205."),
    Service("Sleep Easy", "parenting", "A nurse who knows about sleep comes to your home.",
            "At your home", ("en", "so", "ur"), "free",
            "Ring 01632 960 206, or ask your health visitor."),
)  # fmt: skip

HARD_TIME = (
    "My mother is in hospital and I drive there most evenings. Wilf is with a neighbour then. "
    "He may be clingy. You need not ask me about it at the door, but it helps that you know."
)

WORRY = (
    "On three Mondays now she came in very hungry and ate four slices of toast before she took "
    "her coat off. Today she said: “We had no dinner, the card did not work.” She was not sad, "
    "she told it like the weather."
)
WORRY_DONE = "Breakfast with me in the kitchen, and a banana for later. I did not ask her more."
WORRY_ANSWERS = (
    ("action", "Talked with her mum at the door, in the office. The benefit was stopped by "
               "mistake. She cried and was glad to be asked. Gave her the card of the Larder."),
    ("note", "Breakfast is there for her every day, nobody needs to ask. Look again in two weeks."),
)  # fmt: skip
ADULT_WORRY = (
    "The student who is here this week took a photograph of the block corner with his own phone. "
    "Children were in it. I asked him to put it away and he did at once."
)
ADULT_DONE = "I saw him delete it, also from the bin. I told him about the lockers."
