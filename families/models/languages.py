"""The languages people speak here: code → the word in the reader's language and in its own.

`bfi` is British Sign Language. A code that is not listed is shown as it is.
"""

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
