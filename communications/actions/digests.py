"""Writing down the digests that are due, and sending one."""

import logging
import smtplib
import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from families import audit, context, outbox
from families.context import Person
from families.models import OutboxJob, Setting, User

from .. import emails, policies
from ..models import Digest, DigestPreference
from ..queries.digests import (
    FIRST_DIGEST_LOOKS_BACK,
    Due,
    due_digests,
    new_since,
    to_the_letterbox,
)
from ..queries.news import has_news

log = logging.getLogger(__name__)

SEND_DIGEST = "communications.tasks.send_digest"
BATCH = 1_000
MOST_BATCHES = 1_000
# What a job's row says when the mail server could not be reached or would not talk. Such a digest
# is not given up after the usual attempts: an outage of mail may last a night.
MAIL_SERVER_AWAY = (
    *(problem.__name__ for problem in (ConnectionRefusedError, ConnectionResetError, TimeoutError)),
    *(problem.__name__ for problem in (BrokenPipeError, ConnectionAbortedError, OSError)),
    *(problem.__name__ for problem in (smtplib.SMTPServerDisconnected, smtplib.SMTPConnectError)),
    *(problem.__name__ for problem in (smtplib.SMTPHeloError, smtplib.SMTPSenderRefused)),
    *(problem.__name__ for problem in (smtplib.SMTPDataError, smtplib.SMTPAuthenticationError)),
    "gaierror",
)
TRY_AGAIN_AFTER = timedelta(hours=1)
GIVE_UP_AFTER = timedelta(days=3)


def key_of(due: Due) -> str:
    """Which e-mail this is: one for each setting, recipient and time."""
    return f"digest:{due.setting_id}:{due.recipient_id}:{due.period_end:%Y-%m-%dT%H:%M:%SZ}"


def write_down_due_digests(*, now: datetime) -> int:
    """Write down every digest whose time has come, and promise that it is sent. Returns how many.

    Called by the worker in nobody's name. A second call, or one at the same moment, writes nothing
    twice: person and period are unique, and so is the key of the job. Batches of a thousand, each a
    transaction of its own, so that a worker that dies in the middle loses no more than one.
    """
    written = 0
    for _batch in range(MOST_BATCHES):
        with transaction.atomic():
            due = due_digests(now=now, most=BATCH)
            _write_down(due)
        written += len(due)
        if len(due) < BATCH:
            break
    return written


def _write_down(due: list[Due]) -> None:
    """The rows of some digests and of the jobs that send them: two statements."""
    digests, jobs = [], []
    for each in due:
        key = key_of(each)
        digest = Digest(
            setting_id=each.setting_id,
            recipient_id=each.recipient_id,
            period_start=each.period_start,
            period_end=each.period_end,
            message_id=emails.message_id(key),
            was_asked_for=each.was_asked_for,
        )
        digests.append(digest)
        jobs.append(
            OutboxJob(
                key=key,
                task=SEND_DIGEST,
                subject_id=digest.pk,
                setting_id=each.setting_id,
                on_behalf_of_id=each.recipient_id,
            )
        )
    if digests:
        Digest.objects.bulk_create(digests, ignore_conflicts=True)
        outbox.promise_all(jobs)


@transaction.atomic
def try_again_after_outage(*, now: datetime) -> int:
    """Let digests that were given up while the mail server was away be tried again, once an hour
    and for three days. Returns how many."""
    return OutboxJob.objects.filter(
        task=SEND_DIGEST,
        given_up_at__lt=now - TRY_AGAIN_AFTER,
        created_at__gt=now - GIVE_UP_AFTER,
        last_error__in=MAIL_SERVER_AWAY,
        done_at__isnull=True,
    ).update(given_up_at=None, attempts=0, due_at=now)


def send_digest(digest_id: uuid.UUID) -> Digest.Status:
    """Send one digest with the rights its recipient has now, or note that there was nothing to
    send: nothing new, not wished any more, the link ended, the account disabled.

    Runs within the transaction of its claimed job. The e-mail leaves as the last step: whatever
    fails before sends nothing, and a mail server that refuses undoes the rest (and raises).
    """
    digest = Digest.objects.get(pk=digest_id)
    if digest.status != Digest.Status.DUE:
        return Digest.Status(digest.status)
    try:
        with context.acting_as(digest.recipient_id, setting_id=digest.setting_id) as person:
            return _send_as(person, digest)
    except User.DoesNotExist:
        return _settle(digest, Digest.Status.EMPTY)


def _send_as(person: Person, digest: Digest) -> Digest.Status:
    never = policies.digest_preferences_visible_to(person).filter(
        frequency=DigestPreference.Frequency.NEVER
    )
    may_write = policies.settings_that_write_to(person).exclude(pk__in=never.values("setting_id"))
    setting = may_write.filter(pk=digest.setting_id).first()
    if setting is None:
        return _settle(digest, Digest.Status.EMPTY)
    if not has_news(person, setting_id=setting.pk, since=new_since(digest, person)):
        return _settle(digest, Digest.Status.EMPTY)
    mail = emails.digest_email(
        digest,
        recipient=person.user,
        setting=setting,
        letterbox=to_the_letterbox(person, setting),
    )
    status = _settle(digest, Digest.Status.SENT)
    emails.send(mail)
    return status


def _settle(digest: Digest, status: Digest.Status) -> Digest.Status:
    Digest.objects.filter(pk=digest.pk).update(
        status=status, sent_at=timezone.now() if status == Digest.Status.SENT else None
    )
    log.info("Digest %s: %s", digest.pk, status)
    return status


@transaction.atomic
def choose_digest(
    setting: Setting, *, actor: Person, frequency: str, weekday: int, hour: int
) -> DigestPreference:
    """Say when this setting may write to the actor. Holds from now: nothing is sent for a time that
    has passed."""
    preference, _is_new = DigestPreference.objects.update_or_create(
        setting=setting,
        user=actor.user,
        defaults={
            "frequency": frequency,
            "weekday": weekday,
            "hour": hour,
            "changed_at": timezone.now(),
        },
    )
    audit.record(actor, "choose_digest", preference)
    return preference


@transaction.atomic
def ask_for_digest_now(setting: Setting, *, actor: Person) -> None:
    """Send the actor the digest of the last seven days without waiting for the usual time; asked
    twice within a minute, it is sent once."""
    minute = timezone.now().replace(second=0, microsecond=0)
    start = minute - FIRST_DIGEST_LOOKS_BACK
    _write_down([Due(setting.pk, actor.id, start, minute, was_asked_for=True)])
    audit.record(actor, "ask_for_digest", setting)
