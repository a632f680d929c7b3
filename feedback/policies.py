"""Who reads anonymous notes: the manager and deputy of that setting, and nobody else."""

from django.db.models import QuerySet

from families.context import Person
from families.policies import is_manager_of

from .models import FeedbackItem


def feedback_visible_to(person: Person) -> QuerySet[FeedbackItem]:
    """The notes of the setting in which this person is manager or deputy today."""
    if not is_manager_of(person, person.setting_id):
        return FeedbackItem.objects.none()
    return FeedbackItem.objects.filter(setting_id=person.here)


def may_open_tray(person: Person) -> bool:
    """Managers and deputies have a tray; nobody else knows what lies in it."""
    return is_manager_of(person, person.setting_id)


def can_answer_feedback(person: Person, item: FeedbackItem) -> bool:
    """Managers and deputies of the setting answer until the note is closed."""
    return is_manager_of(person, item.setting_id) and not item.is_closed
