from .audit import AuditEvent
from .base import Dated, Model, valid_on
from .checks import FamilyCheck, HealthChange, HealthField
from .children import RIGHTS, Child, Family, ParentCarer, RoomPlace
from .collection import (
    YOUNGEST_COLLECTOR,
    AuthorisedCollector,
    CollectionChoice,
    CollectionPassword,
    CollectorCheck,
)
from .consents import (
    GROUP_PHOTOS,
    OWN_PHOTOS,
    Consent,
    ConsentInForce,
    ConsentPurpose,
    ConsentWording,
)
from .court_orders import CourtOrderNote
from .csv_imports import CsvImport
from .goals import FamilyGoal, GoalReview, GoalStep, GoalVersion, GoalYes
from .hard_times import HardTime
from .house_policies import HousePolicy, HousePolicyReading, HousePolicyVersion
from .joining import (
    HelpWish,
    HomeVisit,
    HomeVisitSafetyNote,
    Joining,
    JoiningStep,
    SettlingVisit,
)
from .key_persons import Cover, HandoverNote, HelloSeen, KeyPersonAssignment, KeyPersonHello
from .local_services import LocalService, ServiceAnswer
from .outbox import OutboxJob
from .people import Invitation, User, hash_of
from .places import CARE_ROLES, LEAD_ROLES, Membership, Role, Room, RoomAssignment, Setting, Term
from .profiles import AnswerDraft, FamilyAnswer, NurseryRoutine, ReadMark
from .safeguarding import (
    SafeguardingAddendum,
    SafeguardingConcern,
    SafeguardingReading,
    SafeguardingReceipt,
)
from .seeing_as import SEEING_AS_MINUTES, SeeingAs
from .stamps import HEX_DIGITS, STAMPS_OF_DEVICES, StampKey, StampsGiven
from .taking_part import (
    FEWEST_FAMILIES,
    GOOD_TIMES,
    PARTS_OF_DAY,
    WEEKDAYS,
    Barrier,
    BarrierAnswer,
    HelpPlace,
    HelpSignUp,
    PlanningCount,
    ShareInvitation,
    Skill,
    SkillOffer,
    WayToBeInvolved,
    WayToHelp,
)
from .transitions import PlanPage, PlanStep, PlanWorry, TransitionPlan

__all__ = [
    "CARE_ROLES",
    "FEWEST_FAMILIES",
    "GOOD_TIMES",
    "GROUP_PHOTOS",
    "HEX_DIGITS",
    "LEAD_ROLES",
    "OWN_PHOTOS",
    "PARTS_OF_DAY",
    "RIGHTS",
    "SEEING_AS_MINUTES",
    "STAMPS_OF_DEVICES",
    "WEEKDAYS",
    "YOUNGEST_COLLECTOR",
    "AnswerDraft",
    "AuditEvent",
    "AuthorisedCollector",
    "Barrier",
    "BarrierAnswer",
    "Child",
    "CollectionChoice",
    "CollectionPassword",
    "CollectorCheck",
    "Consent",
    "ConsentInForce",
    "ConsentPurpose",
    "ConsentWording",
    "CourtOrderNote",
    "Cover",
    "CsvImport",
    "Dated",
    "Family",
    "FamilyAnswer",
    "FamilyCheck",
    "FamilyGoal",
    "GoalReview",
    "GoalStep",
    "GoalVersion",
    "GoalYes",
    "HandoverNote",
    "HardTime",
    "HealthChange",
    "HealthField",
    "HelloSeen",
    "HelpPlace",
    "HelpSignUp",
    "HelpWish",
    "HomeVisit",
    "HomeVisitSafetyNote",
    "HousePolicy",
    "HousePolicyReading",
    "HousePolicyVersion",
    "Invitation",
    "Joining",
    "JoiningStep",
    "KeyPersonAssignment",
    "KeyPersonHello",
    "LocalService",
    "Membership",
    "Model",
    "NurseryRoutine",
    "OutboxJob",
    "ParentCarer",
    "PlanPage",
    "PlanStep",
    "PlanWorry",
    "PlanningCount",
    "ReadMark",
    "Role",
    "Room",
    "RoomAssignment",
    "RoomPlace",
    "SafeguardingAddendum",
    "SafeguardingConcern",
    "SafeguardingReading",
    "SafeguardingReceipt",
    "SeeingAs",
    "ServiceAnswer",
    "Setting",
    "SettlingVisit",
    "ShareInvitation",
    "Skill",
    "SkillOffer",
    "StampKey",
    "StampsGiven",
    "Term",
    "TransitionPlan",
    "User",
    "WayToBeInvolved",
    "WayToHelp",
    "hash_of",
    "valid_on",
]
