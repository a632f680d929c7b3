"""Three taps of the demo: one that is open, one that was told last term, and one being written.

Title, questions with signs and answers, and how often each answer was tapped.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Asked:
    """One question; ``tapped`` is how often each answer was, of the same families."""

    words: str
    signs: str
    options: tuple[str, ...]
    tapped: tuple[int, ...] = ()


FOOD = (
    "What is on the table",
    (
        Asked(
            "How does your child like what there is to eat?",
            "faces",
            ("Very well", "Well", "So-so", "Not well"),
            (4, 3, 2, 0),
        ),
        Asked(
            "Of what should there be more?",
            "shapes",
            ("Warm food", "Fruit and vegetables", "Dishes from our homes", "It is right as it is"),
            (1, 2, 5, 1),
        ),
    ),
)
SETTLING = (
    "The first weeks",
    (
        Asked(
            "How did the first weeks with us go for your child?",
            "faces",
            ("Very well", "Well", "So-so", "Not well"),
            (13, 9, 3, 2),
        ),
        Asked(
            "Did you know who to ask when something worried you?",
            "faces",
            ("Yes", "Mostly", "A little", "No"),
            (12, 9, 6, 0),
        ),
        Asked(
            "What would have helped most?",
            "shapes",
            (
                "More time together at the start",
                "More news in the first days",
                "Meeting other families",
                "It was right as it was",
            ),
            (6, 8, 5, 8),
        ),
    ),
)
GATE = (
    "Did it help? The gate",
    (
        Asked(
            "The gate was oiled and has a new spring. Has it become better?",
            "faces",
            ("Yes, much", "A little", "No, it is the same"),
        ),
    ),
)
