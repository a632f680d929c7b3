"""Bringing a nursery in from spreadsheets: a file, its columns, a yes, and then all or nothing."""

import logging
import uuid
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from .. import audit, outbox, policies
from ..context import Person
from ..models import (
    Child,
    Family,
    Invitation,
    Joining,
    KeyPersonAssignment,
    OutboxJob,
    ParentCarer,
    Room,
    RoomAssignment,
    RoomPlace,
    Setting,
    hash_of,
)
from ..models.csv_imports import CsvImport
from ..models.places import Colour
from ..queries.csv_import.children import Children
from ..queries.csv_import.columns import guess_all
from ..queries.csv_import.families import Families
from ..queries.csv_import.plans import plan_of
from ..queries.csv_import.rooms import Rooms
from ..queries.csv_import.staff import Staff
from ..queries.csv_imports import KEPT_DAYS
from ..spreadsheets import Sheet
from .children import reads_until
from .dated import end_before
from .invitations import SEND_TASK, token_for

RUN_TASK = "families.tasks.run_csv_import"
TRIES = 3  # a manager is waiting: what does not work after three tries is said
BATCH = 500

State = CsvImport.State
log = logging.getLogger(__name__)


class NotNow(Exception):
    """The import is over, running, or its columns are not matched yet."""


@transaction.atomic
def bring_file(
    setting_id: uuid.UUID, *, actor: Person, key: uuid.UUID, kind: str, file_name: str, sheet: Sheet
) -> CsvImport:
    """Keep what a file says until the manager has looked at it. The same form (`key`) sent twice is
    one file. Its columns are matched as a file with the same headings was before, or guessed.

    Files that nobody came back to and that the list shows no more are thrown away on the way."""
    for forgotten in policies.csv_imports_visible_to(actor).filter(
        setting_id=setting_id,
        state__in=CsvImport.OPEN,
        created_at__lt=timezone.now() - timedelta(days=KEPT_DAYS),
    ):
        discard_import(forgotten, actor=actor)
    row = {
        "setting_id": setting_id,
        "uploaded_by": actor.user,
        "kind": kind,
        "file_name": file_name[-200:],
        "headers": sheet.headers,
        "rows": sheet.rows,
        "matching": _first_matching(actor, kind=kind, headers=sheet.headers),
    }
    try:
        with transaction.atomic():
            csv_import = CsvImport.objects.create(pk=key, **row)
    except IntegrityError:
        # The same form a moment ago; or a key that is somebody else's row, which says nothing.
        known = policies.csv_imports_visible_to(actor).filter(pk=key, uploaded_by=actor.user)
        if sent_before := known.first():
            return sent_before
        csv_import = CsvImport.objects.create(**row)
    audit.record(actor, "bring_file", csv_import)
    return csv_import


def _first_matching(actor: Person, *, kind: str, headers: list[str]) -> list[str]:
    """As a file with the same headings was matched before, or guessed."""
    before = (
        policies.csv_imports_visible_to(actor)
        .filter(kind=kind, headers=headers)
        .exclude(state=State.MATCHING)
        .order_by("-created_at")
        .first()
    )
    return before.matching if before else guess_all(kind, headers)


@transaction.atomic
def change_kind(csv_import: CsvImport, *, actor: Person, kind: str) -> CsvImport:
    """The file is about something else; its columns are matched anew. Raises NotNow."""
    csv_import = _locked(csv_import.pk, actor)
    if not csv_import.is_open:
        raise NotNow
    if csv_import.kind == kind:
        return csv_import
    csv_import.kind, csv_import.date_order = kind, ""
    csv_import.matching = _first_matching(actor, kind=kind, headers=csv_import.headers)
    csv_import.state = State.MATCHING
    csv_import.save(update_fields=["kind", "date_order", "matching", "state"])
    audit.record(actor, "change_import_kind", csv_import)
    return csv_import


@transaction.atomic
def match_columns(
    csv_import: CsvImport, *, actor: Person, matching: list[str], date_order: str
) -> CsvImport:
    """Say what each column is, and which number of a day is the month. Raises NotNow."""
    csv_import = _locked(csv_import.pk, actor)
    if not csv_import.is_open:
        raise NotNow
    csv_import.matching, csv_import.date_order = matching, date_order
    csv_import.state = State.READY
    csv_import.save(update_fields=["matching", "date_order", "state"])
    audit.record(actor, "match_columns", csv_import)
    return csv_import


@transaction.atomic
def start_import(csv_import: CsvImport, *, actor: Person) -> CsvImport:
    """Promise that the worker imports the file in the manager's name. Twice is once.

    Raises NotNow.
    """
    csv_import = _locked(csv_import.pk, actor)
    if csv_import.state in (State.RUNNING, State.DONE):
        return csv_import
    if csv_import.state not in (State.READY, State.FAILED):
        raise NotNow
    csv_import.state = State.RUNNING
    csv_import.round += 1
    csv_import.started_at = timezone.now()
    csv_import.save(update_fields=["state", "round", "started_at"])
    outbox.promise(
        task=RUN_TASK,
        subject_id=csv_import.pk,
        key=_job_of(csv_import),
        setting_id=csv_import.setting_id,
        actor_id=actor.id,
    )
    audit.record(actor, "start_import", csv_import)
    return csv_import


@transaction.atomic
def discard_import(csv_import: CsvImport, *, actor: Person) -> bool:
    """Throw a file away, with all that stood in it. False if it is over or running already."""
    csv_import = _locked(csv_import.pk, actor)
    if not csv_import.is_open:
        return False
    csv_import.state, csv_import.rows = State.DISCARDED, []
    csv_import.finished_at = timezone.now()
    csv_import.save(update_fields=["state", "rows", "finished_at"])
    audit.record(actor, "discard_import", csv_import)
    return True


def note_export(setting: Setting, *, actor: Person, kind: str) -> None:
    """Write down that somebody takes a list of people out."""
    audit.record(actor, f"export_{kind}", setting)


# --- the worker -----------------------------------------------------------------------------------


def run_import(csv_import_id: uuid.UUID, *, actor: Person, attempt: int) -> None:
    """Import a file in the name of `actor`, in the transaction of its job: all of it or nothing.

    What the file does is worked out again, because the nursery may have changed since the preview;
    if a row is bad by now, nothing is written and the preview says so. Any other failure is raised,
    so that the job tries again, until the last of `TRIES`. An attempt after that was preceded by
    ones that ended their worker: it says so instead of ending one more.
    """
    csv_import = _locked(csv_import_id, actor)
    if csv_import.state != State.RUNNING:
        return
    if attempt > TRIES:
        log.error("Import %s ended its worker %s times", csv_import.pk, TRIES)
        _say_failed(csv_import)
        return
    try:
        with transaction.atomic():
            outcome = _write(csv_import, actor)
            _check_now()
    except Exception:
        if attempt < TRIES:
            raise
        log.exception("Import %s could not be done", csv_import.pk)
        csv_import.state = State.FAILED
    else:
        if outcome is None:
            csv_import.state = State.READY
        else:
            csv_import.state, csv_import.rows = State.DONE, []
            csv_import.outcome = outcome
            audit.record(actor, "finish_import", csv_import)
    csv_import.finished_at = timezone.now()
    csv_import.save(update_fields=["state", "rows", "outcome", "finished_at"])


@transaction.atomic
def say_if_it_failed(csv_import: CsvImport, *, actor: Person) -> CsvImport:
    """For whoever looks at a file that is being imported: if no worker will do it any more, write
    down that nothing was brought in, so that it can be tried again or thrown away.

    That is so when the worker may not act for who started it (she leads no more), or its job was
    given up. Returns the file as it is then. Nobody waits here for a worker that is at it.
    """
    if not _has_stopped(csv_import):
        return csv_import
    csv_import = _locked(csv_import.pk, actor)
    if csv_import.state == State.RUNNING and _has_stopped(csv_import):
        _say_failed(csv_import)
        audit.record(actor, "fail_import", csv_import)
    return csv_import


def _has_stopped(csv_import: CsvImport) -> bool:
    job = OutboxJob.objects.filter(key=_job_of(csv_import)).first()
    return job is None or job.given_up_at is not None or job.attempts > TRIES


def _job_of(csv_import: CsvImport) -> str:
    return f"csv-import:{csv_import.pk}:{csv_import.round}"


def _say_failed(csv_import: CsvImport) -> None:
    csv_import.state, csv_import.finished_at = State.FAILED, timezone.now()
    csv_import.save(update_fields=["state", "finished_at"])


def _check_now() -> None:
    """Let the database check here what it would otherwise check when the job is over, when nobody
    could say any more that it failed."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _write(csv_import: CsvImport, actor: Person) -> dict[str, int] | None:
    """Write what the file says; None if a row of it is bad."""
    # One import at a time in a setting: two at once would each find the other's children missing.
    Setting.objects.select_for_update(no_key=True).get(pk=csv_import.setting_id)
    plan = plan_of(csv_import, actor)
    if plan.troubles:
        return None
    letters = WRITERS[csv_import.kind](plan.writes, csv_import, actor)
    return {
        "new": len(plan.new),
        "changed": len(plan.changed),
        "same": len(plan.same),
        "letters": letters,
    }


def _rooms(writes: Rooms, csv_import: CsvImport, actor: Person) -> int:
    last = policies.rooms_visible_to(actor).filter(setting_id=actor.here).count()
    colours = Colour.values
    Room.objects.bulk_create(
        [
            Room(
                **{
                    "setting_id": csv_import.setting_id,
                    "position": last + place,
                    "colour": colours[(last + place) % len(colours)],
                    **fields,
                }
            )
            for place, fields in enumerate(writes.new)
        ],
        batch_size=BATCH,
    )
    changed = set()
    for room, fields in writes.changed:
        for key, value in fields.items():
            setattr(room, key, value)
            changed.add(key)
    if changed:
        rooms = [room for room, _fields in writes.changed]
        Room.objects.bulk_update(rooms, sorted(changed), batch_size=BATCH)
    return 0


def _staff(writes: Staff, csv_import: CsvImport, actor: Person) -> int:
    today = actor.today
    posts = [post.pk for post, _rooms in writes.rooms]
    assigned = RoomAssignment.objects.filter(membership__in=posts)
    wanted = {(post.pk, room.pk) for post, rooms in writes.rooms for room in rooms}
    held = {
        (each.membership_id, each.room_id): each
        for each in assigned.exclude(ended_on__lt=today).filter(started_on__lte=today)
    }
    leaving = [each.pk for pair, each in held.items() if pair not in wanted]
    end_before(assigned.filter(pk__among=leaving), day=today)
    RoomAssignment.objects.bulk_create(
        [
            RoomAssignment(
                setting_id=csv_import.setting_id,
                membership=post,
                room=room,
                started_on=max(today, post.started_on),
                ended_on=post.ended_on,
            )
            for post, rooms in writes.rooms
            for room in rooms
            if (post.pk, room.pk) not in held
        ],
        batch_size=BATCH,
    )
    _take_back(writes.instead)
    return _letters(csv_import, actor, writes.new)


def _children(writes: Children, csv_import: CsvImport, actor: Person) -> int:
    setting_id, today = csv_import.setting_id, actor.today
    new = [Child(setting_id=setting_id, **each.fields) for each in writes.new]
    Child.objects.bulk_create(new, batch_size=BATCH)
    Joining.objects.bulk_create(  # as when one child is put on the roll before the first day
        [
            Joining(setting_id=setting_id, child=child, offered_by=actor.user)
            for child in new
            if child.started_on > today
        ],
        batch_size=BATCH,
    )
    places = [
        RoomPlace(setting_id=setting_id, child=child, room=each.room, started_on=child.started_on)
        for child, each in zip(new, writes.new, strict=True)
    ]
    if writes.fields:
        Child.objects.bulk_update(writes.changed, sorted(writes.fields), batch_size=BATCH)
    for day, moves in _by_day(writes.moves, today):
        end_before(RoomPlace.objects.filter(child__in=[child for child, _room in moves]), day=day)
        places += [
            RoomPlace(
                setting_id=setting_id,
                child=child,
                room=room,
                started_on=day,
                ended_on=child.ended_on,
            )
            for child, room in moves
        ]
    RoomPlace.objects.bulk_create(places, batch_size=BATCH)
    key_persons = [
        (child, post, is_backup)
        for child, each in zip(new, writes.new, strict=True)
        for post, is_backup in ((each.key_person, False), (each.backup, True))
        if post
    ]
    KeyPersonAssignment.objects.bulk_create(
        [
            KeyPersonAssignment(
                setting_id=setting_id,
                child=child,
                membership=post,
                is_backup=is_backup,
                started_on=max(today, child.started_on),
                ended_on=_earlier(child.ended_on, post.ended_on),
            )
            for child, post, is_backup in [*key_persons, *writes.key_persons]
        ],
        batch_size=BATCH,
    )
    touched = {child.pk for child in writes.changed}
    touched |= {child.pk for child, _room in writes.moves}
    touched |= {child.pk for child, _post, _backup in writes.key_persons}
    if new:
        audit.record_about(actor, "import_child", csv_import, child_ids=[child.pk for child in new])
    if touched:
        audit.record_about(actor, "import_change", csv_import, child_ids=sorted(touched))
    return 0


def _by_day(
    moves: list[tuple[Child, Room]], today: date
) -> Iterator[tuple[date, list[tuple[Child, Room]]]]:
    """The moves by the day on which they hold: today, or the first day of who is still to come."""

    def day(move: tuple[Child, Room]) -> date:
        return max(today, move[0].started_on)

    for each, group in groupby(sorted(moves, key=day), key=day):
        yield each, list(group)


def _earlier(one: date | None, other: date | None) -> date | None:
    days = [day for day in (one, other) if day]
    return min(days) if days else None


def _families(writes: Families, csv_import: CsvImport, actor: Person) -> int:
    setting_id = csv_import.setting_id
    if writes.links:
        ParentCarer.objects.bulk_update(writes.links, ["relationship"], batch_size=BATCH)
        audit.record_each(actor, "change_link", writes.links)
    for home in writes.homes:
        if home.family:
            home.family.name = home.name
            home.family.address = home.address
            home.family.phone = home.phone
    changed = [home.family for home in writes.homes if home.family]
    if changed:
        Family.objects.bulk_update(changed, ["name", "address", "phone"], batch_size=BATCH)
    fresh = {id(letter.home): letter.home for letter in writes.new if letter.home.family is None}
    for home in fresh.values():
        home.family = Family(
            setting_id=setting_id, name=home.name, address=home.address, phone=home.phone
        )
    Family.objects.bulk_create(
        [home.family for home in fresh.values() if home.family], batch_size=BATCH
    )
    _take_back(writes.instead)
    return _letters(
        csv_import,
        actor,
        [
            {
                **letter.fields,
                "family": letter.home.family,
                "reads_until": reads_until(letter.fields["child"]),
            }
            for letter in writes.new
        ],
    )


def _take_back(letters: Iterable[Invitation]) -> None:
    """Letters that waited, and are written anew."""
    ids = [letter.pk for letter in letters]
    if ids:
        Invitation.objects.filter(pk__among=ids).update(revoked_at=timezone.now())


def _letters(csv_import: CsvImport, actor: Person, letters: list[dict[str, Any]]) -> int:
    """Invitations that wait until the manager sends them. Nobody can open them before: the hash is
    of a token that nobody was given or can work out."""
    waiting = [
        Invitation(
            setting_id=csv_import.setting_id,
            invited_by=actor.user,
            token_hash=hash_of(uuid.uuid4().hex + uuid.uuid4().hex),
            waits=True,
            **fields,
        )
        for fields in letters
    ]
    Invitation.objects.bulk_create(waiting, batch_size=BATCH)
    if waiting:
        audit.record_about(
            actor,
            "import_invitation",
            csv_import,
            child_ids=dict.fromkeys(each.child_id for each in waiting if each.child_id),
        )
    return len(waiting)


WRITERS: dict[str, Any] = {
    CsvImport.Kind.ROOMS: _rooms,
    CsvImport.Kind.STAFF: _staff,
    CsvImport.Kind.CHILDREN: _children,
    CsvImport.Kind.FAMILIES: _families,
}


# --- the letters ----------------------------------------------------------------------------------


@transaction.atomic
def send_waiting_letters(letters: QuerySet[Invitation], *, actor: Person) -> int:
    """Send these letters of an import, by way of the worker. Returns how many.

    Each gets a token and its seven days now. Pressed twice, nobody gets two: what no longer waits
    is left out.
    """
    waiting = list(
        letters.select_for_update(of=("self",)).filter(
            setting_id=actor.here, waits=True, accepted_at__isnull=True, revoked_at__isnull=True
        )
    )
    _take_back(waiting)
    sent = [_sent(letter, actor) for letter in waiting]
    Invitation.objects.bulk_create(sent, batch_size=BATCH)
    outbox.promise_all(
        [
            OutboxJob(
                key=f"invitation:{letter.pk}",
                task=SEND_TASK,
                subject_id=letter.pk,
                setting_id=letter.setting_id,
                on_behalf_of_id=actor.id,
            )
            for letter in sent
        ]
    )
    if sent:
        audit.record_about(
            actor,
            "send_letters",
            sent[0],
            child_ids=dict.fromkeys(each.child_id for each in sent if each.child_id),
        )
    return len(sent)


def _sent(letter: Invitation, actor: Person) -> Invitation:
    key = uuid.uuid4()
    return Invitation(
        pk=key,
        token_hash=hash_of(token_for(key)),
        invited_by=actor.user,
        **{
            name: getattr(letter, name)
            for name in (
                *("setting_id", "email", "full_name", "role", "child_id", "family_id"),
                *("relationship", "rights", "reads_until"),
            )
        },
    )


def _locked(csv_import_id: uuid.UUID, actor: Person) -> CsvImport:
    imports = policies.csv_imports_visible_to(actor).select_for_update(of=("self",))
    return imports.get(pk=csv_import_id)
