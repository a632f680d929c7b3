"""Included by a worker: its disk takes PDFs in small bites, so that it can be killed within one.

A file that is written to the disk in one go is whole a moment later, and a test that kills at
random would hardly ever look at the moment between.
"""

import io
import time
from pathlib import Path
from typing import Any

BITE = 2048
BITE_SECONDS = 0.03

_open = Path.open


class SlowFile(io.FileIO):
    """Writes two kilobytes at a time, each at once in the file."""

    def write(self, content: Any) -> int:
        rest = memoryview(content)
        while rest:
            rest = rest[super().write(rest[:BITE]) or 0 :]
            time.sleep(BITE_SECONDS)
        return len(content)


def _slow_open(path: Path, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
    if "reports" in path.parts and mode in ("xb", "wb"):
        return SlowFile(path, mode)
    return _open(path, mode, *args, **kwargs)


Path.open = _slow_open
