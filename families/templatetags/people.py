"""What the pages on people say: languages, rights, letters."""

from django import template
from django.urls import reverse

from ..forms.invitations import RIGHTS_WORDS
from ..models import Membership, ParentCarer, User
from ..models.languages import how_to_write_to, spoken

register = template.Library()


@register.filter
def languages(codes: list[str]) -> str:
    """`{{ child.home_languages|languages }}`: "Polish, English"."""
    return spoken(codes or [])


@register.filter
def rights(link: ParentCarer) -> list[tuple[str, bool]]:
    """Each right of a link with its words: `{% for words, given in link|rights %}`."""
    return [(str(words), getattr(link, right)) for right, words in RIGHTS_WORDS.items()]


@register.filter
def how_to_write(user: User) -> str:
    """`{{ adult|how_to_write }}`: "speaks Arabic; reads Arabic; interpreter wanted", or ""."""
    return how_to_write_to(user)


@register.simple_tag
def staff_photo(post: Membership) -> str:
    """`{% staff_photo post as photo %}`: where the picture of a colleague is, "" if there is none.
    The post's user must have been read already."""
    if not post.user.portrait:
        return ""
    return reverse("learning_journals:staff_portrait_file", args=[post.pk])
