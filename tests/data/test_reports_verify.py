"""Does verification find what does not add up, what is there twice and what cannot be?"""

from datetime import date

import pytest
from sqlalchemy import Engine, update

from dashboard.indicators.registry import IndicatorRegistry
from dashboard.organisations import ENGLAND
from data_access.ingest.publication import NewOrganisation
from data_access.reports.verify import print_verification
from data_access.tables import SeriesRow
from tests.data.databases import APRIL, MAY, figure, publication, take_in

AS_AT = date(2020, 3, 31)
Row = dict[str, object]


def verify(engine: Engine, indicators: IndicatorRegistry) -> tuple[bool, list[str]]:
    lines: list[str] = []
    return print_verification(engine, indicators, AS_AT, lines.append), lines


def england(numerator: float, start: date = APRIL, **facts: object) -> Row:
    return figure(start, numerator, organisation=ENGLAND, **facts)


def test_nothing_is_said_of_an_empty_database(
    engine: Engine, indicators: IndicatorRegistry
) -> None:
    possible, lines = verify(engine, indicators)

    assert possible
    assert lines == [f"{part}: nothing to say" for part in ("England", "There twice", "Impossible")]


def test_commissioners_that_come_to_england_agree(
    engine: Engine, indicators: IndicatorRegistry
) -> None:
    hub = NewOrganisation("X24", "NHS England", "other_commissioner")
    rows = [figure(APRIL, 90), figure(APRIL, 80, organisation="X24"), england(170, denominator=200)]
    take_in(engine, publication(rows, organisations=[hub]))

    assert verify(engine, indicators)[1][:2] == [
        "England",
        "  RTT incomplete within 18 weeks, England and its commissioners: 1 of 1 period agree",
    ]


def test_a_difference_is_named_with_both_numbers_and_is_no_failure(
    engine: Engine, indicators: IndicatorRegistry
) -> None:
    trust = figure(MAY, 89, organisation="RTH")
    rows = [england(90), figure(), england(90, MAY, denominator=100), figure(MAY), trust]
    take_in(engine, publication(rows))

    possible, lines = verify(engine, indicators)

    assert possible
    assert lines[1:4] == [
        "  RTT incomplete within 18 weeks, England and its commissioners: 2 of 2 periods agree",
        "  RTT incomplete within 18 weeks, England and its providers: 0 of 1 period agree",
        "    May 16: England 90 of 100; providers 89 of 100 (from 1)",
    ]


def test_what_has_no_figure_is_counted_beside_the_difference(
    engine: Engine, indicators: IndicatorRegistry
) -> None:
    silent = figure(numerator=None, organisation="05C", absent_reason="not_submitted")
    take_in(engine, publication([england(190, denominator=200), figure(), silent]))

    assert verify(engine, indicators)[1][2] == (
        "    Apr 16: England 190 of 200; commissioners 90 of 100 "
        "(from 2, 1 of them without a figure)"
    )


@pytest.mark.parametrize(("whole", "agree"), [(92, 1), (93, 0), (88, 1), (87, 0)])
def test_rounded_parts_may_differ_by_their_rounding(
    engine: Engine, indicators: IndicatorRegistry, whole: float, agree: int
) -> None:
    """To the nearest 5, a count is at most 2 away."""
    rows = [england(whole), figure(numerator=90)]
    counts = [row | {"indicator": "iapt_referrals", "denominator": None} for row in rows]
    take_in(engine, publication(counts))

    assert f": {agree} of 1 period agree" in verify(engine, indicators)[1][1]


def test_breakdowns_illustrative_figures_and_medians_are_not_added_up(
    engine: Engine, indicators: IndicatorRegistry
) -> None:
    part = figure(numerator=1, dimension="treatment_function", member="110")
    median = {"indicator": "rtt_median_wait", "numerator": None, "denominator": None, "value": 7.0}
    medians = [{**figure(), **median}, {**england(1), **median}]
    take_in(engine, publication([england(90), figure(), part, figure(provider="RTH"), *medians]))
    invented = [england(90, MAY), figure(MAY, 1)]
    take_in(engine, publication(invented, illustrative=True))

    lines = verify(engine, indicators)[1]

    assert lines[1:3] == [
        "  RTT incomplete within 18 weeks, England and its commissioners: 1 of 1 period agree",
        "There twice: nothing to say",
    ]


@pytest.mark.parametrize(
    ("wrong", "what", "said"),
    [
        ({"numerator": 101}, "More than those they are among", "101 of 100"),
        ({"numerator": -1}, "Less than nothing", "-1 of 100"),
        (
            {"numerator": None, "denominator": None, "value": 100.5},
            "A percentage below 0 or above 100",
            "100.50",
        ),
        ({"period_start": date(2020, 4, 1)}, "Of a period that has not begun", "90 of 100"),
        ({"period_start": date(1900, 4, 1)}, "Of a period before July 1948", "90 of 100"),
    ],
)
def test_what_cannot_be_is_a_failure_and_is_shown_with_its_place(
    engine: Engine, indicators: IndicatorRegistry, wrong: Row, what: str, said: str
) -> None:
    take_in(engine, publication([{**figure(), **wrong}, figure(MAY)]))

    possible, lines = verify(engine, indicators)

    assert not possible
    assert lines[-2] == f"  {what}: 1 figure"
    assert lines[-1].startswith("    rtt_18week, 10Q, ")
    assert f": {said} (" in lines[-1]
    assert lines[-1].endswith(".csv)")


def test_what_may_be_is_no_failure(engine: Engine, indicators: IndicatorRegistry) -> None:
    """More people with dementia than estimated, a mean time over its number, nothing of nothing."""
    rows = [
        figure(numerator=101, indicator="dementia_diagnosis"),
        figure(numerator=70_000, indicator="ambulance_c1_mean"),
        figure(numerator=0, denominator=0),
        figure(AS_AT.replace(day=1), numerator=100),
    ]
    take_in(engine, publication(rows))

    assert verify(engine, indicators)[0]


def test_of_many_impossible_figures_the_first_are_shown(
    engine: Engine, indicators: IndicatorRegistry
) -> None:
    months = [date(2015 + month // 12, month % 12 + 1, 1) for month in range(13)]
    take_in(engine, publication([figure(start, 101) for start in months]))

    *_, heading = [line for line in verify(engine, indicators)[1] if "figures" in line]
    lines = verify(engine, indicators)[1]

    assert heading == "  More than those they are among: 13 figures"
    assert (len(lines) - lines.index(heading), lines[-1]) == (12, "    and 3 more")


def test_an_illustrative_line_beside_the_real_one_is_found(
    engine: Engine, indicators: IndicatorRegistry
) -> None:
    take_in(engine, publication([figure()], illustrative=True))
    take_in(engine, publication([figure()]))
    with engine.begin() as connection:
        connection.execute(update(SeriesRow).values(retired=False))

    assert verify(engine, indicators)[1][1:3] == [
        "There twice",
        "  An illustrative actual is shown beside the real one: 10Q, rtt_18week, month",
    ]


def test_an_organisation_spelt_two_ways_is_found(
    engine: Engine, indicators: IndicatorRegistry
) -> None:
    take_in(engine, publication(organisations=[NewOrganisation("10q ", "Oxfordshire", "ccg")]))

    assert '  An organisation has two codes: "10Q" and "10q "' in verify(engine, indicators)[1]
