"""The first wall: who may know of and do what with people, places and children.

`…_visible_to(person)` are the only ways by which views obtain rows. `can_…` say whether a visible
row may be changed. Every rule is a dated row that holds on `person.today`. The database repeats
these rules in its own words (`row_security/`) and works them out on its own: neither wall leans
on the other.
"""

from .goals import (
    can_have_goals,
    goal_reviews_visible_to,
    goal_steps_visible_to,
    goal_versions_visible_to,
    goal_yeses_visible_to,
    goals_visible_to,
    homes_for_a_goal,
    speaks_for_home,
)
from .people import (
    audit_visible_to,
    can_care_for,
    can_edit_family,
    can_manage_people,
    children_cared_for_by,
    children_visible_to,
    families_visible_to,
    invitations_visible_to,
    is_manager_of,
    key_persons_visible_to,
    own_children_of,
    parent_carers_visible_to,
    people_visible_to,
    rooms_visible_to,
    rooms_worked_in_by,
    settings_visible_to,
    staff_visible_to,
    terms_visible_to,
)
from .sets import (
    child_ids_in_care_of,
    family_ids_of,
    in_care_of,
    link_to,
    links_held_by,
    links_of,
    own_child_ids_of,
)

__all__ = [
    "audit_visible_to",
    "can_care_for",
    "can_edit_family",
    "can_have_goals",
    "can_manage_people",
    "child_ids_in_care_of",
    "children_cared_for_by",
    "children_visible_to",
    "families_visible_to",
    "family_ids_of",
    "goal_reviews_visible_to",
    "goal_steps_visible_to",
    "goal_versions_visible_to",
    "goal_yeses_visible_to",
    "goals_visible_to",
    "homes_for_a_goal",
    "in_care_of",
    "invitations_visible_to",
    "is_manager_of",
    "key_persons_visible_to",
    "link_to",
    "links_held_by",
    "links_of",
    "own_child_ids_of",
    "own_children_of",
    "parent_carers_visible_to",
    "people_visible_to",
    "rooms_visible_to",
    "rooms_worked_in_by",
    "settings_visible_to",
    "speaks_for_home",
    "staff_visible_to",
    "terms_visible_to",
]
