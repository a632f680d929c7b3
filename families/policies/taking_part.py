"""What adults offer, what makes it hard for them, and ways to help: who may know what."""

import uuid

from django.db.models import Q, QuerySet

from ..context import NOWHERE, Person
from ..models import (
    BarrierAnswer,
    HelpPlace,
    HelpSignUp,
    KeyPersonAssignment,
    ParentCarer,
    PlanningCount,
    ShareInvitation,
    SkillOffer,
    WayToHelp,
    valid_on,
)
from .people import settings_visible_to
from .sets import apart, child_ids_in_care_of


def skill_offers_visible_to(person: Person) -> QuerySet[SkillOffer]:
    """One's own; for staff those who agreed to be found by them: by everybody who works here, by
    the team of their child's room (managers are of every room), or by the key person alone.

    Who has no child here any more is not found: by who leads, by the room, by the key person.
    Colleagues of other rooms read no links, so that what is for everybody cannot be asked of them.
    Nothing of it while somebody looks as this person.
    """
    if person.is_seen:
        return SkillOffer.objects.none()
    own = Q(user=person.user)
    if not person.is_staff:
        return SkillOffer.objects.filter(own)
    key = Q(visible_to="key_person", user_id__in=_adults_of_my_key_children(person))
    if person.leads:
        seen = key | (Q(visible_to__in=("team", "room")) & _has_a_child_here(person))
    else:
        links = ParentCarer.objects.filter(
            valid_on(person.today), child_id__in=child_ids_in_care_of(person)
        )
        seen = (
            key | Q(visible_to="team") | Q(visible_to="room", user_id__in=links.values("user_id"))
        )
    here = Q(setting_id=person.here) & apart(person, "family")
    return SkillOffer.objects.filter(own | (seen & here))


def barrier_answers_visible_to(person: Person) -> QuerySet[BarrierAnswer]:
    """One's own; with a name for the key person and the manager, if the adult says so and has a
    child here. Nothing of it while somebody looks as this person."""
    if person.is_seen:
        return BarrierAnswer.objects.none()
    rows = BarrierAnswer.objects.all()
    own = Q(user=person.user)
    named = Q(with_name=True, setting_id=person.here) & apart(person, "family")
    if person.leads:
        return rows.filter(own | (named & _has_a_child_here(person)))
    if person.is_staff:
        return rows.filter(own | (named & Q(user_id__in=_adults_of_my_key_children(person))))
    return rows.filter(own)


def planning_counts_visible_to(person: Person) -> QuerySet[PlanningCount]:
    """What the team plans with: numbers of families, never fewer than five."""
    if not person.is_staff:
        return PlanningCount.objects.none()
    return PlanningCount.objects.filter(setting_id=person.here)


def share_invitations_visible_to(person: Person) -> QuerySet[ShareInvitation]:
    """Those to oneself; for staff those they wrote, those to adults they can find, and for managers
    all of the setting. None while somebody looks as this person."""
    if person.is_seen:
        return ShareInvitation.objects.none()
    own = Q(user=person.user)
    if not person.is_staff:
        return ShareInvitation.objects.filter(own)
    here = Q(setting_id=person.here)
    if person.leads:
        return ShareInvitation.objects.filter(own | here)
    found = skill_offers_visible_to(person).filter(setting_id=person.here)
    return ShareInvitation.objects.filter(
        own | (here & (Q(invited_by=person.user) | Q(user_id__in=found.values("user_id"))))
    )


def ways_to_help_visible_to(person: Person) -> QuerySet[WayToHelp]:
    """The board of one's settings, for families and staff alike."""
    return WayToHelp.objects.filter(setting__in=settings_visible_to(person))


def help_places_visible_to(person: Person) -> QuerySet[HelpPlace]:
    """How many places are taken, and the first names of those who agreed to be named."""
    return HelpPlace.objects.filter(setting__in=settings_visible_to(person))


def help_sign_ups_visible_to(person: Person) -> QuerySet[HelpSignUp]:
    """Who signed up: one's own, and for staff everybody's."""
    own = Q(user=person.user)
    return HelpSignUp.objects.filter(own | Q(setting_id=person.here) if person.is_staff else own)


def can_look_for_helpers(person: Person) -> bool:
    """Staff who work with the children search the register, invite, and write on the board."""
    return person.cares


def can_change_way(person: Person, way: WayToHelp) -> bool:
    """Manager or deputy, and whoever of the team wrote it on the board."""
    here = person.is_staff and way.setting_id == person.here
    return here and (person.leads or (person.cares and way.created_by_id == person.id))


def can_thank_for(person: Person, invitation: ShareInvitation) -> bool:
    """Who invited, or a manager."""
    mine = invitation.invited_by_id == person.id
    return person.is_staff and invitation.setting_id == person.here and (mine or person.leads)


def _has_a_child_here(person: Person) -> Q:
    """That a row's adult is linked today to a child of the setting that one leads."""
    links = ParentCarer.objects.filter(valid_on(person.today), setting_id=person.here)
    return Q(user_id__in=links.values("user_id"))


def _adults_of_my_key_children(person: Person) -> QuerySet[ParentCarer, uuid.UUID]:
    """The ids of the adults linked today to the children whose key person one is today."""
    post = person.membership_id if person.cares else NOWHERE
    held = KeyPersonAssignment.objects.filter(
        valid_on(person.today), membership_id=post or NOWHERE, is_backup=False
    )
    return ParentCarer.objects.filter(
        valid_on(person.today), child_id__in=held.values("child_id"), setting_id=person.here
    ).values_list("user_id", flat=True)
