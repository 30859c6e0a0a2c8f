"""Does a first visit fetch few files, and in them all that Dash would have linked?"""

import gzip
import re
from itertools import pairwise
from pathlib import Path

import brotli
import pytest
from flask.testing import FlaskClient

ASSETS = Path(__file__).parents[2] / "assets"


@pytest.fixture(scope="module")
def page(client: FlaskClient) -> str:
    return str(client.get("/").text)


def sheets(page: str) -> list[str]:
    return re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)


def scripts(page: str) -> list[str]:
    return re.findall(r'<script (?:async fetchpriority="low" )?src="([^"]+)"', page)


def test_every_style_of_ours_comes_in_one_sheet_in_order(client: FlaskClient, page: str) -> None:
    (address,) = sheets(page)

    whole = client.get(address).text

    places = [whole.index(each.read_text("utf-8")) for each in sorted(ASSETS.glob("*.css"))]
    assert len(places) > 1
    assert all(one < other for one, other in pairwise(places))


def test_every_script_of_ours_comes_in_one_before_the_renderer(
    client: FlaskClient, page: str
) -> None:
    *charts, ours, renderer, _, _, _ = scripts(page)

    whole = client.get(ours).text

    assert "dash-renderer" in renderer
    early, *others = sorted(ASSETS.glob("*.js"), key=lambda each: each.name != "early.js")
    assert all(each.read_text("utf-8") in whole for each in others)
    assert early.read_text("utf-8") in page
    vendored = [each.read_text("utf-8") for each in (ASSETS / "vendor").glob("*.js")]
    assert [client.get(each).text for each in charts] == vendored
    # React comes before what is made with it.
    assert whole.index("react.production") < whole.index("dash_bootstrap_components")
    assert not [each for each in scripts(page) if "/assets/" in each or "/deps/" in each]


def test_it_is_sent_in_the_way_the_browser_understands(client: FlaskClient, page: str) -> None:
    for address in (*sheets(page), *[each for each in scripts(page) if "/bundle/" in each]):
        plain = client.get(address, headers={"Accept-Encoding": "identity"})
        zipped = client.get(address, headers={"Accept-Encoding": "gzip, deflate"})
        small = client.get(address, headers={"Accept-Encoding": "gzip, deflate, br, zstd"})

        assert gzip.decompress(zipped.data) == brotli.decompress(small.data) == plain.data
        assert (zipped.headers["Content-Encoding"], small.headers["Content-Encoding"]) == (
            "gzip",
            "br",
        )
        assert "Content-Encoding" not in plain.headers
        assert small.headers["Vary"] == "Accept-Encoding"
        assert "immutable" in small.headers["Cache-Control"]


def test_what_is_asked_for_ahead_is_there(client: FlaskClient, page: str) -> None:
    ahead = re.findall(r'<link rel="preload" as="script" href="([^"]+)"', page)

    assert len(ahead) == 2
    assert {client.get(each).status_code for each in ahead} == {200}


def test_a_bundle_that_is_none_is_not_found(client: FlaskClient, page: str) -> None:
    assert client.get("/bundle/0123456789abcdef.js").status_code == 404
