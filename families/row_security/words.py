"""The words that rules are made of: who asks, what follows for them on this day, and `Rule`."""

from dataclasses import dataclass

WEB, WORKER, LETTERBOX, BACKUP = (
    "footbridge_web",
    "footbridge_worker",
    "footbridge_letterbox",
    "footbridge_backup",
)

# Each word is read once per statement (a sub-select is an InitPlan), not once per row.
ME = "(SELECT footbridge_id('app.me'))"
WORKS_IN = "(SELECT footbridge_id('app.works_in'))"
LEADS = "(SELECT footbridge_id('app.leads'))"
GOVERNS = "(SELECT footbridge_id('app.governs'))"
SAFEGUARDS = "(SELECT footbridge_id('app.safeguards'))"
SETTINGS = "ANY ((SELECT footbridge_ids('app.settings'))::uuid[])"
ROOM_CHILDREN = "ANY ((SELECT footbridge_ids('app.room_children'))::uuid[])"
FAMILIES = "ANY ((SELECT footbridge_ids('app.families'))::uuid[])"
CHILDREN = "ANY ((SELECT footbridge_ids('app.children'))::uuid[])"
DECIDES = "ANY ((SELECT footbridge_ids('app.decides'))::uuid[])"
ARRANGES = "ANY ((SELECT footbridge_ids('app.arranges'))::uuid[])"
ARRANGING_HOMES = "ANY ((SELECT footbridge_ids('app.arranging_homes'))::uuid[])"
JOURNAL = "ANY ((SELECT footbridge_ids('app.journal'))::uuid[])"
DAILY = "ANY ((SELECT footbridge_ids('app.daily'))::uuid[])"
PHOTOS = "ANY ((SELECT footbridge_ids('app.photos'))::uuid[])"
REPORTS = "ANY ((SELECT footbridge_ids('app.reports'))::uuid[])"
# For staff: the children of whom they are or were parent or carer themselves, and the other
# households of these. Both empty for everybody else.
OWN_AT_WORK = "ANY ((SELECT footbridge_ids('app.own_children'))::uuid[])"
OTHER_HOMES = "ANY ((SELECT footbridge_ids('app.other_homes'))::uuid[])"
MESSAGES = "ANY ((SELECT footbridge_ids('app.messages'))::uuid[])"
SIGNING_IN = "(SELECT current_setting('app.purpose', true)) = 'sign-in'"
INVITATION = "(SELECT current_setting('app.invitation', true))"
MY_EMAIL = "(SELECT current_setting('app.my_email', true))"
RECEIPT = "(SELECT current_setting('app.receipt', true))"
LETTERBOX_ADDRESS = "(SELECT current_setting('app.letterbox', true))"
# Of the nursery whose letterbox was opened by its address, in the letterbox's own transaction.
IN_THIS_LETTERBOX = "EXISTS (SELECT 1 FROM families_setting s WHERE s.id = setting_id)"
# The day that was announced with the person. While nobody asks, the day of the nurseries' clock:
# Postgres' own CURRENT_DATE is that of Greenwich, an hour late in summer.
TODAY = "(SELECT NULLIF(current_setting('app.today', true), '')::date)"
DAY_BY_THE_CLOCK = "(now() AT TIME ZONE 'Europe/London')::date"
# Under which keys photographs may be shown today (`ConsentInForce`): in the own journal, and in
# those of other children. Read once per statement, and only where it comes to that.
_MAY_BE_SHOWN = (
    "(SELECT COALESCE(array_agg(said.child_key), '{{}}') FROM (SELECT f.child_key"
    " FROM families_consentinforce f WHERE f.code = '{code}' AND f.started_on <= {today}"
    " AND (f.ended_on IS NULL OR f.ended_on >= {today})"
    " GROUP BY f.child_key HAVING bool_and(f.is_yes)) said)"
)
OWN_PHOTOS_OF = _MAY_BE_SHOWN.format(code="photo_own", today=TODAY)
GROUP_PHOTOS_OF = _MAY_BE_SHOWN.format(code="photo_group", today=TODAY)
# The family of a child allows sun cream today: `{child}` is the column that names it.
SUN_CREAM_ALLOWED = (
    "EXISTS (SELECT 1 FROM families_child c JOIN families_consentinforce f"
    " ON f.child_key = c.consent_key WHERE c.id = {child} AND f.code = 'sun_cream'"
    f" AND f.started_on <= {TODAY} AND (f.ended_on IS NULL OR f.ended_on >= {TODAY})"
    " GROUP BY c.id HAVING bool_and(f.is_yes))"
)
PHOTO_NAMES = (
    "ANY ((SELECT string_to_array(current_setting('app.photo_names', true), ','))::text[])"
)

# A manager who looks as a family sees it is told nothing that was told to a few.
NOT_LOOKED_AT = "(SELECT current_setting('app.purpose', true)) IS DISTINCT FROM 'see-as'"

# Owner and committee read nothing of a family or child, unless they have a child here themselves;
# one at another nursery is none here. Asked once in a statement.
NOT_FROM_ABOVE = (
    f"(setting_id IS DISTINCT FROM {GOVERNS} OR (SELECT EXISTS (SELECT 1"
    f" FROM families_parentcarer p WHERE p.user_id = {ME} AND p.setting_id = {GOVERNS}"
    f" AND p.started_on <= {TODAY} AND (p.ended_on IS NULL OR p.ended_on >= {TODAY}))))"
)

LEADS_HERE = f"setting_id = {LEADS}"
# Nobody decides as manager about a child of their own.
LEADS_FOR_CHILD = f"(setting_id = {LEADS} AND NOT child_id = {OWN_AT_WORK})"
CARES_FOR_CHILD = f"(setting_id = {LEADS} OR child_id = {ROOM_CHILDREN})"
# Writing names the setting as well: a row about my child is not filed where I have no business.
WRITES_FOR_CHILD = (
    f"(setting_id = {WORKS_IN} AND (setting_id = {LEADS} OR child_id = {ROOM_CHILDREN}))"
)


@dataclass(frozen=True)
class Rule:
    """Who may read, insert, change and delete the rows of one table; empty means nobody."""

    read: str  # empty: not even the web and worker processes
    insert: str = ""
    update: str = ""
    delete: str = ""
    # What a row must be after an update, where that is another rule than before it.
    update_to: str = ""
    # The columns that an update may change. A rule sees the row before and after, but not that it
    # was moved, so nothing that says whose a row is stands here (tests/access/test_rows_stay.py).
    columns: tuple[str, ...] = ()
    # What the worker may do without acting for a person: digests and jobs are nobody's request.
    worker: str = ""
    # What the worker may read besides, but only while it acts for nobody.
    worker_alone: str = ""
    # What the anonymous letterbox may read, insert and change.
    letterbox_read: str = ""
    letterbox_insert: str = ""
    letterbox_update: str = ""
    letterbox_columns: tuple[str, ...] = ()  # that it may change


def writable_by(read: str, write: str, *columns: str) -> Rule:
    return Rule(read=read, insert=write, update=write, delete=write, columns=columns)
