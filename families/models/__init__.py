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
from .goals import FamilyGoal, GoalReview, GoalStep, GoalVersion, GoalYes
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

__all__ = [
    "CARE_ROLES",
    "LEAD_ROLES",
    "RIGHTS",
    "YOUNGEST_COLLECTOR",
    "AuditEvent",
    "AuthorisedCollector",
    "Child",
    "CollectionChoice",
    "CollectionPassword",
    "CollectorCheck",
    "Dated",
    "Family",
    "FamilyGoal",
    "GoalReview",
    "GoalStep",
    "GoalVersion",
    "GoalYes",
    "Invitation",
    "KeyPersonAssignment",
    "Membership",
    "Model",
    "OutboxJob",
    "ParentCarer",
    "Role",
    "Room",
    "RoomAssignment",
    "RoomPlace",
    "SafeguardingAddendum",
    "SafeguardingConcern",
    "SafeguardingReading",
    "SafeguardingReceipt",
    "Setting",
    "Term",
    "User",
    "hash_of",
    "valid_on",
]
