"""What a colleague who leaves has begun is finished by another one, visibly."""

import uuid

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Coalesce

from families import audit
from families.context import Person

from .. import policies
from ..models import Observation


@transaction.atomic
def hand_drafts_over(author_id: uuid.UUID, *, actor: Person, to_id: uuid.UUID) -> int:
    """Give every draft of one colleague to another, who finishes it: "begun by Rosalind". Lines and
    photographs stay as they are. Returns how many; handed over twice, the second time none."""
    drafts = list(policies.drafts_left_by(author_id, actor).select_for_update(of=("self",)))
    if not drafts or author_id == to_id:
        return 0
    ids = [draft.pk for draft in drafts]
    Observation.objects.filter(pk__in=ids).update(
        begun_by_id=Coalesce(F("begun_by_id"), Value(author_id)), author_id=to_id
    )
    audit.record_about(actor, "hand_draft_over", drafts[0], child_ids=[])
    return len(drafts)
