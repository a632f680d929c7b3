"""Rows of the anonymous letterbox: its key, who holds stamps, what lies in tray and box."""

import hashlib
import secrets

from families.models import (
    STAMPS_OF_DEVICES,
    ParentCarer,
    Role,
    Setting,
    StampKey,
    StampsGiven,
    Term,
)
from families.small_numbers import FEWEST
from families.stamps.blind_rsa import PublicKey, new_key
from families.stamps.sealing import seal
from feedback.actions.themes import ready_themes
from feedback.models import (
    FeedbackItem,
    FeedbackReply,
    Letterbox,
    NoteTheme,
    SealedBox,
    StampedComment,
    Theme,
    ThemeCount,
)
from feedback.queries.letterbox import last_turn
from feedback.sealed_box import Box, Posted

from ..who import SIGN_INS
from ..words.comments_by_stamp import COMMENTS
from ..words.letterbox import NOTES, WHARF_NOTES, Note
from ..words.letterbox_past import PAST_NOTES
from .book import Book, named_id
from .pulses import load_pulses

HOLDERS = 24  # who have stamps already; the others get theirs when they open a page


def load_letterbox(book: Book) -> None:
    """The anonymous notes. Their order says nothing, for their keys are random."""
    for name, notes in (("marmalade-hill", NOTES), ("custard-wharf", WHARF_NOTES)):
        setting = book.settings[name]
        themes = [Theme(setting=setting, name=each) for each in ready_themes()]
        Theme.objects.bulk_create(themes)
        begun = Term.objects.filter(setting=setting, starts_on__lte=book.today)
        terms = list(begun.order_by("-starts_on"))  # this one, the last one, …
        if name == "marmalade-hill":
            _lay_past_notes(setting, themes=themes, terms=terms)
            _lay_comments(setting, term=terms[0] if terms else None)
        for note in notes:
            if not note.waits:
                _lay_into_tray(setting, note, themes=themes, term=terms[0] if terms else None)
        key = _key_of(setting, book)
        _give_stamps(setting, key)
        box = Box()
        if key is not None:
            box.begin_term(key.pk)
        for note in notes:
            if note.waits:
                box.put_in(Posted("note", receipt_hash(note.receipt), note.words, note.reader))
        if name == "marmalade-hill":
            load_pulses(setting, book, box=box)
        SealedBox.objects.create(setting=setting, sealed=box.sealed(of=setting.pk))
        times = Letterbox(setting=setting)
        times.emptied_on = times.brought_on = last_turn(times, book.now)
        if any(note.reader == "committee" for note in notes):
            times.committee_brought_on = times.emptied_on
        times.save(force_insert=True)


def receipt_hash(receipt: str) -> str:
    """What is kept of a receipt code."""
    return hashlib.sha256(receipt.replace(" ", "").encode()).hexdigest()


def _lay_past_notes(setting: Setting, *, themes: list[Theme], terms: list[Term]) -> None:
    """What came in earlier terms. All but the last of them were counted; that one waits for the
    manager's press."""
    given: dict[int, list[set[int]]] = {}
    for ago, places, words in PAST_NOTES:
        if ago >= len(terms):
            continue
        item = FeedbackItem.objects.create(
            setting=setting,
            words=words,
            receipt_hash=receipt_hash(secrets.token_hex(12)),
            is_closed=True,
            term=terms[ago],
        )
        _give(item, places=places, themes=themes)
        given.setdefault(ago, []).append(set(places))
    for ago, notes in given.items():
        if ago > 1:
            counted = [sum(place in each for each in notes) for place in range(len(themes))]
            ThemeCount.objects.bulk_create(
                ThemeCount(
                    setting=setting,
                    term=terms[ago],
                    theme=theme,
                    notes=number if number >= FEWEST else None,
                )
                for theme, number in zip(themes, counted, strict=True)
            )


def _give(item: FeedbackItem, *, places: tuple[int, ...], themes: list[Theme]) -> None:
    NoteTheme.objects.bulk_create(
        NoteTheme(setting_id=item.setting_id, item=item, theme=themes[place]) for place in places
    )


def _lay_into_tray(setting: Setting, note: Note, *, themes: list[Theme], term: Term | None) -> None:
    item = FeedbackItem.objects.create(
        setting=setting,
        words=note.words,
        receipt_hash=receipt_hash(note.receipt),
        reader=note.reader,
        is_closed=note.is_closed,
        is_aside=note.is_aside,
        term=term,
    )
    _give(item, places=note.themes, themes=themes)
    FeedbackReply.objects.bulk_create(
        FeedbackReply(setting=setting, item=item, number=number, words=words)
        for number, words in enumerate(note.answers, start=1)
    )


def _lay_comments(setting: Setting, *, term: Term | None) -> None:
    """What was said for a question without a name."""
    for each in COMMENTS:
        item = FeedbackItem.objects.create(
            setting=setting,
            words=each.words,
            receipt_hash=receipt_hash(each.receipt),
            question_id=named_id("decision", each.question),
            is_closed=not (each.waits or each.kept_off),
            term=term,
        )
        if each.kept_off:
            FeedbackReply.objects.create(setting=setting, item=item, number=1, words=each.kept_off)
        if not each.waits:
            StampedComment.objects.create(
                setting=setting,
                item=item,
                question_id=item.question_id,
                is_shown=not each.kept_off,
                words="" if each.kept_off else each.words,
            )


def _key_of(setting: Setting, book: Book) -> StampKey | None:
    begun = Term.objects.filter(setting=setting, starts_on__lte=book.today)
    term = begun.order_by("-starts_on").first()
    if term is None:
        return None
    key = new_key()
    row = StampKey(setting=setting, term=term, modulus=f"{key.n:x}")
    row.sealed = seal(key.d.to_bytes(key.public.size), of=row.pk)
    leads = setting.memberships.filter(is_safeguarding_lead=True)
    row.lead_apart = leads.exists() and not leads.filter(role=Role.MANAGER).exists()
    row.committee_reads = setting.memberships.filter(role=Role.COMMITTEE).exists()
    row.save(force_insert=True)
    return row


def _give_stamps(setting: Setting, key: StampKey | None) -> None:
    """Some adults have opened a page this term. Not those whom a visitor signs in as."""
    if key is None:
        return
    shown_to_visitors = [mail for mail, _name, _part in SIGN_INS]
    links = ParentCarer.objects.filter(setting=setting, ended_on=None)
    people = links.exclude(user__email__in=shown_to_visitors).values_list("user_id", flat=True)
    public = PublicKey(int(key.modulus, 16))
    given = [
        StampsGiven(
            setting=setting,
            key=key,
            person_id=person,
            device=0,
            shown=[secrets.token_hex(public.size) for _each in range(STAMPS_OF_DEVICES[0])],
        )
        for person in sorted(set(people))[:HOLDERS]
    ]
    StampsGiven.objects.bulk_create(given)
    StampKey.objects.filter(pk=key.pk).update(holders=len(given))
