"""The first wall for what is said. A conversation belongs to its audience and to nobody else."""

from django.db.models import Q, QuerySet

from families.context import Person
from families.models import Child, Membership, valid_on
from families.policies import children_cared_for_by, children_visible_to, links_of

from .models import Conversation, Digest, DigestPreference, Message, Participant


def conversations_visible_to(person: Person) -> QuerySet[Conversation]:
    """Those whose audience names this person, as long as the tie to the child still holds.

    A parent whose link ended, or staff who left, read nothing any more.
    """
    still_tied = Q(child__in=links_of(person).filter(can_message=True).values("child_id"))
    if person.is_staff:
        still_tied |= Q(setting_id=person.setting_id)
    return Conversation.objects.filter(still_tied, audience__contains=[person.id])


def messages_visible_to(person: Person) -> QuerySet[Message]:
    """The messages of visible conversations."""
    return Message.objects.filter(conversation__in=conversations_visible_to(person))


def participants_visible_to(person: Person) -> QuerySet[Participant]:
    """Everybody in a visible conversation: who reads along is never hidden."""
    return Participant.objects.filter(conversation__in=conversations_visible_to(person))


def digests_visible_to(person: Person) -> QuerySet[Digest]:
    """One's own."""
    return Digest.objects.filter(recipient=person.user)


def digest_preferences_visible_to(person: Person) -> QuerySet[DigestPreference]:
    """One's own."""
    return DigestPreference.objects.filter(user=person.user)


def children_to_write_about(person: Person) -> QuerySet[Child]:
    """Family: their children, if the link lets them write. Staff: the children in their care."""
    return children_visible_to(person).filter(
        Q(pk__in=children_cared_for_by(person).values("pk"))
        | Q(pk__in=links_of(person).filter(can_message=True).values("child_id"))
    )


def can_send_message(person: Person, conversation: Conversation) -> bool:
    """Whoever may read a conversation may answer in it."""
    return conversations_visible_to(person).filter(pk=conversation.pk).exists()


def works_there(membership: Membership, person: Person) -> bool:
    """The colleague still works in the setting on this day."""
    return Membership.objects.filter(valid_on(person.today), pk=membership.pk).exists()
