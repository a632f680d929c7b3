"""The first wall for what is said. A conversation belongs to its audience and to nobody else."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from families.context import Person
from families.models import GROUP_PHOTOS, OWN_PHOTOS, Child, LocalService, Setting
from families.policies import (
    apart,
    cards_to_give,
    children_visible_to,
    in_care_of,
    keys_with_yes,
    links_held_by,
    own_child_ids_of,
    settings_visible_to,
)

from .models import (
    Conversation,
    Digest,
    DigestPreference,
    LastLook,
    Message,
    Participant,
    RecordPack,
)


def conversations_visible_to(person: Person) -> QuerySet[Conversation]:
    """Those whose audience names this person, as long as the tie to the child still holds.

    A parent whose link ended, or who has moved to another home since, reads nothing more of it; nor
    do staff who left.
    """
    if person.is_seen:  # an audience is fixed, and does not widen in silence
        return Conversation.objects.none()
    still_tied = Q(pk__in=[])
    for link in links_held_by(person, can_message=True):
        still_tied |= Q(child_id=link.child_id, family_id=link.family_id)
    if person.is_staff:
        at_work = Participant.objects.filter(
            conversation=OuterRef("pk"), user=person.user, is_staff=True
        )
        here = Q(setting_id=person.setting_id) & apart(person, "family")
        still_tied |= here & Q(Exists(at_work))
    return Conversation.objects.filter(still_tied, audience__contains=[person.id])


def messages_visible_to(person: Person) -> QuerySet[Message]:
    """The messages of visible conversations."""
    return Message.objects.filter(conversation__in=conversations_visible_to(person))


def participants_visible_to(person: Person) -> QuerySet[Participant]:
    """Everybody in a visible conversation: who reads along is never hidden."""
    return Participant.objects.filter(conversation__in=conversations_visible_to(person))


def digests_visible_to(person: Person) -> QuerySet[Digest]:
    """One's own."""
    if person.is_seen:
        return Digest.objects.none()
    return Digest.objects.filter(recipient=person.user)


def digest_preferences_visible_to(person: Person) -> QuerySet[DigestPreference]:
    """One's own."""
    if person.is_seen:
        return DigestPreference.objects.none()
    return DigestPreference.objects.filter(user=person.user)


def last_looks_visible_to(person: Person) -> QuerySet[LastLook]:
    """One's own."""
    if person.is_seen:
        return LastLook.objects.none()
    return LastLook.objects.filter(user=person.user)


def records_visible_to(person: Person) -> QuerySet[RecordPack]:
    """One's own copies of the record of a child, as long as the link holds by which they were made:
    with other rights, another home, or none, they would say too much."""
    if person.is_seen:
        return RecordPack.objects.none()
    links = [link.pk for link in links_held_by(person)]
    same_rights = Q(link__rights_since__isnull=True) | Q(link__rights_since__lte=F("asked_at"))
    return RecordPack.objects.filter(same_rights, asked_by=person.user, link__in=links)


def can_take_record(person: Person, pack: RecordPack) -> bool:
    """As long as every family allows the photographs that are in it."""
    own, beside = (set(keys_with_yes(person, code)) for code in (OWN_PHOTOS, GROUP_PHOTOS))
    return own.issuperset(pack.photos_show) and beside.issuperset(pack.photos_beside)


def children_to_write_about(person: Person) -> QuerySet[Child]:
    """Family: their children, if the link lets them write. Staff: the children in their care."""
    return children_visible_to(person).filter(
        in_care_of(person) | Q(pk__in=own_child_ids_of(person, can_message=True))
    )


def settings_that_write_to(person: Person) -> QuerySet[Setting]:
    """The settings whose digest this person may have: where they work, and those of the children
    whose link to them receives updates. What they wish is another question."""
    updated = {link.setting_id for link in links_held_by(person, receives_updates=True)}
    works = Q(pk=person.setting_id) if person.is_staff else Q(pk__in=[])
    return settings_visible_to(person).filter(works | Q(pk__in=updated))


def cards_to_send(person: Person, conversation: Conversation) -> QuerySet[LocalService]:
    """The cards of help nearby that one may put beside a message of this talk: one's own setting's,
    in a talk that one is in as staff and not as the mother of the child."""
    at_work = Participant.objects.filter(conversation=conversation, user=person.user, is_staff=True)
    cards = cards_to_give(person).filter(setting_id=conversation.setting_id)
    return cards.filter(Exists(at_work))


# --- what a person may do -------------------------------------------------------------------------


def can_use_messages(person: Person) -> bool:
    """Staff, and family with at least one link that lets them write. For all others there are no
    messages: neither the entry in the navigation nor the pages."""
    if person.is_seen:
        return False
    return person.is_staff or bool(links_held_by(person, can_message=True))


def can_send_message(person: Person, conversation: Conversation) -> bool:
    """Whoever may read a conversation may answer in it."""
    return conversations_visible_to(person).filter(pk=conversation.pk).exists()
