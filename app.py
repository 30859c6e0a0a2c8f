"""Join the parts: settings, database, store, pages. `python app.py` serves."""

import gc
import socket
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import waitress
from dash import Dash
from flask import Flask, Response, request
from sqlalchemy import Engine

from callbacks import register_callbacks
from callbacks.bundle import ADDRESS, BundlingDash
from callbacks.errors import show_error
from callbacks.opening import opened
from dashboard.errors import AddressUnusable, DashboardError
from dashboard.indicators.registry import GROUPS, IndicatorRegistry, load_indicators
from dashboard.organisations import LEVEL_NAMES, Level, Organisation
from dashboard.settings import Settings, read_settings
from data_access.database import open_engine, prepare
from data_access.opening import data_of, jobs_of
from data_access.sample.load import load_sample, sample_wanted
from data_access.sql_store import SqlStore
from layouts.components.controls import Option
from layouts.shell import shell

ROOT = Path(__file__).parent
WAITING = 2048  # connections that wait at the address until a process has a thread free


def create_app(settings: Settings, engine: Engine | None = None) -> Dash:
    """The whole application over a database that is up to date."""
    engine = engine or open_engine(settings.database_url, settings.threads)
    store, indicators = SqlStore(engine), load_indicators(settings.indicators)
    app = BundlingDash(
        __name__,
        title="Trajectory",
        update_title="",
        assets_folder=str(ROOT / "assets"),
        compress=True,
        on_error=show_error,
        suppress_callback_exceptions=True,  # pages come and go with the address
        meta_tags=[{"name": "viewport", "content": "width=device-width, initial-scale=1"}],
    )
    app.index_string = app.index_string.replace("<html>", '<html lang="en-GB">')
    data = data_of(settings, engine, store, indicators, jobs_of(settings, store))
    app.layout = lambda: opened(
        data(), shell(_organisations(store, settings.as_at), _indicators(indicators))
    )
    register_callbacks(app, data)
    _pin(app.server, store)
    app.server.after_request(_keep_fingerprinted)
    return app


def create_server() -> Flask:
    """For a WSGI server of one's own: `gunicorn "app:create_server()"`."""
    settings = read_settings()
    engine = open_engine(settings.database_url, settings.threads)
    fill(settings, engine)
    server: Flask = create_app(settings, engine).server
    return server


def fill(settings: Settings, engine: Engine) -> None:
    """Bring the database up to date; an empty one gets the sample unless the site declines."""
    prepare(engine)
    if settings.sample and sample_wanted(engine):
        load_sample(engine, load_indicators(settings.indicators))


def _pin(server: Flask, store: SqlStore) -> None:
    """One data version answers one request, however many reads it makes."""
    server.before_request(store.pin)
    server.teardown_request(lambda _: store.unpin())


def _keep_fingerprinted(answer: Response) -> Response:
    """A file whose address changes with its content need never be asked for again."""
    asset = request.path.startswith("/assets/") and "m" in request.args
    if answer.status_code < 400 and (asset or request.path.startswith(ADDRESS)):
        answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer


def _organisations(store: SqlStore, as_at: date | None) -> list[Option]:
    """Found by code and by part of a name: both stand in the label.

    Among providers the trusts come first: there are four independent ones to each of them.
    """
    levels = list(LEVEL_NAMES)

    def place(each: Organisation) -> tuple[int, bool, str]:
        independent = each.level is Level.TRUST and "trust" not in each.name.casefold()
        return levels.index(each.level), independent, each.name

    there = sorted(store.organisations_with_figures(as_at), key=place)
    spelt = store.other_names()
    return [Option(each.code, each.choice, _search(each, spelt)) for each in there]


def _search(organisation: Organisation, spelt: Mapping[str, tuple[str, ...]]) -> str:
    """What a commissioner is found by beside what is seen: the name it had as a CCG, too."""
    others = spelt.get(organisation.code, ()) if organisation.level is Level.CCG else ()
    return " ".join([organisation.choice, *others]) if others else ""


def _indicators(indicators: IndicatorRegistry) -> list[Option]:
    return [
        Option(
            each.id,
            each.short_name,
            f"{each.short_name} {each.name} {GROUPS[each.group]} {each.plan_code}",
        )
        for each in indicators.values()
    ]


def main() -> int:
    """Serve until stopped. What stands in the way is said plainly and ends with status 1."""
    try:
        settings = read_settings()
        engine = open_engine(settings.database_url, settings.threads)
        fill(settings, engine)
        engine.dispose()
        held = hold(settings)
    except DashboardError as error:
        sys.stderr.write(f"{error} {error.remedy}".rstrip() + "\n")
        return 1
    sys.stdout.write(f"Trajectory is at http://{settings.host}:{settings.port}\n")
    sys.stdout.flush()
    serve(settings, held)
    return 0


def serve(settings: Settings, held: socket.socket) -> None:
    """Answer on a held address until stopped, in as many processes as the settings say.

    Python computes in one thread at a time, so a second process is a second core; Windows, which
    cannot share an address between processes, has one.
    """
    if settings.workers > 1 and sys.platform != "win32":
        from callbacks.processes import Processes  # what it stands on is not there on Windows

        Processes(settings, held, lambda: settled(create_app(settings).server)).run()
    else:
        server = settled(create_app(settings).server)
        waitress.create_server(server, sockets=[held], threads=settings.threads).run()


def settled(server: Flask) -> Flask:
    """What the program is made of stays as long as it runs, and so do the answers it keeps: to look
    through all of it for rubbish after every few hundred new objects slows every page."""
    # Dash knows its scripts only once it has answered with a page, and another process may have.
    server.test_client().get("/")
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    return server


def hold(settings: Settings) -> socket.socket:
    """A socket that holds the address. Raises AddressUnusable when it cannot have it."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host, settings.port), family=family, backlog=WAITING)
    except OSError as error:
        reason = (error.strerror or str(error)).partition(" (")[0]
        raise AddressUnusable(settings.host, settings.port, reason) from error


if __name__ == "__main__":
    sys.exit(main())
