"""Does a first visit fetch few files, and in them all that Dash would have linked?"""

import gzip
import re
import sys
from itertools import pairwise
from pathlib import Path

import brotli
import pytest
from flask.testing import FlaskClient

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

ASSETS = Path(__file__).parents[2] / "assets"


@pytest.fixture(scope="module")
def page(client: FlaskClient) -> str:
    return str(client.get("/").text)


def sheets(page: str) -> list[str]:
    return re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)


def scripts(page: str) -> list[str]:
    return re.findall(r'^ *<script src="([^"]+)"', page, re.MULTILINE)


def charts(page: str) -> list[str]:
    """The chart library, where the set-up could fetch it: assets/early.js asks for it."""
    return [each for each in re.findall('data-charts="([^"]*)"', page) if each]


def test_every_style_of_ours_comes_in_one_sheet_in_order(client: FlaskClient, page: str) -> None:
    (address,) = sheets(page)

    whole = client.get(address).text

    places = [whole.index(each.read_text("utf-8")) for each in sorted(ASSETS.glob("*.css"))]
    assert len(places) > 1
    assert all(one < other for one, other in pairwise(places))


def test_every_script_of_ours_comes_in_one_before_the_renderer(
    client: FlaskClient, page: str
) -> None:
    ours, renderer, _, _ = scripts(page)

    whole = client.get(ours).text

    assert "dash-renderer" in renderer
    early, *others = sorted(ASSETS.glob("*.js"), key=lambda each: each.name != "early.js")
    assert all(each.read_text("utf-8") in whole for each in others)
    assert early.read_text("utf-8") in page
    vendored = [each.read_text("utf-8") for each in (ASSETS / "vendor").glob("*.js")]
    assert [client.get(each).text for each in charts(page)] == vendored
    # React comes before what is made with it.
    assert whole.index("react.production") < whole.index("dash_bootstrap_components")
    assert not [each for each in scripts(page) if "/assets/" in each or "/deps/" in each]


@pytest.mark.parametrize("part", ["async-dropdown.js", "async-graph.js"])
def test_the_parts_that_pages_need_are_not_asked_for_one_by_one(
    client: FlaskClient, page: str, part: str
) -> None:
    whole = client.get(scripts(page)[0]).text

    there = client.get(f"/_dash-component-suites/dash/dcc/{part}")
    assert there.status_code == 200
    assert there.text in whole


def test_what_nobody_brought_along_is_fetched_then_alone(client: FlaskClient, page: str) -> None:
    ((there, address),) = re.findall(
        r"<script>(.+) \|\| document.write\('<script src=\"(.+)\"><\\/script>'\);</script>", page
    )

    assert there == "window.regeneratorRuntime"
    assert "regeneratorRuntime" in client.get(address).text
    # After what may bring it along, before what stands on it.
    bundle, renderer, *_ = scripts(page)
    assert page.index(bundle) < page.index(address) < page.index(renderer)


def test_it_is_sent_in_the_way_the_browser_understands(client: FlaskClient, page: str) -> None:
    bundles = [each for each in scripts(page) if "/bundle/" in each]
    for address in (*sheets(page), *charts(page), *bundles):
        plain = client.get(address, headers={"Accept-Encoding": "identity"})
        zipped = client.get(address, headers={"Accept-Encoding": "gzip, deflate"})
        small = client.get(address, headers={"Accept-Encoding": "gzip, deflate, br"})
        quick = client.get(address, headers={"Accept-Encoding": "gzip, deflate, br, zstd"})

        assert gzip.decompress(zipped.data) == brotli.decompress(small.data) == plain.data
        assert zstd.decompress(quick.data) == plain.data
        answers = (plain, zipped, small, quick)
        encodings = [each.headers.get("Content-Encoding") for each in answers]
        assert encodings == [None, "gzip", "br", "zstd"]
        assert small.headers["Vary"] == "Accept-Encoding"
        assert "immutable" in small.headers["Cache-Control"]


def test_a_bundle_that_is_none_is_not_found(client: FlaskClient, page: str) -> None:
    assert client.get("/bundle/0123456789abcdef.js").status_code == 404
