"""Rows of what is said: conversations with their readers."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from communications.models import Conversation, LastLook, Message, Participant

from .. import people
from ..days import at_clock, counted_back
from ..remarks import lang
from ..words import talk, talk_more
from ..words.kinds import Said, Talk, fill
from ..words.small_talk import SMALL_TALK
from .book import BATCH, Book, named_id
from .where_to_turn import card_of

CHATTY = 0.75  # of the families without a conversation of their own
UNREAD = 0.06


def load_talk(book: Book) -> None:
    """The written conversations, and a few everyday ones for most other families."""
    conversations: list[Conversation] = []
    participants: list[Participant] = []
    messages: list[Message] = []
    for number, each in enumerate((*talk.TALKS, *talk_more.TALKS, *_small_talk())):
        said = _timed(each.said, book)
        if not said:
            continue
        child = book.children[each.child]
        home = people.HOME_OF_ADULT[each.adults[0]]
        readers = list(dict.fromkeys((*each.adults, *each.staff, *(line.by for line, _at in said))))
        conversation = Conversation(
            setting_id=child.setting_id,
            child=child,
            family=book.homes[home.key],
            subject=each.subject,
            audience=[book.users[key].pk for key in readers],
            started_by=book.users[said[0][0].by],
            last_message_at=said[-1][1],
        )
        conversations.append(conversation)
        messages += [
            Message(
                setting_id=child.setting_id,
                conversation=conversation,
                author=book.users[line.by],
                words=line.words,
                card_id=card_of(line.card),
                language=lang(line.language),
                at=at,
                idempotency_key=named_id("message", number, place),
            )
            for place, (line, at) in enumerate(said)
        ]
        for key in readers:
            heard = [at for line, at in said if line.by != key]
            read = min(said[-1][1] + timedelta(minutes=25), book.now)
            if key in each.unread_by and heard:
                read = heard[-1] - timedelta(minutes=1)
            participants.append(
                Participant(
                    setting_id=child.setting_id,
                    conversation=conversation,
                    user=book.users[key],
                    is_staff=key not in each.adults,
                    last_read_at=read,
                    last_heard_at=heard[-1] if heard else None,
                )
            )
    Conversation.objects.bulk_create(conversations, batch_size=BATCH)
    Participant.objects.bulk_create(participants, batch_size=BATCH)
    Message.objects.bulk_create(messages, batch_size=BATCH)


def _timed(said: tuple[Said, ...], book: Book) -> list[tuple[Said, datetime]]:
    """The lines with their times, in order. A first line of today is never in the future."""
    timed: list[tuple[Said, datetime]] = []
    for line in said:
        hours, minutes = (int(part) for part in line.at.split(":"))
        at = at_clock(counted_back(book.today, line.weekdays_ago), hours, minutes)
        if timed and at <= timed[-1][1]:
            at = timed[-1][1] + timedelta(minutes=9)
        if at > book.now:
            if timed:
                break
            at = book.now - timedelta(minutes=20)
        timed.append((line, at))
    return timed


def _small_talk() -> Iterator[Talk]:
    spoken_of = {each.child for each in (*talk.TALKS, *talk_more.TALKS)}
    children = people.on_roll("marmalade-hill") + people.on_roll("custard-wharf")
    for place, child in enumerate(children):
        chance = Random(f"small talk {child.key}")
        writers = [
            link
            for link in people.links_of(child)
            if link.adult.rights.can_message and not link.adult.worker
        ]
        if child.key in spoken_of or not writers or chance.random() > CHATTY:
            continue
        writer = max(writers, key=lambda link: link.adult.main_contact).adult_key
        subject, lines = SMALL_TALK[place % len(SMALL_TALK)]
        ago = chance.randint(0, 38)
        said = tuple(
            Said(
                by=writer if side == "home" else child.key_person,
                words=fill(words, child.pronoun, chance, name=child.called),
                weekdays_ago=max(0, ago - number),
                at=f"{chance.randint(18, 21) if side == 'home' else 12}:{chance.randint(10, 55)}",
            )
            for number, (side, words) in enumerate(lines)
        )
        last = said[-1].by
        other = child.key_person if last == writer else writer
        yield Talk(
            child=child.key,
            subject=subject,
            adults=(writer,),
            staff=(child.key_person, child.backup),
            said=said,
            unread_by=(other,) if chance.random() < UNREAD or ago < 2 else (),
        )


def load_last_looks(book: Book) -> None:
    """How far everybody has seen what is new: most looked last night, a few have been away."""
    looks = []
    for key, user in book.users.items():
        chance = Random(f"look {key}")
        away = chance.choices((0, 1, 6, None), weights=(10, 70, 14, 6))[0]
        if away is None or not user.is_active:
            continue
        day = book.today - timedelta(days=max(1, away))
        seen = at_clock(day, 17 if key in people.WORKER else 20, chance.randint(0, 150))
        if away == 0:  # early this morning, if it has been morning
            seen = max(seen, min(at_clock(book.today, 6, chance.randint(30, 110)), book.now))
        looks.append(
            LastLook(
                user=user, seen_at=seen, new_since=seen - timedelta(hours=chance.randint(9, 48))
            )
        )
    LastLook.objects.bulk_create(looks)
