"""What one adult's own home says, allows and does, for their copy of the record.

The link of this adult decides, not what they may read at work: of two homes of a child each copy
holds one. A fixed number of statements, however much there is.
"""

import uuid
from collections import defaultdict

from families import policies as people
from families.context import Person
from families.models import Child, Consent, FamilyAnswer, ParentCarer, ShareInvitation, valid_on
from families.models.questions import QUESTIONS, Page
from families.queries.consents import UNANSWERED, Asked, asked_in, outcomes_of
from families.queries.profiles import Sheet, profiles_of
from families.queries.taking_part import own_answers

from .record_format import Line, at_in_record, day_in_record

# --- who collects ---------------------------------------------------------------------------------


def collecting_in_record(child: Child, person: Person, link: ParentCarer) -> Line:
    """Whom this home has allowed to collect, for which days it told us of whom, and that a password
    is set: its word is not even read. Nothing for an adult who does not say who collects."""
    if not link.arranges_collection:
        return {}
    mine = {"child": child, "family_id": link.family_id}
    named = list(
        people.collectors_visible_to(person)
        .filter(**mine)
        .order_by("started_on", "full_name", "id")
    )
    told = list(
        people.collection_choices_visible_to(person)
        .filter(withdrawn_at__isnull=True, **mine)
        .select_related("collector")
        .order_by("day", "id")
    )
    # Asked apart: joined, a name that this adult may not read any more would take the row with it.
    ids = {each.added_by_id for each in named} | {each.told_by_id for each in told}
    ids |= {each.adult_id for each in told if each.adult_id}
    names: dict[uuid.UUID | None, str] = {
        user.pk: user.name for user in people.people_visible_to(person).filter(pk__among=list(ids))
    }
    return {
        "password_is_set": people.collection_passwords_visible_to(person)
        .filter(family_id=link.family_id, ended_at__isnull=True)
        .exists(),
        "people": [
            {
                "name": each.full_name,
                "is": each.relationship,
                "phone": each.phone,
                "from": day_in_record(each.started_on),
                "until": day_in_record(each.ended_on),
                "taken_back_at": at_in_record(each.ended_at),
                "named_by": names.get(each.added_by_id, ""),
                "named_at": at_in_record(each.added_at),
            }
            for each in named
        ],
        "days": [
            {
                "day": day_in_record(each.day),
                "who": each.collector.full_name if each.collector else names.get(each.adult_id, ""),
                "told_by": names.get(each.told_by_id, ""),
                "told_at": at_in_record(each.told_at),
            }
            for each in told
        ],
    }


# --- what is allowed ------------------------------------------------------------------------------


def permissions_in_record(child: Child, person: Person, link: ParentCarer) -> list[Line]:
    """Everything that is asked today, and what this adult was asked before and answered: the words
    that were asked, their own answers and nobody else's, and what the nursery acts on.

    Who decides and has not answered learns nothing of the others' answers (docs/decisions/0017).
    """
    asked = {each.purpose.pk: each for each in asked_in(link.setting_id, person)}
    answers: dict[uuid.UUID, list[Consent]] = defaultdict(list)
    purposes = {key: each.purpose for key, each in asked.items()}
    for consent in (
        people.consents_visible_to(person)
        .filter(child=child, person=person.user)
        .select_related("wording", "purpose")
        .order_by("at", "id")
    ):
        answers[consent.purpose_id].append(consent)
        purposes.setdefault(consent.purpose_id, consent.purpose)
    holds = set(
        people.consents_visible_to(person)
        .filter(valid_on(person.today, prefix="in_force__"), child=child, person=person.user)
        .values_list("purpose_id", flat=True)
    )
    outcomes = outcomes_of([child], person)
    return [
        {
            "asks": purpose.code,
            "kind": purpose.kind,
            "asked_today": _wording(asked.get(key)),
            "my_answers": [_answer(consent) for consent in answers[key]],
            "in_force": outcomes.get((child.pk, purpose.code), UNANSWERED)
            if key in holds or not link.has_parental_responsibility
            else None,
        }
        for key, purpose in purposes.items()
    ]


def _wording(asked: Asked | Consent | None) -> Line | None:
    if asked is None:
        return None
    words = asked.wording
    return {
        "version": words.version,
        "title": words.title,
        "question": words.question,
        "explanation": words.explanation,
        "from": day_in_record(words.started_on),
    }


def _answer(consent: Consent) -> Line:
    return {
        "answer": "yes" if consent.answer else "no",
        "at": at_in_record(consent.at),
        "signed_on_paper": day_in_record(consent.paper_signed_on),
        "asked": _wording(consent),
    }


# --- what a home says -----------------------------------------------------------------------------


def about_me_in_record(child: Child, person: Person, link: ParentCarer) -> list[Line]:
    """*All About Me* as this home wrote it."""
    return _said(Sheet(Page.ABOUT_ME, link.family, child), person)


def our_family_in_record(person: Person, link: ParentCarer) -> list[Line]:
    """*Our family* as this home wrote it."""
    return _said(Sheet(Page.FAMILY, link.family), person)


def routine_in_record(child: Child, person: Person, link: ParentCarer) -> list[Line]:
    """The routine card: this home's column, and the nursery's for who may see the child's days."""
    home = {
        each["question"]: each for each in _said(Sheet(Page.ROUTINE, link.family, child), person)
    }
    nursery: dict[str, Line] = {}
    if link.sees_daily_notes:
        nursery = {
            row.question: {
                "words": row.words,
                "language": row.language,
                "by": row.written_by.name,
                "at": at_in_record(row.at),
            }
            for row in people.nursery_routines_visible_to(person)
            .filter(child=child, replaced_at__isnull=True)
            .exclude(words="")
            .select_related("written_by")
        }
    return [
        {
            "question": code,
            "asks": str(question.title),
            "at_home": home.get(code),
            "at_nursery": nursery.get(code),
        }
        for code, question in QUESTIONS[Page.ROUTINE].items()
        if code in home or code in nursery
    ]


def _said(sheet: Sheet, person: Person) -> list[Line]:
    """The answers in force of one page of a home, in the order of the questions; those that were
    taken back too, because the home still reads them."""
    page = profiles_of([sheet], person, page=sheet.page, child=sheet.child)[0]
    return [
        {
            "question": each.question.code,
            "asks": str(each.question.title),
            **_words_of(each.answer),
        }
        for each in page.shown
        if each.answer and (each.answer.words or each.answer.prefers_not_to_say)
    ]


def _words_of(answer: FamilyAnswer) -> Line:
    return {
        "words": answer.words,
        "language": answer.language,
        "prefers_not_to_say": answer.prefers_not_to_say,
        "read_by": None if answer.withdrawn_at else answer.audience,
        "at": at_in_record(answer.at) if answer.is_saved else None,
        "taken_back_at": at_in_record(answer.withdrawn_at),
    }


# --- taking part ----------------------------------------------------------------------------------


def taking_part_in_record(person: Person, setting_id: uuid.UUID) -> Line:
    """What this very adult said of themselves, was invited to and helped with; not their home."""
    offer, barriers = own_answers(person, setting_id)
    mine = {"user": person.user, "setting_id": setting_id}
    return {
        "to_share": {
            "name": offer.name,
            "skills": offer.skills,
            "words": offer.words,
            "languages": offer.languages,
            "good_times": offer.good_times,
            "taking_part": offer.involved,
            "in_own_words": offer.involved_words,
            "not_said": offer.unsaid,
            "found_by": offer.visible_to,
            "at": at_in_record(offer.changed_at),
        }
        if offer
        else None,
        "makes_it_hard": {
            "barriers": barriers.barriers,
            "words": barriers.words,
            "with_name": barriers.with_name,
            "at": at_in_record(barriers.changed_at),
        }
        if barriers
        else None,
        "invitations": [
            _invitation(letter)
            for letter in people.share_invitations_visible_to(person)
            .filter(**mine)
            .select_related("invited_by")
            .order_by("created_at", "id")
        ],
        "helping": [
            {
                "what": sign_up.way.title,
                "words": sign_up.way.words,
                "day": day_in_record(sign_up.way.day),
                "hours": sign_up.way.hours,
                "signed_up_at": at_in_record(sign_up.created_at),
                "came": sign_up.came,
                "thanks": sign_up.way.thanks if sign_up.came else "",
            }
            for sign_up in people.help_sign_ups_visible_to(person)
            .filter(**mine)
            .select_related("way")
            .order_by("way__day", "id")
        ],
    }


def _invitation(letter: ShareInvitation) -> Line:
    return {
        "about": letter.topic,
        "when": letter.when,
        "words": letter.words,
        "by": letter.invited_by.name,
        "at": at_in_record(letter.created_at),
        "answer": letter.answer,
        "answer_words": letter.answer_words,
        "answered_at": at_in_record(letter.answered_at),
        "thanks": letter.thanks,
    }
