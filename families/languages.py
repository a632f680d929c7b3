"""In which language somebody wrote: a guess good enough for a screen reader's voice and for fonts.

Nobody is asked, because a tired parent should not have to answer. The script decides first; within
a script the writer's own language, unless the small words say that it is English.
"""

import re
import unicodedata
from collections import Counter

# The first of each is taken when the writer's own language is written differently.
SCRIPTS: dict[str, tuple[str, ...]] = {
    "ARABIC": ("ar", "ur", "fa", "prs", "ps", "ckb", "pnb", "sd"),
    "GURMUKHI": ("pa",),
    "BENGALI": ("bn",),
    "GUJARATI": ("gu",),
    "DEVANAGARI": ("hi", "ne"),
    "TAMIL": ("ta",),
    "HEBREW": ("he", "yi"),
    "CYRILLIC": ("uk", "bg", "ru"),
    "CJK": ("zh-hans", "zh-hant"),
}
SMALL_ENGLISH_WORDS = re.compile(
    r"\b(a|an|and|are|at|but|did|do|does|for|had|has|have|he|her|him|his|i|in|is|it|me|my|not|of"
    r"|on|our|she|that|the|their|them|they|this|to|was|we|what|when|with|you|your)\b"
)
LETTERS_LOOKED_AT = 400


def language_of(words: str, *, preferred: str) -> str:
    """The code for a `lang` attribute, such as "pl" or "en-gb".

    `words` is what was written, `preferred` the language the writer chose for Footbridge.
    """
    letters = [letter for letter in words[: 4 * LETTERS_LOOKED_AT] if letter.isalpha()]
    scripts = Counter(
        unicodedata.name(letter, "").partition(" ")[0] for letter in letters[:LETTERS_LOOKED_AT]
    )
    script = scripts.most_common(1)[0][0] if scripts else "LATIN"
    preferred = preferred or "en-gb"
    if script in SCRIPTS:
        return preferred if preferred in SCRIPTS[script] else SCRIPTS[script][0]
    if preferred.startswith("en") or any(preferred in codes for codes in SCRIPTS.values()):
        return "en-gb"
    small = len(SMALL_ENGLISH_WORDS.findall(words.lower()))
    return "en-gb" if small * 5 >= len(words.split()) > 0 else preferred
