"""What homes told about this morning, and what the nursery has corrected."""

from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True, kw_only=True)
class MorningFact:
    """One morning of one child, told by one home ``minutes`` before now. ``read_by`` is the member
    of staff who has read it, ``before`` is what stood there first."""

    child: str
    home: str
    by: str
    slept: str = ""
    breakfast: str = ""
    mood: str = ""
    medicine: str = ""
    medicine_at: time | None = None
    words: str = ""
    before: str = ""
    read_by: str = ""
    minutes: int = 40


MORNINGS = (
    MorningFact(
        child="kofi",
        home="drumwater",
        by="kwabena",
        slept="broken",
        breakfast="some",
        mood="tired",
        words="Awake since four, up with the bin lorry. An early rest would be a kindness.",
        read_by="marek",
        minutes=70,
    ),
    MorningFact(
        child="hodan",
        home="sundial",
        by="hibaaq",
        slept="well",
        breakfast="all",
        mood="joyful",
        words="She wants to tell you about the moon. Let her.",
        before="All well.",
        minutes=35,
    ),
    MorningFact(
        child="wren",
        home="applegarth-moon",
        by="jo",
        slept="little",
        breakfast="none",
        mood="unsettled",
        medicine="Teething gel, a little on the gum",
        medicine_at=time(6, 30),
        words="Two teeth at once. Cold things help.",
        minutes=55,
    ),
    MorningFact(
        child="ottoline",
        home="button-flora",
        by="flora",
        slept="well",
        breakfast="some",
        words="New shoes. She will show you without being asked.",
        minutes=60,
    ),
    MorningFact(
        child="solomiya",
        home="windfall",
        by="oksana",
        slept="little",
        mood="quiet",
        words="Tato rang late last night. She may want the drawing table.",
        minutes=45,
    ),
)
# Child → what the nursery holds of the fourteen allergens, from its manager; and what a home has
# ticked that waits to be confirmed.
HELD = {"ayaan": ("eggs",), "marlowe": ("milk",), "sorrel": ("nuts",)}
TICKED_AT_HOME = (("sorrel", "peanuts"),)
# In the words of our list.
ALLERGEN_OF = {"wheat": "gluten", "oats": "gluten", "egg": "eggs"}
