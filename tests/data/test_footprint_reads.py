"""Does a database say who took over from whom, and is the past of the Black Country its own?"""

from datetime import date

import pandas as pd
from sqlalchemy import Engine, insert

from dashboard.indicators.registry import load_indicators
from dashboard.organisations import Succession
from dashboard.periods import Grain
from dashboard.selection import AS_PUBLISHED, Selection
from dashboard.series import SeriesKey
from dashboard.services.catalogue import Data
from dashboard.services.figures import figures_of
from dashboard.services.summary import performance_summary
from data_access.ingest.publication import DISTRIBUTION_COLUMNS
from data_access.sql_store import SqlStore
from data_access.tables import Property
from data_access.tables import Succession as SuccessionRow
from tests.data.databases import figure, publication, take_in

MARCH, APRIL, NOW = date(2021, 3, 1), date(2021, 4, 1), date(2021, 9, 30)
FOUR = ("05C", "05L", "05Y", "06A")
INDICATORS = load_indicators()
MEDIAN, LIST = "rtt_median_wait", "rtt_waiting_list"


def black_country(engine: Engine) -> SqlStore:
    """90 of 100 in each of the four in March 2021, 380 of 500 in the one they became."""
    rows = [figure(MARCH, 90, organisation=code) for code in FOUR]
    rows.append(figure(APRIL, 380, organisation="D2P2L", denominator=500))
    take_in(engine, publication(rows))
    return SqlStore(engine)


def test_whom_the_black_country_took_over(engine: Engine) -> None:
    found = SqlStore(engine).predecessors("D2P2L")

    assert [each.predecessor for each in found] == list(FOUR)
    assert {(each.effective_from, each.share) for each in found} == {(APRIL, 1.0)}
    assert found[0].source == "Dudley CCG closed on 31 March 2021"


def test_who_took_over_from_dudley(engine: Engine) -> None:
    store = SqlStore(engine)

    assert [each.successor for each in store.successors("05C")] == ["D2P2L"]
    assert store.successors("05C")[0] == store.predecessors("D2P2L")[0]


def test_who_took_nobody_over_and_who_is_not_known(engine: Engine) -> None:
    store = SqlStore(engine)

    assert store.predecessors("10Q") == store.successors("10Q") == ()
    assert store.predecessors("nobody") == ()


def test_takeovers_come_in_order_of_day_and_code_with_their_share(engine: Engine) -> None:
    rows = [
        {"predecessor": by, "successor": "10Q", "effective_from": day, "share": share, "source": ""}
        for by, day, share in [
            ("05V", date(2020, 4, 1), 0.25),
            ("04Y", date(2020, 4, 1), 1.0),
            ("05Q", date(2018, 4, 1), 1.0),
        ]
    ]
    with engine.begin() as connection:
        connection.execute(insert(SuccessionRow), rows)

    assert SqlStore(engine).predecessors("10Q") == (
        Succession("05Q", "10Q", date(2018, 4, 1), 1.0, ""),
        Succession("04Y", "10Q", date(2020, 4, 1), 1.0, ""),
        Succession("05V", "10Q", date(2020, 4, 1), 0.25, ""),
    )


def test_before_the_merger_the_black_country_is_the_four(engine: Engine) -> None:
    store, key = black_country(engine), SeriesKey("rtt_18week", "D2P2L", Grain.MONTH)

    today = figures_of(store, INDICATORS, key, NOW)
    then = figures_of(store, INDICATORS, key, NOW, AS_PUBLISHED)

    assert today is not None and then is not None
    counts = [(each.numerator, each.denominator) for each in today.series.observations]
    assert counts == [(360, 400), (380, 500)]
    assert [each.numerator for each in then.series.observations] == [380]


def test_the_summary_reads_the_four_where_it_reaches_before_the_merger(engine: Engine) -> None:
    data = Data(black_country(engine), INDICATORS, NOW)

    (row,) = performance_summary(data, Selection("D2P2L", as_at=NOW)).rows

    assert [point.value for point in row.line.points] == [90, 76]
    assert row.line.made == "Back-cast: the sum of 05C, 05L, 05Y, 06A before April 2021."


def test_the_median_is_that_of_the_four_lists_put_together(engine: Engine) -> None:
    rows = [
        figure(MARCH, None, organisation=code, indicator=MEDIAN, value=float(number))
        for number, code in enumerate(FOUR)
    ]
    file = publication(rows)
    file.distributions = pd.DataFrame(
        [
            [LIST, code, "", "", "", "month", MARCH, f"{',' * number}10;52:0"]
            for number, code in enumerate(FOUR)
        ],
        columns=DISTRIBUTION_COLUMNS,
    )
    take_in(engine, file)
    key = SeriesKey(MEDIAN, "D2P2L", Grain.MONTH)

    found = figures_of(SqlStore(engine), INDICATORS, key, NOW)

    assert found is not None
    assert [each.value for each in found.series.observations] == [2.0]


def test_who_has_closed_is_offered_until_that_day_and_found_after_it(engine: Engine) -> None:
    store = black_country(engine)

    def offered(on: date | None) -> set[str]:
        return {each.code for each in store.organisations_with_figures(on)}

    assert offered(date(2021, 3, 31)) == {*FOUR, "D2P2L"}
    assert offered(date(2021, 4, 1)) == offered(None) == {"D2P2L"}
    assert store.organisation("05C").valid_to == date(2021, 3, 31)


def test_a_database_of_an_earlier_date_offers_who_was_open_then(engine: Engine) -> None:
    black_country(engine)
    with engine.begin() as connection:
        connection.execute(insert(Property), [{"name": "as_at", "value": "2020-03-31"}])

    offered = SqlStore(engine).organisations_with_figures()

    assert {each.code for each in offered} == {*FOUR, "D2P2L"}
