from .audit import AuditEvent
from .base import Dated, Model, valid_on
from .children import RIGHTS, Child, Family, ParentCarer, RoomPlace
from .collection import (
    YOUNGEST_COLLECTOR,
    AuthorisedCollector,
    CollectionChoice,
    CollectionPassword,
    CollectorCheck,
)
from .court_orders import CourtOrderNote
from .goals import FamilyGoal, GoalReview, GoalStep, GoalVersion, GoalYes
from .joining import (
    HelpWish,
    HomeVisit,
    HomeVisitSafetyNote,
    Joining,
    JoiningStep,
    SettlingVisit,
)
from .key_persons import KeyPersonAssignment
from .outbox import OutboxJob
from .people import Invitation, User, hash_of
from .places import CARE_ROLES, LEAD_ROLES, Membership, Role, Room, RoomAssignment, Setting, Term
from .safeguarding import (
    SafeguardingAddendum,
    SafeguardingConcern,
    SafeguardingReading,
    SafeguardingReceipt,
)
from .seeing_as import SEEING_AS_MINUTES, SeeingAs
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
    "LEAD_ROLES",
    "PARTS_OF_DAY",
    "RIGHTS",
    "SEEING_AS_MINUTES",
    "WEEKDAYS",
    "YOUNGEST_COLLECTOR",
    "AuditEvent",
    "AuthorisedCollector",
    "Barrier",
    "BarrierAnswer",
    "Child",
    "CollectionChoice",
    "CollectionPassword",
    "CollectorCheck",
    "CourtOrderNote",
    "Dated",
    "Family",
    "FamilyGoal",
    "GoalReview",
    "GoalStep",
    "GoalVersion",
    "GoalYes",
    "HelpPlace",
    "HelpSignUp",
    "HelpWish",
    "HomeVisit",
    "HomeVisitSafetyNote",
    "Invitation",
    "Joining",
    "JoiningStep",
    "KeyPersonAssignment",
    "Membership",
    "Model",
    "OutboxJob",
    "ParentCarer",
    "PlanPage",
    "PlanStep",
    "PlanWorry",
    "PlanningCount",
    "Role",
    "Room",
    "RoomAssignment",
    "RoomPlace",
    "SafeguardingAddendum",
    "SafeguardingConcern",
    "SafeguardingReading",
    "SafeguardingReceipt",
    "SeeingAs",
    "Setting",
    "SettlingVisit",
    "ShareInvitation",
    "Skill",
    "SkillOffer",
    "Term",
    "TransitionPlan",
    "User",
    "WayToBeInvolved",
    "WayToHelp",
    "hash_of",
    "valid_on",
]
