"""Which figures does everybody have of one indicator and period?"""

from datetime import date

from sqlalchemy import Engine

from dashboard.period_figure import PeriodFigure
from dashboard.periods import Grain
from data_access.sql_store import SqlStore
from tests.data.databases import APRIL, MAY, figure, publication, take_in


def test_one_read_has_everybody_of_one_period_in_order_of_code(engine: Engine) -> None:
    take_in(
        engine,
        publication(
            [
                figure(organisation="10Q"),
                figure(organisation="05C", numerator=None, absent_reason="suppressed"),
                figure(organisation="E92000001", numerator=80),
            ]
        ),
    )

    found = SqlStore(engine).figures_of_period("rtt_18week", Grain.MONTH, APRIL)

    load = found[0].load
    assert found == (
        PeriodFigure("05C", None, None, None, "published", "suppressed", load),
        PeriodFigure("10Q", 90, 100, None, "published", None, load),
        PeriodFigure("E92000001", 80, 100, None, "published", None, load),
    )


def test_other_periods_grains_parts_and_plans_are_no_part_of_it(engine: Engine) -> None:
    take_in(
        engine,
        publication(
            [
                figure(MAY),
                figure(grain="week"),
                figure(indicator="rtt_52week"),
                figure(dimension="treatment_function", member="110"),
                figure(provider="RTH"),
            ],
        ),
    )

    store = SqlStore(engine)

    assert store.figures_of_period("rtt_18week", Grain.MONTH, APRIL) == ()
    assert store.figures_of_period("rtt_18week", Grain.MONTH, date(2016, 3, 1)) == ()
    assert len(store.figures_of_period("rtt_18week", Grain.MONTH, MAY)) == 1
