"""An adult's own copy of a child's record: asked for, put together by a worker, removed again."""

import logging
import uuid

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from families import audit, outbox
from families.context import Person
from families.models import Child, OutboxJob
from families.policies import link_to

from .. import records
from ..models import RecordPack
from ..models.records import KEPT_FOR
from ..policies import can_take_record, records_visible_to
from ..queries.records import record_of

BUILD_RECORD = "communications.tasks.build_record"
REMOVE_RECORD = "communications.tasks.remove_record"
PROGRESS_SECONDS = 3600

log = logging.getLogger(__name__)

Status = RecordPack.Status
HOLDS = ("entries", "photos_show", "photos_beside")


@transaction.atomic
def ask_for_record(child: Child, *, actor: Person) -> RecordPack:
    """Promise a copy, once a day: asked again it is the same one. One that failed, or that shows
    what is not allowed any more, is made anew. For who is linked to the child today."""
    pack, is_new = RecordPack.objects.get_or_create(
        asked_by=actor.user,
        child=child,
        link=link_to(child, actor),
        day=actor.today,
        defaults={"setting_id": child.setting_id},
    )
    if not is_new:
        pack = RecordPack.objects.select_for_update(of=("self",)).get(pk=pack.pk)
        over = pack.status == Status.READY and not can_take_record(actor, pack)
        if pack.status != Status.FAILED and not over:
            return pack
        pack.round += 1
        pack.status, pack.file_name = Status.QUEUED, ""
        pack.save(update_fields=["round", "status", "file_name"])
    outbox.promise_all([_job(BUILD_RECORD, pack, actor)])
    audit.record(actor, "ask_for_record", pack)
    return pack


def build_record(pack_id: uuid.UUID, *, actor: Person, is_last_try: bool) -> None:
    """Put a copy together in the name of who asked, inside the transaction of its job.

    The file is whole and in its place before the row says so. A failure is raised, so that the job
    tries again later, until `is_last_try`. Who has no link any more gets none.
    """
    pack = records_visible_to(actor).filter(pk=pack_id).select_related("child").first()
    if pack is None or pack.status != Status.QUEUED:
        return
    try:
        with transaction.atomic():
            record = record_of(pack.child, actor)
        if record is None:
            return
        content = records.build(
            record,
            taken_by=actor.user.name,
            taken_at=timezone.now(),
            progress=lambda done, total: _note_progress(pack.pk, done=done, total=total),
        )
        pack.file_name = record_file_name(pack.pk)
        records.keep(pack.file_name, content)
    except Exception:
        if not is_last_try:
            raise
        log.exception("Record %s could not be put together", pack.pk)
        pack.status, pack.file_name = Status.FAILED, ""
    else:
        pack.status, pack.size = Status.READY, len(content)
        pack.entries = record.read
        pack.photos_show, pack.photos_beside = record.shown, record.shown_beside
        outbox.promise(
            task=REMOVE_RECORD,
            subject_id=pack.pk,
            key=f"remove-record:{pack.pk}",
            setting_id=pack.setting_id,
            actor_id=actor.id,
            due_at=timezone.now() + KEPT_FOR,
        )
    pack.finished_at = timezone.now()
    pack.save(update_fields=["status", "file_name", "size", "finished_at", *HOLDS])


def remove_record(pack_id: uuid.UUID) -> None:
    """Remove the file of a copy after its week, in nobody's name: who asked may have left."""
    pack = RecordPack.objects.select_for_update(of=("self",)).filter(pk=pack_id).first()
    if pack is None or pack.status == Status.REMOVED:
        return
    records.remove(pack.file_name)
    pack.status, pack.file_name = Status.REMOVED, ""
    pack.save(update_fields=["status", "file_name"])


def note_taking(pack: RecordPack, *, actor: Person) -> None:
    """Write down that this person took their copy."""
    audit.record(actor, "take_record", pack)


def record_file_name(pack_id: uuid.UUID) -> str:
    """Where a copy is kept: a second try replaces the first."""
    return f"records/{pack_id.hex[:2]}/{pack_id.hex}.zip"


def progress_of(pack: RecordPack) -> tuple[int, int]:
    """How many pieces of how many are done; from the cache, which may have forgotten."""
    done, total = cache.get(f"record-progress:{pack.pk}") or (0, 1)
    return done, total


def _note_progress(pack_id: uuid.UUID, *, done: int, total: int) -> None:
    """The row itself changes with the end of the work only, hence the cache."""
    if done % 10 == 0 or done + 1 >= total:
        cache.set(f"record-progress:{pack_id}", (done, total), PROGRESS_SECONDS)


def _job(task: str, pack: RecordPack, actor: Person) -> OutboxJob:
    return OutboxJob(
        key=f"record:{pack.pk}:{pack.round}",
        task=task,
        subject_id=pack.pk,
        setting_id=pack.setting_id,
        on_behalf_of_id=actor.id,
    )
