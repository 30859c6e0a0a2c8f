"""The floor: a static page, hand-written script, raw SQL and JSON, and nothing else.

`python -m tools.bench.floor` serves it at TRAJECTORY_PORT over TRAJECTORY_DATABASE_URL.
"""

from pathlib import Path

import orjson
import plotly
import waitress
from flask import Flask, Response, send_file
from flask_compress import Compress

from dashboard.settings import read_settings
from tests.browser.server import ROOT
from tools.bench.changes import INDICATOR
from tools.bench.lean import table, trend_figure
from tools.bench.reads import Reads
from tools.plotly_bundle import NAME

_LAYOUT = {
    "height": 420, "showlegend": False, "margin": {"l": 56, "r": 150, "t": 24, "b": 56},
    "hovermode": "x unified", "xaxis": {"showgrid": False, "type": "date"},
    "yaxis": {"gridcolor": "#E8EDEE", "ticksuffix": "%"},
}  # fmt: skip
_PAGE = """<!doctype html><html lang="en"><title>Floor</title>
<script src="/plotly.js"></script><div id="chart"></div><div id="table"></div>
<script>
async function change(code) {
  const answer = await (await fetch("/figure/" + code)).json();
  document.getElementById("table").innerHTML = answer.table;
  await Plotly.react("chart", answer.figure.data, answer.figure.layout, {displayModeBar: false});
  window.drawn = code;
}
change(new URLSearchParams(location.search).get("organisation"));
</script></html>"""


def _bundle() -> Path:
    """The small bundle where the set-up could fetch it, else the full one."""
    small = ROOT / "assets" / "vendor" / NAME
    return (
        small if small.exists() else Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    )


def create_floor(reads: Reads) -> Flask:
    server = Flask(__name__)
    Compress(server)

    @server.get("/healthz")
    def health() -> str:
        return "ok"

    @server.get("/")
    def page() -> str:
        return _PAGE

    @server.get("/plotly.js")
    def plotly() -> Response:
        return send_file(_bundle(), mimetype="text/javascript")

    @server.get("/figure/<organisation>")
    def figure(organisation: str) -> Response:
        actual, plan = reads.trend(organisation, INDICATOR)
        content = {"figure": trend_figure(actual, plan, _LAYOUT), "table": table(actual, plan)}
        return Response(orjson.dumps(content), mimetype="application/json")

    return server


if __name__ == "__main__":
    settings = read_settings()
    waitress.serve(create_floor(Reads(settings.database_url)), port=settings.port, threads=4)
