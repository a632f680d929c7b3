"""The languages people speak here: code → the word in the reader's language and in its own.

`bfi` is British Sign Language. A code that is not listed is shown as it is.
"""

from typing import Protocol

from django.utils.translation import gettext as _gettext
from django.utils.translation import gettext_lazy as _

LANGUAGES_SPOKEN = {
    "en": (_("English"), "English"),
    "am": (_("Amharic"), "አማርኛ"),
    "ar": (_("Arabic"), "العربية"),
    "bg": (_("Bulgarian"), "български"),
    "bn": (_("Bengali"), "বাংলা"),
    "bfi": (_("British Sign Language"), "BSL"),
    "ckb": (_("Kurdish (Sorani)"), "کوردی"),
    "cy": (_("Welsh"), "Cymraeg"),
    "de": (_("German"), "Deutsch"),
    "el": (_("Greek"), "Ελληνικά"),
    "es": (_("Spanish"), "español"),
    "fa": (_("Persian"), "فارسی"),
    "fr": (_("French"), "français"),
    "ga": (_("Irish"), "Gaeilge"),
    "gd": (_("Scottish Gaelic"), "Gàidhlig"),
    "gu": (_("Gujarati"), "ગુજરાતી"),
    "hi": (_("Hindi"), "हिन्दी"),
    "hu": (_("Hungarian"), "magyar"),
    "ig": (_("Igbo"), "Igbo"),
    "it": (_("Italian"), "italiano"),
    "lt": (_("Lithuanian"), "lietuvių"),
    "ml": (_("Malayalam"), "മലയാളം"),
    "ne": (_("Nepali"), "नेपाली"),
    "pa": (_("Panjabi"), "ਪੰਜਾਬੀ"),
    "pl": (_("Polish"), "polski"),
    "prs": (_("Dari"), "دری"),
    "ps": (_("Pashto"), "پښتو"),
    "pt": (_("Portuguese"), "português"),
    "ro": (_("Romanian"), "română"),
    "ru": (_("Russian"), "русский"),
    "si": (_("Sinhala"), "සිංහල"),
    "so": (_("Somali"), "Soomaali"),
    "sq": (_("Albanian"), "shqip"),
    "sw": (_("Swahili"), "Kiswahili"),
    "ta": (_("Tamil"), "தமிழ்"),
    "te": (_("Telugu"), "తెలుగు"),
    "ti": (_("Tigrinya"), "ትግርኛ"),
    "tr": (_("Turkish"), "Türkçe"),
    "tw": (_("Twi"), "Twi"),
    "uk": (_("Ukrainian"), "українська"),
    "ur": (_("Urdu"), "اردو"),
    "vi": (_("Vietnamese"), "Tiếng Việt"),
    "yo": (_("Yoruba"), "Yorùbá"),
    "zh-hans": (_("Chinese (simplified)"), "简体中文"),
    "zh-hant": (_("Chinese (traditional)"), "繁體中文"),
}


def spoken(codes: list[str]) -> str:
    """The languages in the reader's words, in the order given: "Polish, English"."""
    return ", ".join(
        str(LANGUAGES_SPOKEN[code][0]) if code in LANGUAGES_SPOKEN else code for code in codes
    )


class HasLanguages(Protocol):
    """A person who has said how to talk with and write to them."""

    languages: list[str]
    reads: list[str]
    message_language: str
    wants_interpreter: bool


def how_to_write_to(user: HasLanguages) -> str:
    """What to know before one writes to or talks with somebody, in one line; "" if it is nothing.

    Language is per adult and has parts: speaks, reads, prefers, wants an interpreter (S17).
    """
    parts = []
    if user.languages:
        parts.append(_gettext("speaks %(languages)s") % {"languages": spoken(user.languages)})
    if user.reads:
        parts.append(_gettext("reads %(languages)s") % {"languages": spoken(user.reads)})
    if user.message_language:
        parts.append(
            _gettext("messages best in %(language)s")
            % {"language": spoken([user.message_language])}
        )
    if user.wants_interpreter:
        parts.append(_gettext("interpreter wanted"))
    return "; ".join(parts)
