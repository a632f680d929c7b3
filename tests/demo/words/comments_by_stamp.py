"""What families said without a name for a question to all of them, and what became of it."""

from dataclasses import dataclass

from .your_say import EVENING, GARDEN


@dataclass(frozen=True)
class Comment:
    """One comment. It stands on the page unless it was kept off (`kept_off` is why) or waits for
    the manager to look at it."""

    question: str
    words: str
    receipt: str
    kept_off: str = ""
    waits: bool = False


COMMENTS = (
    Comment(
        EVENING["question"],
        (
            "I never come because I do not know anybody and everybody seems to know everybody. "
            "Saturday will not change that. A cup of tea and name badges might."
        ),
        "MARM ALAD EHIL LCOM MENT ONEA",
    ),
    Comment(
        EVENING["question"],
        "Six is when I break my fast in Ramadan. Any other hour, and I will be there.",
        "MARM ALAD EHIL LCOM MENT TWOA",
    ),
    Comment(
        EVENING["question"],
        "Moving it is easy. Ask the two who always sigh when a parent comes late to it.",
        "MARM ALAD EHIL LCOM MENT THRE",
        kept_off=(
            "I have read this, and thank you. It points at two colleagues, so it is not for the "
            "page. I would like to know more, if you want to: you can add to it with your code."
        ),
    ),
    Comment(
        GARDEN["question"],
        (
            "Please nothing that needs more washing. I have no machine at home, and the "
            "launderette costs what a week of buses costs."
        ),
        "MARM ALAD EHIL LCOM MENT FOUR",
    ),
    Comment(
        GARDEN["question"],
        "Willow. My grandmother wove it, and I could show how, if nobody minds my English.",
        "MARM ALAD EHIL LCOM MENT FIVE",
        waits=True,
    ),
)
