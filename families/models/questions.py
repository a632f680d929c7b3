"""The open questions a family may answer, as data: nothing here is a form that must be filled in.

Three pages are made of them: *Our family* (of a household), *All About Me* (of a child, told by one
household) and the home column of the routine card. What is in All About Me follows domain.md 2.13;
what reaches which screen follows S43: a consequence of culture is shown where it matters.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


class Page(models.TextChoices):
    """The pages that questions belong to."""

    FAMILY = "family", _("Our family")
    ABOUT_ME = "about_me", _("All About Me")
    ROUTINE = "routine", _("Routine card")


class Audience(models.TextChoices):
    """Who of the staff may read an answer, from few to many. The family's own home always may."""

    KEY_PERSON = "key_person", _("Only our key person and the back-up")
    ROOM = "room", _("Everybody who cares for our child, and the manager")
    TEAM = "team", _("The whole team: everybody who works with the children here")


class Reach(models.TextChoices):
    """The screens to which a short "good to know" is carried, besides the page itself."""

    MEALS = "meals", _("at meals on Today")
    OUTINGS = "outings", _("when an outing is planned")
    COMFORT = "comfort", _("on the child’s page")
    IMAGES = "images", _("where pictures and festivals are planned")
    DOOR = "door", _("where we greet you and write to you")


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `audiences` are those the family may choose from, the first one unasked."""

    code: str
    title: Words
    hint: Words
    group: Words = ""
    reaches: tuple[Reach, ...] = ()
    audiences: tuple[Audience, ...] = (Audience.ROOM, Audience.KEY_PERSON, Audience.TEAM)
    most: int = 4000


_PRIVATE = (Audience.KEY_PERSON, Audience.ROOM, Audience.TEAM)
# Whoever carries the plate has to know it.
_FOR_ALL = (Audience.ROOM, Audience.TEAM)
GOOD_TO_KNOW = _("Good to know")
_WHO_WE_ARE = _("Who we are")
_SHORT = 300

_CONSEQUENCES = (
    Question(
        "meals",
        _("Good to know at meals"),
        _(
            "What we eat and do not eat, fasting, how we eat at home. Allergies have a place of"
            " their own."
        ),
        GOOD_TO_KNOW,
        (Reach.MEALS,),
        _FOR_ALL,
        _SHORT,
    ),
    Question(
        "outings",
        _("Good to know on outings"),
        _("Places, animals, weather, prayer times, buses: whatever we should think of."),
        GOOD_TO_KNOW,
        (Reach.OUTINGS,),
        _FOR_ALL,
        _SHORT,
    ),
    Question(
        "touch",
        _("Good to know about touch and comfort"),
        _("How you comfort each other at home, and what is not for you."),
        GOOD_TO_KNOW,
        (Reach.COMFORT,),
        _FOR_ALL,
        _SHORT,
    ),
    Question(
        "dress",
        _("Good to know about dress, hair and skin"),
        _("Hair oil, head coverings, what stays on, who may comb."),
        GOOD_TO_KNOW,
        (Reach.COMFORT,),
        _FOR_ALL,
        _SHORT,
    ),
    Question(
        "images",
        _("Good to know about pictures, songs and festivals"),
        _("What your child joins in, what you would rather leave out, what you would love to see."),
        GOOD_TO_KNOW,
        (Reach.IMAGES,),
        _FOR_ALL,
        _SHORT,
    ),
)

OUR_FAMILY = (
    Question(
        "strengths",
        _("What are you good at, as a family?"),
        _("Anything: soup, patience, football, getting five people out of the door."),
        _WHO_WE_ARE,
    ),
    Question(
        "about_us",
        _("What would you like us to know about your family?"),
        _("Where you come from, what you have been through, what makes you laugh."),
        _WHO_WE_ARE,
    ),
    Question(
        "at_home",
        _("Who lives at home with you?"),
        _("Big and small, two legs and four. And who comes by so often that they nearly do."),
        _WHO_WE_ARE,
    ),
    Question(
        "what_matters",
        _("What matters to you?"),
        _("What you believe in, what you hope for, what we should never forget."),
        _WHO_WE_ARE,
    ),
    Question(
        "names",
        _("How do we say your names?"),
        _("And what we should call each of you: Mrs Nowak, Ania, Baba …"),
        _WHO_WE_ARE,
        (Reach.DOOR,),
        (Audience.TEAM, Audience.ROOM),
    ),
    Question(
        "celebrations",
        _("Which days are special to you?"),
        _("Festivals, birthdays, the day you came here. Tell us how you keep them."),
        _WHO_WE_ARE,
    ),
    Question(
        "memories",
        _("What was nursery or school like for you?"),
        _(
            "Only if you like. Some of us were happy there and some were not. It helps us to know"
            " what to do, and what not to."
        ),
        _WHO_WE_ARE,
        audiences=_PRIVATE,
    ),
    Question(
        "emergency",
        _("Who do we ring if we cannot reach you?"),
        _("Name, who they are to your child, phone. Two people are better than one."),
        _WHO_WE_ARE,
        audiences=_FOR_ALL,
        most=600,
    ),
    *_CONSEQUENCES,
)

_PORTRAIT = _("The portrait")
_FEELINGS = _("How I feel, and what helps")
_BEYOND = _("You and us")

ALL_ABOUT_ME = (
    Question(
        "called",
        _("The name we use"),
        _("And the pet names: the ones that make them turn round."),
        _PORTRAIT,
    ),
    Question(
        "people",
        _("People and animals who matter"),
        _("Who they talk about, who they wave to, who sleeps on the bed."),
        _PORTRAIT,
    ),
    Question(
        "likes",
        _("What I love"),
        _("Games, songs, places, the one book, the same spoon."),
        _PORTRAIT,
    ),
    Question(
        "key_words",
        _("Words I use, in our language"),
        _("Drink, more, toilet, Mummy: as you say them, and how they sound."),
        _PORTRAIT,
    ),
    Question(
        "comforter",
        _("My comforter"),
        _("What it is called, and when it is needed."),
        _FEELINGS,
    ),
    Question(
        "sleep",
        _("Sleep"),
        _("When, where, with what: rocked, patted, or left alone."),
        _FEELINGS,
    ),
    Question(
        "food", _("Food and drink"), _("Likes, dislikes, cup or bottle, hands or spoon."), _FEELINGS
    ),
    Question("toilet", _("Nappies, potty, toilet"), _("And the words you use for it."), _FEELINGS),
    Question(
        "feelings",
        _("How I show that I am tired, sad or happy"),
        _("The ear that is pulled, the corner that is hidden in."),
        _FEELINGS,
    ),
    Question("fears", _("What frightens me"), _("And what helps then."), _FEELINGS),
    Question(
        "days",
        _("Days we celebrate"),
        _("And how your child takes part in them."),
        _BEYOND,
    ),
    Question(
        "elsewhere",
        _("Other places I go to"),
        _("Another nursery, a childminder, Grandma on Fridays."),
        _BEYOND,
    ),
    Question(
        "hopes",
        _("What we hope for, and what worries us"),
        _("Both may stand side by side."),
        _BEYOND,
        audiences=(Audience.ROOM, Audience.KEY_PERSON),
    ),
    Question(
        "reach_us",
        _("The best way to reach us"),
        _("Ringing, writing, at the door; and when not."),
        _BEYOND,
    ),
    *_CONSEQUENCES,
)

ROUTINE_CARD = tuple(
    Question(code, title, hint, "", (), (Audience.ROOM,), 600)
    for code, title, hint in (
        ("sleep", _("Sleep"), _("When, where, and how it comes.")),
        ("comfort", _("Comfort"), _("What helps when it is all too much.")),
        ("feeding", _("Food and drink"), _("How much, how often, how.")),
        ("toilet", _("Toilet words"), _("What we call it, how we ask.")),
        ("calming", _("Calming down"), _("The song, the hand on the back, the quiet corner.")),
        ("goodbyes", _("Goodbyes"), _("How we part in the morning, and what makes it easier.")),
    )
)

QUESTIONS: dict[str, dict[str, Question]] = {
    page: {question.code: question for question in questions}
    for page, questions in (
        (Page.FAMILY, OUR_FAMILY),
        (Page.ABOUT_ME, ALL_ABOUT_ME),
        (Page.ROUTINE, ROUTINE_CARD),
    )
}
CONSEQUENCES = tuple(question.code for question in _CONSEQUENCES)
# Where something much like this may have been said already: page and code → page and code.
SAID_ELSEWHERE: dict[tuple[str, str], tuple[Page, str]] = {
    **{(Page.ABOUT_ME, code): (Page.FAMILY, code) for code in CONSEQUENCES},
    **{
        pair: other
        for about_me, routine in (
            ("sleep", "sleep"),
            ("food", "feeding"),
            ("toilet", "toilet"),
            ("comforter", "comfort"),
        )
        for pair, other in (
            ((Page.ROUTINE, routine), (Page.ABOUT_ME, about_me)),
            ((Page.ABOUT_ME, about_me), (Page.ROUTINE, routine)),
        )
    },
}
# An answer of each page fits its column; the form says how long it may be.
LONGEST_CODE = 20
