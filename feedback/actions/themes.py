"""The themes of a setting, giving them to notes, and counting a term that is over."""

import uuid

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from families.context import Person
from families.models import Term

from .. import policies
from ..models import FeedbackItem, NoteTheme, Theme, ThemeCount
from ..queries.themes import review_of, terms_to_count


class NameTaken(Exception):
    """Another theme of this setting has this name; `is_retired`: it is given no more."""

    def __init__(self, *, is_retired: bool) -> None:
        super().__init__()
        self.is_retired = is_retired


def ready_themes() -> list[str]:
    """What a setting may begin with, in the language of whoever asks; all of it can be renamed."""
    return [
        _("Bringing and fetching"),
        _("Hearing from the nursery"),
        _("Key person"),
        _("Feeling welcome"),
        _("Food"),
        _("Days and hours"),
        _("Outdoors and building"),
        _("Thank you"),
    ]


@transaction.atomic
def begin_themes(actor: Person) -> None:
    """Begin with the ready list. Where there are themes already, nothing happens."""
    if policies.themes_visible_to(actor).exists():
        return
    Theme.objects.bulk_create(
        [Theme(setting_id=actor.here, name=name) for name in ready_themes()],
        ignore_conflicts=True,  # the same press a moment ago
    )


def add_theme(actor: Person, *, name: str) -> None:
    """Add a theme. Raises `NameTaken`."""
    try:
        with transaction.atomic():
            Theme.objects.create(setting_id=actor.here, name=name)
    except IntegrityError:
        raise _taken(actor, name) from None


def rename_theme(theme: Theme, *, actor: Person, name: str) -> None:
    """Call it something else, on all notes and in all pictures. Raises `NameTaken`."""
    try:
        with transaction.atomic():
            Theme.objects.filter(pk=theme.pk, setting_id=actor.here).update(name=name)
    except IntegrityError:
        raise _taken(actor, name) from None


def _taken(actor: Person, name: str) -> NameTaken:
    same = policies.themes_visible_to(actor).filter(name__iexact=name)
    return NameTaken(is_retired=same.filter(is_retired=True).exists())


@transaction.atomic
def retire_theme(theme: Theme, *, actor: Person, retired: bool) -> None:
    """Give it no more, or again. Notes that have it keep it."""
    Theme.objects.filter(pk=theme.pk, setting_id=actor.here).update(is_retired=retired)


@transaction.atomic
def give_theme(item: FeedbackItem, *, actor: Person, theme: Theme) -> None:
    """A note has this theme from now on; given twice it has it once."""
    if policies.can_give_themes(actor, item):
        line = NoteTheme(setting_id=item.setting_id, item=item, theme=theme)
        NoteTheme.objects.bulk_create([line], ignore_conflicts=True)


@transaction.atomic
def take_theme(item: FeedbackItem, *, actor: Person, theme: Theme) -> None:
    """A note has this theme no more."""
    if policies.can_give_themes(actor, item):
        policies.note_themes_visible_to(actor).filter(item=item, theme=theme).delete()


class OtherNumbers(Exception):
    """The numbers are not those any more that were looked at."""


@transaction.atomic
def count_term(actor: Person, *, term_id: uuid.UUID, seen: str = "") -> Term | None:
    """Count how many notes of a term that is over had each theme, once and for all. A number below
    five is not kept anywhere. Returns the term, or None if there is nothing to count. Raises
    `OtherNumbers` if they are not those that were looked at (`seen`, of `queries.themes.Review`);
    then nothing is kept."""
    term = terms_to_count(actor).filter(pk=term_id).first()
    if term is None:
        return None
    review = review_of(actor, term=term)
    if seen and seen != review.seen:
        raise OtherNumbers
    ThemeCount.objects.bulk_create(
        [
            ThemeCount(setting_id=actor.here, term=term, theme=theme, notes=notes)
            for theme, notes in review.rows
        ],
        ignore_conflicts=True,  # two pressed at once: the first one counts
    )
    return term
