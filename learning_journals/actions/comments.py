"""What a home and the nursery say to each other under an entry."""

import uuid

from django.db import transaction

from families import audit
from families.context import Person
from families.languages import language_of
from families.models import Family
from families.policies import link_to

from ..models import Comment, ObservationChild
from .hidden_names import names_said


@transaction.atomic
def write_comment(
    line: ObservationChild, *, actor: Person, family: Family, words: str, form_key: uuid.UUID
) -> Comment:
    """Put words under a shared entry of a child's journal, into the thread of one home.

    `family` is the home it is said to, or by. The same form sent twice is one comment: the first.
    """
    # What a home says, only that home reads; in what we say to it, it reads no other child's name.
    is_ours = link_to(line.child, actor) is None
    comment, is_new = Comment.objects.get_or_create(
        author=actor.user,
        idempotency_key=form_key,
        defaults={
            "setting_id": line.setting_id,
            "observation_id": line.observation_id,
            "child_id": line.child_id,
            "family": family,
            "words": words,
            "language": language_of(words, preferred=actor.user.preferred_language),
            "hidden_names": names_said(words, line=line, actor=actor) if is_ours else [],
        },
    )
    if is_new:
        audit.record(actor, "write_comment", comment)
    return comment
