"""Letting families read the words of a day: the setting's rule, a room at one press, a set hour."""

import uuid
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from families import audit
from families.actions.meanwhile import one_at_a_time
from families.context import Person
from families.models import Room, Setting

from .. import policies
from ..models import DailyNote, ReleaseRule
from ..queries.release import DAYS_BACK, rule_of

How = ReleaseRule.How
BATCH = 1_000
MOST_BATCHES = 1_000


@transaction.atomic
def choose_daily_notes(
    setting: Setting, *, actor: Person, how: str, at: time | None, hidden_kinds: list[str]
) -> ReleaseRule:
    """When families read the words of a day, and what this setting does not log. An earlier rule
    stays written down. What waits is read at once if nothing holds it any more."""
    one_at_a_time(f"release-rule:{setting.pk}")
    if setting.hidden_care_kinds != hidden_kinds:
        setting.hidden_care_kinds = hidden_kinds
        setting.save(update_fields=["hidden_care_kinds"])
    at = at if how == How.AT_HOUR else None
    rule = rule_of(setting.pk, actor)
    if (rule.how, rule.at) != (how, at):
        now = timezone.now()
        policies.release_rules_visible_to(actor).filter(
            setting=setting, replaced_at__isnull=True
        ).update(replaced_at=now)
        rule = ReleaseRule.objects.create(setting=setting, how=how, at=at, chosen_by=actor.user)
        if how == How.AT_ONCE:
            policies.daily_notes_visible_to(actor).filter(
                setting=setting, ready_at__isnull=False, released_at__isnull=True
            ).update(released_at=now)
    audit.record(actor, "choose_daily_notes", setting)
    return rule


@transaction.atomic
def release_room(room: Room, *, actor: Person, up_to: datetime) -> list[DailyNote]:
    """Families read the words of a room's day, and what still waits of the last week: those that
    were finished by `up_to`, for somebody may finish more while the page is open. Pressed twice it
    is one release. Returns the notes that were released now."""
    children = policies.children_logged_in(room, actor)
    notes = list(
        policies.daily_notes_visible_to(actor)
        .filter(
            child__in=children,
            day__gt=actor.today - timedelta(days=DAYS_BACK + 1),
            ready_at__lte=up_to,
            released_at__isnull=True,
        )
        .select_for_update(of=("self",))
    )
    DailyNote.objects.filter(pk__in=[note.pk for note in notes]).update(released_at=timezone.now())
    audit.record_each(actor, "release_daily_note", notes)
    return notes


def release_due(*, now: datetime) -> int:
    """Release what is finished and whose hour has come, in every setting that has a set hour, and
    what nothing holds where words are read at once. Returns how many notes.

    Called by the worker in nobody's name: whoever finished the words, and chose the hour, stands in
    the trail. A second call, or one at the same moment, finds nothing left or passes over what is
    locked; one that is killed has done whole batches.
    """
    released = 0
    for _batch in range(MOST_BATCHES):
        with transaction.atomic():
            ids = list(_due(now)[:BATCH])
            DailyNote.objects.filter(pk__in=ids).update(released_at=now)
        released += len(ids)
        if len(ids) < BATCH:
            break
    return released


def _due(now: datetime) -> "QuerySet[DailyNote, uuid.UUID]":
    local = timezone.localtime(now)
    today = local.date()
    # At once as well: somebody may have finished under the rule before while another was chosen.
    rules = ReleaseRule.objects.filter(
        setting=OuterRef("setting"), how__in=(How.AT_HOUR, How.AT_ONCE), replaced_at__isnull=True
    )
    has_come = rules.filter(Q(how=How.AT_ONCE) | Q(at__lte=local.time()))
    is_time = Q(Exists(has_come), day=today)
    is_past = Q(Exists(rules), day__lt=today, day__gte=today - timedelta(days=DAYS_BACK))
    return (
        DailyNote.objects.filter(
            is_time | is_past, ready_at__isnull=False, released_at__isnull=True
        )
        .select_for_update(skip_locked=True, of=("self",))
        .order_by("pk")
        .values_list("pk", flat=True)
    )
