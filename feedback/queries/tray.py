"""What lies in the tray, for those whom the writers chose."""

from dataclasses import dataclass

from django.db.models import Count, DateTimeField, F, Func, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Greatest
from django.utils import timezone

from families.context import Person

from .. import policies
from ..models import FeedbackItem, FeedbackReply, Letterbox


@dataclass
class Tray:
    """The notes of a setting, in no order, and on which side one looks."""

    notes: list[FeedbackItem]
    shows_closed: bool
    times: Letterbox | None


def tray_of(person: Person, *, closed: bool) -> Tray:
    """Open or closed notes, shuffled at each look so that their order tells nothing. `answers`
    counts what the setting said, `last_is_writers` is whether the writer spoke last."""
    said = FeedbackReply.objects.filter(item=OuterRef("pk")).order_by("-number")
    notes: QuerySet[FeedbackItem] = (
        policies.feedback_visible_to(person)
        .filter(is_closed=closed)
        .annotate(
            answers=Count("replies", filter=Q(replies__from_writer=False)),
            last_is_writers=Subquery(said.values("from_writer")[:1]),
        )
        .order_by("?")
    )
    return Tray(notes=list(notes), shows_closed=closed, times=times_for(person))


def times_for(person: Person) -> Letterbox | None:
    """When the box of their setting is emptied; None where nothing has been written down yet."""
    return policies.letterboxes_visible_to(person).first()


def brought_for(person: Person) -> QuerySet[Letterbox]:
    """The letterbox of their setting, with the hour at which it last brought something for this
    person as `new_at`; nothing if it never did. Nobody hears of notes that are not for them."""
    day: F | Greatest = F("brought_on")
    if person.leads_safeguarding:
        day = F("lead_brought_on")
        if policies.may_keep_letterbox(person):
            day = Greatest("brought_on", "lead_brought_on")
    at_its_hour = Func(
        day,
        F("hour"),
        arg_joiner=" + make_interval(hours => ",
        template=f"((%(expressions)s)) AT TIME ZONE '{timezone.get_default_timezone_name()}')",
        output_field=DateTimeField(),
    )
    return policies.letterboxes_visible_to(person).annotate(new_at=at_its_hour)
