"""Does a pack of the sample say what the pages say, on every page, and does all of it fit?"""

import io
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import openpyxl
import pytest
from flask.testing import FlaskClient
from pptx import Presentation
from pypdf import PdfReader

from dashboard.exports.pack import board_pack
from dashboard.exports.pack_page import imprint
from dashboard.indicators.registry import load_indicators
from dashboard.jobs import Kind
from dashboard.selection import EVERY_INDICATOR, Read, Selection
from dashboard.services.board.deck import board_deck
from dashboard.services.board.model import Deck, IndicatorSlide
from dashboard.services.catalogue import Data, checked
from dashboard.settings import Settings
from data_access.database import open_engine
from data_access.opening import data_of
from data_access.sql_store import SqlStore
from tests.packs import charts_of, numbers_of, outside, overflowing, overlapping, texts_of

MADE_AT = datetime(2020, 4, 1, 9, 30, tzinfo=UTC)
PLACES = ("10Q", "05C", "04Y")
NAMES = {
    "Actual": "value",
    "Plan": "plan_value",
    "Standard": "standard_value",
    "Mean": "spc_mean",
    "Lower limit": "spc_lower",
    "Upper limit": "spc_upper",
}

WORKBOOK = {
    "Value": "value",
    "Plan": "plan_value",
    "Numerator": "numerator",
    "Standard": "standard_value",
    "Lower limit": "spc_lower",
}


@pytest.fixture(scope="module")
def data(sample_url: str) -> Iterator[Data]:
    engine = open_engine(sample_url)
    settings = Settings(database_url=sample_url)
    yield data_of(settings, engine, SqlStore(engine), load_indicators())()
    engine.dispose()


def chosen(data: Data, place: str) -> Selection:
    return checked(data, Read(Selection(organisation=place, deck=EVERY_INDICATOR))).selection


@pytest.fixture(scope="module")
def deck_of(data: Data) -> Callable[[str], Deck]:
    kept = {place: board_deck(data, chosen(data, place)) for place in PLACES}
    return kept.__getitem__


@pytest.fixture(scope="module")
def pack_of(data: Data) -> Callable[[str, Kind], bytes]:
    kept: dict[tuple[str, Kind], bytes] = {}

    def made(place: str, kind: Kind) -> bytes:
        if (place, kind) not in kept:
            pack = board_pack(data, chosen(data, place), kind, MADE_AT)
            kept[place, kind] = pack.content
        return kept[place, kind]

    return made


def shown(pack: bytes) -> Any:  # noqa: ANN401 - the library's own
    return Presentation(io.BytesIO(pack))


def slide_of(slides: Any, slide: IndicatorSlide) -> Any:  # noqa: ANN401
    return slides.slides[slide.number - 1]


def rows_of(client: FlaskClient, slide: IndicatorSlide) -> list[dict[str, Any]]:
    line = slide.verdict.of
    place = line.request.organisation.code
    asked = f"/api/v1/series?indicator={line.indicator.id}&organisation={place}"
    rows: list[dict[str, Any]] = client.get(asked).get_json()
    return rows


def period_of(row: dict[str, Any], slide: IndicatorSlide) -> date | str:
    """Where a row's figure stands along time."""
    if slide.verdict.of.indicator.grain.yearly:
        starts = [point.start.isoformat() for point in slide.verdict.of.points]
        return slide.verdict.of.points[starts.index(row["period_start"])].label
    end = date.fromisoformat(row["period_end"])
    return end if row["grain"] in ("week", "day") else end.replace(day=1)


def kept(number: float | None) -> float | None:
    """As a workbook keeps it, which has sixteen digits."""
    return None if number is None else float(f"{number:.16G}")


@pytest.mark.parametrize("place", PLACES)
def test_every_chart_has_the_numbers_of_the_series(
    client: FlaskClient,
    place: str,
    deck_of: Callable[[str], Deck],
    pack_of: Callable[[str, Kind], bytes],
) -> None:
    slides, compared = shown(pack_of(place, Kind.PPTX)), 0
    for slide in deck_of(place).slides:
        (chart,) = charts_of(slide_of(slides, slide))
        numbers = numbers_of(chart)
        rows = {period_of(row, slide): row for row in rows_of(client, slide)}
        cached = {each.name: list(each.values) for each in chart.plots[0].series}
        for name, by_period in numbers.items():
            said = [rows[period][NAMES[name]] for period in by_period]
            assert cached[name] == said, (slide.title, name)
            assert list(by_period.values()) == [kept(each) for each in said]
            compared += sum(value is not None for value in said)
    assert compared > 500


@pytest.mark.parametrize("place", PLACES)
def test_slides_have_the_deck_s_words_and_notes(
    place: str, deck_of: Callable[[str], Deck], pack_of: Callable[[str, Kind], bytes]
) -> None:
    deck, slides = deck_of(place), shown(pack_of(place, Kind.PPTX))

    assert len(slides.slides) == deck.pages
    for slide in deck.slides:
        page = slide_of(slides, slide)
        assert page.shapes.title.text_frame.text == slide.title
        notes = page.notes_slide.notes_text_frame.text
        assert " ".join(each.text for each in slide.narrative.analyst) in notes
        assert all(hit.said in notes for hit in slide.exception.hits)


@pytest.mark.parametrize("place", PLACES)
def test_nothing_overflows_overlaps_or_leaves_a_slide(
    place: str, pack_of: Callable[[str, Kind], bytes]
) -> None:
    pack = shown(pack_of(place, Kind.PPTX))

    for slide in pack.slides:
        assert outside(slide, pack.slide_width, pack.slide_height) == []
        assert list(overflowing(slide)) == []
        assert overlapping(slide) == []


@pytest.mark.parametrize("place", PLACES)
def test_every_page_of_every_kind_says_whose_when_and_of_which_data(
    place: str, deck_of: Callable[[str], Deck], pack_of: Callable[[str, Kind], bytes]
) -> None:
    deck = deck_of(place)
    said = imprint(deck, MADE_AT).split(" · ")
    constant = [each for each in said if not each.startswith("figures to")]
    pages = [
        *(" ".join(texts_of(each)) for each in shown(pack_of(place, Kind.PPTX)).slides),
        *(" ".join(e.extract_text().split()) for e in pages_of(pack_of(place, Kind.PDF))),
        *(str(each["A1"].value) for each in book_of(pack_of(place, Kind.XLSX))),
    ]

    assert "illustrative data" in said
    assert "made 1 April 2020 at 09:30 UTC" in said
    for page in pages:
        assert [each for each in constant if each not in page] == []
        assert "figures to " in page


def pages_of(pack: bytes) -> list[Any]:
    return list(PdfReader(io.BytesIO(pack)).pages)


def book_of(pack: bytes) -> Any:  # noqa: ANN401
    return openpyxl.load_workbook(io.BytesIO(pack))


@pytest.mark.parametrize("place", PLACES)
def test_paper_has_the_titles_and_embeds_its_fonts(
    place: str, deck_of: Callable[[str], Deck], pack_of: Callable[[str, Kind], bytes]
) -> None:
    deck = deck_of(place)
    reader: Any = PdfReader(io.BytesIO(pack_of(place, Kind.PDF)))

    assert len(reader.pages) == deck.pages
    assert deck.place.name in str(reader.metadata.title)
    assert str(reader.trailer["/Root"]["/Lang"]) == "en-GB"
    for slide in deck.slides:
        text = " ".join(reader.pages[slide.number - 1].extract_text().split())
        assert slide.title in text
    titles = [each["/Title"] for each in reader.outline]
    assert titles[deck.matrix_number : -1] == [each.title for each in deck.slides]


def test_the_workbook_has_every_period_as_numbers_and_days(
    client: FlaskClient, deck_of: Callable[[str], Deck], pack_of: Callable[[str, Kind], bytes]
) -> None:
    figures = book_of(pack_of("10Q", Kind.XLSX))["Figures"]
    head = [cell.value for cell in figures[3]]
    rows = [dict(zip(head, each, strict=True)) for each in figures.iter_rows(4, values_only=True)]
    slide = deck_of("10Q").slides[0]

    api = {row["period_start"]: row for row in rows_of(client, slide)}
    mine = [row for row in rows if row["Indicator"] == slide.verdict.of.indicator.id]
    assert len(mine) == len(slide.verdict.of.points)
    for row in mine:
        said = api[row["Period begins"].date().isoformat()]
        for column, name in WORKBOOK.items():
            assert row[column] == kept(said[name])
    assert figures.freeze_panes == "B4"
