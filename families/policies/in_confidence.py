"""What managers keep to themselves, and whom they may see Footbridge as."""

from django.db.models import Q, QuerySet

from ..context import Person
from ..models import CourtOrderNote, Membership, ParentCarer, SeeingAs, valid_on
from .sets import children_of_ones_own


def court_orders_visible_to(person: Person) -> QuerySet[CourtOrderNote]:
    """Manager and deputy, and nobody else; never about a child of their own."""
    if not person.leads:
        return CourtOrderNote.objects.none()
    return CourtOrderNote.objects.filter(setting_id=person.here).exclude(
        child__in=children_of_ones_own(person)
    )


def looks_visible_to(person: Person) -> QuerySet[SeeingAs]:
    """Who looked as whom: the adult themselves; manager and deputy those of their setting."""
    here = Q(setting_id=person.here) if person.leads else Q(pk__in=[])
    return SeeingAs.objects.filter(Q(adult=person.user) | here)


def can_see_as(person: Person, link: ParentCarer) -> bool:
    """A manager, of her own setting, an adult who is linked to a child today, who is neither
    herself nor one of the staff nor shares a child with her; and not from inside another such
    look."""
    if not person.leads or link.setting_id != person.here or person.is_seen:
        return False
    if link.user_id == person.id or not _holds(link, person):
        return False
    theirs = ParentCarer.objects.filter(user=link.user_id, child__in=children_of_ones_own(person))
    return (
        not theirs.exists()
        and not Membership.objects.filter(
            valid_on(person.today), user=link.user_id, setting_id=person.here
        ).exists()
    )


def _holds(link: ParentCarer, person: Person) -> bool:
    over = link.ended_on is not None and link.ended_on < person.today
    return link.started_on <= person.today and not over
