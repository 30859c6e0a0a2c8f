"""Does the data page say what is held, to when, what is late and what was restated?"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.data_tables import file_cells, periods, restated_sentence
from dashboard.charts.holdings import (
    files_title,
    holding_cells,
    holdings_sentence,
    holdings_title,
    lateness,
    restatements_title,
    span,
)
from dashboard.documents import DataBreak, PopulationBase, ProviderShare
from dashboard.held import Load, LoadedFile, Restatement, RowSetAside, Said
from dashboard.indicators.registry import Indicator
from dashboard.organisations import Level, Membership, Organisation
from dashboard.periods import Grain, period_end
from dashboard.selection import Selection
from dashboard.services.holdings import (
    FILES_SHOWN,
    RESTATEMENTS_SHOWN,
    Holding,
    Holdings,
    Standing,
    holdings,
)
from dashboard.services.restated import restated_figures
from tests.builders import absent, indicator, observation
from tests.core.fake_store import AS_AT, OXFORDSHIRE, TRUST, FakeStore, data_of, key
from tests.core.test_line import BASED, ENTERING

DECEMBER, JANUARY, FEBRUARY = date(2019, 12, 1), date(2020, 1, 1), date(2020, 2, 1)
CHOSEN = Selection(organisation="10Q")
FILE = Load(1, "Waiting times", "NHS England", "waits.xls", date(2020, 2, 13), AS_AT, False)


def held(
    store: FakeStore, *indicators: Indicator, as_at: date = AS_AT, every_file: bool = False
) -> Holdings:
    data = data_of(store, *indicators, as_at=as_at)
    return holdings(data, CHOSEN, every_file=every_file)


def one(store: FakeStore, *indicators: Indicator, as_at: date = AS_AT) -> Holding:
    (row,) = held(store, *indicators, as_at=as_at).rows
    return row


def measure(name: str, order: int, **facts: object) -> Indicator:
    return indicator(id=name, name=name.title(), short_name=name, order=order, **facts)


def file(number: int = 1, **facts: object) -> LoadedFile:
    loaded = datetime(2020, 3, 1, 9, 30, tzinfo=UTC)
    made = LoadedFile(
        number, f"{number}.csv", "test", "A test", "Nobody", None, loaded, False,
        10, 8, 1, 1, 0, 0,
    )  # fmt: skip
    return replace(made, **facts)  # type: ignore[arg-type]


def said(numerator: float | None, start: date = JANUARY, **facts: object) -> Said:
    denominator = None if numerator is None else 1000
    made = Said(period_end(start, Grain.MONTH), numerator, denominator, None, "published", None, 1)
    return replace(made, **facts)  # type: ignore[arg-type]


def restatement(was: Said, now: Said, **facts: object) -> Restatement:
    made = Restatement("waits", "10Q", Grain.MONTH, False, JANUARY, was, now, 2)
    return replace(made, **facts)  # type: ignore[arg-type]


def sentence(was: Said, now: Said, **facts: object) -> str:
    newer = replace(FILE, id=2, published_on=date(2020, 3, 12))
    store = FakeStore(files=[FILE, newer], replaced=[restatement(was, now, **facts)])
    (row,) = restated_figures(data_of(store), OXFORDSHIRE, AS_AT)
    return restated_sentence(row)


def test_a_row_says_how_far_its_figures_reach_and_which_file_they_are_from() -> None:
    store = FakeStore(files=[FILE])
    provisional = observation(JANUARY, status="provisional")
    store.add(key(), [observation(DECEMBER), provisional, absent(FEBRUARY)])

    row = one(store)
    cells = holding_cells(row)

    assert (cells.first, cells.last, cells.status) == ("Dec 19", "Jan 20", "provisional")
    assert (cells.source, cells.file, cells.loaded) == ("Waiting times", "waits.xls", "31 Mar 20")


@given(st.integers(-60, 900))
def test_figures_are_late_from_the_day_the_next_ones_were_due(days: int) -> None:
    due = date(2020, 2, 29) + timedelta(days=42)  # February's, 42 days after its end
    row = one(FakeStore().add(key(), [observation(JANUARY)]), as_at=due + timedelta(days=days))

    assert row.due == due
    assert row.standing is (Standing.UP_TO_DATE if days < 0 else Standing.LATE)
    assert row.days_late == max(days, 0)


def test_a_period_that_had_not_ended_is_not_held() -> None:
    store = FakeStore().add(key(), [observation(DECEMBER), observation(JANUARY)])

    assert one(store, as_at=date(2020, 1, 30)).series.last == DECEMBER


@pytest.mark.parametrize("grain", [Grain.YEAR, Grain.DAY])
def test_nobody_promised_when_years_and_days_come(grain: Grain) -> None:
    yearly = indicator(grain=str(grain))
    store = FakeStore().add(key(grain=grain), [observation(date(2018, 4, 1), grain=grain)])

    found = held(store, yearly)

    assert [(row.standing, row.due) for row in found.rows] == [(Standing.NO_DATE, None)]
    assert found.expected == ()
    assert holding_cells(found.rows[0]).state == "No date set"


def test_a_series_of_gaps_has_no_figure_and_says_why() -> None:
    row = one(FakeStore().add(key(), [absent(JANUARY), absent(FEBRUARY, "not_submitted")]))

    assert (row.standing, row.due) == (Standing.NO_FIGURE, None)
    assert holding_cells(row).state == "No figure: not submitted"


@pytest.mark.parametrize("treatment", ["gap", "new_series"])
def test_what_a_break_ended_is_not_late(treatment: str) -> None:
    store = FakeStore().add(key(), [observation(DECEMBER)])
    store.breaks = [("waits", "", DataBreak(JANUARY, "The old measure ends.", treatment))]

    row = one(store, as_at=date(2024, 1, 1))

    assert (row.standing, row.due) == (Standing.ENDED, None)
    assert holding_cells(row).state == "Not expected: The old measure ends."


def test_what_a_break_stopped_is_late_again_once_it_was_resumed() -> None:
    store = FakeStore().add(key(), [observation(DECEMBER)])
    resumed = DataBreak(date(2020, 6, 1), "Reporting resumed.", "rebase_suggested")
    store.breaks = [("waits", "", DataBreak(JANUARY, "A test began.", "gap"))]
    store.breaks.append(("waits", "", resumed))

    standings = [one(store, as_at=day).standing for day in (date(2020, 5, 1), date(2020, 7, 1))]

    assert standings == [Standing.ENDED, Standing.LATE]


def test_a_break_before_a_later_period_ends_nothing_that_is_missing() -> None:
    store = FakeStore().add(key(), [observation(DECEMBER)])
    store.breaks = [("waits", "", DataBreak(FEBRUARY, "The old measure ends.", "new_series"))]

    assert one(store, as_at=date(2024, 1, 1)).standing is Standing.LATE


def test_an_organisation_that_closed_is_not_waited_for() -> None:
    closed = replace(OXFORDSHIRE, valid_to=date(2019, 12, 31))
    store = FakeStore(places=[closed]).add(key(), [observation(DECEMBER)])

    assert one(store, as_at=date(2024, 1, 1)).reason == "The organisation has closed."


def test_weeks_stand_under_their_indicator_and_are_counted_with_it() -> None:
    store = FakeStore().add(key(grain=Grain.WEEK), [observation(JANUARY, grain=Grain.WEEK)])
    store.add(key(), [observation(FEBRUARY)])

    found = held(store)

    names = [holding_cells(row).name for row in found.rows]
    views = [holding_cells(row).view for row in found.rows]
    assert (names, views) == (["18 weeks", "18 weeks, by week"], ["", "week"])
    assert len(found.expected) == 1
    assert holding_cells(found.rows[1]).first == "7 Jan 20"


def test_who_stands_in_is_shown_under_its_own_name() -> None:
    store = FakeStore().add(key("RTH"), [observation(FEBRUARY)])
    store.relations = [("10Q", "main_provider", "RTH")]

    row = one(store, indicator(stand_in="main_provider"))
    cells = holding_cells(row)

    assert (row.shown, row.stands_in, row.series.last) == (TRUST, True, FEBRUARY)
    assert cells.shown == "Oxford University Hospitals (RTH)"
    assert "not by commissioner" in cells.why


def test_what_is_shared_out_reaches_as_far_as_its_providers() -> None:
    store = FakeStore(files=[replace(FILE, id=4)])
    store.add(key("RTH"), [observation(JANUARY, load=3), observation(FEBRUARY, load=4)])
    store.shared = [("10Q", ProviderShare("RTH", 0.5, date(2019, 4, 1), None, "v1", "the site"))]

    row = one(store, indicator(shared_out=True))

    assert (row.series.first, row.series.last) == (JANUARY, FEBRUARY)
    assert row.load is not None
    assert (row.load.id, row.stands_in) == (4, False)
    assert row.note


def test_a_rate_on_a_base_reaches_as_far_as_its_count() -> None:
    store = FakeStore().add(key(of="entering"), [observation(FEBRUARY, 160, None)])
    needed = held(store, BASED, ENTERING)
    base = PopulationBase(12_000, date(2015, 4, 1), None)
    store.populations = [("10Q", BASED.base, base)]

    there = held(store, BASED, ENTERING)

    assert [each.indicator.id for each in needed.not_held] == ["access"]
    assert "base" in needed.not_held[0].remedy
    assert {row.indicator.id for row in there.rows} == {"access", "entering"}
    assert {row.series.last for row in there.rows} == {FEBRUARY}


def test_who_has_later_figures_is_named_where_a_publication_went_over_to_larger_areas() -> None:
    system = Organisation("QU9", "The ICB", Level.STP)
    store = FakeStore(places=[OXFORDSHIRE, system])
    store.dated = [("QU9", "stp", Membership(OXFORDSHIRE, date(2013, 4, 1), None))]
    store.add(key(), [observation(date(2018, 1, 1))])
    store.add(key("QU9"), [observation(FEBRUARY)])

    row = one(store)

    assert row.standing is Standing.LATE
    assert row.note.startswith("The ICB (QU9) has later figures")


def test_a_locality_is_what_the_page_is_of_where_one_is_chosen() -> None:
    store = FakeStore().add(key(), [observation(FEBRUARY)])
    store.add(key("banbury"), [observation(JANUARY)])

    found = holdings(data_of(store), replace(CHOSEN, localities=("banbury",)))

    assert (found.place.code, found.rows[0].series.last) == ("banbury", JANUARY)


def test_what_is_not_held_is_named_if_it_is_published_of_such_a_place() -> None:
    store = FakeStore().add(key(of="here"), [observation(FEBRUARY)])
    elsewhere = measure("of_trusts", 3, levels=("trust",))

    found = held(store, measure("here", 1), measure("missing", 2), elsewhere)

    assert [each.indicator.id for each in found.not_held] == ["missing"]
    assert found.not_held[0].remedy == "Statistical release"


MANY = [measure(name, number) for number, name in enumerate(("one", "two", "three", "four"))]


def title_with(*last: date) -> tuple[str, str]:
    """The title and the sentence of a page on which each indicator ends at a month."""
    store = FakeStore()
    for each, month in zip(MANY, last, strict=False):
        store.add(key(of=each.id), [observation(month)])
    found = held(store, *MANY[: max(len(last), 1)])
    return holdings_title(found), holdings_sentence(found)


def test_the_title_is_a_finding() -> None:
    november, october = date(2019, 11, 1), date(2019, 10, 1)

    titles = [
        title_with()[0],
        title_with(FEBRUARY)[0],
        title_with(FEBRUARY, JANUARY)[0],
        title_with(FEBRUARY, november)[0],
        title_with(JANUARY, november, october)[0],
        title_with(november)[0],
    ]

    assert titles == [
        "No figures are held for Oxfordshire CCG",
        "The one indicator is up to date for Oxfordshire CCG",
        "All 2 indicators are up to date for Oxfordshire CCG",
        "1 of 2 indicators is up to date for Oxfordshire CCG; two is 7 weeks late",
        "1 of 3 indicators is up to date for Oxfordshire CCG; 2 are late, three by 2 months",
        "None of 1 indicators is up to date for Oxfordshire CCG; one is 7 weeks late",
    ]


def test_the_late_ones_are_named_the_longest_waited_for_first() -> None:
    months = [date(2019, month, 1) for month in (11, 9, 8, 10)]

    said_of = title_with(*months)[1]

    assert said_of == (
        "Late: three (due 11 Nov 19), two (due 12 Dec 19), four (due 11 Jan 20) and 1 more."
    )


def test_what_no_next_figure_is_expected_of_is_counted_beside_the_others() -> None:
    store = FakeStore().add(key(of="monthly"), [observation(FEBRUARY)])
    store.add(key(of="yearly", grain=Grain.YEAR), [observation(date(2018, 4, 1), grain=Grain.YEAR)])

    found = held(store, measure("monthly", 1), measure("yearly", 2, grain="year"))

    assert holdings_sentence(found) == "No next figure is expected of 1 other that is held."


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1, "1 day"), (13, "13 days"), (14, "2 weeks"), (69, "9 weeks"), (70, "2 months"),
        (366, "12 months"), (729, "23 months"), (730, "1 year"), (731, "2 years"),
    ],
)  # fmt: skip
def test_a_span_of_days_is_said_in_whole_units(days: int, words: str) -> None:
    assert span(days) == words


@given(st.integers(0, 20_000))
def test_lateness_never_claims_more_than_there_is(days: int) -> None:
    number, unit = span(days).split()
    shortest = {"d": 1, "w": 7, "m": 28, "y": 365}[unit[0]]

    assert int(number) * shortest <= days
    assert lateness(0) == "due today"


def test_only_the_newest_files_are_shown_unless_all_are_asked_for() -> None:
    store = FakeStore().add(key(), [observation(FEBRUARY)])
    store.taken_in = [file(number) for number in range(1, FILES_SHOWN + 3)]

    few, every = held(store), held(store, every_file=True)

    assert (len(few.files), few.file_totals.files) == (FILES_SHOWN, FILES_SHOWN + 2)
    assert len(every.files) == FILES_SHOWN + 2
    assert few.files[0].id == FILES_SHOWN + 2


def test_a_file_says_what_became_of_its_rows() -> None:
    row = RowSetAside("Sheet1", 12, "period", "no date", ("10Q", "never"))
    rest = RowSetAside("", 1300, "", "the same row stands above", ("x" * 500,))
    cells = file_cells(
        file(rows=1234, set_aside=3, aside=(row, rest), warnings=("Short.",), first=JANUARY,
             last=FEBRUARY)
    )  # fmt: skip

    assert dict(cells.counts)["rows"] == "1,234"
    assert (cells.periods, cells.published, cells.loaded) == ("Jan 20 to Feb 20", "", "1 Mar 20")
    assert (cells.fold, cells.more) == ("1 warning and 3 rows set aside", "All 3 rows as CSV")
    assert cells.aside[0] == ("Sheet Sheet1, row 12, column period: no date", "10Q | never")
    assert cells.aside[1][0] == "Row 1,300: the same row stands above"
    assert len(cells.aside[1][1]) < 250


def test_a_file_without_trouble_has_nothing_to_unfold() -> None:
    cells = file_cells(file())

    assert (cells.fold, cells.more, cells.aside) == ("", "", ())


def test_periods_of_a_file_are_said_by_their_ends() -> None:
    assert periods(None, None) == ""
    assert periods(JANUARY, JANUARY) == "Jan 20"


def test_the_files_title_counts_what_was_set_aside() -> None:
    store = FakeStore().add(key(), [observation(FEBRUARY)])
    store.taken_in = [file(1)]
    before = files_title(held(store))
    store.taken_in += [file(2, set_aside=1), file(3, set_aside=1200)]

    after = files_title(held(store))

    assert before == "1 file loaded, no row set aside"
    assert after == "3 files loaded; 1,201 rows set aside in 2 of them"


def test_a_restatement_is_said_with_both_figures_and_its_day() -> None:
    assert sentence(said(921), said(914)) == (
        "January 2020 was 92.1%, restated 91.4% on 12 March 2020"
    )


def test_a_restatement_that_was_restated_says_so() -> None:
    assert sentence(said(921), said(914), again=True).endswith("; restated again since")


def test_a_restatement_too_small_to_see_gives_the_counts() -> None:
    assert sentence(said(9210, denominator=10000), said(9211, denominator=10001)) == (
        "January 2020 was 92.1%, restated 92.1% on 12 March 2020 "
        "(9,210 of 10,000, then 9,211 of 10,001)"
    )
    bare = replace(said(None), value=6.01), replace(said(None), value=6.02)
    assert sentence(*bare).endswith(" (the same once rounded)")


def test_a_figure_that_came_or_went_says_why_there_was_none() -> None:
    nothing = said(None, absent_reason="suppressed")

    assert sentence(nothing, said(914)) == (
        "January 2020 had no figure (suppressed), and was given 91.4% on 12 March 2020"
    )
    assert sentence(said(914), nothing) == (
        "January 2020 was 91.4%, withdrawn (suppressed) on 12 March 2020"
    )
    assert sentence(nothing, said(None, absent_reason="not_submitted")) == (
        "January 2020 had no figure (suppressed), and still has none on 12 March 2020 "
        "(not submitted)"
    )


def test_restatements_come_by_file_then_in_the_plans_order_then_by_period() -> None:
    two, one_ = measure("two", 2), measure("one", 1)
    store = FakeStore()
    store.replaced = [
        restatement(said(1), said(2), indicator=of, period_start=month, replaced_by=load)
        for of, month, load in (
            ("two", FEBRUARY, 2), ("one", JANUARY, 2), ("one", FEBRUARY, 2), ("two", JANUARY, 3),
        )
    ]  # fmt: skip

    rows = restated_figures(data_of(store, one_, two), OXFORDSHIRE, AS_AT)

    found = [(row.given.indicator, row.given.period_start) for row in rows]
    assert found == [("two", JANUARY), ("one", FEBRUARY), ("one", JANUARY), ("two", FEBRUARY)]


def test_restatements_can_be_of_one_indicator_and_are_of_periods_that_had_ended() -> None:
    two, one_ = measure("two", 2), measure("one", 1)
    later = said(2, date(2020, 4, 1))
    store = FakeStore()
    store.replaced = [
        restatement(said(1), said(2), indicator="one"),
        restatement(said(1), said(2), indicator="two"),
        restatement(said(1), later, indicator="one", period_start=date(2020, 4, 1)),
        restatement(said(1), said(2), indicator="gone"),
    ]
    data = data_of(store, one_, two)

    assert len(restated_figures(data, OXFORDSHIRE, AS_AT)) == 2
    assert len(restated_figures(data, OXFORDSHIRE, AS_AT, one_)) == 1


def test_only_the_last_restatements_are_shown_and_all_are_counted() -> None:
    store = FakeStore().add(key(), [observation(FEBRUARY)])
    number = RESTATEMENTS_SHOWN + 5
    store.replaced = [restatement(said(1), said(2), replaced_by=n) for n in range(number)]

    found = held(store)

    assert (len(found.restatements), found.restated_count) == (RESTATEMENTS_SHOWN, number)
    assert restatements_title(found) == "55 figures of Oxfordshire CCG have been restated"
    assert found.rows[0].series.restated == number


def test_a_restated_count_is_in_its_own_unit() -> None:
    count = indicator(unit="count", aggregation="count_flow", denominator="", standard=[])
    store = FakeStore(replaced=[restatement(said(921), said(914))])

    (row,) = restated_figures(data_of(store, count), OXFORDSHIRE, AS_AT)

    assert (row.was, row.now, row.change) == (921, 914, -7)


def test_the_page_names_its_sources_and_the_next_day_that_figures_are_due() -> None:
    older = replace(FILE, id=2, loaded_on=date(2020, 1, 5))
    store = FakeStore(files=[FILE, older])
    store.add(key(of="one"), [observation(FEBRUARY, load=1)])
    store.add(key(of="two"), [observation(JANUARY, load=2)], illustrative=True)

    found = held(store, *MANY[:2])

    assert [load.id for load in found.provenance.loads] == [2, 1]
    assert found.provenance.next_expected == date(2020, 4, 11)
    assert (found.provenance.last_loaded, found.illustrative) == (AS_AT, True)
