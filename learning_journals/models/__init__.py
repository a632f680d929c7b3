from .daily import CareEntry, DailyNote
from .framework import PLAIN_AREAS, PRIME_AREAS, AreaOfLearning, Characteristic
from .observations import COMMENT_LIMIT, WORDS_LIMIT, Comment, Observation, ObservationChild
from .photos import Photo
from .reports import ProgressReport, ReportRun

__all__ = [
    "COMMENT_LIMIT",
    "PLAIN_AREAS",
    "PRIME_AREAS",
    "WORDS_LIMIT",
    "AreaOfLearning",
    "CareEntry",
    "Characteristic",
    "Comment",
    "DailyNote",
    "Observation",
    "ObservationChild",
    "Photo",
    "ProgressReport",
    "ReportRun",
]
