"""The templates of what repeats on a page: entries of a journal, faces of a board.

They are written for Jinja, which makes Python of a template: thirty entries cost a fifth of what
they cost as nodes of Django's (docs/decisions/0037). Everything else of a page stays Django's.
"""

import re
from collections.abc import Callable
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from jinja2 import BaseLoader, Environment
from markupsafe import Markup

from families.templatetags.ui import avatar, icon, words

from .templatetags.journal import answers, large_plates, moment, plates, taps

INDENTS = re.compile(r"\s*\n\s*")


class Unindented(BaseLoader):
    """Templates without line breaks and indents, which are for whoever reads the source."""

    def __init__(self, loader: BaseLoader) -> None:
        self.loader = loader

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        source, path, is_fresh = self.loader.get_source(environment, template)
        return INDENTS.sub("", source), path, is_fresh


def environment(loader: BaseLoader, **options: Any) -> Environment:
    """What these templates may use: our own tags as functions, and `_` for words to translate."""
    made = Environment(loader=Unindented(loader), **options)  # noqa: S701 - Django says autoescape
    made.globals |= {
        "_": gettext,
        "answers": answers,
        "avatar": avatar,
        "icon": icon,
        "large_plates": large_plates,
        "moment": moment,
        "part": part,
        "plates": plates,
        "put": put,
        "taps": taps,
        "url": reverse,
        "words": words,
    }
    return made


def put(sentence: str, **names: object) -> Markup:
    """A translated sentence, which may have markup in it, with names, which may not."""
    return Markup(sentence) % names  # noqa: S704 - the sentence is ours or a translator's


def part(name: str, **context: Any) -> SafeString:
    """A part that is rare on a page, and a template of Django's."""
    return SafeString(render_to_string(name, context, using="django"))
