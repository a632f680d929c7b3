"""What lies in the tray, the box before it is emptied, paper cards, taps, comments without a name.
No person, no time."""

from .box import EVERY_DAY, Letterbox, SealedBox
from .cards import PaperCard
from .comments import AskedQuestion, StampedComment
from .notes import NOTE_LIMIT, REPLY_LIMIT, FeedbackItem, FeedbackReply, MovedNote, Reader
from .pulses import (
    FEWEST_OPTIONS,
    LEAST_DAYS,
    MOST_DAYS,
    MOST_OPTIONS,
    MOST_QUESTIONS,
    OPTION_LIMIT,
    QUESTION_LIMIT,
    TITLE_LIMIT,
    Pulse,
    PulseOption,
    PulseQuestion,
    Signs,
    last_day,
)
from .themes import THEME_LIMIT, NoteTheme, Theme, ThemeCount

__all__ = [
    "EVERY_DAY",
    "FEWEST_OPTIONS",
    "LEAST_DAYS",
    "MOST_DAYS",
    "MOST_OPTIONS",
    "MOST_QUESTIONS",
    "NOTE_LIMIT",
    "OPTION_LIMIT",
    "QUESTION_LIMIT",
    "REPLY_LIMIT",
    "THEME_LIMIT",
    "TITLE_LIMIT",
    "AskedQuestion",
    "FeedbackItem",
    "FeedbackReply",
    "Letterbox",
    "MovedNote",
    "NoteTheme",
    "PaperCard",
    "Pulse",
    "PulseOption",
    "PulseQuestion",
    "Reader",
    "SealedBox",
    "Signs",
    "StampedComment",
    "Theme",
    "ThemeCount",
    "last_day",
]
