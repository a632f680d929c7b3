"""Answers that need no words: a cheer, "we see this too", "we tried it"."""

import uuid

from django.db import transaction
from django.utils import timezone

from families import audit
from families.context import Person
from families.languages import language_of

from ..models import EntryAnswer, ObservationChild
from ..policies import entry_answers_visible_to, home_of

Kind = EntryAnswer.Kind


@transaction.atomic
def answer_entry(
    line: ObservationChild, *, actor: Person, kind: str, result: str = "", words: str = ""
) -> EntryAnswer:
    """Answer an entry: as family for one's own home, as staff for the home that wrote it.

    `result` (of `EntryAnswer.Result`) and `words` belong to "we tried it", and replace what was
    said before. The same answer given twice is one.
    """
    preferred = actor.user.preferred_language
    said = {
        "result": result,
        "words": words,
        "language": language_of(words, preferred=preferred) if words else preferred or "en-gb",
    }
    answer, is_new = EntryAnswer.objects.get_or_create(
        observation_id=line.observation_id,
        child_id=line.child_id,
        family_id=_home_id(line, actor),
        author=actor.user,
        kind=kind,
        defaults={"setting_id": line.setting_id, **said},
    )
    if is_new:
        audit.record(actor, "answer_entry", answer)
    elif (answer.result, answer.words) != (result, words):
        answer.result, answer.words, answer.language = said["result"], words, said["language"]
        answer.at = timezone.now()
        answer.save(update_fields=["result", "words", "language", "at"])
        audit.record(actor, "change_answer", answer)
    return answer


@transaction.atomic
def take_answer_away(line: ObservationChild, *, actor: Person, kind: str) -> None:
    """Take one's own answer away again. Does nothing where there is none."""
    answer = (
        entry_answers_visible_to(actor)
        .filter(
            observation_id=line.observation_id,
            child_id=line.child_id,
            family_id=_home_id(line, actor),
            author=actor.user,
            kind=kind,
        )
        .first()
    )
    if answer is not None:
        audit.record(actor, "take_answer_away", answer)
        answer.delete()


def _home_id(line: ObservationChild, actor: Person) -> uuid.UUID:
    """The home to which an answer of this person belongs. `can_answer` has let nobody through for
    whom there is none."""
    home = home_of(actor, line.child)
    home_id = home.pk if home else line.family_id
    if home_id is None:
        raise ValueError("An entry of the nursery is answered by a home.")
    return home_id
