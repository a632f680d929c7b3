"""What a fresh machine needs before Footbridge can run: packages in `.venv`, and system libraries.

`make run` and `make test` come here first. Only Python's own library is used, because nothing else
is there yet; when everything is in place the work goes on in `settings/run.py`.

It is run as `python3 -I settings/machine.py COMMAND`: with -I this folder is not searched for
modules, where `celery.py` would stand in the way of the real Celery.
"""

import ctypes
import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"


def has_library(name: str) -> bool:
    """Whether the system can load this shared library."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def has_program(name: str) -> bool:
    """Whether a program of this name is on the PATH."""
    return shutil.which(name) is not None


def has_module(name: str) -> bool:
    """Whether Python came with this module; Debian packs some of them apart."""
    return importlib.util.find_spec(name) is not None


def has_font(file_name: str) -> bool:
    """Whether a font of this file name is installed for everybody."""
    return any(Path("/usr/share/fonts").rglob(file_name))


# Debian package → how to tell that what we need of it is there, and what that is.
TO_RUN = {
    "python3-venv": (has_module, "ensurepip"),
    "libpango-1.0-0": (has_library, "libpango-1.0.so.0"),
    "libpangoft2-1.0-0": (has_library, "libpangoft2-1.0.so.0"),
    "libharfbuzz-subset0": (has_library, "libharfbuzz-subset.so.0"),
    "fonts-noto-core": (has_font, "NotoSans-Regular.ttf"),
}
TO_TEST = TO_RUN | {
    "chromium": (has_program, "chromium"),
    "libimage-exiftool-perl": (has_program, "exiftool"),
    "poppler-utils": (has_program, "pdftotext"),
}


def main() -> None:
    """Prepare the machine for COMMAND (run, test, bench, anonymity), then do it; `prepare` stops
    there."""
    command = sys.argv[1]
    if sys.version_info < (3, 11):
        stop(f"Footbridge needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    os.chdir(ROOT)
    # Two commands started together take turns; the lock is on a file that is there anyway.
    with Path("requirements/base.txt").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        install_system_packages(TO_RUN if command == "run" else TO_TEST)
        install_python_packages("base" if command == "run" else "dev")
    if command != "prepare":
        sys.stdout.flush()
        os.execv(PYTHON, [str(PYTHON), "-m", "settings.run", command])


def install_system_packages(needed: dict) -> None:
    """Install what is missing with apt-get where we may; otherwise stop and name the packages."""
    missing = [package for package, (present, what) in needed.items() if not present(what)]
    if not missing:
        return
    apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]
    if os.geteuid() != 0:
        apt = ["sudo", "-n", *apt]
    may = has_program("apt-get") and (
        os.geteuid() == 0
        or (
            has_program("sudo")
            and subprocess.run(["sudo", "-n", "true"], stderr=subprocess.DEVNULL).returncode == 0
        )
    )
    if may:
        say("Installing from the system's packages: " + " ".join(missing))
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        install = [*apt, "install", "-y", "--no-install-recommends", *missing]
        for step in ([*apt, "update"], install):
            subprocess.run(step, env=quiet, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
        missing = [package for package, (present, what) in needed.items() if not present(what)]
    if missing:
        stop("Footbridge needs these system packages (Debian's names): " + " ".join(missing))


def install_python_packages(name: str) -> None:
    """Bring `.venv` to what requirements/<name>.txt says; a moment's work when it already is."""
    stamp = VENV / "installed"
    if PYTHON.exists() and stamp.exists() and fingerprint(name) in stamp.read_text():
        return
    if not PYTHON.exists():
        say("Making .venv")
        subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=True)
    say(f"Installing the packages of requirements/{name}.txt (some minutes the first time)")
    # `python -m pip` and not `pip`: a script's first line cannot hold a path with a space.
    command = [PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "-qq"]
    # The list is complete, so there is nothing to work out. Were pip to do it, it would look beyond
    # the pins for packages with extras, and refuse what it finds as soon as one has a new release.
    pinned = ["--no-deps", "--require-hashes", "--requirement", f"requirements/{name}.txt"]
    if subprocess.run([*command, *pinned]).returncode != 0:
        stop("The packages could not be installed: pip says why above.")
    # dev.txt holds everything that base.txt holds, at the same versions.
    done = ["base"] if name == "base" else ["base", "dev"]
    stamp.write_text("\n".join(map(fingerprint, done)))


def fingerprint(name: str) -> str:
    """Changes when the list of packages, the Python or the place changes."""
    pins = Path(f"requirements/{name}.txt").read_bytes()
    return hashlib.sha256(pins + sys.version.encode() + bytes(VENV)).hexdigest()


def say(line: str) -> None:
    print(line, flush=True)


def stop(line: str) -> None:
    sys.exit(line)


if __name__ == "__main__":
    main()
