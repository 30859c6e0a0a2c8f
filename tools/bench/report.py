"""What does the reader of a benchmark see?"""

import os
import platform
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from time import perf_counter

from sqlalchemy import Engine, text

from tools.bench.browser import Drawing, Rows
from tools.bench.loading import Loading
from tools.bench.packs import PACKS, Memory, PackTime
from tools.bench.rooms import Room
from tools.bench.server_time import ServerTime
from tools.bench.users import USERS, Waits


def say(line: str) -> None:
    print(line, flush=True)


def machine() -> None:
    say(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}")


def heading(title: str) -> None:
    say(f"\n{title}\n{'-' * len(title)}")


@contextmanager
def timed(what: str) -> Iterator[None]:
    started = perf_counter()
    yield
    say(f"{what} in {perf_counter() - started:.0f} s")


def size(engine: Engine, observations: int) -> None:
    query = (
        "SELECT pg_database_size(current_database())"
        if engine.dialect.name == "postgresql"
        else "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
    )
    with engine.connect() as connection:
        size_in_bytes = int(connection.execute(text(query)).scalar_one())
    each = size_in_bytes / 1e6 / (observations / 1e6)
    say(f"{observations:,} observations and as many plans: {each:.0f} MB a million observations")


def server_times(found: Sequence[ServerTime]) -> None:
    say("one change of commissioner, server time      product   lean    raw   x lean  x raw    kB")
    for each in found:
        times = each.milliseconds
        say(
            f"  {each.page:<12}{each.state:<30}{times['product']:6.1f} {times['lean']:6.1f} "
            f"{times['raw']:6.1f} {each.ratio('lean'):7.1f} {each.ratio('raw'):6.1f} "
            f"{each.kilobytes['product']:5.1f}"
        )


def waits(found: Waits) -> None:
    say(
        f"{USERS} users: {found.changes_a_second:.0f} changes a second, median "
        f"{found.median:.0f} ms, p95 {found.p95:.0f} ms, {found.errors} errors"
    )


def memory(megabytes: Sequence[float]) -> None:
    said = " + ".join(f"{each:.0f}" for each in megabytes)
    say(f"memory after them, by process: {said} MB")


def growth(found: tuple[float, float]) -> None:
    before, after = found
    say(f"memory before and after 500 changes: {before:.0f} MB, {after:.0f} MB")


def drawings(found: dict[str, Drawing]) -> None:
    product, floor = found["product"], found["floor"]
    say(
        f"first load to drawn: {product.first:.0f} ms, floor {floor.first:.0f} ms "
        f"({product.first / floor.first:.1f}x); {product.first_megabytes:.2f} MB compressed"
    )
    say(
        f"change to drawn: {product.change:.0f} ms, floor {floor.change:.0f} ms "
        f"({product.change / floor.change:.1f}x)"
    )


def rows(found: Rows) -> None:
    say(
        f"summary of 40 drawn after a change: {found.change:.0f} ms, as static HTML "
        f"{found.static:.0f} ms ({found.change / found.static:.1f}x)"
    )


def loadings(found: Sequence[Loading]) -> None:
    say("RTT full extract       rows   stored   load  reading + writing      x      MB")
    for each in found:
        say(
            f"  {each.rows:>24,} {each.stored:>8,} {each.load:5.1f} s {each.reading:8.1f} "
            f"+ {each.writing:.1f} s {each.ratio:8.1f} {each.megabytes:7.0f}"
        )


def room(found: Room, beside: str) -> None:
    say(
        f"{found.name}: {found.milliseconds:.0f} ms of server time, {found.kilobytes:.1f} kB; raw "
        f"SQL and JSON {found.floor:.1f} ms ({found.milliseconds / found.floor:.0f}x), {beside} "
        f"{found.beside:.1f} ms ({found.milliseconds / found.beside:.1f}x)"
    )


def packs(found: Sequence[PackTime]) -> None:
    say("board pack of 40      made  by hand      x  most MB      kB")
    for each in found:
        say(
            f"  {each.kind:<16}{each.seconds:6.1f} s {each.floor:6.1f} s "
            f"{each.seconds / each.floor:6.1f} {each.megabytes:8.0f} {each.kilobytes:7.0f}"
        )


def pack_memory(found: Memory) -> None:
    say(
        f"memory of the pages' processes before, during and after {PACKS} packs: "
        f"{found.before:.0f}, {found.most:.0f} and {found.after:.0f} MB; all made in "
        f"{found.seconds:.0f} s"
    )
