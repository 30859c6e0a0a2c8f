"""Do the pages of a pack say what the deck says, whatever it lacks?"""

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise

import openpyxl
import pytest
from pypdf import PdfReader

from dashboard.documents import PlannedAction
from dashboard.exports.pack import board_pack
from dashboard.exports.pack_chart import PackChart, Role, pack_chart
from dashboard.exports.pack_page import imprint
from dashboard.exports.pack_pages import pages
from dashboard.exports.pack_pdf_chart import stretches
from dashboard.jobs import Kind, untold
from dashboard.selection import Selection
from dashboard.services.board.deck import board_deck
from dashboard.services.board.keeping import keep_meeting
from dashboard.services.catalogue import Data
from tests.builders import absent, indicator, observation, plan_point
from tests.core.fake_ledger import FakeLedger
from tests.core.fake_store import FakeStore, data_of, key
from tests.packs import charts_of, numbers_of, outside, overflowing, slides_of, texts_of

MADE_AT = datetime(2020, 4, 1, 9, 30, tzinfo=UTC)
EVERY = Selection(organisation="10Q", deck="all")
MONTHS = [date(2018 + (3 + n) // 12, (3 + n) % 12 + 1, 1) for n in range(23)]
GAP = MONTHS[10]


def site(gap: str = "suppressed", **facts: object) -> Data:
    """18 weeks, failing; of one month there is no figure, and the last is provisional."""
    store = FakeStore()
    seen = [observation(month, 800 + n % 3 * 10, 1000) for n, month in enumerate(MONTHS)]
    seen[10] = absent(GAP, gap)
    seen[-1] = seen[-1]._replace(status="provisional")
    plan = [plan_point(month, 94, 100) for month in MONTHS if month != MONTHS[4]]
    store.add(key(of="waits"), seen, plan)
    made = data_of(store, indicator(**facts))
    return replace(made, ledger=FakeLedger(store.written))


def chart_of(data: Data) -> PackChart:
    (slide,) = board_deck(data, EVERY).slides
    chart = pack_chart(slide)
    assert chart is not None
    return chart


def values(chart: PackChart, role: Role) -> dict[object, float | None]:
    (line,) = [each for each in chart.lines if each.role is role]
    return dict(zip(chart.places, line.values, strict=True))


def made(data: Data, kind: Kind, selection: Selection = EVERY) -> bytes:
    return board_pack(data, selection, kind, MADE_AT).content


@pytest.mark.parametrize("reason", ["suppressed", "not_submitted", "no_activity"])
def test_what_has_no_figure_is_a_gap_and_never_nought(reason: str) -> None:
    data = site(reason)
    chart = chart_of(data)

    assert values(chart, Role.ACTUAL)[GAP] is None
    assert values(chart, Role.PLAN)[MONTHS[4]] is None
    (drawn,) = [each for slide in slides_of(made(data, Kind.PPTX)) for each in charts_of(slide)]
    assert numbers_of(drawn)["Actual"][GAP] is None
    assert drawn.plots[0].series[-1].values[10] is None
    assert 'dispBlanksAs val="gap"' in drawn.part.blob.decode()


def test_an_explained_gap_says_why_upon_the_chart() -> None:
    assert list(chart_of(site()).gaps.values()) == ["Feb 19: suppressed"]


def test_a_provisional_figure_is_hollow_and_said() -> None:
    chart = chart_of(site())

    assert chart.provisional == {22}
    assert chart.lines[-1].label.endswith("Feb 20, provisional")


def test_a_line_on_paper_is_broken_at_a_gap() -> None:
    assert list(stretches([None, 1, 2, None, 3])) == [[(1, 1), (2, 2)], [(4, 3)]]


def test_an_axis_has_room_for_every_figure_in_even_steps() -> None:
    chart = chart_of(site())
    known = [v for each in chart.lines for v in each.values if v is not None]

    assert chart.low <= min(known)
    assert chart.high >= max(known)
    levels = list(chart.levels())
    assert [round(b - a, 6) for a, b in pairwise(levels)] == [chart.step] * (len(levels) - 1)


def test_the_imprint_says_whose_when_by_which_plan_and_of_which_data() -> None:
    said = imprint(board_deck(site(), EVERY), MADE_AT)

    assert said.startswith("Oxfordshire CCG (10Q) · figures to Feb 20 · Plan in force: final")
    assert "all indicators · as at 31 March 2020 · made 1 April 2020 at 09:30 UTC" in said
    assert "data version" in said


def test_what_is_chosen_stands_on_every_page() -> None:
    made_of = board_deck(site(), replace(EVERY, status="red"))

    said = imprint(made_of, MADE_AT)

    assert made_of.filters
    assert made_of.filters.rstrip(".") in said


def test_what_people_typed_is_no_formula() -> None:
    data = site()
    action = PlannedAction(
        '=HYPERLINK("http://evil.example")', "", None, date(2020, 5, 1), "@x", ""
    )
    assert isinstance(data.store, FakeStore)
    data.store.tasks.append(("waits", "10Q", action))

    book = openpyxl.load_workbook(io.BytesIO(made(data, Kind.XLSX)))

    row = list(book["Actions"][4])
    assert row[1].value == '=HYPERLINK("http://evil.example")'
    assert {cell.data_type for cell in row if cell.value is not None} <= {"s", "d", "n"}
    assert row[4].value == datetime(2020, 5, 1)  # noqa: DTZ001


def test_what_changed_since_the_last_board_has_a_page_where_a_meeting_was_kept() -> None:
    data = site()
    given = {"organisation": "10Q", "held_on": "2020-01-30", "name": "Governing Body",
             "author": "A. Chair", "as_at": "2020-01-31"}  # fmt: skip
    keep_meeting(data, given)

    deck = board_deck(data, EVERY)
    listed = pages(data, deck, MADE_AT)

    assert deck.since is not None
    assert [page.number for page in listed] == [1, 2, 3, 4, 5]
    assert "Governing Body" in " ".join(listed[1].lead)
    assert (
        "Since the last board"
        in openpyxl.load_workbook(io.BytesIO(made(data, Kind.XLSX))).sheetnames
    )


def test_more_than_a_slide_holds_is_counted_and_nothing_overflows() -> None:
    data = site(name="W" * 60, short_name="W" * 32)
    assert isinstance(data.store, FakeStore)
    for number in range(40):
        text = f"{number} " + "a long sentence about what is to be done, " * 6
        data.store.tasks.append(("waits", "10Q", PlannedAction(text, "", None, None, "", "")))

    slides = slides_of(made(data, Kind.PPTX))

    assert any("more" in text for slide in slides for text in texts_of(slide))
    for slide in slides:
        assert list(overflowing(slide)) == []
        assert outside(slide, 12192000, 6858000) == []


def test_what_the_embedded_font_lacks_is_written_without_its_accent_or_marked() -> None:
    data = site(short_name="Łódź ▲ 中 −1")

    text = PdfReader(io.BytesIO(made(data, Kind.PDF))).pages[2].extract_text()

    assert "Łódz ? ? −1" in text.replace("\n", " ")


def test_progress_is_told_for_each_slide() -> None:
    told: list[tuple[int, int, str]] = []

    board_pack(
        site(),
        EVERY,
        Kind.PPTX,
        MADE_AT,
        lambda step, steps, said: told.append((step, steps, said)),
    )

    assert told[0] == (1, 4, "Slide 1 of 4")
    assert told[-1] == (4, 4, "Slide 4 of 4")
    untold(1, 4, "")
