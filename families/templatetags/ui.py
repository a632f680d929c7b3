"""Template tags of the design system (docs/design.md): icons, faces, spoken dates, people's words.

The tags know no app: they take words, addresses and times, never a model. What they return is
escaped piece by piece with `format_html`; the only markup let through untouched is our own icons.
"""

import re
import unicodedata
from datetime import date, datetime, timedelta
from functools import lru_cache
from html import escape  # Django's own is slower by far, and these stand on a page a hundred times
from pathlib import Path

from django import template
from django.conf import settings
from django.contrib.messages.storage.base import Message
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext_lazy
from django.utils.translation import gettext as _
from lucide import _render_icon

register = template.Library()

TONES = ("sage", "clay", "plum", "sky")
TURNING_ICONS = frozenset(
    {"arrow-left", "arrow-right", "chevron-left", "chevron-right", "reply", "send", "undo-2"}
)


@lru_cache(maxsize=512)
def _icon(name: str) -> SafeString:
    """One lucide drawing without the attributes that `.icon` in components.css sets for all."""
    svg = _render_icon(name, None)
    inside = svg[svg.index(">") + 1 :]
    inside = re.sub(r"\s*\n\s*", "", inside).replace(" />", "/>")
    turns = " icon-turns" if name in TURNING_ICONS else ""
    # Our own package's markup and a name from our own templates: nothing a person wrote.
    return SafeString(f'<svg class="icon{turns}" viewBox="0 0 24 24" aria-hidden="true">{inside}')


@register.simple_tag
def icon(name: str) -> SafeString:
    """`{% icon "sun" %}`: a lucide icon, hidden from screen readers, so put the word beside it."""
    return _icon(str(name))


@lru_cache(maxsize=256)
def _same_for_all(name: str, language: str | None) -> SafeString:
    """A part that knows nothing of a page, in the language that is spoken while it is drawn."""
    return SafeString(render_to_string(name, using="django"))  # it has escaped what it says


@register.simple_tag
def same_for_all(name: str) -> SafeString:
    """`{% same_for_all "…/_words.html" %}`: a part that says the same to everybody, drawn once for
    each language. It is given nothing, so that nothing of one person can be kept for another."""
    if settings.DEBUG:  # somebody may be writing it
        return _same_for_all.__wrapped__(name, None)
    return _same_for_all(name, get_language())


@register.filter
def initials(name: str) -> str:
    """One or two first letters: "Zofia Kapelusz" → "ZK", "Wren Applegarth-Moon" → "WA".

    A letter keeps its accents and vowel signs, so that no name is cut into something else.
    """
    starts = [_first_letter(word) for word in str(name or "").split()]
    starts = [letter for letter in starts if letter]
    return "".join(starts[:1] + starts[-1:] if len(starts) > 1 else starts).upper() or "–"


def _first_letter(word: str) -> str:
    """The first letter of a word together with the marks that are written on it."""
    letters = ""
    for sign in word:
        kind = unicodedata.category(sign)[0]
        if letters and kind != "M":
            break
        if kind == "L" or letters:
            letters += sign
    return letters


@register.filter
def tone(room: object) -> str:
    """The class of a room's colour: a room (anything with `colour`) or the colour's own name."""
    colour = str(getattr(room, "colour", room) or "")
    return f"tone-{colour}" if colour in TONES else "tone-plain"


@register.simple_tag
def avatar(name: str, photo: str = "", room: object = "", size: str = "") -> SafeString:
    """A round face: the photograph if there is one, otherwise initials in the room's colour.

    `size`: "" (48 px), "small" (36), "large" (72), "huge" (112). The name stands beside it on the
    page, so the face itself says nothing to a screen reader.
    """
    pixels = {"small": 36, "large": 72, "huge": 112}.get(size, 48)
    classes = f"avatar avatar-{size} {tone(room)}" if size else f"avatar {tone(room)}"
    if photo:
        return format_html(
            '<span class="{}"><img src="{}" alt="" width="{}" height="{}" loading="lazy" '
            'decoding="async"></span>',
            classes,
            photo,
            pixels,
            pixels,
        )
    face = escape(initials(name))
    return SafeString(f'<span class="{escape(classes)}" aria-hidden="true">{face}</span>')


# --- dates as people say them ---------------------------------------------------------------------


# Lazy, so that a page with a hundred times translates the words it shows and not whole calendars.
WEEKDAYS = (
    gettext_lazy("Monday"),
    gettext_lazy("Tuesday"),
    gettext_lazy("Wednesday"),
    gettext_lazy("Thursday"),
    gettext_lazy("Friday"),
    gettext_lazy("Saturday"),
    gettext_lazy("Sunday"),
)
MONTHS = (
    pgettext_lazy("month in a date", "January"),
    pgettext_lazy("month in a date", "February"),
    pgettext_lazy("month in a date", "March"),
    pgettext_lazy("month in a date", "April"),
    pgettext_lazy("month in a date", "May"),
    pgettext_lazy("month in a date", "June"),
    pgettext_lazy("month in a date", "July"),
    pgettext_lazy("month in a date", "August"),
    pgettext_lazy("month in a date", "September"),
    pgettext_lazy("month in a date", "October"),
    pgettext_lazy("month in a date", "November"),
    pgettext_lazy("month in a date", "December"),
)


def _weekday(day: date) -> str:
    return str(WEEKDAYS[day.weekday()])


def _month(day: date) -> str:
    return str(MONTHS[day.month - 1])


def say_day(day: date, today: date) -> str:
    """A day as people say it: today, yesterday, "Tuesday" within six days, otherwise in full."""
    apart = (day - today).days
    if apart == 0:
        return _("today")
    if apart == -1:
        return _("yesterday")
    if apart == 1:
        return _("tomorrow")
    if -7 < apart < 0:
        return _weekday(day)
    if day.year == today.year or 0 < apart < 180:
        return f"{_weekday(day)} {day.day} {_month(day)}"
    return f"{day.day} {_month(day)} {day.year}"


def exact_day(day: date) -> str:
    """A day in full: "Monday 2 November 2026"."""
    return f"{_weekday(day)} {day.day} {_month(day)} {day.year}"


def exact_moment(at: datetime) -> str:
    """A moment in full, by the setting's own clock: "Monday 2 November 2026, 10:30"."""
    local = timezone.localtime(at)
    return f"{exact_day(local)}, {local:%H:%M}"


def say_when(value: datetime | date, now: datetime | None = None) -> str:
    """A moment or a day as people say it: "yesterday, 16:10". Times are the setting's own clock."""
    moment = timezone.localtime(now)
    if not isinstance(value, datetime):
        return say_day(value, moment.date())
    value = timezone.localtime(value)
    return f"{say_day(value.date(), moment.date())}, {value:%H:%M}"


@register.simple_tag
def when(value: datetime | date | None, focus: bool = False) -> str | SafeString:
    """`{% when entry.at %}`: the spoken time, with the exact one in the tooltip.

    With `focus=True` the exact time is also shown to keyboard users; use it where one time stands
    alone, not in every row of a list. Nothing at all for an empty value.
    """
    if value is None or value == "":
        return ""
    spoken = say_when(value)
    if isinstance(value, datetime):
        local = timezone.localtime(value)
        machine, exact = local.isoformat(timespec="minutes"), f"{exact_day(local)}, {local:%H:%M}"
    else:
        machine, exact = value.isoformat(), exact_day(value)
    if focus:
        return format_html(
            '<time datetime="{}" title="{}" data-exact="{}" tabindex="0">{}</time>',
            machine,
            exact,
            exact,
            spoken,
        )
    return format_html('<time datetime="{}" title="{}">{}</time>', machine, exact, spoken)


def clock_time(at: datetime) -> str:
    """The time of day by the setting's own clock: "16:10"."""
    return f"{timezone.localtime(at):%H:%M}"


@register.simple_tag
def clock(value: datetime | None) -> str | SafeString:
    """`{% clock entry.at %}`: only the time of day, "16:10", where the day is already said."""
    if not value:
        return ""
    machine = timezone.localtime(value).isoformat(timespec="minutes")
    return format_html('<time datetime="{}">{}</time>', machine, clock_time(value))


@register.filter
def spoken_month(day: date) -> str:
    """A month where the day is not known: "May 2027"."""
    return f"{_month(day)} {day.year}"


@register.filter
def spoken_day(day: date) -> str:
    """A heading for a day: "Today", "Yesterday", "Tuesday", "Monday 2 November"."""
    said = say_day(day, timezone.localdate())
    return said[:1].upper() + said[1:]


@register.filter
def spoken_span(value: timedelta) -> str:
    """A length of time: 50 minutes, 1 hour 10 minutes."""
    minutes = int(value.total_seconds() // 60)
    hours, minutes = divmod(minutes, 60)
    said = []
    if hours:
        said.append(ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours})
    if minutes or not hours:
        said.append(
            _("1 minute") if minutes == 1 else _("%(minutes)s minutes") % {"minutes": minutes}
        )
    return " ".join(said)


# --- people's own words ---------------------------------------------------------------------------


@register.simple_tag
def words(text: str, lang: str = "", css: str = "") -> SafeString:
    """`{% words comment.text lang=comment.language %}`: what a person wrote, as plain text.

    Blank lines part paragraphs, single line breaks stay. Each paragraph finds its own direction.
    `lang` is the language it was written in, if known; `css` further classes.
    """
    paragraphs = [part.strip() for part in re.split(r"\n\s*\n", str(text or "").strip())]
    body = "".join(f'<p dir="auto">{escape(part)}</p>' for part in paragraphs if part)
    classes = escape(f"words {css}".strip())
    spoken = f' lang="{escape(lang)}"' if lang else ""
    return SafeString(f'<div class="{classes}"{spoken}>{body}</div>')


# A number to ring, in free words: British ones, from abroad, the short ones of helplines; but no
# days, hours or house numbers.
_NUMBER = re.compile(
    r"(?<![\w-])(?:\+\d{1,3}[ -]?(?:\(0\)[ -]?)?(?:\d[ -]?){7,10}\d"
    r"|\(?0(?:\d[ )-]{0,2}){8,9}\d|0800 ?1111|116 ?\d{3}|999|111|112)(?![\w-])"
)


@register.filter
def with_calls(text: str) -> SafeString:
    """`{{ service.reach|with_calls }}`: plain words, in which a telephone number can be tapped."""
    pieces, done, plain = [], 0, str(text or "")
    for found in _NUMBER.finditer(plain):
        said = found.group()
        dialled = re.sub(r"\(0\)|[^\d+]", "", said)
        pieces.append(escape(plain[done : found.start()]))
        pieces.append(f'<a class="tap" href="tel:{dialled}" dir="ltr">{escape(said)}</a>')
        done = found.end()
    pieces.append(escape(plain[done:]))
    return SafeString("".join(pieces).replace("\n", "<br>"))


@register.filter
def direction(text: str) -> str:
    """ "rtl" or "ltr" by the first letter that has a direction, as `dir="auto"` does in browsers.

    For PDFs, whose maker does not know `dir="auto"` (Unicode Bidirectional Algorithm, rule P2).
    """
    for sign in str(text or ""):
        side = unicodedata.bidirectional(sign)
        if side in ("R", "AL"):
            return "rtl"
        if side == "L":
            return "ltr"
    return "ltr"


# --- toasts and fields ----------------------------------------------------------------------------


@register.filter
def undo_url(message: Message) -> str:
    """The address that takes the last act back, from `extra_tags="undo=/today/undo/…/"`, or ""."""
    for tag in (message.extra_tags or "").split():
        if tag.startswith("undo=/") and not tag.startswith("undo=//"):
            return tag.removeprefix("undo=")
    return ""


@register.filter
def is_choices(field: object) -> bool:
    """Whether a bound field is a group of check boxes or radio buttons (it needs a legend)."""
    return bool(getattr(field, "use_fieldset", False))


@register.filter
def is_checkbox(field: object) -> bool:
    """Whether a bound field is a single check box (its label stands after it)."""
    return getattr(field, "widget_type", "") == "checkbox"


@lru_cache(maxsize=1)
def _tokens() -> dict[str, dict[str, str]]:
    """The colours of tokens.css: scheme → name → #rrggbb."""
    css = (Path(settings.BASE_DIR) / "static" / "css" / "tokens.css").read_text()
    light, dark = css.split("@media (prefers-color-scheme: dark)")
    colour = re.compile(r"--([a-z-]+):\s*(#[0-9a-f]{6});")
    return {
        "light": dict(colour.findall(light)),
        "dark": dict(colour.findall(light)) | dict(colour.findall(dark)),
    }


@register.simple_tag
def token(name: str, scheme: str = "light") -> str:
    """`{% token "marigold" %}`: the colour itself, for e-mails, which cannot read our style sheets.

    KeyError for a name that `static/css/tokens.css` does not have.
    """
    return _tokens()[scheme][name]


@register.filter
def percent_of(part: int, whole: int) -> int:
    """`{{ done|percent_of:total }}`: 0 to 100, and 0 of nothing is 0."""
    return int(100 * part / whole) if whole else 0
