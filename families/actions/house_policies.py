"""The policies of the house: publish, publish again, read and understood."""

import uuid
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from .. import audit, policies
from ..context import Person
from ..models import HousePolicy, HousePolicyReading, HousePolicyVersion
from .meanwhile import ChangedMeanwhile, one_at_a_time


class TitleTaken(Exception):
    """There is a policy with this title already."""


@transaction.atomic
def publish_policy(
    policy: HousePolicy | None,
    *,
    actor: Person,
    form_key: uuid.UUID,
    kind: str,
    title: str,
    valid_from: date,
    summary: str,
    words: str,
    after: int = 0,
) -> HousePolicyVersion:
    """Publish a new policy, or the next version of this one; everybody is asked to read it. The
    same form sent twice is one version. `after` is the number of the version that the form showed.

    Raises TitleTaken, PermissionDenied, and ChangedMeanwhile if there is a newer version.
    """
    # No row of a policy is anybody's to lock: two who publish at once wait for each other here.
    one_at_a_time(f"house-policies:{actor.here}")
    sent = HousePolicyVersion.objects.filter(author=actor.user, form_key=form_key).first()
    if sent:
        return sent
    if not policies.can_manage_people(actor):
        raise PermissionDenied
    if policy is None:
        if HousePolicy.objects.filter(setting_id=actor.here, title__iexact=title).exists():
            raise TitleTaken
        policy = HousePolicy.objects.create(setting_id=actor.here, kind=kind, title=title)
    newest = HousePolicyVersion.objects.filter(policy=policy).order_by("-number").first()
    number = newest.number if newest else 0
    if newest and number != after:
        raise ChangedMeanwhile(newest)
    version = HousePolicyVersion.objects.create(
        setting_id=policy.setting_id,
        policy=policy,
        number=number + 1,
        valid_from=valid_from,
        summary=summary,
        words=words,
        author=actor.user,
        form_key=form_key,
    )
    audit.record(actor, "publish_policy", version)
    return version


@transaction.atomic
def read_policy(version: HousePolicyVersion, *, actor: Person) -> None:
    """Note that this adult has read and understood a version, or says yes to the agreement. Once:
    pressed twice, it stays the first time."""
    reading = HousePolicyReading(setting_id=version.setting_id, version=version, user=actor.user)
    HousePolicyReading.objects.bulk_create([reading], ignore_conflicts=True)
    audit.record(actor, "understand_policy", version)
