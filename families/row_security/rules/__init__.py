"""Which rule stands before which table: one module for each part of the house."""

from ..words import Rule
from . import (
    at_home,
    collection,
    communications,
    consents,
    csv_imports,
    days,
    feedback,
    goals,
    in_confidence,
    joining,
    key_persons,
    learning_journals,
    medicines,
    next_steps,
    notices,
    people,
    profiles,
    safeguarding,
    second_reader,
    sign_in,
    sounds,
    stamps,
    taking_part,
    where_to_turn,
    your_say,
)

RULES: dict[str, Rule] = (
    at_home.RULES
    | collection.RULES
    | communications.RULES
    | consents.RULES
    | csv_imports.RULES
    | days.RULES
    | feedback.RULES
    | goals.RULES
    | in_confidence.RULES
    | joining.RULES
    | key_persons.RULES
    | learning_journals.RULES
    | medicines.RULES
    | notices.RULES
    | next_steps.RULES
    | people.RULES
    | profiles.RULES
    | safeguarding.RULES
    | second_reader.RULES
    | sign_in.RULES
    | sounds.RULES
    | stamps.RULES
    | taking_part.RULES
    | where_to_turn.RULES
    | your_say.RULES
)

# Whose household a row is, for every table that knows: shut to staff who are the child's parent in
# another home, whatever its rule says.
HOUSEHOLD_OF = {
    "families_family": "id",
    "learning_journals_progressreport": "from_home_id",
} | dict.fromkeys(
    (
        *("families_answerdraft", "families_authorisedcollector", "families_collectionchoice"),
        *("families_collectionpassword", "families_barrieranswer", "families_familyanswer"),
        *("families_familycheck", "families_familygoal", "families_hardtime"),
        *("families_helpwish", "families_homevisit"),
        *("families_invitation", "families_joiningstep", "families_parentcarer"),
        *("families_planpage", "families_planstep", "families_planworry"),
        *("families_readmark", "families_settlingvisit", "families_skilloffer"),
        *("families_transitionplan", "communications_conversation", "learning_journals_comment"),
        *("learning_journals_observation", "learning_journals_observationchild"),
        *("learning_journals_acknowledgement", "learning_journals_medicinepermission"),
        "communications_decisionanswer",
        "learning_journals_medicinegiven",
        "learning_journals_entryanswer",
        "learning_journals_sound",
        "learning_journals_weekanswer",
        *("learning_journals_morningnote", "learning_journals_childallergen"),
    ),
    "family_id",
)

# Tables that know a household and are read across this wall, each with the reason.
READ_ACROSS = {
    "families_healthchange": "who serves lunch to a child of their own has to know of the peanuts",
}

# Tables without a rule, each with the reason. Web may use them as they are; the worker need not.
OPEN_TABLES = {
    "django_session": "read by its unguessable key before anyone is known; holds no words",
    "django_content_type": "names of models, no rows about people",
    "auth_permission": "names of permissions, which we do not use",
    "auth_group": "empty: roles are memberships",
    "auth_group_permissions": "empty: roles are memberships",
    "account_emailconfirmation": "keys of confirmations by address row, which has its rule",
}
# Web and worker have no business here at all.
OWNERS_TABLES = {"django_migrations": "what the owner has applied"}

# No role may change or remove what happened.
APPEND_ONLY = {
    "communications_decisionoutcome",
    "communications_yousaidversion",
    "families_auditevent",
    "families_consent",
    "families_consentwording",
    "families_safeguardingaddendum",
    "families_safeguardingconcern",
    "families_safeguardingreading",
    "families_safeguardingreceipt",
    "learning_journals_acknowledgement",
    "learning_journals_medicinegiven",
    "learning_journals_notice",
    "learning_journals_noticeaddendum",
    "learning_journals_dailynotechange",
    "learning_journals_givenback",
    "learning_journals_morningnotereading",
}

# Columns of the tables that the letterbox reads besides its own: nothing of a person.
LETTERBOX_COLUMNS = {
    "families_setting": "id, name, phone, letterbox_address, closed_on",
    "families_room": "id, setting_id, name",
    "families_stampkey": "id, setting_id, term_id, modulus, holders, lead_apart, committee_reads",
    "families_term": "id, setting_id, starts_on",
}
