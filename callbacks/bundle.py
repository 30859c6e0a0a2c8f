"""What does a browser fetch before it shows anything? One style sheet, two scripts, and Dash's own
components.

Dash links every file by itself and compresses each at every visit: some thirty requests before
the first is answered that has a figure in it.
"""

import gzip
import re
import sys
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any

import brotli
from dash import Dash
from flask import Response, abort, request

from callbacks.navigation import page_name

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

ADDRESS = "/bundle/"
_SUFFIXES = {"css": "css", "javascript": "js"}
_LINKED = re.compile(r'(?:src|href)="([^"]+)"')
# They look for their parts beside their own address, and stay where they are; Dash makes sure that
# its renderer is linked.
_BY_THEMSELVES = ("/dash/dash-renderer/", "/dash/dcc/dash_core_components.", "/dash/dash_table/")
# The parts that nearly every page needs, which Dash would ask for when the first is shown.
_PARTS = ("async-dropdown.js", "async-graph.js")
_COMPONENTS = "_dash-component-suites/dash/dcc/"
# Half of all that is fetched: the browser makes it ready beside the rest.
_CHARTS = "/assets/vendor/"
# Every browser that Dash's renderer runs in (it takes one of 2019) has by itself all that is in it
# but one thing, which dash-bootstrap-components brings along, too.
_POLYFILL = "/deps/polyfill@"
_POLYFILL_GIVES = "window.regeneratorRuntime"
# The browser unpacks the first in a quarter of the time of the second.
_ENCODINGS = ("zstd", "br", "gzip")
_EARLY = "early.js"  # stands in the page itself
_IGNORED = f"^{re.escape(_EARLY)}$"


class Bundle:
    """The files that Dash links, as one: fetched from the application itself, compressed once."""

    def __init__(self, app: Dash, kind: str, between: bytes) -> None:
        self._app, self._kind, self._between = app, kind, between
        self._bodies: dict[str, bytes] = {}
        self._lock = Lock()
        self._sources: tuple[str, ...] = ()
        self.name = ""

    def holding(self, sources: Sequence[str]) -> str:
        """The address of the files together; made when they are first asked for."""
        with self._lock:
            if self._sources != tuple(sources):
                self._make(tuple(sources))
        return f"{self._app.config.requests_pathname_prefix}{ADDRESS[1:]}{self.name}"

    def answer(self) -> Response:
        """Compressed in the way that the browser likes best."""
        accepted = request.accept_encodings
        encoding = next((each for each in _ENCODINGS if accepted[each]), "identity")
        body = self._bodies["gzip" if encoding == "identity" else encoding]
        mimetype = f"text/{self._kind}"
        if encoding == "identity":
            return Response(gzip.decompress(body), mimetype=mimetype)
        return Response(body, mimetype=mimetype, headers={"Content-Encoding": encoding})

    def _make(self, sources: tuple[str, ...]) -> None:
        whole = self._between.join(self._content(each) for each in sources)
        self.name = f"{sha256(whole).hexdigest()[:16]}.{_SUFFIXES[self._kind]}"
        self._bodies = {
            "zstd": zstd.compress(whole, 9),
            "br": brotli.compress(whole, quality=5),
            "gzip": gzip.compress(whole, 6),
        }
        self._sources = sources

    def _content(self, source: str) -> bytes:
        with self._app.server.test_client().get(source) as answer:
            if answer.status_code != 200:
                raise RuntimeError(f"Dash has no file at {source}")
            return bytes(answer.get_data())


class BundlingDash(Dash):
    """Dash, whose page links its files together."""

    def __init__(self, name: str, **settings: Any) -> None:  # noqa: ANN401 - as Dash has them
        super().__init__(name, assets_ignore=_IGNORED, **settings)
        self._styles = Bundle(self, "css", b"\n")
        self._charts = Bundle(self, "javascript", b"\n;\n")
        self._scripts = Bundle(self, "javascript", b"\n;\n")
        self._early = (Path(self.config.assets_folder) / _EARLY).read_text("utf-8")
        self.server.add_url_rule(f"{ADDRESS}<name>", view_func=self._bundled)

    def interpolate_index(self, **parts: str) -> str:  # type: ignore[override]
        """As Dash documents: its parts of the page are put together here."""
        base = self.config.requests_pathname_prefix
        linked = _LINKED.findall(parts["scripts"])
        apart = [each for each in linked if any(path in each for path in _BY_THEMSELVES)]
        charts = [each for each in linked if _CHARTS in each]
        old = [each for each in linked if _POLYFILL in each]
        rest = [each for each in linked if each not in (*apart, *charts, *old)]
        together = self._scripts.holding(
            [*rest, *(f"{base}{_COMPONENTS}{each}" for each in _PARTS)]
        )
        sheet = self._styles.holding(_LINKED.findall(parts["css"]))
        # Nothing where the small bundle is not there: Dash fetches its own when it draws.
        drawing = self._charts.holding(charts) if charts else ""
        parts["css"] = "\n".join(
            [
                # A script behind a style sheet waits for it.
                f'<script data-base="{base}" data-charts="{drawing}">{self._early}</script>',
                f'<link rel="stylesheet" href="{sheet}">',
            ]
        )
        scripts = [_script(each) for each in (together, *apart)]
        parts["scripts"] = "\n".join([scripts[0], *map(_where_needed, old), *scripts[1:]])
        written: str = super().interpolate_index(**parts)  # type: ignore[no-untyped-call]
        # As assets/choosing.js has it from then on; later, all would be laid out a second time.
        return written.replace("<body>", f'<body class="at-{page_name(request.path)}">', 1)

    def _bundled(self, name: str) -> Response:
        for each in (self._styles, self._charts, self._scripts):
            if each.name == name:
                return each.answer()
        return abort(404)


def _script(address: str) -> str:
    return f'<script src="{address}"></script>'


def _where_needed(address: str) -> str:
    written = _script(address).replace("/script", "\\/script")
    return f"<script>{_POLYFILL_GIVES} || document.write('{written}');</script>"
