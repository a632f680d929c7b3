"""Policies of the house, help nearby, a hard time at home: who may know of them and keep them."""

from django.db.models import Q, QuerySet

from ..context import Person
from ..models import (
    HardTime,
    HousePolicy,
    HousePolicyReading,
    HousePolicyVersion,
    LocalService,
    Membership,
    ServiceAnswer,
    valid_on,
)
from .people import settings_visible_to
from .sets import apart, family_ids_of


def house_policies_visible_to(person: Person) -> QuerySet[HousePolicy]:
    """The policies of one's settings: families and staff read them all."""
    return HousePolicy.objects.filter(setting__in=settings_visible_to(person))


def house_policy_versions_visible_to(person: Person) -> QuerySet[HousePolicyVersion]:
    """Every version of them, the old ones too."""
    return HousePolicyVersion.objects.filter(setting__in=settings_visible_to(person))


def house_policy_readings_visible_to(person: Person) -> QuerySet[HousePolicyReading]:
    """One's own "read and understood"; for the manager everybody's."""
    return HousePolicyReading.objects.filter(Q(user=person.user) | _of_my_setting(person))


def local_services_visible_to(person: Person) -> QuerySet[LocalService]:
    """The cards of one's settings; those put away only for who keeps them."""
    shown = LocalService.objects.filter(setting__in=settings_visible_to(person))
    if can_keep_services(person):
        return shown.filter(Q(is_shown=True) | Q(setting_id=person.here))
    return shown.filter(is_shown=True)


def cards_to_give(person: Person) -> QuerySet[LocalService]:
    """The cards that one may put beside a message or into a plan: at work, of one's own setting,
    and only those that families see today."""
    if not person.is_staff or person.is_seen:
        return LocalService.objects.none()
    return LocalService.objects.filter(setting_id=person.here, is_shown=True)


def service_answers_visible_to(person: Person) -> QuerySet[ServiceAnswer]:
    """One's own answers; for the manager everybody's."""
    if person.is_seen:
        return ServiceAnswer.objects.none()
    return ServiceAnswer.objects.filter(Q(user=person.user) | _of_my_setting(person))


def hard_times_visible_to(person: Person) -> QuerySet[HardTime]:
    """The hard time of one's own home, and what one was named for as a reader at work; until the
    last day of it, or until it is taken back."""
    if person.is_seen:  # told to a few: a manager who looks as this person is none of them
        return HardTime.objects.none()
    mine = Q(family__in=family_ids_of(person))
    if person.is_staff:
        named = Q(setting_id=person.here, readers__contains=[person.id])
        mine |= named & apart(person, "family")
    return HardTime.objects.filter(mine, taken_back_on__isnull=True, ends_on__gte=person.today)


def can_keep_services(person: Person) -> bool:
    """Manager, deputy, or who looks after special needs: keeps the cards of help nearby."""
    if person.leads:
        return True
    if not person.is_staff:
        return False
    if "is_senco" not in person.known:
        person.known["is_senco"] = Membership.objects.filter(
            valid_on(person.today), user=person.user, setting_id=person.here, is_senco=True
        ).exists()
    return bool(person.known["is_senco"])


def _of_my_setting(person: Person) -> Q:
    return Q(setting_id=person.here) if person.leads else Q(pk__in=[])
