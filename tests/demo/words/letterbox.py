"""Anonymous notes and what the manager answered. Nobody here has a name, on purpose."""

from dataclasses import dataclass

from .letterbox_past import FETCH, FOOD, HEAR, HOURS, KEY, OUTDOORS, THANKS, WELCOME


@dataclass(frozen=True)
class Note:
    """One note; ``receipt`` is the code that reads the answer, ``answers`` in their order. One that
    ``waits`` lies in the sealed box still."""

    words: str
    receipt: str
    answers: tuple[str, ...] = ()
    is_closed: bool = False
    reader: str = "managers"
    waits: bool = False
    themes: tuple[int, ...] = ()  # by their place in the ready list
    is_aside: bool = False


NOTES = (
    Note(
        (
            "The notes come at 18:30 when we are in bath time. Could they come earlier or "
            "stay silent?"
        ),
        "MARM ALAD EHIL LNOT EONE AAAA",
        ("You are right. From Monday the notes come at 17:15, and without a sound.",),
        True,
        themes=(
            HEAR,
            HOURS,
        ),
    ),
    Note(
        "My child's key person changed and nobody told us why. I did not want to ask her.",
        "MARM ALAD EHIL LNOT ETWO AAAA",
        (
            (
                "I am sorry. A change like that should come with a reason and a meeting "
                "first. From now on the page of your child says who, since when and why. If "
                "you would rather talk, my door is open on Wednesdays until six."
            ),
        ),
        themes=(
            KEY,
            HEAR,
        ),
    ),
    Note(
        "Please more photos of ordinary things, fewer of crafts.",
        "MARM ALAD EHIL LNOT ETHR EEAA",
        ("Gladly. The room leaders have read this and laughed, because they agree.",),
        True,
        themes=(HEAR,),
    ),
    Note(
        "I do not feel welcome at morning drop-off. People talk over me.",
        "MARM ALAD EHIL LNOT EFOU RAAA",
        themes=(
            FETCH,
            WELCOME,
        ),
    ),
    Note(
        "The manager was short with me on the phone. Who else can I tell?",
        "MARM ALAD EHIL LNOT EFIV EAAA",
        reader="lead",
    ),
    Note(
        (
            "We asked the manager twice why Conkers had three new people this autumn, and were "
            "told not to worry. Does the committee know that staff are leaving?"
        ),
        "MARM ALAD EHIL LNOT EABO VEAA",
        (
            (
                "Thank you. We did not know how many, and have asked for it at our next meeting. "
                "What we decide stands on “You said, we did” by the end of the month."
            ),
        ),
        reader="committee",
    ),
    Note(
        "Whom does one ask about the money? The fees rose and the letter gave no reason.",
        "MARM ALAD EHIL LNOT EABO VETW",
        reader="committee",
    ),
    Note(
        "Thank you to whoever thought of the book bags. We read every night now.",
        "MARM ALAD EHIL LNOT ESIX AAAA",
        ("I have read this aloud at our meeting. There was a cheer.",),
        True,
        themes=(THANKS,),
    ),
    Note(
        "As a dad I get called 'Mum' on letters.",
        "MARM ALAD EHIL LNOT ESEV ENAA",
        ("Not any more: the letters now use the name you gave us. Thank you for saying it.",),
        True,
        themes=(WELCOME,),
    ),
    Note(
        "Parents' evening is always Tuesday at six. Nurses cannot come.",
        "MARM ALAD EHIL LNOT EEIG HTAA",
        (
            (
                "This term there are two: Tuesday at six and Saturday at ten. If neither "
                "works, any of us will ring you at a time you choose."
            ),
        ),
        themes=(HOURS,),
    ),
    Note(
        "I worry about how one adult grabs children's arms in the garden.",
        "MARM ALAD EHIL LNOT ENIN EAAA",
        (
            (
                "Thank you for telling us. Our safeguarding lead reads this too, and he is "
                "looking into it now. Could you add, with your code, which day it was and "
                "where? If a child is in danger at this moment, please ring 999."
            ),
        ),
        reader="both",
    ),
    Note(
        "Could the app be in Somali? My mother looks after him and cannot read English.",
        "MARM ALAD EHIL LNOT ETEN AAAA",
        (
            (
                "It is on our list for spring. Until then we will record the notes for her: "
                "tell any of us in the room."
            ),
        ),
    ),
    Note(
        "Whoever does the garden bit is useless and should go back where they came from.",
        "MARM ALAD EHIL LNOT ETHI RTNA",
        is_aside=True,
    ),
    Note(
        "Soup on Thursdays comes back in my daughter's sleeves. Could she have a spoon that bends?",
        "MARM ALAD EHIL LNOT EFTN AAAA",
        themes=(FOOD,),
    ),
    Note(
        "The mud kitchen is the best thing you ever built. More of that corner, please.",
        "MARM ALAD EHIL LNOT EFFT NAAA",
        themes=(OUTDOORS, THANKS),
    ),
    Note(
        "The gate is hard to open with a buggy in the rain.",
        "MARM ALAD EHIL LNOT EELE VENA",
        waits=True,
    ),
    Note(
        "It is lovely that the cook knows every child's name.",
        "MARM ALAD EHIL LNOT ETWE LVEA",
        waits=True,
    ),
)

WHARF_NOTES = (
    Note(
        "Please mend the lamp on the towpath side.",
        "CUST ARDW HARF NOTE ONEA AAAA",
        ("It was mended on Thursday. Thank you!",),
        True,
    ),
    Note(
        "More ukulele, please.",
        "CUST ARDW HARF NOTE TWOA AAAA",
    ),
)
