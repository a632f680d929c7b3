"""When a digest is due, worked out on the setting's own clock, and for whom.

The clocks change twice a year; a weekly digest at five stays at five. A moment that the clock skips
in spring counts as an hour later, one that comes twice in autumn counts once, the first time.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db import connection
from django.db.models import Max
from django.utils import timezone

from families.context import Person
from families.models import Setting
from families.policies import links_held_by, stamp_signs_visible_to
from feedback.models import Pulse
from feedback.queries.letterbox import FEWEST_PEOPLE
from feedback.queries.pulses import open_pulses_for

from .. import policies
from ..models import Digest, DigestPreference

Frequency = DigestPreference.Frequency
FIRST_DIGEST_LOOKS_BACK = timedelta(days=7)
# What was being saved while we looked carries an earlier time than our look. Twice is better than
# never.
OVERLAP = timedelta(seconds=10)


@dataclass(frozen=True)
class Due:
    """A digest that is to be written down: for whom, and for which time."""

    setting_id: uuid.UUID
    recipient_id: uuid.UUID
    period_start: datetime
    period_end: datetime
    was_asked_for: bool = False


@dataclass(frozen=True)
class ToTheLetterbox:
    """What an e-mail says of the letterbox: to every family of the setting the same."""

    address: str
    sign: str  # of the stamps; by mail it comes another way than on the page, to compare
    taps: list[Pulse]  # that are open


@dataclass(frozen=True)
class PreferenceRow:
    """What one setting sends to a person, for the page where they change it."""

    setting: Setting
    preference: DigestPreference
    next_at: datetime | None


def last_turn(preference: DigestPreference, now: datetime) -> datetime | None:
    """The latest moment, not after `now`, at which this preference asks for a digest."""
    if preference.frequency == Frequency.NEVER:
        return None
    turns = _turns(preference, timezone.localdate(now) + timedelta(days=1), step=-1)
    return next(turn for turn in turns if turn <= now)


def next_turn(preference: DigestPreference, now: datetime) -> datetime | None:
    """The first moment after `now` at which this preference asks for a digest."""
    if preference.frequency == Frequency.NEVER:
        return None
    turns = _turns(preference, timezone.localdate(now) - timedelta(days=1), step=1)
    return next(turn for turn in turns if turn > now)


def _turns(preference: DigestPreference, day: date, *, step: int) -> Iterator[datetime]:
    """The moments of a preference from a day on, forwards or backwards, without end."""
    zone = timezone.get_default_timezone()
    while True:
        if preference.frequency == Frequency.DAILY or day.weekday() == preference.weekday:
            yield datetime.combine(day, time(preference.hour), tzinfo=zone).astimezone(UTC)
        day += timedelta(days=step)


# Who hears from which setting: adults whose link receives updates, with the default wish or their
# own, and staff who asked to. Then the latest turn of that wish, unless it is written down already.
DUE = """
WITH adult AS (
    SELECT setting_id, user_id, min(started_on) AS started_on FROM families_parentcarer
     WHERE receives_updates AND started_on <= %(today)s
       AND (ended_on IS NULL OR ended_on >= %(today)s)
     GROUP BY setting_id, user_id
), wish AS (
    SELECT setting_id, user_id,
           COALESCE(p.frequency, %(frequency)s) AS frequency,
           COALESCE(p.weekday, %(weekday)s) AS weekday,
           COALESCE(p.hour, %(hour)s) AS hour,
           COALESCE(p.changed_at, a.started_on::timestamp AT TIME ZONE %(zone)s) AS holds_from
      FROM adult a FULL JOIN communications_digestpreference p USING (setting_id, user_id)
), turn AS (
    SELECT * FROM unnest(%(frequencies)s::text[], %(weekdays)s::int[], %(hours)s::int[],
                         %(moments)s::timestamptz[]) AS t (frequency, weekday, hour, moment)
)
SELECT wish.setting_id, wish.user_id, moment,
       (SELECT max(COALESCE(d.sent_at, d.period_end)) FROM communications_digest d
         WHERE d.setting_id = wish.setting_id AND d.recipient_id = wish.user_id
           AND d.status <> 'due' AND NOT d.was_asked_for)
  FROM wish JOIN turn USING (frequency, weekday, hour)
 WHERE moment > holds_from
   AND NOT EXISTS (SELECT 1 FROM communications_digest d WHERE d.setting_id = wish.setting_id
                   AND d.recipient_id = wish.user_id AND d.period_end = moment)
 LIMIT %(most)s
"""


def due_digests(*, now: datetime, most: int) -> list[Due]:
    """The digests whose time has come and that are not written down yet, at most so many.

    Asked by the worker in nobody's name: it sees ids and days of links that receive updates, and
    the preferences (`families/row_security/`). One statement, however many people there are.
    """
    usual = DigestPreference()
    turns = [
        (each.frequency, each.weekday, each.hour, last_turn(each, now)) for each in _every_wish()
    ]
    frequencies, weekdays, hours, moments = zip(*turns, strict=True)
    values: dict[str, Any] = {
        "today": timezone.localdate(now),
        "zone": timezone.get_default_timezone_name(),
        "frequency": usual.frequency,
        "weekday": usual.weekday,
        "hour": usual.hour,
        "frequencies": list(frequencies),
        "weekdays": list(weekdays),
        "hours": list(hours),
        "moments": list(moments),
        "most": most,
    }
    with connection.cursor() as cursor:
        cursor.execute(DUE, values)
        return [
            Due(
                setting_id=setting_id,
                recipient_id=user_id,
                period_start=until_now or moment - FIRST_DIGEST_LOOKS_BACK,
                period_end=moment,
            )
            for setting_id, user_id, moment, until_now in cursor.fetchall()
        ]


def _every_wish() -> Iterator[DigestPreference]:
    for frequency in (Frequency.DAILY, Frequency.WEEKLY):
        for weekday in range(7):
            for hour in range(24):
                yield DigestPreference(frequency=frequency, weekday=weekday, hour=hour)


def new_since(digest: Digest, person: Person) -> datetime:
    """From when on something is new to the recipient: not what an e-mail told them of already, and
    not what they have seen for themselves, unless they asked for it."""
    if digest.was_asked_for:
        return digest.period_start
    told = (
        policies.digests_visible_to(person)
        .filter(setting_id=digest.setting_id, status=Digest.Status.SENT)
        .aggregate(newest=Max("sent_at"))["newest"]
    )
    look = policies.last_looks_visible_to(person).first()
    moments = (digest.period_start, told, look.seen_at if look else None)
    return max(moment for moment in moments if moment) - OVERLAP


def preferences_of(person: Person) -> list[PreferenceRow]:
    """One row for each setting that may write to this person, with what it does if they chose
    nothing: weekly to family that receives updates, never to staff. Three queries."""
    chosen = {each.setting_id: each for each in policies.digest_preferences_visible_to(person)}
    updated = {link.setting_id for link in links_held_by(person, receives_updates=True)}
    now = timezone.now()
    rows = []
    for setting in policies.settings_that_write_to(person).order_by("name", "pk"):
        usual = Frequency.WEEKLY if setting.pk in updated else Frequency.NEVER
        preference = chosen.get(setting.pk) or DigestPreference(
            setting=setting, user=person.user, frequency=usual
        )
        rows.append(PreferenceRow(setting, preference, next_turn(preference, now)))
    return rows


def digest_seen_from(person: Person, digest_id: uuid.UUID) -> datetime | None:
    """From when on the page shows what is new to somebody who comes from this digest of theirs."""
    digest = policies.digests_visible_to(person).filter(pk=digest_id, recipient=person.user).first()
    return digest.period_start - OVERLAP if digest else None


def last_sent(person: Person) -> Digest | None:
    """The newest digest that was sent to this person."""
    sent = policies.digests_visible_to(person).filter(
        recipient=person.user, status=Digest.Status.SENT
    )
    return sent.order_by("-sent_at").first()


def to_the_letterbox(person: Person, setting: Setting) -> ToTheLetterbox | None:
    """What the e-mail to a family says of the setting's letterbox; None for staff, and where it
    takes no notes. Nothing here is asked of the person but that a child of theirs is there: whether
    somebody has stamps or has used them must not show. Three statements."""
    if setting.pk not in {link.setting_id for link in links_held_by(person)}:
        return None
    if setting.is_closed(person.today):
        return None
    key = stamp_signs_visible_to(person).filter(setting=setting).first()
    if key is None or key.holders < FEWEST_PEOPLE:
        return None
    taps = [each for each in open_pulses_for(person) if each.setting_id == setting.pk]
    return ToTheLetterbox(setting.letterbox_address, key.fingerprint, taps)
