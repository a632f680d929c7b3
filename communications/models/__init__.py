from .conversations import MESSAGE_LIMIT, Conversation, Message, Participant, is_unread
from .decisions import (
    ANSWER_LIMIT,
    MOST_OPTIONS,
    OPTION_FIELDS,
    OPTION_LIMIT,
    Decision,
    DecisionAnswer,
    DecisionOutcome,
)
from .digests import Digest, DigestPreference, LastLook
from .records import RecordPack
from .you_said import DOING_LIMIT, DUTY_LIMIT, SAID_LIMIT, YouSaid, YouSaidVersion

__all__ = [
    "ANSWER_LIMIT",
    "DOING_LIMIT",
    "DUTY_LIMIT",
    "MESSAGE_LIMIT",
    "MOST_OPTIONS",
    "OPTION_FIELDS",
    "OPTION_LIMIT",
    "SAID_LIMIT",
    "Conversation",
    "Decision",
    "DecisionAnswer",
    "DecisionOutcome",
    "Digest",
    "DigestPreference",
    "LastLook",
    "Message",
    "Participant",
    "RecordPack",
    "YouSaid",
    "YouSaidVersion",
    "is_unread",
]
