"""Starting a talk, answering in it, having read it."""

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.utils import timezone

from families import audit
from families.context import Person
from families.languages import language_of
from families.models import Child
from families.policies import family_ids_of

from .. import policies
from ..models import Conversation, Message, Participant, is_unread
from ..queries.people import Reader, joining, readers_of


class _SentBeforeError(Exception):
    """The same form arrived twice at the same moment, and the other one was first."""

    def __init__(self, message: Message) -> None:
        self.message = message


def start_conversation(
    child: Child,
    *,
    actor: Person,
    family_id: uuid.UUID,
    readers: Iterable[Reader],
    subject: str,
    words: str,
    form_key: uuid.UUID,
    card_id: uuid.UUID | None = None,
) -> Conversation:
    """Begin a talk about a child with one home, with its first message.

    `readers` is everybody who may read it besides the actor; with the actor they are the audience
    from now on. `card_id` is a card of help nearby that goes with the words. The same form sent
    twice is one talk: the first. Raises PermissionDenied if the actor may not write about this
    child, or may not give this card.
    """
    if (sent := _sent_before(actor, form_key)) is not None:
        return sent.conversation
    if not policies.children_to_write_about(actor).filter(pk=child.pk).exists():
        raise PermissionDenied
    others = {reader.user_id: reader for reader in readers if reader.user_id != actor.id}
    try:
        return _start(
            child,
            actor=actor,
            family_id=family_id,
            others=others,
            subject=subject,
            words=words,
            form_key=form_key,
            card_id=card_id,
        )
    except _SentBeforeError as twin:
        return twin.message.conversation


@transaction.atomic
def _start(
    child: Child,
    *,
    actor: Person,
    family_id: uuid.UUID,
    others: dict[uuid.UUID, Reader],
    subject: str,
    words: str,
    form_key: uuid.UUID,
    card_id: uuid.UUID | None,
) -> Conversation:
    now = timezone.now()
    conversation = Conversation.objects.create(
        setting_id=child.setting_id,
        child=child,
        family_id=family_id,
        subject=subject,
        audience=[actor.id, *others],
        started_by=actor.user,
        last_message_at=now,
    )
    for_own_home = family_id in family_ids_of(actor)
    Participant.objects.bulk_create(
        Participant(
            setting_id=child.setting_id,
            conversation=conversation,
            user_id=user_id,
            is_staff=others[user_id].is_staff if user_id in others else not for_own_home,
        )
        for user_id in conversation.audience
    )
    audit.record(actor, "start_conversation", conversation)
    message, is_new = _say(
        conversation, actor=actor, words=words, form_key=form_key, card_id=card_id, now=now
    )
    if not is_new:
        raise _SentBeforeError(message)
    return conversation


@transaction.atomic
def send_message(
    conversation: Conversation,
    *,
    actor: Person,
    words: str,
    form_key: uuid.UUID,
    card_id: uuid.UUID | None = None,
) -> Message:
    """Answer in a talk. The same form sent twice is one message: the first. `card_id` is a card of
    help nearby that goes with the words; nothing of it in the trail, for who needs help is nobody's
    business.

    If nobody of the nursery who is in it works there any more, today's people for the child read
    along from this message on, and the talk says so. Raises PermissionDenied if the actor may not
    read the talk (any more), or may not give this card.
    """
    if (sent := _sent_before(actor, form_key)) is not None:
        return sent
    if not policies.can_send_message(actor, conversation):
        raise PermissionDenied
    if _who_joins(conversation, actor):
        conversation = Conversation.objects.select_for_update().get(pk=conversation.pk)
    now = timezone.now()
    message, is_new = _say(
        conversation, actor=actor, words=words, form_key=form_key, card_id=card_id, now=now
    )
    if is_new:
        _let_read_along(conversation, _who_joins(conversation, actor), actor=actor, now=now)
        audit.record(actor, "send_message", message, child_id=conversation.child_id)
    return message


def _who_joins(conversation: Conversation, actor: Person) -> list[Reader]:
    return joining(conversation, actor, readers_of(conversation, actor))


def _let_read_along(
    conversation: Conversation, readers: list[Reader], *, actor: Person, now: datetime
) -> None:
    """Nobody's message lies where no one of the nursery reads it."""
    if not readers:
        return
    conversation.audience = [*conversation.audience, *(reader.user_id for reader in readers)]
    conversation.save(update_fields=["audience"])
    Participant.objects.bulk_create(
        Participant(
            setting_id=conversation.setting_id,
            conversation=conversation,
            user_id=reader.user_id,
            is_staff=True,
            joined_at=now,
            last_heard_at=now,
        )
        for reader in readers
    )
    audit.record(actor, "let_read_along", conversation)


def mark_read(conversation: Conversation, *, actor: Person, up_to: datetime | None) -> bool:
    """Note that the actor has read what they had heard of when their page was made: `up_to` is
    their `Participant.last_heard_at` of then.

    One statement, and it writes only if something was unread. A message that arrived while the page
    was made has moved it on, and stays unread. Returns whether anything was.
    """
    if up_to is None:
        return False
    changed = Participant.objects.filter(
        is_unread(), conversation=conversation, user=actor.user, last_heard_at__lte=up_to
    ).update(last_read_at=timezone.now())
    return bool(changed)


def _sent_before(actor: Person, form_key: uuid.UUID) -> Message | None:
    return (
        Message.objects.filter(author=actor.user, idempotency_key=form_key)
        .select_related("conversation")
        .first()
    )


def _say(
    conversation: Conversation,
    *,
    actor: Person,
    words: str,
    form_key: uuid.UUID,
    card_id: uuid.UUID | None,
    now: datetime,
) -> tuple[Message, bool]:
    """Put a message into a talk, newest for the list and unread for the others. Says whether it is
    new, or had been sent before."""
    if card_id and not policies.cards_to_send(actor, conversation).filter(pk=card_id).exists():
        raise PermissionDenied
    message, is_new = Message.objects.get_or_create(
        author=actor.user,
        idempotency_key=form_key,
        defaults={
            "setting_id": conversation.setting_id,
            "conversation": conversation,
            "words": words,
            "card_id": card_id,
            "language": language_of(words, preferred=actor.user.preferred_language),
            "at": now,
        },
    )
    if is_new:
        Conversation.objects.filter(pk=conversation.pk).update(last_message_at=now)
        others = Participant.objects.filter(conversation=conversation).exclude(user=actor.user)
        # Later than whatever they have heard or read: this message may be committed after somebody
        # opened the page without it, whatever the clocks say, and must be unread then.
        moment = Value(timedelta(microseconds=1))
        after = [F("last_heard_at") + moment, F("last_read_at") + moment]
        others.update(last_heard_at=Greatest(Value(now), *after))
    return message, is_new
