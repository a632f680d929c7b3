"""What lies in the tray, the box before it is emptied, and paper cards. No person, no time."""

from .box import EVERY_DAY, Letterbox, SealedBox
from .cards import PaperCard
from .notes import NOTE_LIMIT, REPLY_LIMIT, FeedbackItem, FeedbackReply, MovedNote, Reader
from .themes import FEWEST, THEME_LIMIT, NoteTheme, Theme, ThemeCount

__all__ = [
    "EVERY_DAY",
    "FEWEST",
    "NOTE_LIMIT",
    "REPLY_LIMIT",
    "THEME_LIMIT",
    "FeedbackItem",
    "FeedbackReply",
    "Letterbox",
    "MovedNote",
    "NoteTheme",
    "PaperCard",
    "Reader",
    "SealedBox",
    "Theme",
    "ThemeCount",
]
