"""Where does the small plotly.js bundle come from? From npm, where npm is installed."""

import hashlib
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

# The version that the plotly package of constraints.txt ships (a test compares them), and the
# file's checksum as it was reviewed.
VERSION = "4.1.1"
SHA256 = "99784e3abfb07b142a15e521a439e6d9addceadb3f79553fd24c72774f0649ba"
PACKAGE = f"plotly.js-basic-dist-min@{VERSION}"
NAME = "plotly-basic.min.js"
FALLBACK = "the full bundle that Dash ships is used instead (slower first page)."


class NoBundle(Exception):
    """Why the small bundle cannot be had; nothing depends on it."""


def checksum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def packed_bundle(folder: Path) -> bytes:
    """The bundle's content, taken from its npm package. Raises NoBundle."""
    npm = shutil.which("npm")
    if npm is None:
        raise NoBundle("npm is not installed")
    command = [npm, "pack", PACKAGE, "--silent", "--fetch-retries=1", "--fetch-timeout=30000"]
    try:
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=120)
    except (subprocess.SubprocessError, OSError) as error:
        raise NoBundle(f"npm could not fetch {PACKAGE}") from error
    with tarfile.open(next(folder.glob("*.tgz"))) as archive:
        member = archive.extractfile(f"package/{NAME}")
        content = member.read() if member else b""
    if checksum(content) != SHA256:
        raise NoBundle(f"{PACKAGE} is not the file that was reviewed")
    return content


def fetch_bundle(bundle: Path, stamp: Path, asked_for: str) -> None:
    """Put the bundle in its place, or say in one line why not.

    asked_for: what the requirements are. The stamp remembers for which of them a fetch failed, so
    that it is tried again only when they change.
    """
    if bundle.is_file() and checksum(bundle.read_bytes()) == SHA256:
        return
    if stamp.is_file() and stamp.read_text() == asked_for:
        return
    bundle.unlink(missing_ok=True)  # one of another version is worse than none
    try:
        with tempfile.TemporaryDirectory() as folder:
            content = packed_bundle(Path(folder))
    except NoBundle as reason:
        print(f"Small plotly.js bundle: {reason}; {FALLBACK}", flush=True)
        stamp.write_text(asked_for)
    else:
        bundle.parent.mkdir(parents=True, exist_ok=True)
        bundle.write_bytes(content)
