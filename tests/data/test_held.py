"""Do the reads of the data page say what was loaded, how far it reaches and what it restated?"""

from datetime import date

import pytest
from sqlalchemy import Engine

from dashboard.held import FileTotals, HeldSeries, RowSetAside
from dashboard.periods import Grain
from data_access.ingest.publication import Rejected
from data_access.loaded import SHOWN_ASIDE
from data_access.sql_store import SqlStore
from tests.data.databases import APRIL, MAY, figure, publication, take_in

JUNE, JULY = date(2016, 6, 1), date(2016, 7, 1)
LATER = date(2020, 3, 31)


def held(engine: Engine, as_at: date = LATER) -> HeldSeries:
    (series,) = SqlStore(engine).held("10Q", as_at)
    return series


def unusable(number: int) -> Rejected:
    return Rejected(row=number, reason="no number", column="numerator", cells=("10Q", "x"))


def test_a_series_reaches_from_its_first_to_its_last_figure(engine: Engine) -> None:
    gap = figure(JULY, None, denominator=None, absent_reason="suppressed")
    take_in(engine, publication([figure(MAY), gap, figure(JUNE, status="provisional")]))

    series = held(engine)

    assert (series.indicator, series.organisation, series.grain) == ("rtt_18week", "10Q", "month")
    assert (series.first, series.last, series.last_end) == (MAY, JUNE, date(2016, 6, 30))
    assert (series.status, series.restated, series.absent_reason) == ("provisional", 0, "")


@pytest.mark.parametrize(
    ("grain", "ends"),
    [
        (Grain.DAY, date(2016, 4, 1)),
        (Grain.WEEK, date(2016, 4, 7)),
        (Grain.MONTH, date(2016, 4, 30)),
        (Grain.QUARTER, date(2016, 6, 30)),
        (Grain.YEAR, date(2017, 3, 31)),
    ],
)
def test_a_period_is_held_from_the_day_it_ends(engine: Engine, grain: Grain, ends: date) -> None:
    take_in(engine, publication([figure(APRIL, grain=str(grain))]))

    assert held(engine, date.fromordinal(ends.toordinal() - 1)).last is None
    assert held(engine, ends).last == APRIL


def test_a_period_that_ends_early_is_held_from_its_own_end(engine: Engine) -> None:
    early = date(2016, 12, 31)
    take_in(engine, publication([figure(APRIL, grain="year", period_end=early)]))

    assert held(engine, date(2016, 12, 30)).last is None
    assert held(engine, early).last_end == early


def test_a_series_without_a_figure_says_why(engine: Engine) -> None:
    rows = [
        figure(month, None, denominator=None, absent_reason=reason)
        for month, reason in ((APRIL, "suppressed"), (MAY, "not_submitted"))
    ]
    take_in(engine, publication(rows))

    series = held(engine)

    assert (series.first, series.last, series.absent_reason) == (None, None, "not_submitted")


def test_parts_plans_and_what_was_retired_are_not_held(engine: Engine) -> None:
    made_up = publication([figure(MAY)], illustrative=True)
    take_in(engine, made_up)
    assert held(engine).illustrative

    part = figure(dimension="treatment_function", member="110")
    take_in(engine, publication([figure(APRIL), part, figure(provider="RTH")]))

    series = held(engine)
    assert (series.illustrative, series.last) == (False, APRIL)


def test_a_restatement_has_both_figures_and_both_files(engine: Engine) -> None:
    take_in(engine, publication([figure(APRIL, 90), figure(MAY, 80)], stated_on=APRIL))
    take_in(engine, publication([figure(APRIL, 91), figure(MAY, 80)], stated_on=MAY))

    (found,) = SqlStore(engine).restatements("10Q")

    assert (found.period_start, found.was.numerator, found.now.numerator) == (APRIL, 90, 91)
    assert (found.was.load, found.replaced_by, found.now.load) == (1, 2, 2)
    assert (found.was.period_end, found.again) == (date(2016, 4, 30), False)
    assert held(engine).restated == 1


def test_a_figure_restated_twice_is_told_step_by_step_the_last_first(engine: Engine) -> None:
    for numerator, stated in ((90, APRIL), (91, MAY), (91, JUNE), (92, JULY)):
        take_in(engine, publication([figure(APRIL, numerator)], stated_on=stated))

    found = SqlStore(engine).restatements("10Q")

    steps = [(each.was.numerator, each.now.numerator, each.replaced_by) for each in found]
    assert steps == [(91, 92, 4), (90, 91, 2)]
    assert [each.again for each in found] == [False, True]


def test_files_come_newest_first_with_what_they_brought(engine: Engine) -> None:
    take_in(engine, publication([figure(APRIL), figure(MAY)], period_rows={APRIL: 1, MAY: 1}))
    take_in(engine, publication([figure(JUNE)], warnings=["A warning."], rows=7))

    newest, oldest = SqlStore(engine).loaded_files()

    assert (newest.id, newest.rows, newest.new, newest.warnings) == (2, 7, 1, ("A warning.",))
    assert (newest.first, newest.last, newest.periods) == (JUNE, JUNE, 1)
    assert (oldest.first, oldest.last, oldest.periods, oldest.warnings) == (APRIL, MAY, 2, ())


def test_only_so_many_files_come_as_are_asked_for(engine: Engine) -> None:
    store = SqlStore(engine)
    assert (store.loaded_files(), store.file_totals()) == ((), FileTotals(0, 0, 0))

    for month in (APRIL, MAY, JUNE):
        take_in(engine, publication([figure(month)]))

    assert [file.id for file in store.loaded_files(2)] == [3, 2]
    assert store.file_totals() == FileTotals(3, 0, 0)


def test_the_first_rows_set_aside_come_with_their_file_and_all_when_asked_for(
    engine: Engine,
) -> None:
    many = SHOWN_ASIDE + 2
    take_in(engine, publication([figure()], rejected=[unusable(n) for n in range(many)]))
    take_in(engine, publication([figure(MAY)]))
    store = SqlStore(engine)

    _, file = store.loaded_files()

    assert (file.set_aside, len(file.aside), len(store.set_aside(1))) == (many, SHOWN_ASIDE, many)
    assert file.aside[0] == RowSetAside("", 0, "numerator", "no number", ("10Q", "x"))
    assert store.set_aside(2) == ()
    assert store.file_totals() == FileTotals(2, 1, many)
