"""Who has a key child in their care while the key person is away (domain.md 2.4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from .. import audit
from ..context import Person
from ..models import CARE_ROLES, Child, Cover, HandoverNote, KeyPersonAssignment, Membership
from .dated import ONE_DAY, end_before
from .key_persons import looks_after_their_own


@dataclass(frozen=True)
class Stand:
    """Who is to cover for one key child, with what they should know."""

    held: KeyPersonAssignment  # the child's own key person, who is away
    membership: Membership
    note: str = ""


class CannotCover(Exception):
    """This colleague cannot cover for this child on these days; `str` says why in plain words."""

    def __init__(self, words: str, *, child: Child) -> None:
        super().__init__(words)
        self.child = child


@transaction.atomic
def arrange_cover(
    away: Membership,
    *,
    actor: Person,
    started_on: date,
    ended_on: date,
    reason: str,
    stands: Iterable[Stand],
) -> list[Cover]:
    """Write down for each key child who has it in their care while `away` is not here.

    All of them or none. A child that gets another key person in between, or leaves, is covered for
    until then. Sent twice it is one cover; sent again with other words, these take the place of the
    earlier ones (no words at all leave them). Returns all covers of this absence, new or not.
    Raises CannotCover.
    """
    covers = []
    for stand in stands:
        first = max(started_on, stand.held.started_on)
        last = min(ended_on, stand.held.ended_on or ended_on)
        if last < first:
            continue
        covers.append(_cover(away, stand, actor=actor, first=first, last=last, reason=reason))
    return covers


@transaction.atomic
def end_covers(covers: Iterable[Cover], *, actor: Person, at_once: bool) -> None:
    """End these covers with today, or at once as if they had not begun today.

    What was to begin later does not begin. Those that are over stay as they are.
    """
    day = actor.today if at_once else actor.today + ONE_DAY
    ending = [each for each in covers if each.ended_on >= day]
    end_before(Cover.objects.filter(pk__in=[each.pk for each in ending]), day=day)
    audit.record_each(actor, "end_cover", ending)


def _cover(
    away: Membership, stand: Stand, *, actor: Person, first: date, last: date, reason: str
) -> Cover:
    child, colleague = stand.held.child, stand.membership
    _may_cover(away, colleague, child=child, first=first, last=last)
    row = {
        "setting_id": child.setting_id,
        "child": child,
        "away": away,
        "membership": colleague,
        "started_on": first,
        "ended_on": last,
    }
    if there := Cover.objects.filter(**row).first():
        if _say_anew(there, actor=actor, reason=reason, words=stand.note):
            audit.record(actor, "change_cover", there)
        return there
    try:
        with transaction.atomic():
            cover = Cover.objects.create(**row, reason=reason)
    except IntegrityError as problem:
        raise CannotCover(
            _(
                "Somebody covers for %(child)s on some of these days already. End that cover"
                " first, or choose other days."
            )
            % {"child": child.known_as},
            child=child,
        ) from problem
    if stand.note:
        _write_note(cover, actor=actor, words=stand.note)
    audit.record(actor, "arrange_cover", cover)
    return cover


def _say_anew(cover: Cover, *, actor: Person, reason: str, words: str) -> bool:
    """Take over new words about a cover that is there. Returns whether anything is new."""
    has_reason = bool(reason) and reason != cover.reason
    if has_reason:
        cover.reason = reason
        cover.save(update_fields=["reason"])
    note = HandoverNote.objects.filter(cover=cover).select_related("author").first()
    has_words = bool(words) and not (note and words in note.words)
    if has_words and note:
        # A colleague's words were not on the page that was sent: they stay, above the new ones.
        if note.author_id != actor.id or "\n\n" in note.words:
            theirs = note.words if "\n\n" in note.words else f"{note.author.name}: {note.words}"
            words = f"{theirs}\n\n{actor.user.name}: {words}"
        note.delete()  # the note says who wrote last
    if has_words:
        _write_note(cover, actor=actor, words=words)
    return has_reason or has_words


def _write_note(cover: Cover, *, actor: Person, words: str) -> None:
    HandoverNote.objects.create(
        setting_id=cover.setting_id,
        child_id=cover.child_id,
        cover=cover,
        author=actor.user,
        words=words,
    )


def _may_cover(
    away: Membership, colleague: Membership, *, child: Child, first: date, last: date
) -> None:
    """Raise CannotCover unless the colleague works with children here on all of these days."""
    said = {"name": colleague.user.name}
    if colleague.pk == away.pk:
        problem = _("%(name)s is the one who is away: choose somebody else.") % said
    elif colleague.setting_id != away.setting_id or colleague.role not in CARE_ROLES:
        problem = _("%(name)s does not work with the children here.") % said
    elif looks_after_their_own(colleague, child):
        problem = _("%(name)s is %(child)s’s own parent or carer: choose a colleague.") % {
            **said,
            "child": child.known_as,
        }
    elif colleague.started_on > first:
        problem = _("%(name)s does not work here yet on the first of these days.") % said
    elif colleague.ended_on is not None and colleague.ended_on < last:
        problem = _("%(name)s leaves before the last of these days.") % said
    else:
        return
    raise CannotCover(problem, child=child)
