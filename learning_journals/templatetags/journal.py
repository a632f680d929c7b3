"""Pieces that a journal page repeats a hundred times, made without a template of their own.

A page of thirty entries holds a hundred photographs and as many times of day; as template nodes
they cost more than everything else on it.
"""

import re
from collections.abc import Iterable
from html import escape

from django import template
from django.template import engines
from django.template.base import Node, NodeList, Parser, TextNode, Token
from django.template.context import Context
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from families.context import Person
from families.templatetags.ui import icon

from ..queries.entries import Entry, Moment, ShownPhoto, photo_address
from ..queries.waiting import device_key_of

register = template.Library()


class Unindented(Node):
    """What stands between the two tags."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        return self.nodelist.render(context)


@register.tag
def unindented(parser: Parser, token: Token) -> Unindented:
    """`{% unindented %} … {% endunindented %}`: line breaks and indents are for whoever reads the
    source, and do not reach the page. A space that is wanted stands within a line.

    Done once, when the template is read.
    """
    nodelist = parser.parse(("endunindented",))
    parser.delete_first_token()
    for text in nodelist.get_nodes_by_type(TextNode):
        text.s = re.sub(r"\s*\n\s*", "", text.s)
    return Unindented(nodelist)


@register.simple_tag(takes_context=True)
def rows(context: Context, name: str, **more: object) -> SafeString:
    """`{% rows "timeline.html" %}`: what repeats, by a template of `templates/rows/`, with all that
    this page knows (learning_journals/rows.py)."""
    template = engines["rows"].env.get_template(name)
    # What a row may use is called as ever, also where a page has something of the same name.
    page = {key: value for key, value in context.flatten().items() if key not in template.globals}
    # Escaped by that template.
    return SafeString(template.render({**page, **more}))


@register.simple_tag
def plates(photos: Iterable[ShownPhoto]) -> SafeString:
    """`{% plates entry.photos %}`: photographs side by side, each loaded when it comes near."""
    nameless = _("Photograph")
    photos = list(photos)
    # Of several the style sheet says the shape; of one alone it is the picture's own.
    is_alone = len(photos) == 1
    shape = f' width="{photos[0].width}" height="{photos[0].height}"' if is_alone else ""
    # Only the description was written by somebody; the rest is ours: addresses and whole numbers.
    return SafeString(
        "".join(
            f'<img src="{photo_address(photo.id, "page")}"{shape}'
            f' alt="{escape(photo.description or nameless)}" loading="lazy">'
            for photo in photos
        )
    )


@register.simple_tag
def large_plates(photos: Iterable[ShownPhoto]) -> SafeString:
    """`{% large_plates entry.photos %}`: one under the other, whole, each opens at its largest."""
    nameless = _("Photograph")
    return SafeString(
        "".join(
            f'<a href="{photo_address(photo.id, "print")}"><img'
            f' src="{photo_address(photo.id, "page")}" width="{photo.width}"'
            f' height="{photo.height}" alt="{escape(photo.description or nameless)}"></a>'
            for photo in photos
        )
    )


@register.simple_tag
def moment(at: Moment) -> SafeString:
    """`{% moment entry.when %}`: the time as people say it; on hovering the exact one."""
    exact = f' title="{escape(at.exact)}"' if at.exact else ""
    return SafeString(f'<time datetime="{at.machine}"{exact}>{escape(at.spoken)}</time>')


@register.simple_tag
def answers(entry: Entry) -> SafeString:
    """`{% answers entry %}`: what was answered without words, a line each."""
    if not entry.answers:
        return SafeString("")
    lines = "".join(
        f'<li dir="auto">{icon(each.sign)} {escape(each.said)}{_quoted(each.words, each.language)}'
        for each in entry.answers
    )
    return SafeString(f'<ul class="answers">{lines}</ul>')


def _quoted(words: str, language: str) -> str:
    lang = f' lang="{escape(language)}"' if language else ""
    return f": <q{lang}>{escape(words)}</q>" if words else ""


@register.simple_tag
def taps(entry: Entry) -> SafeString:
    """`{% taps entry %}`: the buttons of answers without words. They send the one form of the page
    with the id `tap`, because a form under each of thirty entries weighs more than the entries."""
    # Names and ids are ours; of the labels some are translated. With the type, htmx knows which of
    # the buttons outside its form was pressed.
    return SafeString(
        "".join(
            f'<button type="submit" form="tap" name="{tap.name}" value="{entry.id}"'
            f"{_PRESSED if tap.is_mine else ''}{_FOCUS if tap.is_new else ''}"
            f">{escape(tap.label)}</button>"
            for tap in entry.taps
        )
    )


@register.simple_tag
def device_who(person: Person) -> str:
    """`{% device_who person %}`: who is signed in, as a tablet may write it down in clear."""
    return device_key_of(person).who


_PRESSED, _FOCUS = ' aria-pressed="true"', " data-takes-focus"
