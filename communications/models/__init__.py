from .conversations import MESSAGE_LIMIT, Conversation, Message, Participant, is_unread
from .digests import Digest, DigestPreference, LastLook
from .records import RecordPack

__all__ = [
    "MESSAGE_LIMIT",
    "Conversation",
    "Digest",
    "DigestPreference",
    "LastLook",
    "Message",
    "Participant",
    "RecordPack",
    "is_unread",
]
