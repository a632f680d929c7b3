"""The first wall for what is said. A conversation belongs to its audience and to nobody else."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from families.context import Person
from families.models import Child, Setting
from families.policies import (
    children_cared_for_by,
    children_visible_to,
    links_of,
    settings_visible_to,
)

from .models import Conversation, Digest, DigestPreference, LastLook, Message, Participant


def conversations_visible_to(person: Person) -> QuerySet[Conversation]:
    """Those whose audience names this person, as long as the tie to the child still holds.

    A parent whose link ended, or who has moved to another home since, reads nothing more of it; nor
    do staff who left.
    """
    still_at_home = links_of(person).filter(
        can_message=True, child=OuterRef("child"), family=OuterRef("family")
    )
    still_tied = Q(Exists(still_at_home))
    if person.is_staff:
        at_work = Participant.objects.filter(
            conversation=OuterRef("pk"), user=person.user, is_staff=True
        )
        still_tied |= Q(setting_id=person.setting_id) & Q(Exists(at_work))
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


def last_looks_visible_to(person: Person) -> QuerySet[LastLook]:
    """One's own."""
    return LastLook.objects.filter(user=person.user)


def children_to_write_about(person: Person) -> QuerySet[Child]:
    """Family: their children, if the link lets them write. Staff: the children in their care."""
    return children_visible_to(person).filter(
        Q(pk__in=children_cared_for_by(person).values("pk"))
        | Q(pk__in=links_of(person).filter(can_message=True).values("child_id"))
    )


def settings_that_write_to(person: Person) -> QuerySet[Setting]:
    """The settings whose digest this person may have: where they work, and those of the children
    whose link to them receives updates. What they wish is another question."""
    updated = links_of(person).filter(receives_updates=True).values("setting_id")
    works = Q(pk=person.setting_id) if person.is_staff else Q(pk__in=[])
    return settings_visible_to(person).filter(works | Q(pk__in=updated))


# --- what a person may do -------------------------------------------------------------------------


def can_use_messages(person: Person) -> bool:
    """Staff, and family with at least one link that lets them write. For all others there are no
    messages: neither the entry in the navigation nor the pages."""
    return person.is_staff or links_of(person).filter(can_message=True).exists()


def can_send_message(person: Person, conversation: Conversation) -> bool:
    """Whoever may read a conversation may answer in it."""
    return conversations_visible_to(person).filter(pk=conversation.pk).exists()
