"""Signing a notice, adding to it, looking at it as manager, and “I have read this”."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from families import audit
from families.context import Person
from families.models import Child, Membership, ParentCarer

from ..models import Acknowledgement, Notice, NoticeAddendum
from . import Refused
from .hidden_names import refuse_other_names
from .meal_stops import write_down_mistakes
from .taps import is_to_come, moment_on

LONGEST_AGO = timedelta(days=14)


@dataclass(frozen=True)
class Happened:
    """What a notice says, as its form has it."""

    kind: str
    day: date
    at: time
    place: str
    words: str
    marks: list[str] = field(default_factory=list)
    injury: str = ""
    first_aid: str = ""
    first_aid_by: Membership | None = None
    witness: Membership | None = None
    head_advice_given: bool = False
    told_by: Membership | None = None
    told_how: str = ""
    told_at: time | None = None


@transaction.atomic
def sign_notice(
    child: Child,
    *,
    actor: Person,
    form_key: uuid.UUID,
    happened: Happened,
    mistakes: Collection[uuid.UUID] = (),
) -> Notice:
    """Write a notice down and sign it: from now on it stays as it is. `mistakes` are the meals
    given by mistake that it is about.

    The same form sent twice is one notice: the first. Raises `Refused`.
    """
    if before := Notice.objects.filter(signed_by=actor.user, form_key=form_key).first():
        return before
    _refuse_wrong_times(happened, actor=actor)
    refuse_other_names(
        {
            "place": happened.place,
            "words": happened.words,
            "injury": happened.injury,
            "first_aid": happened.first_aid,
        },
        children=[child],
        actor=actor,
    )
    notice, is_new = Notice.objects.get_or_create(
        signed_by=actor.user,
        form_key=form_key,
        defaults={
            "setting_id": child.setting_id,
            "child": child,
            **vars(happened),
            "first_aid_by_name": _name(happened.first_aid_by),
            "witness_name": _name(happened.witness),
            "told_by_name": _name(happened.told_by),
            "signed_by_name": actor.user.name,
        },
    )
    if is_new:
        audit.record(actor, "sign_notice", notice)
        write_down_mistakes(notice, actor=actor, stops=mistakes)
    return notice


@transaction.atomic
def add_to_notice(
    notice: Notice, *, actor: Person, words: str, form_key: uuid.UUID, is_review: bool = False
) -> NoticeAddendum:
    """Add a line to what was signed; with `is_review` the manager's own. The same form sent twice
    is one line. Raises `Refused`."""
    if before := NoticeAddendum.objects.filter(author=actor.user, form_key=form_key).first():
        return before
    refuse_other_names({"words": words}, children=[notice.child], actor=actor)
    added, is_new = NoticeAddendum.objects.get_or_create(
        author=actor.user,
        form_key=form_key,
        defaults={
            "setting_id": notice.setting_id,
            "notice": notice,
            "is_review": is_review,
            "words": words,
            "author_name": actor.user.name,
        },
    )
    if is_new:
        verb = "review_notice" if is_review else "add_to_notice"
        audit.record(actor, verb, added, child_id=notice.child_id)
    return added


@transaction.atomic
def acknowledge_notice(
    notice: Notice, *, actor: Person, link: ParentCarer, comment: str
) -> tuple[Acknowledgement, bool]:
    """Say “I have read this”, once. Returns the row and whether it is new: said again, the first
    stays as it was said."""
    said, is_new = Acknowledgement.objects.get_or_create(
        notice=notice,
        person=actor.user,
        defaults={
            "setting_id": notice.setting_id,
            "child_id": notice.child_id,
            "family_id": link.family_id,
            "person_name": actor.user.name,
            "comment": comment,
        },
    )
    if is_new:
        audit.record(actor, "acknowledge_notice", said)
    return said, is_new


# --- steps ----------------------------------------------------------------------------------------


def _name(post: Membership | None) -> str:
    return post.user.name if post else ""


def _refuse_wrong_times(happened: Happened, *, actor: Person) -> None:
    errors: dict[str, list[str]] = {}
    if happened.day > actor.today:
        errors["day"] = [_("That day has not come yet.")]
    elif happened.day < actor.today - LONGEST_AGO:
        errors["day"] = [
            _("That is more than two weeks ago. Speak to the manager about how to write it down.")
        ]
    elif is_to_come(moment_on(happened.day, happened.at)):
        errors["at"] = [_("This time is still to come.")]
    if happened.told_at and not errors:
        if is_to_come(moment_on(happened.day, happened.told_at)):
            errors["told_at"] = [_("This time is still to come.")]
        elif happened.told_at < happened.at and happened.kind != Notice.Kind.ARRIVAL_INJURY:
            errors["told_at"] = [_("That is before it happened.")]
    if errors:
        raise Refused(errors)
