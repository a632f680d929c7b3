"""Coming here, home visits, settling in, and plans for a change."""

from ..words import (
    CARES_FOR_CHILD,
    FAMILIES,
    ME,
    MESSAGES,
    OWN_AT_WORK,
    SETTINGS,
    WRITES_FOR_CHILD,
    Rule,
)

# An adult of the home that a row belongs to, who may write to us about this child.
MY_HOMES = f"(child_id = {MESSAGES} AND family_id = {FAMILIES})"
# What is for every home, or for mine.
FOR_ME = f"(child_id = {MESSAGES} AND (family_id IS NULL OR family_id = {FAMILIES}))"


def _written(author: str, *, mine: str = MY_HOMES) -> str:
    """For a home of one's own, in one's own name and the setting of the child."""
    return f"({author} = {ME} AND setting_id = {SETTINGS} AND {mine})"


def _at_work(author: str) -> str:
    return f"({author} = {ME} AND {WRITES_FOR_CHILD})"


RULES: dict[str, Rule] = {
    "families_joining": Rule(
        read=f"{CARES_FOR_CHILD} OR child_id = {MESSAGES}",
        insert=_at_work("offered_by_id"),
        update=WRITES_FOR_CHILD,
        columns=("settled_on", "settled_signs"),
    ),
    "families_joiningstep": Rule(
        read=f"{CARES_FOR_CHILD} OR {FOR_ME}",
        insert=f"({_at_work('done_by_id')} AND family_id IS NULL) OR {_written('done_by_id')}",
        delete=f"({WRITES_FOR_CHILD} AND family_id IS NULL) OR {MY_HOMES}",
    ),
    "families_helpwish": Rule(
        read=f"{CARES_FOR_CHILD} OR {MY_HOMES}",
        insert=_written("author_id"),
        update=WRITES_FOR_CHILD,
        columns=("we_will", "owner_id", "by_day", "answered_at"),
    ),
    "families_homevisit": Rule(
        read=f"{CARES_FOR_CHILD} OR {MY_HOMES}",
        insert=_at_work("offered_by_id"),
        update=f"{WRITES_FOR_CHILD} OR {MY_HOMES}",
        columns=(
            *("status", "takes_place_at", "asked_for_at", "answer", "answered_at"),
            *("notes", "noted_at"),
        ),
    ),
    # Never the family, also where a colleague is or was the child's mother.
    "families_homevisitsafetynote": Rule(
        read=f"{CARES_FOR_CHILD} AND NOT (child_id = {OWN_AT_WORK})",
        insert=f"{_at_work('author_id')} AND NOT (child_id = {OWN_AT_WORK})",
    ),
    "families_settlingvisit": Rule(
        read=f"{CARES_FOR_CHILD} OR child_id = {MESSAGES}",
        insert=(
            f"({_at_work('proposed_by_id')} AND family_id IS NULL) OR {_written('proposed_by_id')}"
        ),
        update=f"{WRITES_FOR_CHILD} OR child_id = {MESSAGES}",
        columns=("status", "outcome", "outcome_at"),
    ),
    "families_transitionplan": Rule(
        read=f"{CARES_FOR_CHILD} OR {FOR_ME}",
        # A card of help nearby is put there by the nursery, of the nursery (a key of both). That
        # families see it is not asked here: a plan with one that was put away is still signed.
        insert=(
            f"{_at_work('begun_by_id')}"
            f" OR (card_id IS NULL AND {_written('begun_by_id', mine=FOR_ME)})"
        ),
        update=WRITES_FOR_CHILD,
        columns=("about", "day", "people", "card_id", "signed_at"),
    ),
    "families_planstep": Rule(
        read=f"{CARES_FOR_CHILD} OR {FOR_ME}",
        insert=f"{_at_work('added_by_id')} OR {_written('added_by_id', mine=FOR_ME)}",
        update=f"{WRITES_FOR_CHILD} OR {FOR_ME}",
        columns=("day", "words", "whom", "done_at"),
    ),
    "families_planpage": Rule(
        read=f"{CARES_FOR_CHILD} OR {MY_HOMES}",
        insert=f"{WRITES_FOR_CHILD} OR (setting_id = {SETTINGS} AND {MY_HOMES})",
        update=f"{WRITES_FOR_CHILD} OR {MY_HOMES}",
        columns=("comforts", "signed_at"),
    ),
    "families_planworry": Rule(
        read=f"{CARES_FOR_CHILD} OR {MY_HOMES}",
        insert=f"card_id IS NULL AND {_written('author_id')}",
        update=WRITES_FOR_CHILD,
        columns=("answer", "card_id", "answered_at"),
    ),
}
