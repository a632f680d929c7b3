"""Permissions: what is asked, who answered what, and what holds."""

from ..words import (
    CHILDREN,
    DECIDES,
    LEADS_FOR_CHILD,
    LEADS_HERE,
    ME,
    NOT_FROM_ABOVE,
    SETTINGS,
    Rule,
)

# The person of a row is the adult of its link: a key of three columns holds that (migration 0003).
HOLDS_RESPONSIBILITY = (
    "EXISTS (SELECT 1 FROM families_parentcarer p WHERE p.id = families_consent.link_id"
    " AND p.has_parental_responsibility)"
)
# Everybody who may know of a child may know what is allowed for it.
OF_A_CHILD_I_KNOW = "child_key IN (SELECT c.consent_key FROM families_child c)"
# Whose answer it is, is read by that person and by the manager alone.
ONE_THAT_I_MAY_READ = (
    "EXISTS (SELECT 1 FROM families_consent c WHERE c.id = families_consentinforce.consent_id)"
)
# The day of an answer is that of its signature. Of two of one day the no counts, unless both were
# given here, one after the other.
NOTHING_NEWER = (
    "(c.paper_signed_on IS NULL OR NOT EXISTS (SELECT 1 FROM families_consent n"
    " WHERE n.child_id = c.child_id AND n.person_id = c.person_id"
    " AND n.purpose_id = c.purpose_id AND n.id <> c.id AND ({day} > c.paper_signed_on"
    " OR ({day} = c.paper_signed_on AND c.answer AND NOT n.answer))))"
).format(day="COALESCE(n.paper_signed_on, (n.at AT TIME ZONE 'Europe/London')::date)")

RULES: dict[str, Rule] = {
    "families_consentpurpose": Rule(
        read=f"setting_id = {SETTINGS}",
        insert=LEADS_HERE,
        update=LEADS_HERE,
        columns=("is_asked", "review_after_months", "position"),
    ),
    # No update: what somebody answered to stays as it was asked.
    "families_consentwording": Rule(read=f"setting_id = {SETTINGS}", insert=LEADS_HERE),
    # No update and no delete: a change of mind is a new row.
    "families_consent": Rule(
        read=f"(person_id = {ME} AND child_id = {CHILDREN}) OR {LEADS_FOR_CHILD}",
        insert=(
            f"recorded_by_id = {ME} AND {HOLDS_RESPONSIBILITY}"
            f" AND ((person_id = {ME} AND child_id = {DECIDES} AND setting_id = {SETTINGS}"
            " AND paper_signed_on IS NULL)"
            f" OR (person_id <> {ME} AND {LEADS_FOR_CHILD} AND paper_signed_on IS NOT NULL))"
        ),
    ),
    "families_consentinforce": Rule(
        # The two about photographs decide what other families see: they read that a key says yes.
        read=(
            f"(setting_id = {SETTINGS} AND code IN ('photo_own', 'photo_group')"
            f" AND {NOT_FROM_ABOVE})"
            f" OR {OF_A_CHILD_I_KNOW}"
        ),
        insert=(
            "EXISTS (SELECT 1 FROM families_consent c JOIN families_child k ON k.id = c.child_id"
            " JOIN families_consentpurpose u ON u.id = c.purpose_id"
            " WHERE c.id = families_consentinforce.consent_id"
            f" AND c.recorded_by_id = {ME} AND c.answer = families_consentinforce.is_yes"
            " AND k.consent_key = families_consentinforce.child_key"
            f" AND u.code = families_consentinforce.code AND {NOTHING_NEWER})"
        ),
        update=ONE_THAT_I_MAY_READ,
        columns=("started_on", "ended_on"),
    ),
}
