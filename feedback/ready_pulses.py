"""Words to begin three taps with, by what one wants to know. A manager changes them freely."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .models import Signs

Words = str | Promise
FACES, SHAPES = Signs.FACES, Signs.SHAPES
WELL = (_("Very well"), _("Well"), _("So-so"), _("Not well"))
MUCH = (_("Yes"), _("Mostly"), _("A little"), _("No"))


@dataclass(frozen=True)
class Ready:
    """A title and up to three questions, each with its signs and its answers."""

    title: Words
    questions: tuple[tuple[Words, Signs, tuple[Words, ...]], ...]


READY: dict[str, Ready] = {
    "settling": Ready(
        _("Settling in"),
        (
            (_("How did the first weeks with us go for your child?"), FACES, WELL),
            (_("Did you know who to ask when something worried you?"), FACES, MUCH),
            (
                _("What would have helped most?"),
                SHAPES,
                (
                    _("More time together at the start"),
                    _("More news in the first days"),
                    _("Meeting other families"),
                    _("It was right as it was"),
                ),
            ),
        ),
    ),
    "moving": Ready(
        _("Moving to another room"),
        (
            (_("Did you hear early enough that your child would move?"), FACES, MUCH),
            (_("How well does the new room know your child?"), FACES, WELL),
        ),
    ),
    "food": Ready(
        _("Food"),
        (
            (_("How does your child like what there is to eat?"), FACES, WELL),
            (_("Do we cook things that your child knows from home?"), FACES, MUCH),
            (
                _("Of what should there be more?"),
                SHAPES,
                (
                    _("Warm food"),
                    _("Fruit and vegetables"),
                    _("Dishes from our homes"),
                    _("It is right as it is"),
                ),
            ),
        ),
    ),
    "hearing": Ready(
        _("Hearing from us"),
        (
            (
                _("How much do you hear about your child’s day?"),
                SHAPES,
                (_("Too little"), _("The right amount"), _("Too much")),
            ),
            (_("When you tell us something, does something come of it?"), FACES, MUCH),
            (_("Do you understand what we write?"), FACES, MUCH),
        ),
    ),
    "helped": Ready(
        _("Did it help?"),
        (
            (
                _("You said it, and we changed it. Has it become better?"),
                FACES,
                (_("Yes, much"), _("A little"), _("No, it is the same")),
            ),
            (
                _("What now?"),
                SHAPES,
                (_("Keep it like this"), _("Do more of it"), _("Try something else")),
            ),
        ),
    ),
    "term": Ready(
        _("The end of term"),
        (
            (_("How was this term with us, all in all?"), FACES, WELL),
            (_("Do you feel welcome when you come in?"), FACES, MUCH),
            (_("Does your child like coming?"), FACES, MUCH),
        ),
    ),
}
