"""Finding canaries: the words that belong to one child, home or conversation (tests/cast.py)."""

import re

CANARY = re.compile(r"kanari-[a-z-]+?-kanari")


def canaries_in(text: str) -> set[str]:
    """Every canary in a text."""
    return set(CANARY.findall(text))
