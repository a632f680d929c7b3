from .conversations import MESSAGE_LIMIT, Conversation, Message, Participant
from .digests import Digest, DigestPreference

__all__ = [
    "MESSAGE_LIMIT",
    "Conversation",
    "Digest",
    "DigestPreference",
    "Message",
    "Participant",
]
