"""Keeps a handful of processes running together, and stops them in order.

For `make run` on one machine. In production the container platform does this.
"""

import contextlib
import json
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import psutil

RESTARTS, WITHIN_SECONDS = 5, 60
PATIENCE_SECONDS = 20  # for a child that was asked to stop; jobs are safe in Postgres either way


@dataclass
class Child:
    """One process: a name for people, its command and environment, and where its output goes."""

    name: str
    command: list[str]
    environment: dict[str, str]
    log: Path
    process: subprocess.Popen | None = None
    ended_at: list[float] = field(default_factory=list)

    def start(self) -> None:
        """Start it in a process group of its own, so that Ctrl-C reaches only the supervisor."""
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                self.command,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def has_ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def may_start_again(self) -> bool:
        """False when it has ended too often lately to hope that one more start will do."""
        now = time.monotonic()
        self.ended_at = [then for then in self.ended_at if now - then < WITHIN_SECONDS] + [now]
        return len(self.ended_at) <= RESTARTS

    def last_words(self) -> str:
        """The last line it wrote."""
        return (self.log.read_text(errors="replace").strip().splitlines() or [""])[-1]

    def stop(self) -> None:
        """Ask it to stop, wait, and end whatever is left of its group."""
        if self.process is None:
            return
        self.process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(PATIENCE_SECONDS)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class Supervisor:
    """Starts children in the order they are given and stops them in the opposite order."""

    def __init__(self, notes: Path, say: Callable[[str], None]) -> None:
        """`notes` is a file that remembers the children, for the start after a power cut."""
        self.children: list[Child] = []
        self.notes = notes
        self.say = say
        self.stopping = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: self.stopping.set())

    def start(self, child: Child) -> None:
        """Start a child and look after it from now on."""
        child.start()
        self.children.append(child)
        self._remember()

    def finish(self, command: list[str], environment: dict[str, str]) -> int:
        """Run a command to its end and return its exit code; a stop signal ends it early."""
        process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL)
        while process.poll() is None:
            if self.stopping.wait(0.05):
                process.terminate()
                process.wait()
        return process.returncode

    def look_after(self, also: Callable[[], None]) -> bool:
        """Restart what ends, until a stop signal. False if a child could not be kept running.

        `also` is called about once a second, for what else needs looking after.
        """
        while not self.stopping.wait(1):
            also()
            for child in self.children:
                if not child.has_ended():
                    continue
                if not child.may_start_again():
                    self.say(f"The {child.name} keeps stopping. {child.last_words()} ({child.log})")
                    return False
                self.say(f"The {child.name} stopped by itself; starting it again ({child.log})")
                child.start()
                self._remember()
        return True

    def stop(self) -> None:
        """Stop the children, the last one first."""
        for child in reversed(self.children):
            child.stop()
        self.notes.unlink(missing_ok=True)

    def stop_left_overs(self) -> None:
        """End the children of an earlier supervisor that was killed before it could stop them."""
        for pid, started in json.loads(self.notes.read_text()) if self.notes.exists() else []:
            try:
                process = psutil.Process(pid)
                # A process number is used again; number and starting time together are not.
                if process.create_time() == started:
                    os.killpg(pid, signal.SIGKILL)
            except (psutil.NoSuchProcess, ProcessLookupError, PermissionError):
                continue

    def _remember(self) -> None:
        pids = [child.process.pid for child in self.children if child.process]
        known = [(pid, psutil.Process(pid).create_time()) for pid in pids if psutil.pid_exists(pid)]
        self.notes.write_text(json.dumps(known))
