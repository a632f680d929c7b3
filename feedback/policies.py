"""Who reads anonymous notes: whom the writer chose, of manager, deputy, safeguarding lead, owner
and committee."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from families.context import Person
from families.models import Role
from families.policies import is_manager_of, settings_visible_to

from .models import (
    AskedQuestion,
    FeedbackItem,
    Letterbox,
    MovedNote,
    NoteTheme,
    PaperCard,
    Pulse,
    Reader,
    StampedComment,
    Theme,
    ThemeCount,
)


def feedback_visible_to(person: Person) -> QuerySet[FeedbackItem]:
    """The notes of the setting whose writers chose this person, by what they do there today. What
    was moved to the safeguarding record is read by the safeguarding leads, whoever was chosen.

    A manager who leads safeguarding, or begins to, reads nothing that was for the lead alone: its
    writer was told "without the manager". What is for the owner or committee they alone read, and
    no other note."""
    moved = Exists(MovedNote.objects.filter(item=OuterRef("pk"), for_leads=True))
    chosen = Q(pk__in=[])
    if is_manager_of(person, person.setting_id):
        chosen |= Q(reader__in=(Reader.MANAGERS, Reader.BOTH)) & ~Q(moved)
    if person.leads_safeguarding:
        chosen |= Q(reader=Reader.BOTH) | Q(moved)
    if leads_apart(person):
        chosen |= Q(reader=Reader.LEAD)
    if person.governs:
        chosen |= Q(reader=Reader.COMMITTEE)
    return FeedbackItem.objects.filter(chosen, setting_id=person.here)


def moved_notes_visible_to(person: Person) -> QuerySet[MovedNote]:
    """Which of the notes one reads are the leads' alone, because they stand in the safeguarding
    record. Of one that stayed with whoever had it nothing shows: a lead whom it is about may be
    among them, and must not learn that there is a record."""
    return MovedNote.objects.filter(for_leads=True, item__in=feedback_visible_to(person))


def themes_visible_to(person: Person) -> QuerySet[Theme]:
    """The themes of the setting, retired ones too: for those who have its tray."""
    if not may_open_tray(person):
        return Theme.objects.none()
    return Theme.objects.filter(setting_id=person.here)


def note_themes_visible_to(person: Person) -> QuerySet[NoteTheme]:
    """Which themes the notes have that one reads."""
    return NoteTheme.objects.filter(item__in=feedback_visible_to(person))


def theme_counts_visible_to(person: Person) -> QuerySet[ThemeCount]:
    """What may be told of the terms that were counted: for manager and deputy, who tell it, and for
    the owner or committee."""
    if not may_read_terms(person):
        return ThemeCount.objects.none()
    return ThemeCount.objects.filter(setting_id=person.here)


def asked_questions_visible_to(person: Person) -> QuerySet[AskedQuestion]:
    """What the letterbox knows of the questions to all families, for everybody of the nursery."""
    return AskedQuestion.objects.filter(setting__in=settings_visible_to(person))


def stamped_comments_visible_to(person: Person) -> QuerySet[StampedComment]:
    """What was said for questions without a name and put on their pages; of what was kept off them
    that it was, without a word. For everybody of the nursery."""
    return StampedComment.objects.filter(setting__in=settings_visible_to(person))


def letterboxes_visible_to(person: Person) -> QuerySet[Letterbox]:
    """When the box of the setting is emptied: for those who have its tray."""
    if not may_open_tray(person):
        return Letterbox.objects.none()
    return Letterbox.objects.filter(setting_id=person.here)


def paper_cards_visible_to(person: Person) -> QuerySet[PaperCard]:
    """What is kept of the cards that were printed: for manager and deputy."""
    if not may_keep_letterbox(person):
        return PaperCard.objects.none()
    return PaperCard.objects.filter(setting_id=person.here)


def pulses_visible_to(person: Person) -> QuerySet[Pulse]:
    """Three taps that are open or were, for everybody of the nursery; for who leads, those still
    being written."""
    begun = Q(is_opened=True, opens_on__lte=person.today)
    begun &= Q(setting__in=settings_visible_to(person))
    return Pulse.objects.filter(begun | _which_one_leads(person))


def pulses_led_by(person: Person) -> QuerySet[Pulse]:
    """Those of the nursery that this person leads."""
    return Pulse.objects.filter(_which_one_leads(person))


def _which_one_leads(person: Person) -> Q:
    return Q(setting_id=person.here) if may_keep_letterbox(person) else Q(pk__in=[])


def leads_apart(person: Person) -> bool:
    """A safeguarding lead who is not the manager: who reads what is for the lead alone."""
    return person.leads_safeguarding and person.role != Role.MANAGER


def may_open_tray(person: Person) -> bool:
    """Managers, deputies, the safeguarding lead, owner and committee, each for their own notes;
    nobody else knows what lies in it."""
    return may_keep_letterbox(person) or person.leads_safeguarding or person.governs


def may_read_terms(person: Person) -> bool:
    """Themes over the terms: for managers and deputies, who count them, and for the owner or
    committee."""
    return may_keep_letterbox(person) or person.governs


def may_keep_letterbox(person: Person) -> bool:
    """Managers and deputies print cards and choose when the box is emptied."""
    return is_manager_of(person, person.setting_id)


def can_answer_feedback(person: Person, item: FeedbackItem) -> bool:
    """Whoever reads a note may answer it until it is closed or set aside."""
    if item.is_aside:
        return False
    return not item.is_closed and feedback_visible_to(person).filter(pk=item.pk).exists()


def can_move_to_record(person: Person, item: FeedbackItem) -> bool:
    """Whoever reads a note may write its words into the safeguarding record; not what is for the
    owner or committee: its writer was told that no manager and no deputy reads it, and one of these
    may lead safeguarding."""
    return (
        item.reader != Reader.COMMITTEE and feedback_visible_to(person).filter(pk=item.pk).exists()
    )


def can_give_themes(person: Person, item: FeedbackItem) -> bool:
    """Managers and deputies, to every note they read."""
    return may_keep_letterbox(person) and feedback_visible_to(person).filter(pk=item.pk).exists()


def can_put_on_page(person: Person, item: FeedbackItem) -> bool:
    """Managers and deputies say what stands on the page of a question, of the notes they read that
    were written for it; not of what stands in the safeguarding record, which one who leads there
    reads still."""
    if item.question_id is None or item.is_aside:
        return False
    if moved_notes_visible_to(person).filter(item=item).exists():
        return False
    return may_keep_letterbox(person) and feedback_visible_to(person).filter(pk=item.pk).exists()
