"""The anonymous letterbox: it writes, whom the writer chose reads, nobody else sees anything."""

from ..words import (
    GOVERNS,
    IN_THIS_LETTERBOX,
    LEADS,
    LEADS_HERE,
    ME,
    RECEIPT,
    SAFEGUARDS,
    SETTINGS,
    TODAY,
    Rule,
)

# It stands in the safeguarding record, and the leads alone go on reading it. The rule of that table
# does not ask for the note, or the two would ask each other for ever: a row of it says itself who
# reads the note, and a foreign key holds it to that.
MOVED = (
    "EXISTS (SELECT 1 FROM feedback_movednote m"
    " WHERE m.item_id = feedback_feedbackitem.id AND m.for_leads)"
)
# A manager who leads safeguarding, or makes herself a lead, reads nothing that was for the lead
# alone: its writer was told "without the manager". Asked once in a statement, not for each row.
IS_NO_MANAGER = (
    "(SELECT NOT EXISTS (SELECT 1 FROM families_membership p WHERE p.role = 'manager'"
    f" AND p.user_id = {ME} AND p.setting_id = {SAFEGUARDS} AND p.started_on <= {TODAY}"
    f" AND (p.ended_on IS NULL OR p.ended_on >= {TODAY})))"
)
FOR_THE_LEAD = f"(reader = 'both' OR (reader = 'lead' AND {IS_NO_MANAGER}))"
# What is for the owner or committee is theirs alone, and never moved.
FOR_THE_COMMITTEE = f"(setting_id = {GOVERNS} AND reader = 'committee')"
# The manager and the deputy, the safeguarding lead, or both; or the owner or committee.
MAY_READ_IT = (
    f"((setting_id = {LEADS} AND reader IN ('managers', 'both') AND NOT {MOVED})"
    f" OR (setting_id = {SAFEGUARDS} AND ({FOR_THE_LEAD} OR {MOVED}))"
    f" OR {FOR_THE_COMMITTEE})"
)
HAD_IT = (
    f"((setting_id = {LEADS} AND reader IN ('managers', 'both'))"
    f" OR (setting_id = {SAFEGUARDS} AND {FOR_THE_LEAD}))"
)
HAS_THE_TRAY = f"(setting_id = {LEADS} OR setting_id = {SAFEGUARDS} OR setting_id = {GOVERNS})"
# A comment on a question: what stands in the record goes back onto no page.
NOT_IN_THE_RECORD = (
    "NOT EXISTS (SELECT 1 FROM feedback_movednote m"
    " WHERE m.item_id = feedback_stampedcomment.item_id AND m.for_leads)"
)
ITS_NOTE = "EXISTS (SELECT 1 FROM feedback_feedbackitem i WHERE i.id = item_id)"

RULES: dict[str, Rule] = {
    "feedback_feedbackitem": Rule(
        read=MAY_READ_IT,
        update=MAY_READ_IT,
        columns=("is_closed", "is_aside"),
        letterbox_read=f"receipt_hash = {RECEIPT}",
        letterbox_insert=IN_THIS_LETTERBOX,
        letterbox_update=f"receipt_hash = {RECEIPT} AND {IN_THIS_LETTERBOX}",
        letterbox_columns=("is_closed",),
    ),
    "feedback_feedbackreply": Rule(
        read=ITS_NOTE,
        insert=f"NOT from_writer AND {ITS_NOTE}",
        letterbox_read=ITS_NOTE,
        letterbox_insert=f"from_writer AND {ITS_NOTE}",
    ),
    # Added and never taken back: what stands in the restricted record stays there. Of a note that
    # stayed in the tray nobody reads that it was moved: one of its readers is kept from the record.
    "feedback_movednote": Rule(
        read=f"for_leads AND (setting_id = {SAFEGUARDS} OR {HAD_IT})",
        insert=HAD_IT,
        letterbox_read=ITS_NOTE,  # whom to tell that the writer has added something
    ),
    "feedback_theme": Rule(
        read=HAS_THE_TRAY,
        insert=LEADS_HERE,
        update=LEADS_HERE,
        columns=("name", "is_retired"),
    ),
    "feedback_notetheme": Rule(
        read=ITS_NOTE,
        insert=f"{LEADS_HERE} AND {ITS_NOTE}",
        delete=f"{LEADS_HERE} AND {ITS_NOTE}",
    ),
    "feedback_themecount": Rule(
        read=f"setting_id = {LEADS} OR setting_id = {GOVERNS}", insert=LEADS_HERE
    ),
    "feedback_letterbox": Rule(
        read=HAS_THE_TRAY,
        insert=f"{LEADS_HERE} AND NOT is_shut",
        update=LEADS_HERE,
        columns=("then_weekday", "then_hour"),
        worker_alone="true",
        letterbox_read=IN_THIS_LETTERBOX,
        letterbox_insert=IN_THIS_LETTERBOX,
        letterbox_update=IN_THIS_LETTERBOX,
        letterbox_columns=(
            *("weekday", "hour", "then_weekday", "then_hour"),
            *("emptied_on", "brought_on", "lead_brought_on", "committee_brought_on", "is_shut"),
        ),
    ),
    # Neither the web nor the worker processes: not in their own name.
    "feedback_sealedbox": Rule(
        read="",
        letterbox_read=IN_THIS_LETTERBOX,
        letterbox_insert=IN_THIS_LETTERBOX,
        letterbox_update=IN_THIS_LETTERBOX,
        letterbox_columns=("sealed",),
    ),
    # Three taps: who leads writes them, everybody of the nursery reads them once they are open.
    # From then on only the emptying changes anything: it writes down what may be told.
    "feedback_pulse": Rule(
        read=f"(setting_id = {SETTINGS} AND is_opened AND opens_on <= {TODAY}) OR {LEADS_HERE}",
        insert=f"{LEADS_HERE} AND NOT is_opened AND result IS NULL",
        update=f"{LEADS_HERE} AND NOT is_opened",
        update_to=LEADS_HERE,
        delete=f"{LEADS_HERE} AND NOT is_opened",
        columns=("title", "questions", "opens_on", "closes_on", "version", "is_opened"),
        letterbox_read=f"is_opened AND {IN_THIS_LETTERBOX}",
        letterbox_update=f"is_opened AND {IN_THIS_LETTERBOX}",
        letterbox_columns=("counted_on", "result"),
    ),
    # What was asked, by its title, is no secret of anybody's: the letterbox sees it. The emptying
    # alone opens it for comments and ends that.
    "feedback_askedquestion": Rule(
        read=f"setting_id = {SETTINGS}",
        insert=f"{LEADS_HERE} AND NOT is_closed AND state = 'asked'",
        update=LEADS_HERE,
        columns=("is_closed",),
        letterbox_read=IN_THIS_LETTERBOX,
        letterbox_update=IN_THIS_LETTERBOX,
        letterbox_columns=("state",),
    ),
    # All families read what stands on the page. Only who reads the note puts it there.
    "feedback_stampedcomment": Rule(
        read=f"setting_id = {SETTINGS}",
        insert=f"{LEADS_HERE} AND {ITS_NOTE} AND {NOT_IN_THE_RECORD}",
        update=f"{LEADS_HERE} AND {ITS_NOTE} AND {NOT_IN_THE_RECORD}",
        columns=("is_shown", "words"),
        letterbox_read=ITS_NOTE,
    ),
    "feedback_papercard": Rule(
        read=LEADS_HERE,
        insert=LEADS_HERE,
        letterbox_read=IN_THIS_LETTERBOX,
    ),
}
