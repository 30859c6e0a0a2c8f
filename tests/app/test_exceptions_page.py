"""Does the page of exceptions say what its list, the summary and people say?"""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from app import create_app
from dashboard.settings import Settings
from data_access.database import open_engine
from layouts import ids
from layouts.components.markup import markup_id
from tests.app.conftest import Answer, Visitor, addresses, words

BODY = markup_id(ids.EXCEPTIONS)
OXFORDSHIRE = "?organisation=10Q"


def opened(visitor: Visitor, search: str = OXFORDSHIRE) -> tuple[str, str, Answer]:
    shown = visitor.open("exceptions", search)
    assert not shown[ids.REFUSAL]["children"]
    return words(shown[ids.EXCEPTIONS_HEADING]["children"]), shown[BODY]["data"], shown


def listed(client: FlaskClient, **more: str) -> list[str]:
    asked = {"organisation": "10Q", **more}
    found = client.get("/api/v1/exceptions", query_string=asked).get_json()
    return [row["indicator"] for row in found if row["listed"]]


@pytest.fixture
def editing(own_url: str) -> Iterator[tuple[Visitor, FlaskClient]]:
    engine = open_engine(own_url)
    client = create_app(Settings(database_url=own_url), engine).server.test_client()
    yield Visitor(client), client
    engine.dispose()


def test_the_title_counts_what_the_list_has(visitor: Visitor, client: FlaskClient) -> None:
    there = listed(client)
    every = len(client.get("/api/v1/summary?organisation=10Q").get_json())

    heading, body, shown = opened(visitor)

    assert heading.startswith(
        f"{len(there)} of {every} indicators of Oxfordshire CCG need the board's attention"
    )
    assert body.count("<article") == len(there)
    assert "Illustrative" in heading
    assert shown[ids.STATUS]["children"].startswith(f"{len(there)} of {every}")


def test_blocks_stand_in_the_order_of_the_list(visitor: Visitor, client: FlaskClient) -> None:
    _, body, _ = opened(visitor)

    places = [body.index(f'id="exception-{name}"') for name in listed(client)]
    assert places == sorted(places)
    assert "Misses its standard" in body
    assert "Actions: 2 of 2 overdue" in body


def test_a_group_narrows_the_page_and_keeps_the_ranks(
    visitor: Visitor, client: FlaskClient
) -> None:
    heading, body, _ = opened(visitor, f"{OXFORDSHIRE}&group=elective")
    rank = listed(client).index("rtt_18week") + 1

    assert " in elective care need" in heading
    assert f'<span class="rank">{rank}</span>' in body
    assert body.count("<article") == len(listed(client, group="elective"))


def test_a_group_without_exceptions_says_so(visitor: Visitor) -> None:
    heading, body, _ = opened(visitor, f"{OXFORDSHIRE}&group=prevention")

    assert heading.startswith("No indicators of Oxfordshire CCG in prevention")
    assert "<article" not in body


def test_analysts_are_told_more(visitor: Visitor) -> None:
    board, analyst = (
        opened(visitor, f"{OXFORDSHIRE}{more}")[1] for more in ("", "&length=analyst")
    )

    assert "Common cause variation; mean" not in board
    assert "Common cause variation; mean" in analyst


def test_links_keep_what_is_chosen(visitor: Visitor) -> None:
    search = f"{OXFORDSHIRE}&as_at=2019-12-31"

    _, body, shown = opened(visitor, search)

    chosen = "organisation=10Q&amp;indicator=ae_4hour&amp;as_at=2019-12-31"
    assert f"/trend?{chosen}" in body
    assert f"/trend?{chosen}&amp;chart=spc" in body
    assert f"/source?{chosen}&amp;period=2019-" in body
    links = addresses(shown[ids.EXCEPTIONS_HEADING]["children"])
    assert f"/board{search}" in links
    assert "/api/v1/exceptions?organisation=10Q&as_at=2019-12-31&format=csv" in links


def test_the_rules_are_explained_with_their_thresholds(visitor: Visitor) -> None:
    _, body, _ = opened(visitor)

    assert "By which rules, and in what order" in body
    assert "behind plan by more than 100 people" in body


def test_what_a_person_took_off_is_listed_at_the_end(
    editing: tuple[Visitor, FlaskClient],
) -> None:
    visitor, client = editing
    before = listed(client)

    made = client.post(
        "/api/v1/overrides",
        json={"organisation": "10Q", "indicator": "ae_4hour", "listed": "no", "author": "A. <b>",
              "reason": "The trust <i>corrects</i> it."},
    )  # fmt: skip
    heading, body, _ = opened(visitor)

    assert heading.startswith(f"{len(before) - 1} of ")
    assert "1 taken off." in heading
    assert 'id="exception-ae_4hour"' not in body
    end = body[body.index("Taken off the list") :]
    assert "A&amp;E 4-hour" in end
    assert "Taken off by A. &lt;b&gt; on " in end
    assert "The trust &lt;i&gt;corrects&lt;/i&gt; it." in end
    assert f'data-post="/api/v1/overrides/{made.get_json()["override"]}/withdraw"' in end


def test_what_a_person_put_on_says_who_and_why(editing: tuple[Visitor, FlaskClient]) -> None:
    visitor, client = editing

    client.post(
        "/api/v1/overrides",
        json={"organisation": "10Q", "indicator": "iapt_6week", "listed": "yes", "author": "B.",
              "reason": "The board asked.", "until": "2020-04-30"},
    )  # fmt: skip
    heading, body, _ = opened(visitor)

    assert "1 put on by hand." in heading
    assert "until 30 Apr 20: The board asked." in body
    assert '<option value="iapt_6week">' not in body


def test_a_site_that_only_shows_offers_no_form(own_url: str) -> None:
    engine = open_engine(own_url)
    client = create_app(Settings(database_url=own_url, read_only=True), engine).server.test_client()

    _, body, _ = opened(Visitor(client))
    engine.dispose()

    assert "<form" not in body
    assert "<article" in body


def test_a_place_without_figures_says_what_fills_the_page(visitor: Visitor) -> None:
    heading, body, _ = opened(visitor, "?organisation=E07000223")

    assert heading.startswith("No figures are loaded for Adur (district)")
    assert 'href="/data?organisation=E07000223"' in body


def test_one_indicator_that_is_no_exception_is_said_in_the_singular(visitor: Visitor) -> None:
    """Of that day there is a plan, and nothing else."""
    heading, _, _ = opened(visitor, f"{OXFORDSHIRE}&as_at=1990-01-01")

    assert heading.startswith("The one indicator of Oxfordshire CCG does not need the board's")
