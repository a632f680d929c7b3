"""What a home and the nursery say to each other under an entry."""

import uuid

from django.db import transaction

from families import audit
from families.context import Person
from families.languages import language_of
from families.models import Family

from ..models import Comment, ObservationChild


@transaction.atomic
def write_comment(
    line: ObservationChild, *, actor: Person, family: Family, words: str, form_key: uuid.UUID
) -> Comment:
    """Put words under a shared entry of a child's journal, into the thread of one home.

    `family` is the home it is said to, or by. The same form sent twice is one comment: the first.
    """
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
        },
    )
    if is_new:
        audit.record(actor, "write_comment", comment)
    return comment
