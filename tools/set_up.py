"""How does a fresh clone become ready to run? `python -m tools.set_up [--dev]`."""

import hashlib
import os
import subprocess
import sys
import venv
from importlib.util import find_spec
from pathlib import Path

from tools.plotly_bundle import NAME, fetch_bundle

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
RUN_FILES = ("requirements.txt", "constraints.txt")
DEV_FILES = (*RUN_FILES, "requirements-dev.txt")


def fingerprint(names: tuple[str, ...]) -> str:
    """Changes when any of the requirement files does."""
    return hashlib.sha256(b"\0".join((ROOT / name).read_bytes() for name in names)).hexdigest()


def objection() -> str:
    """Why this Python cannot make the virtual environment; empty when it can."""
    if sys.version_info < (3, 11):  # noqa: UP036 - an older Python runs this to be told so
        found = f"{sys.version_info[0]}.{sys.version_info[1]}"
        return f"Trajectory needs Python 3.11 or newer; this is Python {found}."
    if find_spec("ensurepip") is None:
        return "This Python cannot make virtual environments. Debian: apt-get install python3-venv"
    return ""


def make_virtual_environment() -> None:
    """Make .venv unless its Python is there; one whose Python has gone is made anew."""
    if not VENV_PYTHON.exists():
        print("Making the virtual environment .venv", flush=True)
        venv.create(VENV, clear=True, with_pip=True)


def install(requirements: str, stamp: Path, wanted: str) -> None:
    """Install unless the stamp says that these very requirements are in place."""
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    print(f"Installing {requirements}, once; this can take some minutes", flush=True)
    pip = [str(VENV_PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--quiet"]
    subprocess.run([*pip, "--requirement", requirements], cwd=ROOT, check=True)
    stamp.write_text(wanted)


def set_up(dev: bool) -> None:
    """Do whatever is missing; nothing, in a fraction of a second, when all is there."""
    make_virtual_environment()
    run = fingerprint(RUN_FILES)
    if dev:
        install("requirements-dev.txt", VENV / "dev.stamp", fingerprint(DEV_FILES))
        (VENV / "run.stamp").write_text(run)  # requirements-dev.txt includes requirements.txt
    else:
        install("requirements.txt", VENV / "run.stamp", run)
    fetch_bundle(ROOT / "assets" / "vendor" / NAME, VENV / "bundle.stamp", asked_for=run)


def main() -> int:
    why_not = objection()
    if why_not:
        print(why_not, file=sys.stderr)
        return 1
    try:
        set_up(dev="--dev" in sys.argv[1:])
    except subprocess.CalledProcessError as error:
        print(f"The set-up stopped: this failed: {' '.join(error.cmd)}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
