"""How long until a chart is drawn in Chromium, first and after a change, and how much is sent?"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median

from playwright.sync_api import CDPSession, Page, sync_playwright

from tests.browser.chromium import find_chromium
from tests.browser.server import free_port
from tools.bench.changes import INDICATOR
from tools.bench.national import some_commissioners
from tools.bench.serving import Site, running
from tools.bench.static import static_pages

FIRST_LOADS, UNCOUNTED, CHANGES, SETTLING = 20, 2, 40, 5
_PATIENCE = 30_000.0
_ARGUMENTS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
# Resolves two frames after the chart of the organisation asked for was painted.
_DRAWN = """([start, code, find]) => new Promise((resolve, reject) => {
  const began = performance.now();
  const drawn = new Function("code", "return " + find);
  new Function("code", start)(code);
  (function look() {
    if (drawn(code)) {
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - began)));
    } else if (performance.now() - began > 30000) {
      reject(new Error(code + " was not drawn"));
    } else { requestAnimationFrame(look); }
  })();
})"""


_PAINTED = """() => new Promise(resolve => requestAnimationFrame(() =>
  requestAnimationFrame(() => resolve(performance.now()))))"""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Medians in milliseconds; megabytes over the network on a first load, as compressed."""

    first: float
    first_megabytes: float
    change: float


@dataclass(frozen=True, slots=True)
class _Way:
    """How one application is opened and changed, in script."""

    path: str
    change: str
    drawn: str


_PRODUCT = _Way(
    f"/trend?organisation={{code}}&indicator={INDICATOR}",
    "dash_clientside.set_props('organisation', {value: code})",
    "(document.querySelector('#trend-heading') || {innerText: ''}).innerText.includes(code)"
    " && document.querySelector('#trend .main-svg') && document.querySelector('#trend')"
    ".querySelector('.js-plotly-plot') && document.querySelector('#trend .js-plotly-plot')"
    ".layout && !document.querySelector('#trend[data-dash-is-loading]')",
)
_FLOOR = _Way("/?organisation={code}", "change(code)", "window.drawn === code")


_SUMMARY = _Way(
    "/?organisation={code}",
    "dash_clientside.set_props('organisation', {value: code})",
    "document.querySelector('#summary-table a[href*=\"organisation=' + code + '\"]')",
)
_STATIC = "/{code}"


@dataclass(frozen=True, slots=True)
class Rows:
    """Medians in milliseconds: a change of the summary, and a static page of the same rows."""

    change: float
    static: float


def summary_rows(url: str) -> Rows:
    """Forty rows drawn after a change, and the same rows as a page that somebody wrote by hand."""
    codes = some_commissioners(CHANGES + SETTLING, 3)
    with running(["app.py"], free_port(), url) as site, _chromium() as page:
        page.goto(site.address + _SUMMARY.path.format(code=codes[0]))
        page.wait_for_function(f"code => Boolean({_SUMMARY.drawn})", arg=codes[0])
        page.wait_for_load_state("networkidle")
        way = [_SUMMARY.change, _SUMMARY.drawn]
        changes = [page.evaluate(_DRAWN, [way[0], code, way[1]]) for code in codes[1:]]
        written = {}
        for code in codes[-SETTLING:]:
            page.evaluate(_DRAWN, [way[0], code, way[1]])
            written[code] = page.inner_html("#summary-table")
    command = ["-m", "tools.bench.static"]
    with (
        static_pages(written) as folder,
        running([*command, folder], free_port(), url) as site,
        _chromium() as page,
    ):
        times = [_static(page, site, code) for _ in range(8) for code in written]
    return Rows(median(changes[SETTLING:]), median(times[SETTLING:]))


def _static(page: Page, site: Site, code: str) -> float:
    page.goto(site.address + _STATIC.format(code=code))
    return float(page.evaluate(_PAINTED))


def drawings(url: str) -> dict[str, Drawing]:
    """The product's trend page and the floor's page with the same figure.

    First loads in turns and in one browser: how fast a machine is changes from minute to minute.
    """
    with (
        running(["app.py"], free_port(), url) as product,
        running(["-m", "tools.bench.floor"], free_port(), url) as floor,
    ):
        sites = {"product": (product, _PRODUCT), "floor": (floor, _FLOOR)}
        with _chromium() as page:
            firsts = _firsts(page, sites)
        found = {}
        for name, (site, way) in sites.items():
            with _chromium() as page:
                found[name] = Drawing(*firsts[name], _change(page, site, way))
    return found


@contextmanager
def _chromium() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(_ARGUMENTS))
        yield browser.new_page(viewport={"width": 1366, "height": 768})
        browser.close()


def _firsts(page: Page, sites: dict[str, tuple[Site, _Way]]) -> dict[str, tuple[float, float]]:
    """By name: the median time until drawn, and the most that was fetched, in megabytes."""
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    codes = some_commissioners(FIRST_LOADS + UNCOUNTED, 3)
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in sites}
    for code in codes:
        for name, (site, way) in sites.items():
            found[name].append(_first(site, page, network, way, code))
    return {
        name: (
            median(each for each, _ in loads[UNCOUNTED:]),
            max(size for _, size in loads) / 1e6,
        )
        for name, loads in found.items()
    }


def _change(page: Page, site: Site, way: _Way) -> float:
    codes = some_commissioners(CHANGES + SETTLING, 3)
    page.goto(site.address + way.path.format(code=codes[-1]))
    # What the first load still asks for would undo a change made at once.
    page.wait_for_load_state("networkidle")
    changes = [page.evaluate(_DRAWN, [way.change, code, way.drawn]) for code in codes]
    return float(median(changes[SETTLING:]))


def _first(
    site: Site, page: Page, network: CDPSession, way: _Way, code: str
) -> tuple[float, float]:
    """Milliseconds from the address to the drawn chart, nothing in the cache; bytes received."""
    received: list[float] = []
    network.send("Network.clearBrowserCache")
    network.on("Network.loadingFinished", lambda e: received.append(e["encodedDataLength"]))
    page.goto("about:blank")
    page.goto(site.address + way.path.format(code=code), wait_until="commit")
    drawn = f"code => Boolean({way.drawn})"
    page.wait_for_function(drawn, arg=code, polling="raf", timeout=_PATIENCE)
    return float(page.evaluate("performance.now()")), sum(received)
