"""A Person without the database's own function, so that a test can ask the code alone."""

from django.utils import timezone

from families.context import Person
from families.models import Membership, ParentCarer, valid_on
from tests.cast import Cast


def person_by_code(cast: Cast, name: str) -> Person:
    """The Person worked out from the rows without the database's own function."""
    today, user = timezone.localdate(), cast.users[name]
    post = Membership.objects.filter(valid_on(today), user=user).first()
    link = ParentCarer.objects.filter(valid_on(today), user=user).first()
    return Person(
        user=user,
        today=today,
        setting_id=post.setting_id if post else link.setting_id if link else None,
        role=post.role if post else "",
        membership_id=post.pk if post else None,
        is_family=link is not None,
        was_family=ParentCarer.objects.filter(user=user).exists(),
        leads_safeguarding=bool(post and post.is_safeguarding_lead),
    )
