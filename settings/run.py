"""`make run` and `make test`, once the machine has what they need (`settings/machine.py`).

run        the demo nursery with every real part: web, worker, beat, mail, Postgres, Valkey
test       the same servers, apart from the demo's, and the whole test suite
bench      the same, and the measurements of bench/
anonymity  the long attack on the letterbox, in a house of its own (docs/anonymity.md)
"""

import contextlib
import fcntl
import hashlib
import http.client
import os
import shlex
import socket
import sys
import time
from pathlib import Path

from settings import embedded
from settings.database_roles import ensure_roles
from settings.supervisor import Child, Supervisor

ROOT = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("VAR_DIR") or ROOT / "var").resolve()
PORT = int(os.environ.get("PORT") or 8000)
PYTHON = sys.executable


def main() -> None:
    os.chdir(ROOT)
    commands = {
        "run": run,
        "test": test,
        "bench": bench,
        "anonymity": anonymity,
        "prepare": prepare,
    }
    try:
        sys.exit(commands[sys.argv[1]]())
    except embedded.ServerDidNotStart as error:
        sys.exit(str(error))


def say(line: str) -> None:
    print(line, flush=True)


# --- make run ------------------------------------------------------------------------------------


def run() -> int:
    """Start everything, say where it is and who can sign in, and stay until Ctrl-C."""
    VAR_DIR.mkdir(mode=0o711, parents=True, exist_ok=True)
    lock = (VAR_DIR / "run.lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return refuse(f"Footbridge is already running with its data in {VAR_DIR}.")
    supervisor = Supervisor(VAR_DIR / "run.json", say)
    supervisor.stop_left_overs()
    if port_is_taken(PORT):
        return refuse(f"Port {PORT} is taken. Choose another one: PORT={PORT + 1} make run")
    began = time.monotonic()
    try:
        environment = servers(VAR_DIR) | {"DJANGO_SETTINGS_MODULE": "settings.dev"}
        mail_port = embedded.free_port()
        if not from_outside("EMAIL_URL"):
            environment["EMAIL_URL"] = f"smtp://127.0.0.1:{mail_port}"
        failed = supervisor.finish(python("settings.run", "prepare"), as_role("owner", environment))
        for child in [] if failed else children(environment, mail_port):
            supervisor.start(child)
            # The first page needs the machine for itself; worker and beat can wait a second.
            failed = child.name == "web" and not wait_until_web_answers(supervisor)
            if failed:
                break
        if failed or supervisor.stopping.is_set():
            return 0 if supervisor.stopping.is_set() else 1
        seconds = time.monotonic() - began
        supervisor.finish([PYTHON, "manage.py", "demo", "--who"], as_role("owner", environment))
        say(f"\nFootbridge is ready after {seconds:.1f} s: {address()}")
        say(f"Data and logs are in {VAR_DIR}. Ctrl-C stops everything and keeps the data.")
        return 0 if supervisor.look_after(keep_servers) else 1
    finally:
        say("Stopping…")
        supervisor.stop()
        embedded.stop_all()
        say("Stopped.")


def children(environment: dict[str, str], mail_port: int) -> list[Child]:
    """The processes of the demo, in the order in which they start."""
    logs = VAR_DIR / "log"
    logs.mkdir(mode=0o700, exist_ok=True)
    web, worker = as_role("web", environment), as_role("worker", environment)
    celery = python("celery", "--quiet", "--app", "settings")
    quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    schedule = ["--schedule", str(VAR_DIR / "beat-schedule")]
    commands = {
        "web": (web, python("gunicorn", "--config", "settings/gunicorn.conf.py")),
        "worker": (worker, [*celery, "worker", "--concurrency", "2", "--prefetch-multiplier", "1",
                            "--loglevel", "INFO", *quiet]),
        "beat": (worker, [*celery, "beat", "--loglevel", "WARNING", *schedule]),
    }  # fmt: skip
    if not from_outside("EMAIL_URL"):
        # Keeps every mail as a file in a Maildir, where the demo's mail page reads it.
        address = ["--listen", f"127.0.0.1:{mail_port}"]
        keep = ["--class", "aiosmtpd.handlers.Mailbox", str(VAR_DIR / "mail")]
        sink = (environment, python("aiosmtpd", "--nosetuid", *address, *keep))
        commands = {"mail": sink} | commands
    for name in commands:
        log = logs / f"{name}.log"
        if log.exists():
            log.replace(logs / f"{name}.previous.log")
    return [
        Child(name, command, own, logs / f"{name}.log") for name, (own, command) in commands.items()
    ]


def keep_servers() -> None:
    """Start an embedded server again if it is gone; it comes back under the same address."""
    if not from_outside("DATABASE_URL") and embedded.postgres_process(VAR_DIR) is None:
        say("PostgreSQL stopped by itself; starting it again")
        embedded.ensure_postgres(VAR_DIR)
    if not from_outside("REDIS_URL") and embedded.valkey_process(VAR_DIR) is None:
        say("Valkey stopped by itself; starting it again")
        embedded.ensure_valkey(VAR_DIR)


# --- make test, make bench -----------------------------------------------------------------------


def test() -> int:
    """Run the whole suite on servers of its own, so that no test touches the demo's data.

    ARGS are handed to pytest: `make test ARGS="-k digest -x"`.
    """
    if os.environ.get("ARGS"):
        return on_own_servers("test", ["pytest", *shlex.split(os.environ["ARGS"])])
    # Two at a time: unit tests have a database each, journeys a whole house each, in which the
    # tests of a file follow each other. What kills things has the machine for itself.
    journeys, faults, attacks = "tests/e2e", "tests/faults", "tests/anonymity"
    return on_own_servers(
        "test",
        [
            "pytest",
            "-n",
            "2",
            "--dist=worksteal",
            *(f"--ignore={folder}" for folder in (journeys, faults, attacks)),
        ],
        ["pytest", "-n", "2", "--dist=loadfile", "--timeout=900", journeys],
        ["pytest", "--timeout=900", faults, attacks],  # a house takes a while to build
    )


def bench() -> int:
    """Run the measurements of bench/; ARGS are handed to them."""
    arguments = shlex.split(os.environ.get("ARGS", ""))
    return on_own_servers("bench", ["bench", *arguments], durable=True)


def anonymity() -> int:
    """Attack the letterbox for long (tests/anonymity/); ARGS are handed over. It brings servers of
    its own, because it steals everything that is in them."""
    own = {"VAR_DIR": str(VAR_DIR / "anonymity"), "DATABASE_URL": "", "REDIS_URL": ""}
    (VAR_DIR / "anonymity").mkdir(mode=0o711, parents=True, exist_ok=True)
    supervisor = Supervisor(VAR_DIR / "anonymity.json", say)
    arguments = shlex.split(os.environ.get("ARGS", ""))
    return supervisor.finish(python("tests.anonymity", *arguments), {**os.environ, **own})


def on_own_servers(folder: str, *commands: list[str], durable: bool = False) -> int:
    """Run Python modules one after the other with the servers of VAR_DIR/<folder>.

    Each command is a module and its arguments. All are run; the answer is the worst exit code.
    """
    supervisor = Supervisor(VAR_DIR / f"{folder}.json", say)
    try:
        own = {"DJANGO_SETTINGS_MODULE": "settings.test"}
        environment = own | servers(VAR_DIR / folder, durable=durable) | own
        return max(supervisor.finish(python(*command), environment) for command in commands)
    finally:
        embedded.stop_all()


# --- what they share -----------------------------------------------------------------------------


def servers(var_dir: Path, *, durable: bool = True) -> dict[str, str]:
    """The environment of every process, with both servers running and the roles in place.

    A server whose URL the environment names already is somebody else's and is left alone.
    """
    database = from_outside("DATABASE_URL")
    database = database or embedded.ensure_postgres(var_dir, durable=durable)
    broker = from_outside("REDIS_URL") or embedded.ensure_valkey(var_dir)
    ensure_roles(database)
    own = {"VAR_DIR": str(var_dir), "DATABASE_URL": database, "REDIS_URL": broker}
    return {**os.environ, **own, "PORT": str(PORT), "PYTHONUNBUFFERED": "1"}


def address() -> str:
    """Where the demo is found. By name: browsers make no passkeys for an IP address."""
    return f"{(from_outside('SITE_URL') or f'http://localhost:{PORT}').rstrip('/')}/"


def from_outside(name: str) -> str:
    """What the person who typed `make` said in the environment, or nothing."""
    return os.environ.get(name, "")


def as_role(role: str, environment: dict[str, str]) -> dict[str, str]:
    """The same environment for a process that signs in to the database as owner, web or worker."""
    return {**environment, "DATABASE_ROLE": role}


def python(module: str, *arguments: str) -> list[str]:
    """A command that runs a module: scripts in .venv/bin do not work from a path with a space."""
    return [PYTHON, "-m", module, *arguments]


def prepare() -> int:
    """In a process of its own: tables, static files and, once, the demo nursery."""
    import django
    from django.core.management import CommandError, call_command

    django.setup()
    try:
        call_command("migrate", verbosity=0)
    except CommandError as error:
        say(f"{error}\n\nThis data is of another state of the code (docs/decisions/0027).")
        say(f"If it is only the demo's, remove {VAR_DIR} and start again.")
        return 1
    stamp, now = VAR_DIR / "static.stamp", static_fingerprint()
    if not stamp.exists() or stamp.read_text() != now:
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(now)
    call_command("demo", "--if-empty")
    return 0


def static_fingerprint() -> str:
    """Changes when a static file, a package or the way static files are made changes."""
    sources = [*Path("static").rglob("*"), *Path("requirements").iterdir(), *Path().glob("*/*.py")]
    seen = [f"{path} {path.stat().st_mtime_ns} {path.stat().st_size}" for path in sorted(sources)]
    return hashlib.sha256("\n".join(seen).encode()).hexdigest()


def wait_until_web_answers(supervisor: Supervisor, seconds: float = 60) -> bool:
    """Whether the first page is there in time; says why not, unless the person stopped us."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and not supervisor.stopping.wait(0.1):
        if any(child.has_ended() for child in supervisor.children):
            break
        web = http.client.HTTPConnection("127.0.0.1", PORT, timeout=5)
        with contextlib.closing(web), contextlib.suppress(OSError, http.client.HTTPException):
            web.request("GET", "/health/live")
            if web.getresponse().status == 200:
                return True
    if not supervisor.stopping.is_set():
        for child in supervisor.children:
            say(f"The last words of {child.name} ({child.log}): {child.last_words()}")
        say("Footbridge did not start.")
    return False


def port_is_taken(port: int) -> bool:
    """Whether somebody listens on this port of the loopback address."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def refuse(line: str) -> int:
    """Say why nothing was started; the exit code of a refusal."""
    say(line)
    return 1


if __name__ == "__main__":
    main()
