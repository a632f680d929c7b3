"""Which languages Footbridge speaks: those whose catalogue of translated words is there.

A language without one would be English words, laid out from right to left for some.
"""

from pathlib import Path

from django.utils.translation import to_locale


def spoken(languages: list[tuple[str, str]], *, source: str, paths: list[Path]) -> list:
    """Those of `languages` that can be offered: the `source` they are translated from, and each
    with a compiled catalogue in one of `paths`."""
    return [
        (code, name)
        for code, name in languages
        if code == source
        or any((path / to_locale(code) / "LC_MESSAGES" / "django.mo").is_file() for path in paths)
    ]
