"""What lies in the tray, the box before it is emptied, and paper cards. No person, no time."""

from .box import EVERY_DAY, Letterbox, SealedBox
from .cards import PaperCard
from .notes import NOTE_LIMIT, REPLY_LIMIT, FeedbackItem, FeedbackReply, Reader

__all__ = [
    "EVERY_DAY",
    "NOTE_LIMIT",
    "REPLY_LIMIT",
    "FeedbackItem",
    "FeedbackReply",
    "Letterbox",
    "PaperCard",
    "Reader",
    "SealedBox",
]
