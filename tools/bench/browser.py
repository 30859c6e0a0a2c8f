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

FIRST_LOADS, CHANGES, SETTLING = 15, 40, 5
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
    change: float
    first_megabytes: float


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
    """The product's trend page and the floor's page with the same figure."""
    found = {}
    for name, command, way in (
        ("product", ["app.py"], _PRODUCT),
        ("floor", ["-m", "tools.bench.floor"], _FLOOR),
    ):
        with running(command, free_port(), url) as site, _chromium() as page:
            found[name] = _drawing(site, page, way)
    return found


@contextmanager
def _chromium() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(_ARGUMENTS))
        yield browser.new_page(viewport={"width": 1366, "height": 768})
        browser.close()


def _drawing(site: Site, page: Page, way: _Way) -> Drawing:
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    codes = some_commissioners(CHANGES + SETTLING, 3)
    firsts = [_first(site, page, network, way, code) for code in codes[:FIRST_LOADS]]
    # What the first load still asked for would undo a change made at once.
    page.wait_for_load_state("networkidle")
    changes = [page.evaluate(_DRAWN, [way.change, code, way.drawn]) for code in codes]
    return Drawing(
        median(each for each, _ in firsts),
        median(changes[SETTLING:]),
        max(size for _, size in firsts) / 1e6,
    )


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
