"""What lies in the tray, the box before it is emptied, paper cards, and three taps. No person, no
time."""

from .box import EVERY_DAY, Letterbox, SealedBox
from .cards import PaperCard
from .notes import NOTE_LIMIT, REPLY_LIMIT, FeedbackItem, FeedbackReply, Reader
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
    "TITLE_LIMIT",
    "FeedbackItem",
    "FeedbackReply",
    "Letterbox",
    "PaperCard",
    "Pulse",
    "PulseOption",
    "PulseQuestion",
    "Reader",
    "SealedBox",
    "Signs",
    "last_day",
]
