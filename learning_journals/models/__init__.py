from .answers import TRIED_LIMIT, EntryAnswer
from .at_home import CardGift, RoomWeek, ShareCard, WeekAnswer
from .books import BOOK_KEPT_FOR, JournalBook
from .daily import CareEntry, DailyNote
from .from_home import MORNING_WORDS, MorningNote, MorningNoteReading
from .medicines import MedicineGiven, MedicinePermission
from .menus import MEALS, OFFER_WORDS, Allergen, ChildAllergen, MealStop, Offer, in_words
from .next_steps import MOST_OPEN, NextStep
from .notices import (
    BACK,
    FRONT,
    HEAD,
    NOTICE_LIMIT,
    Acknowledgement,
    BodyRegion,
    Notice,
    NoticeAddendum,
)
from .observations import (
    COMMENT_LIMIT,
    READ_BY_FAMILIES,
    WORDS_LIMIT,
    Comment,
    Observation,
    ObservationChild,
)
from .photos import Photo
from .release import WHY_LIMIT, DailyNoteChange, ReleaseRule
from .reports import ProgressReport, ReportRun
from .second_reader import GIVEN_BACK_LIMIT, GivenBack, SecondReaderRule
from .sounds import HEARD_LIMIT, Sound

__all__ = [
    "BACK",
    "BOOK_KEPT_FOR",
    "COMMENT_LIMIT",
    "FRONT",
    "GIVEN_BACK_LIMIT",
    "HEAD",
    "HEARD_LIMIT",
    "MEALS",
    "MORNING_WORDS",
    "MOST_OPEN",
    "NOTICE_LIMIT",
    "OFFER_WORDS",
    "READ_BY_FAMILIES",
    "TRIED_LIMIT",
    "WHY_LIMIT",
    "WORDS_LIMIT",
    "Acknowledgement",
    "Allergen",
    "BodyRegion",
    "CardGift",
    "CareEntry",
    "ChildAllergen",
    "Comment",
    "DailyNote",
    "DailyNoteChange",
    "EntryAnswer",
    "GivenBack",
    "JournalBook",
    "MealStop",
    "MedicineGiven",
    "MedicinePermission",
    "MorningNote",
    "MorningNoteReading",
    "NextStep",
    "Notice",
    "NoticeAddendum",
    "Observation",
    "ObservationChild",
    "Offer",
    "Photo",
    "ProgressReport",
    "ReleaseRule",
    "ReportRun",
    "RoomWeek",
    "SecondReaderRule",
    "ShareCard",
    "Sound",
    "WeekAnswer",
    "in_words",
]
