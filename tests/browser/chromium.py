"""Where is the Chromium that the journeys need, and how does it get here?

`python -m tests.browser.chromium` prints its path; it installs Debian's where it may.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

VARIABLE = "TRAJECTORY_CHROMIUM"
COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MACOS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
WINDOWS_ROOTS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
WINDOWS = (
    "Chromium/Application/chrome.exe",
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)
# The font has Arial's widths, so pages are as wide as where Arial itself is installed.
DEBIAN_PACKAGES = ("chromium", "fonts-liberation")
MISSING = (
    "The browser tests need Chromium, and none was found. Debian: apt-get install "
    f"{' '.join(DEBIAN_PACKAGES)}. Elsewhere: install Chromium or Chrome, or name it with "
    f"{VARIABLE}=/path/to/chromium."
)


def candidates() -> Iterator[str]:
    """Paths where a Chromium may be, the likeliest first."""
    yield from (found for found in map(shutil.which, COMMANDS) if found)
    yield from MACOS
    for root in filter(None, map(os.environ.get, WINDOWS_ROOTS)):
        yield from (str(Path(root, place)) for place in WINDOWS)


def find_chromium() -> str | None:
    """The Chromium that the variable names, else the first of the usual ones."""
    named = os.environ.get(VARIABLE)
    return next(
        (path for path in ([named] if named else candidates()) if Path(path).is_file()), None
    )


def as_root() -> list[str] | None:
    """What makes a command run as root without asking; None where nothing does."""
    if not hasattr(os, "geteuid") or os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True).returncode == 0:
        return [sudo, "-n"]
    return None


def install_chromium() -> None:
    """Install Debian's Chromium where apt-get is and may be used."""
    prefix = as_root()
    if shutil.which("apt-get") is None or prefix is None:
        return
    print("Installing Chromium, once:", *DEBIAN_PACKAGES, flush=True)
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet", "--yes"]
    subprocess.run([*apt, "update"], check=False)  # a stale list may still do
    subprocess.run([*apt, "install", "--no-install-recommends", *DEBIAN_PACKAGES], check=False)


def main() -> int:
    if find_chromium() is None and not os.environ.get(VARIABLE):
        install_chromium()
    found = find_chromium()
    named = os.environ.get(VARIABLE)
    missing = f"{VARIABLE} names {named}, and there is no such file." if named else MISSING
    print(found or missing, file=sys.stdout if found else sys.stderr)
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
