"""The first wall for what is said. A conversation belongs to its audience and to nobody else."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from families.context import Person
from families.models import (
    GROUP_PHOTOS,
    OWN_PHOTOS,
    Child,
    LocalService,
    Membership,
    ParentCarer,
    Role,
    Setting,
)
from families.policies import (
    apart,
    cards_to_give,
    children_of_ones_own,
    children_visible_to,
    in_care_of,
    keys_with_yes,
    links_held_by,
    own_child_ids_of,
    settings_visible_to,
    staff_visible_to,
)
from learning_journals.policies import shared_in_journal

from .models import (
    Conversation,
    Decision,
    DecisionAnswer,
    DecisionOutcome,
    Digest,
    DigestPreference,
    LastLook,
    Message,
    Participant,
    RecordPack,
    YouSaid,
    YouSaidVersion,
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
    """As long as nothing that is in it was taken back, and every family allows its photographs."""
    own, beside = (set(keys_with_yes(person, code)) for code in (OWN_PHOTOS, GROUP_PHOTOS))
    return (
        own.issuperset(pack.photos_show)
        and beside.issuperset(pack.photos_beside)
        and shared_in_journal(person, pack.child_id).issuperset(pack.entries)
    )


def children_to_write_about(person: Person) -> QuerySet[Child]:
    """Family: their children, if the link lets them write. Staff: the children in their care."""
    return children_visible_to(person).filter(
        in_care_of(person) | Q(pk__in=own_child_ids_of(person, can_message=True))
    )


def settings_that_write_to(person: Person) -> QuerySet[Setting]:
    """The settings whose digest this person may have: where they work, and those of the children
    whose link to them receives updates. What they wish is another question."""
    updated = {link.setting_id for link in links_held_by(person, receives_updates=True)}
    has_post = person.is_staff or person.governs
    works = Q(pk=person.setting_id) if has_post else Q(pk__in=[])
    return settings_visible_to(person).filter(works | Q(pk__in=updated))


def cards_to_send(person: Person, conversation: Conversation) -> QuerySet[LocalService]:
    """The cards of help nearby that one may put beside a message of this talk: one's own setting's,
    in a talk that one is in as staff and not as the mother of the child."""
    at_work = Participant.objects.filter(conversation=conversation, user=person.user, is_staff=True)
    cards = cards_to_give(person).filter(setting_id=conversation.setting_id)
    return cards.filter(Exists(at_work))


# --- what families say, and what is decided with them --------------------------------------------


def you_said_visible_to(person: Person) -> QuerySet[YouSaid]:
    """What is published in one's settings; for who leads, in theirs the rest too."""
    published = Q(setting__in=settings_visible_to(person), shown__isnull=False)
    return YouSaid.objects.filter(published | _which_i_lead(person))


def you_said_versions_visible_to(person: Person) -> QuerySet[YouSaidVersion]:
    """What it says now where it is published; for who leads, what it said before too."""
    now = Q(setting__in=settings_visible_to(person), number=F("item__shown"))
    return YouSaidVersion.objects.filter(now | _which_i_lead(person))


def decisions_visible_to(person: Person) -> QuerySet[Decision]:
    """The questions that were asked in one's settings; for who leads, those still being written."""
    asked = Q(setting__in=settings_visible_to(person), asked_at__isnull=False)
    return Decision.objects.filter(asked | _which_i_lead(person))


def decision_answers_visible_to(person: Person) -> QuerySet[DecisionAnswer]:
    """One's own, and what somebody showed to all; for staff everybody's in their setting; none for
    owner and committee, unless they have a child there."""
    answers = DecisionAnswer.objects.filter(setting__in=settings_visible_to(person))
    if person.is_seen:
        return answers.filter(shows_all=True)
    if person.governs and person.here not in {link.setting_id for link in links_held_by(person)}:
        return answers.none()
    readable = Q(user=person.user) | Q(shows_all=True)
    if reads_every_answer(person):
        readable |= Q(setting_id=person.here)
    return answers.filter(readable & apart(person, "family"))


def own_decision_answers_visible_to(person: Person) -> QuerySet[DecisionAnswer]:
    """What one has answered oneself: for lists that need no more, and cost less with less."""
    if person.is_seen:
        return DecisionAnswer.objects.none()
    settings = settings_visible_to(person)
    return DecisionAnswer.objects.filter(user=person.user, setting__in=settings)


def reads_every_answer(person: Person) -> bool:
    """Staff read them by name. Whoever has or had a child here themselves reads what is shown to
    all: which homes are the other homes of that child only a lead knows (`apart`)."""
    return person.is_staff and (person.leads or not children_of_ones_own(person))


def decision_outcomes_visible_to(person: Person) -> QuerySet[DecisionOutcome]:
    """What was decided in one's settings."""
    return DecisionOutcome.objects.filter(setting__in=settings_visible_to(person))


def colleagues_here(person: Person) -> QuerySet[Membership]:
    """Who works in one's own setting today, by name: who can look after something, or decide."""
    here = staff_visible_to(person).filter(setting_id=person.here).select_related("user")
    return here.order_by("user__known_as", "user__full_name", "pk")


def who_can_look_after(person: Person) -> QuerySet[Membership]:
    """The same without owner and committee, who are not of the staff."""
    return colleagues_here(person).exclude(role=Role.COMMITTEE)


def link_to_answer_with(person: Person, decision: Decision) -> ParentCarer | None:
    """The link by which an adult of a family answers a question of this setting; None for all
    others, and for whoever only looks as somebody."""
    if person.is_seen:
        return None
    links = links_held_by(person)
    return next((link for link in links if link.setting_id == decision.setting_id), None)


def _which_i_lead(person: Person) -> Q:
    return Q(setting_id=person.here) if person.leads else Q(pk__in=[])


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
