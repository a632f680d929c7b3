"""A program of ours that looks at a stranger's file, in a process of its own.

The program limits itself (`photo_decoder.py`, `sound_decoder.py`); here it is started, heard out
and ended in any case. Nothing it says is believed without a look: that is for the caller.
"""

import contextlib
import json
import logging
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import IO, Any

logger = logging.getLogger(__name__)


class CannotRun(RuntimeError):
    """The program did not start: a fault of this installation, not of a file."""


class Ended(Exception):
    """It did not come to its end. `reason` is what the file was to it: "too_slow", "too_heavy",
    "damaged"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class TookTooLong(Exception):
    """It was ended, because its time was over."""


class SaidTooMuch(Exception):
    """It was ended, because no honest answer is that long."""


def run_apart(
    program: str,
    arguments: Sequence[str],
    file: IO[bytes],
    *,
    most_bytes: int,
    most_seconds: float,
) -> tuple[bytes, int]:
    """Start `program` (a path) with `file` as its input; returns what it said and its exit code.

    It starts without site packages (faster, and no stray `.pth` file runs in it), so it has to be
    told where they are.
    """
    try:
        child = subprocess.Popen(
            [sys.executable, "-I", "-S", program, *arguments],
            stdin=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd="/",
            # One heap: every further one would count against the memory limit.
            env={"LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "1"},
            close_fds=True,
            start_new_session=True,
        )
    except OSError as error:
        raise CannotRun("it did not start") from error
    if child.stdout is None:
        raise CannotRun("it has no way to answer")
    deadline = time.monotonic() + most_seconds
    output = bytearray()
    try:
        with selectors.DefaultSelector() as selector:
            selector.register(child.stdout, selectors.EVENT_READ)
            while True:
                remaining = deadline - time.monotonic()
                if remaining <= 0 or not selector.select(remaining):
                    raise TookTooLong
                chunk = os.read(child.stdout.fileno(), 1 << 20)
                if not chunk:
                    break
                output += chunk
                if len(output) > most_bytes:
                    raise SaidTooMuch
        try:
            code = child.wait(timeout=max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            raise TookTooLong from None
    finally:
        child.stdout.close()
        if child.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()
    return bytes(output), code


def hear(output: bytes, code: int, *, what: str) -> tuple[dict[str, Any], bytes]:
    """What the program said: its first line, as a dictionary, and the rest, of which nothing is
    known yet. `what` it is, for the log. Raises `Ended`, or `CannotRun` for a program that failed
    by itself."""
    if code == -signal.SIGXCPU:
        raise Ended("too_slow")
    if code < 0:
        # Killed: by the memory limit, by the system, or by a fault in a decoder.
        logger.warning("%s ended by signal %s", what, -code)
        raise Ended("too_heavy" if code in (-signal.SIGKILL, -signal.SIGABRT) else "damaged")
    line, _newline, rest = output.partition(b"\n")
    try:
        answer = json.loads(line)
    except ValueError:
        answer = {}
    if code != 0 or not isinstance(answer, dict):
        raise CannotRun(f"{what} cannot run ({code}): {answer or 'no answer'}")
    return answer, rest
