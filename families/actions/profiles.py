"""What a household says in its own words: drafts of its own, saved versions, taken back."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from .. import audit
from ..context import Person
from ..languages import language_of
from ..models import AnswerDraft, Child, Family, FamilyAnswer, ReadMark
from ..models.questions import QUESTIONS, Page
from .meanwhile import ChangedMeanwhile, fingerprint

# What one adult writes without a long pause is one version, however often it is saved meanwhile.
SITTING = timedelta(minutes=15)
SEEN_OF_ANSWER = ("words", "audience")


def answer_to(
    family: Family, *, page: Page, question: str, child: Child | None = None
) -> FamilyAnswer:
    """The version in force of one answer, or an empty one that is not saved yet. What was written
    in the time before there were questions stands in for the answer that it would be."""
    kept = FamilyAnswer.objects.filter(
        family=family, child=child, page=page, question=question, replaced_at__isnull=True
    ).first()
    if kept:
        kept.family, kept.child = family, child
        return kept
    is_older = (page, question) == (Page.FAMILY, "what_matters")
    return FamilyAnswer(
        setting_id=family.setting_id,
        family=family,
        child=child,
        page=page,
        question=question,
        audience=QUESTIONS[page][question].audiences[0],
        words=family.what_matters if is_older else "",
    )


@transaction.atomic
def save_answer(
    answer: FamilyAnswer,
    *,
    actor: Person,
    seen: str,
    words: str,
    audience: str,
    prefers_not_to_say: bool = False,
    draft_seen: str = "",
) -> FamilyAnswer:
    """Save what a household says. `answer` says to which question (`answer_to`), `seen` what stood
    there when the page was opened, `draft_seen` which draft; it is done with.

    A sitting is one version; what a colleague has read, what somebody else wrote and what was
    withdrawn is never overwritten. Sent twice, it is once. Raises ChangedMeanwhile if another adult
    of the home wrote since.
    """
    family = Family.objects.select_for_update(of=("self",)).get(pk=answer.family_id)
    now = timezone.now()
    kept = answer_to(family, page=Page(answer.page), question=answer.question, child=answer.child)
    words = "" if prefers_not_to_say else words
    draft = _draft_to(answer)
    if draft and _may_replace(draft, actor, draft_seen):
        draft.delete()
    if kept.is_shown == bool(words or prefers_not_to_say) and (
        kept.words,
        kept.audience,
        kept.prefers_not_to_say,
    ) == (words, audience, prefers_not_to_say):
        return kept
    is_stale = fingerprint(kept, fields=SEEN_OF_ANSWER) != seen
    is_mine = kept.written_by_id == actor.id
    if is_stale and not is_mine and (kept.is_saved or kept.words):
        raise ChangedMeanwhile(kept)
    said = {
        "words": words,
        "language": language_of(words, preferred=_language_of(actor)) if words else "",
        "at": now,
    }
    same_readers = kept.audience == audience
    if is_mine and not is_stale and same_readers and _goes_on(kept, now, words=words):
        for name, value in said.items():
            setattr(kept, name, value)
        kept.save(update_fields=list(said))
        return kept
    if kept.is_saved:
        FamilyAnswer.objects.filter(pk=kept.pk).update(replaced_at=now)
    elif kept.words:
        _keep_older_words(kept, family, now)
    new = FamilyAnswer.objects.create(
        setting_id=family.setting_id,
        family=family,
        child=answer.child,
        page=answer.page,
        question=answer.question,
        written_by=actor.user,
        audience=audience,
        prefers_not_to_say=prefers_not_to_say,
        begun_at=now,
        **said,
    )
    audit.record(actor, "write_family_answer", new)
    return new


class DraftOfAnother(Exception):
    """Another adult of the home has typed something here that this page does not show."""


@transaction.atomic
def keep_draft(
    answer: FamilyAnswer, *, actor: Person, seen: str, words: str, audience: str
) -> AnswerDraft | None:
    """Keep what somebody has typed to a question, for the adults of the home alone. `seen` says
    which draft the page knows (`draft_fingerprint`). None if it says what is saved anyway.

    Sent twice, it is one. Raises DraftOfAnother if another adult has typed something since.
    """
    Family.objects.select_for_update(of=("self",)).get(pk=answer.family_id)
    kept = answer_to(
        answer.family, page=Page(answer.page), question=answer.question, child=answer.child
    )
    draft = _draft_to(answer)
    if draft and (draft.words, draft.audience) == (words, audience):
        return draft
    if draft and not _may_replace(draft, actor, seen):
        raise DraftOfAnother
    if draft:
        draft.delete()
    is_saved = kept.is_shown or not words
    if is_saved and (words, audience) == (kept.words, kept.audience):
        return None
    if kept.written_by_id == actor.id and words and kept.words.startswith(words) and not draft:
        return None  # sent while the form was being saved, and overtaken by it
    return AnswerDraft.objects.create(
        setting_id=answer.setting_id,
        family=answer.family,
        child=answer.child,
        page=answer.page,
        question=answer.question,
        words=words,
        audience=audience,
        written_by=actor.user,
    )


@transaction.atomic
def discard_draft(answer: FamilyAnswer, *, actor: Person, seen: str) -> bool:
    """Throw away what was typed and not saved, if it is what the page shows; otherwise False. A
    draft is the home's alone: managers find no line of it in the trail."""
    Family.objects.select_for_update(of=("self",)).get(pk=answer.family_id)
    draft = _draft_to(answer)
    if draft and not _may_replace(draft, actor, seen):
        return False
    if draft:
        draft.delete()
    return True


def draft_fingerprint(draft: AnswerDraft | None) -> str:
    """What a page knows of a draft; "" when there is none."""
    return fingerprint(draft, fields=SEEN_OF_ANSWER) if draft else ""


@transaction.atomic
def withdraw_answer(answer: FamilyAnswer, *, actor: Person, seen: str) -> None:
    """Take an answer back: from now on no member of staff reads it. The family still does.

    `seen` as in `save_answer`; raises ChangedMeanwhile if another adult of the home wrote since.
    """
    family = Family.objects.select_for_update(of=("self",)).get(pk=answer.family_id)
    kept = answer_to(family, page=Page(answer.page), question=answer.question, child=answer.child)
    if kept.withdrawn_at or not kept.is_shown:
        return
    if fingerprint(kept, fields=SEEN_OF_ANSWER) != seen and kept.written_by_id != actor.id:
        raise ChangedMeanwhile(kept)
    now = timezone.now()
    if kept.is_saved:
        FamilyAnswer.objects.filter(pk=kept.pk).update(withdrawn_at=now)
    else:
        kept.withdrawn_at = now
        kept.save(force_insert=True)
        _forget_older_words(family)
    audit.record(actor, "withdraw_family_answer", kept)


@transaction.atomic
def mark_page_read(
    family: Family, *, actor: Person, page: Page, up_to: datetime, child: Child | None = None
) -> None:
    """This person has read a page of a household as it was at `up_to`. Pressed twice, it is one."""
    mark = ReadMark(
        setting_id=family.setting_id,
        family=family,
        child=child,
        page=page,
        user=actor.user,
        up_to=min(up_to, timezone.now()),
    )
    try:
        with transaction.atomic():
            mark.save(force_insert=True)
    except IntegrityError:
        return
    audit.record(actor, "say_page_is_read", mark)


# --- steps ----------------------------------------------------------------------------------------


def _draft_to(answer: FamilyAnswer) -> AnswerDraft | None:
    return AnswerDraft.objects.filter(
        family=answer.family_id, child=answer.child, page=answer.page, question=answer.question
    ).first()


def _may_replace(draft: AnswerDraft, actor: Person, seen: str) -> bool:
    """Nobody types over what another adult of the home has typed and they have not seen."""
    return draft.written_by_id == actor.id or draft_fingerprint(draft) == seen


def _language_of(actor: Person) -> str:
    user = actor.user
    return user.message_language or next(iter(user.reads), "") or user.preferred_language


def _goes_on(kept: FamilyAnswer, now: datetime, *, words: str) -> bool:
    """Whether this is the same sitting, and nobody has read what it would overwrite."""
    if now - kept.begun_at > SITTING or not kept.is_shown or not words or kept.prefers_not_to_say:
        return False
    return not ReadMark.objects.filter(
        family_id=kept.family_id, child=kept.child, page=kept.page, up_to__gte=kept.at
    ).exists()


def _keep_older_words(kept: FamilyAnswer, family: Family, now: datetime) -> None:
    """What the home's page said before there were questions becomes the first version."""
    kept.replaced_at = now
    kept.save(force_insert=True)
    _forget_older_words(family)


def _forget_older_words(family: Family) -> None:
    family.what_matters = ""
    family.save(update_fields=["what_matters"])
