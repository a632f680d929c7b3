"""Daily notes, observations, photographs, reports."""

from ..words import (
    CARES_FOR_CHILD,
    DAILY,
    FAMILIES,
    GROUP_PHOTOS_OF,
    JOURNAL,
    LEADS,
    LEADS_HERE,
    ME,
    OWN_PHOTOS_OF,
    PHOTO_NAMES,
    PHOTOS,
    REPORTS,
    ROOM_CHILDREN,
    SETTINGS,
    SUN_CREAM_ALLOWED,
    TODAY,
    WORKS_IN,
    WRITES_FOR_CHILD,
    Rule,
)
from .days import WAITS_FOR_THE_HOUR

# The lines of what one wrote at work stay one's own when a child of them changes rooms: to be known
# of, taken back and taken out, never to be moved to another child.
MY_LINE_AT_WORK = f"(author_id = {ME} AND setting_id = {WORKS_IN} AND family_id IS NULL)"
UNDER_MY_LINE = (
    "EXISTS (SELECT 1 FROM learning_journals_observationchild l WHERE l.observation_id ="
    " learning_journals_comment.observation_id AND l.child_id = learning_journals_comment.child_id)"
)
# What a home says without words under an entry, on a line that I may read. At work only a cheer,
# and only under what that home itself wrote.
_ANSWERED_LINE = (
    "EXISTS (SELECT 1 FROM learning_journals_observationchild l WHERE l.observation_id ="
    " learning_journals_entryanswer.observation_id"
    " AND l.child_id = learning_journals_entryanswer.child_id AND l.is_shared"
)
ANSWERS_AT_HOME = (
    f"(setting_id = {SETTINGS} AND family_id = {FAMILIES} AND child_id = {JOURNAL}"
    f" AND {_ANSWERED_LINE}))"
)
ANSWERS_AT_WORK = (
    f"({WRITES_FOR_CHILD} AND kind = 'cheer' AND {_ANSWERED_LINE}"
    " AND l.family_id = learning_journals_entryanswer.family_id))"
)
BOOK_BY_MY_LINK = (
    "EXISTS (SELECT 1 FROM families_parentcarer p"
    " WHERE p.id = learning_journals_journalbook.link_id"
    " AND p.child_id = learning_journals_journalbook.child_id"
    f" AND p.user_id = {ME} AND p.started_on <= {TODAY}"
    f" AND (p.ended_on IS NULL OR p.ended_on >= {TODAY}))"
)
MY_BOOK = f"(asked_by_id = {ME} AND child_id = {JOURNAL} AND {BOOK_BY_MY_LINK})"
# In the journal of a child of mine: photographs in which every other child may be shown as well. A
# shared one that names nobody is shown to no family.
MAY_BE_IN_MY_JOURNAL = (
    "(cardinality(shows) > 0 AND EXISTS (SELECT 1 FROM families_child c WHERE c.id = l.child_id"
    f" AND learning_journals_photo.shows <@ ({GROUP_PHOTOS_OF} || c.consent_key)))"
)
MY_PHOTOS_MAY_BE_SHOWN = (
    "EXISTS (SELECT 1 FROM families_child c WHERE c.id = child_id"
    f" AND c.consent_key = ANY ({OWN_PHOTOS_OF}::uuid[]))"
)

RULES: dict[str, Rule] = {
    "learning_journals_careentry": Rule(
        read=f"{CARES_FOR_CHILD} OR (child_id = {DAILY} AND undone_at IS NULL)",
        insert=(
            f"{WRITES_FOR_CHILD} AND (kind <> 'sun_cream'"
            f" OR {SUN_CREAM_ALLOWED.format(child='learning_journals_careentry.child_id')})"
        ),
        update=WRITES_FOR_CHILD,
        columns=("ended_at", "end_batch", "end_logged_by_id", "end_logged_at", "undone_at"),
    ),
    "learning_journals_dailynote": Rule(
        read=f"{CARES_FOR_CHILD} OR (child_id = {DAILY} AND released_at IS NOT NULL)",
        insert=WRITES_FOR_CHILD,
        update=WRITES_FOR_CHILD,
        columns=("words", "version", "ready_at", "released_at", "written_by_id"),
        worker=WAITS_FOR_THE_HOUR,
    ),
    "learning_journals_observation": Rule(
        # The journal line says who may read, with the home and the sharing (below). One's own only
        # for as long as one works there, or belongs to that home: who has left has left.
        read=(
            f"(author_id = {ME} AND (family_id = {FAMILIES}"
            f" OR (setting_id = {WORKS_IN} AND family_id IS NULL)))"
            f" OR setting_id = {LEADS} OR EXISTS (SELECT 1 FROM"
            " learning_journals_observationchild l WHERE l.observation_id ="
            " learning_journals_observation.id)"
        ),
        insert=(
            f"author_id = {ME} AND (setting_id = {WORKS_IN} OR"
            f" (setting_id = {SETTINGS} AND kind = 'home' AND family_id = {FAMILIES}))"
        ),
        update=f"author_id = {ME} OR setting_id = {WORKS_IN}",
        # A draft of somebody who leaves changes hands, by who leads and by nobody else: a trigger
        # (learning_journals migration 0002) looks at every change of its author.
        columns=(
            *("author_id", "begun_by_id"),
            *("kind", "status", "words", "language", "child_voice", "framework", "areas"),
            "characteristics",
            *("next_step", "try_at_home", "happened_at", "shared_at", "version"),
            *("saved_at", "saved_from", "handed_in_at", "child_count", "reader_id", "builds_on_id"),
        ),
        delete=f"author_id = {ME} AND status = 'draft'",
    ),
    "learning_journals_observationchild": Rule(
        # `is_shared` is as true as the observation's status is "shared": a foreign key holds the
        # line to it (learning_journals migration 0002) and changes it with it, whoever sees the
        # line. So nobody needs the right to change that.
        read=(
            f"{CARES_FOR_CHILD} OR {MY_LINE_AT_WORK} OR (child_id = {JOURNAL} AND is_shared"
            f" AND (family_id IS NULL OR family_id = {FAMILIES}))"
        ),
        # Of one's own observation only: whoever could add a line to another's would read it. That
        # the author is who the observation says is held by the same foreign key.
        insert=(
            f"author_id = {ME} AND ({WRITES_FOR_CHILD}"
            f" OR (setting_id = {SETTINGS} AND child_id = {JOURNAL} AND family_id = {FAMILIES}))"
        ),
        # Which names its family does not read is found by who shares it, or says something below.
        update=f"{WRITES_FOR_CHILD} AND family_id IS NULL",
        columns=("hidden_names",),
        delete=(
            f"{WRITES_FOR_CHILD} OR {MY_LINE_AT_WORK}"
            f" OR (child_id = {JOURNAL} AND family_id = {FAMILIES})"
        ),
    ),
    "learning_journals_photo": Rule(
        read=(
            f"(uploaded_by_id = {ME} AND EXISTS (SELECT 1 FROM learning_journals_observation o"
            " WHERE o.id = learning_journals_photo.observation_id))"
            f" OR (shows <@ {OWN_PHOTOS_OF} AND (setting_id = {LEADS} OR EXISTS (SELECT 1 FROM"
            " learning_journals_observationchild l WHERE l.observation_id ="
            f" learning_journals_photo.observation_id AND (l.child_id = {ROOM_CHILDREN}"
            f" OR (l.child_id = {PHOTOS} AND (l.family_id IS NOT NULL OR {MAY_BE_IN_MY_JOURNAL}))"
            "))))"
        ),
        insert=(
            f"uploaded_by_id = {ME} AND setting_id = {SETTINGS} AND EXISTS (SELECT 1 FROM"
            " learning_journals_observation o WHERE o.id = learning_journals_photo.observation_id"
            f" AND o.author_id = {ME} AND (o.status = 'draft' OR o.family_id IS NOT NULL))"
        ),
        update=f"uploaded_by_id = {ME} OR setting_id = {WORKS_IN}",
        columns=("description", "position", "removed_at", "sizes_ready_at", "shows"),
        delete=f"uploaded_by_id = {ME} OR setting_id = {LEADS}",
        # Sizes are made, and what was taken out is cleared away, in nobody's name: who sent the
        # photo may have left by then. The promise of the work is the permission, for this very row
        # and until the work is done.
        worker=(
            "EXISTS (SELECT 1 FROM families_outboxjob j WHERE j.subject_id ="
            " learning_journals_photo.id AND j.task LIKE 'learning_journals.tasks.%'"
            " AND j.done_at IS NULL AND j.given_up_at IS NULL)"
        ),
        # Which files in the storage belong to a photo: of those that the worker names, one by one.
        worker_alone=f"name = {PHOTO_NAMES}",
    ),
    "learning_journals_comment": Rule(
        # Family: as long as the line that is talked about is shared with them.
        read=(
            f"{CARES_FOR_CHILD}"
            f" OR (family_id = {FAMILIES} AND child_id = {JOURNAL} AND {UNDER_MY_LINE})"
        ),
        insert=(
            f"author_id = {ME} AND ({WRITES_FOR_CHILD}"
            f" OR (setting_id = {SETTINGS} AND family_id = {FAMILIES} AND child_id = {JOURNAL}"
            f" AND {UNDER_MY_LINE}))"
        ),
    ),
    "learning_journals_entryanswer": Rule(
        read=(
            f"{CARES_FOR_CHILD}"
            f" OR (family_id = {FAMILIES} AND child_id = {JOURNAL} AND {_ANSWERED_LINE}))"
        ),
        insert=f"author_id = {ME} AND ({ANSWERS_AT_WORK} OR {ANSWERS_AT_HOME})",
        update=f"author_id = {ME} AND {ANSWERS_AT_HOME}",
        columns=("result", "words", "language", "at"),
        delete=f"author_id = {ME} AND ({ANSWERS_AT_WORK} OR {ANSWERS_AT_HOME})",
    ),
    "learning_journals_journalbook": Rule(
        read=MY_BOOK,
        insert=f"setting_id = {SETTINGS} AND {MY_BOOK}",
        update=MY_BOOK,
        columns=(
            *("status", "file_name", "pages", "finished_at", "round"),
            *("entries", "photos_show", "photos_beside"),
        ),
        # Removed after a week in nobody's name: the promise of the work is the permission.
        worker=(
            "EXISTS (SELECT 1 FROM families_outboxjob j WHERE j.subject_id ="
            " learning_journals_journalbook.id"
            " AND j.task = 'learning_journals.tasks.remove_journal_book'"
            " AND j.done_at IS NULL AND j.given_up_at IS NULL)"
        ),
    ),
    "learning_journals_reportrun": Rule(
        # Whoever may read a report may know of which room and term it is.
        read=(
            f"{LEADS_HERE} OR EXISTS (SELECT 1 FROM learning_journals_progressreport r"
            " WHERE r.run_id = learning_journals_reportrun.id)"
        ),
        insert=LEADS_HERE,
        update=LEADS_HERE,
        columns=("status", "file_name", "pages", "finished_at", "round", "tried_again_at"),
    ),
    "learning_journals_progressreport": Rule(
        read=(
            f"{CARES_FOR_CHILD} OR (child_id = {REPORTS} AND shared_at IS NOT NULL"
            f" AND (from_home_id IS NULL OR from_home_id = {FAMILIES})"
            f" AND (NOT has_photos OR {MY_PHOTOS_MAY_BE_SHOWN}))"
        ),
        insert=LEADS_HERE,
        update=LEADS_HERE,
        columns=(
            *("status", "problem", "file_name", "pages", "finished_at"),
            *("shared_at", "from_home_id", "has_photos"),
        ),
    ),
}
