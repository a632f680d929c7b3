"""Words of the demo: what families said and what was done, and two questions to all of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Said:
    """An item of the board; days count from today, back or ahead. ``before`` is what we answered
    at first; ``decided`` says that it came out of the decided question."""

    said: str
    answer: str
    doing: str
    owner: str
    days_ago: int
    reason: str = ""
    duty: str = ""
    done_days_ago: int | None = None
    in_days: int | None = None
    before: str = ""
    decided: bool = False
    is_published: bool = True


SAID = (
    Said(
        said="The notes of the day arrive in the middle of bath time.",
        answer="will",
        doing=(
            "They come at 17:15 now, and without a sound. Whoever likes them later can choose an "
            "hour for the e-mail."
        ),
        before="We look into it and tell you by the end of the month.",
        owner="bettina",
        days_ago=46,
        done_days_ago=39,
    ),
    Said(
        said="As a dad I am called “Mum” on your letters.",
        answer="will",
        doing=(
            "We threw away the old letters. The new ones say the name that you gave us, and "
            "nothing else. Sorry to every dad, nan and foster carer who was a mum for a day."
        ),
        owner="gwen",
        days_ago=33,
        done_days_ago=30,
    ),
    Said(
        said="Parents’ evening is always on a Tuesday at six. Who works nights cannot come.",
        answer="will",
        doing=(
            "From this term there are two: a Tuesday at six and a Saturday at ten. If neither "
            "works, ask us for a call at a time of yours."
        ),
        owner="tariq",
        days_ago=12,
        in_days=25,
        decided=True,
    ),
    Said(
        said="My mother looks after him and reads no English. Could all of this be in Somali?",
        answer="partly",
        doing="Until then we record the notes for her: tell the room, and she hears them at home.",
        reason=(
            "The pages have to be translated by somebody who knows both languages well. That is "
            "planned for spring; a machine would get the important words wrong."
        ),
        owner="bettina",
        days_ago=8,
        in_days=120,
    ),
    Said(
        said="Trains stand still. Can somebody fetch my child whom I have not named before?",
        answer="cannot",
        doing=(
            "Naming somebody takes two taps on your first page, from wherever you are. Ring us, "
            "and we stay with your child until it is done."
        ),
        reason=(
            "We would give a child to somebody whom we have never met. We know how long ten "
            "minutes are on a platform, and that most who come are kind."
        ),
        duty=(
            "By law a nursery lets a child go only with people whom a parent has named to it. "
            "It holds for everybody, also for those we would trust at once."
        ),
        owner="marek",
        days_ago=3,
    ),
    Said(
        said="People talk over me at the door in the morning.",
        answer="will",
        doing="One of us stands at the door from 7:45 and says good morning before anything else.",
        owner="oluchi",
        days_ago=1,
        in_days=9,
        is_published=False,
    ),
)


@dataclass(frozen=True)
class Answer:
    """What one adult would take: the number of the option, and whether all may read it."""

    who: str
    option: int
    words: str = ""
    shows_all: bool = False


GARDEN = {
    "question": "What shall we buy for the garden?",
    "why": (
        "The summer fair brought in £412, and all of it belongs to the garden. The children have "
        "voted with their boots: they want to dig, to hide and to go fast. We cannot do all three."
    ),
    "fixed": (
        "It has to be safe for children under two, who share the garden in the morning. The path "
        "to the gate stays free, because the fire brigade needs it."
    ),
    "options": (
        "A mud kitchen with a roof",
        "A den of living willow",
        "Three balance bikes and a place to park them",
    ),
}
GARDEN_ANSWERS = (
    Answer("flora", 2, "They whisper best where nobody sees them.", True),
    Answer("jo", 1, "Ours cooks mud anyway. A roof would save two sets of clothes a day.", True),
    Answer("karim", 3, "She can nearly ride, and we have no room for a bike at home."),
    Answer("catrin", 1, "Mwd! Every day."),
    Answer("edmund", 2, "I could help to plant it, I know a farm with willow.", True),
    Answer("doina", 1),
    Answer("moira", 2, "A quiet place would help a child who finds the mornings loud."),
)

EVENING = {
    "question": "Shall parents’ evening move?",
    "why": (
        "Several of you told us, with and without a name, that Tuesday at six leaves out everybody "
        "who works late. We would rather see you than keep our habits."
    ),
    "fixed": (
        "Two of us have to be in the house whenever families are, and after half past eight in the "
        "evening the building has to be empty."
    ),
    "options": ("Tuesday at six, as it is", "Saturday at ten", "Both, and you choose"),
}
EVENING_ANSWERS = (
    Answer("camille", 3, "I work three evenings a week, and he works the other four.", True),
    Answer("yaw", 2, "Saturday means I can come at all.", True),
    Answer("pippa", 3, "Then both of us can be there, one after the other.", True),
    *(Answer(who, 3) for who in ("layla", "mari", "nasrin", "hazel", "magdalena", "manjit")),
    *(Answer(who, 3) for who in ("beatriz", "grace", "harriet")),
    *(Answer(who, 2) for who in ("hibaaq", "ruth", "sadia", "clementine", "shanice", "naomi")),
    *(Answer(who, 1) for who in ("rosemary", "lowri")),
)
EVENING_WHY = (
    "Most of you wished for both, and we can do it without taking anything away from those who "
    "like the Tuesday. It costs us one Saturday a term, and we get it back as a Monday."
)
