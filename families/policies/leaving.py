"""Colleagues who leave, for who leads."""

from django.db.models import QuerySet

from ..context import Person
from ..models import Membership


def ending_posts_visible_to(person: Person) -> QuerySet[Membership]:
    """For manager and deputy: every post of the setting with a last day, also one that is over."""
    posts = Membership.objects.filter(setting_id=person.here, ended_on__isnull=False)
    return posts if person.leads else posts.none()
