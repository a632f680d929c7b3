"""Sounds in entries from home."""

from ..words import FAMILIES, LEADS, ME, PHOTO_NAMES, PHOTOS, ROOM_CHILDREN, SETTINGS, Rule

# The line says who may read the entry, with the home and the sharing.
_IN_AN_ENTRY_I_READ = (
    "EXISTS (SELECT 1 FROM learning_journals_observationchild l"
    " WHERE l.observation_id = learning_journals_sound.observation_id"
    f" AND (l.setting_id = {LEADS} OR l.child_id = {ROOM_CHILDREN}"
    f" OR (l.child_id = {PHOTOS} AND l.is_shared AND l.family_id = {FAMILIES})))"
)
_IN_AN_ENTRY_OF_MINE = (
    "EXISTS (SELECT 1 FROM learning_journals_observation o"
    " WHERE o.id = learning_journals_sound.observation_id"
    f" AND o.author_id = {ME} AND o.kind = 'home')"
)

RULES: dict[str, Rule] = {
    "learning_journals_sound": Rule(
        read=f"(uploaded_by_id = {ME} AND family_id = {FAMILIES}) OR {_IN_AN_ENTRY_I_READ}",
        # As it came: that it is ready, and how long it is, only a worker says.
        insert=(
            f"uploaded_by_id = {ME} AND setting_id = {SETTINGS} AND family_id = {FAMILIES}"
            f" AND ready_at IS NULL AND refused = '' AND {_IN_AN_ENTRY_OF_MINE}"
        ),
        columns=("seconds", "ready_at", "refused"),
        # Made ready in nobody's name; the promise of the work is the permission, for this very row
        # and until the work is done.
        worker=(
            "EXISTS (SELECT 1 FROM families_outboxjob j WHERE j.subject_id ="
            " learning_journals_sound.id AND j.task LIKE 'learning_journals.tasks.%'"
            " AND j.done_at IS NULL AND j.given_up_at IS NULL)"
        ),
        # Which files in the storage belong to a sound: of those that the worker names, one by one.
        worker_alone=f"name = {PHOTO_NAMES}",
    ),
}
