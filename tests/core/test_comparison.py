"""Where does an organisation stand among others of its kind, in one period?"""

from datetime import date

from dashboard.calculations.funnel import Place
from dashboard.documents import ProviderShare
from dashboard.organisations import ENGLAND, Level, Organisation
from dashboard.periods import Grain
from dashboard.selection import Selection
from dashboard.series import Observation
from dashboard.services.comparison import Comparison, comparison
from tests.builders import absent, indicator, observation
from tests.core.fake_store import DUDLEY, OXFORDSHIRE, TRUST, FakeStore, data_of, key

JANUARY, FEBRUARY = date(2020, 1, 1), date(2020, 2, 1)
COUNTRY = Organisation(ENGLAND, "England", Level.COUNTRY)
REGION = Organisation("Y59", "South East", Level.REGION)
STP = Organisation("QU9", "Thames Valley", Level.STP)
OTHERS = [Organisation(f"1{n}X", f"Place {n} CCG", Level.CCG) for n in range(6)]


def shown(store: FakeStore, *, of: object = None, **choice: object) -> Comparison:
    chosen = {"organisation": "10Q", "indicator": "waits", **choice}
    measure = of or indicator()
    return comparison(data_of(store, measure), Selection(**chosen))  # type: ignore[arg-type]


def store_of(**figures: Observation) -> FakeStore:
    """CCGs by their code, each with one figure."""
    store = FakeStore(places=[OXFORDSHIRE, DUDLEY, COUNTRY, REGION, STP, TRUST, *OTHERS])
    for code, each in figures.items():
        store.add(key(code.lstrip("_")), [each])
    return store


def codes(found: Comparison) -> list[tuple[str, int, bool]]:
    return [(each.organisation.code, each.place, each.shared) for each in found.ranked]


def test_the_best_is_first_and_equal_figures_share_a_place() -> None:
    store = store_of(
        _10Q=observation(FEBRUARY, 90, 100),
        _05C=observation(FEBRUARY, 1, 2),
        _10X=observation(FEBRUARY, 180, 200),
    )

    found = shown(store)

    assert codes(found) == [("10Q", 1, True), ("10X", 1, True), ("05C", 3, False)]
    assert found.chosen is found.ranked[0]
    assert {each.organisation.code for each in found.left_out} == {p.code for p in OTHERS[1:]}


def test_where_low_is_better_the_lowest_is_first() -> None:
    store = store_of(_10Q=observation(FEBRUARY, 9, 10), _05C=observation(FEBRUARY, 1, 10))

    assert codes(shown(store, of=indicator(direction="down")))[0][0] == "05C"


def test_together_is_a_sum_and_never_a_mean_of_percentages() -> None:
    store = store_of(_10Q=observation(FEBRUARY, 0, 10), _05C=observation(FEBRUARY, 990, 990))

    total = shown(store).total

    assert total
    assert (total.numerator, total.denominator) == (990, 1000)


def test_who_is_left_out_is_named_with_the_reason() -> None:
    store = store_of(
        _10Q=observation(FEBRUARY, 90, 100),
        _05C=absent(FEBRUARY, "suppressed"),
        _10X=observation(FEBRUARY, 3, 4),
    )

    found = shown(store, of=indicator(minimum_denominator=20))

    reasons = {each.organisation.code: each.reason for each in found.left_out}
    assert reasons["05C"] == "suppressed"
    assert reasons["10X"] == "small_numbers"
    assert reasons["11X"] == "not_loaded"


def test_commissioners_of_a_shared_out_measure_need_shares() -> None:
    store = store_of(RTH=observation(FEBRUARY, 80, 100))
    share = ProviderShare("RTH", 0.5, date(2015, 4, 1), None, "site", "a note")
    store.shared.append(("10Q", share))

    found = shown(store, of=indicator(shared_out=True))

    assert codes(found) == [("10Q", 1, False)]
    assert found.ranked[0].figure.denominator == 50
    assert {each.reason for each in found.left_out} == {"needs_shares"}


def test_made_up_figures_are_not_ranked_among_real_ones() -> None:
    store = store_of(_10Q=observation(FEBRUARY))
    store.add(key("05C"), [observation(FEBRUARY)], illustrative=True)

    found = shown(store)

    assert codes(found) == [("10Q", 1, False)]
    assert ("05C", "made_up") in {(e.organisation.code, e.reason) for e in found.left_out}


def test_england_of_the_same_period_is_the_line() -> None:
    store = store_of(_10Q=observation(FEBRUARY, 90, 100), **{ENGLAND: observation(FEBRUARY, 7, 8)})

    found = shown(store)

    assert found.england
    assert (found.england.value, found.compared, found.england_note) == (87.5, 87.5, "")


def test_a_rolling_year_is_never_held_against_a_quarter_of_england() -> None:
    rolling = indicator(aggregation="rolling_ratio", grain="rolling_12m")
    store = store_of()
    year = observation(date(2019, 1, 1), grain=Grain.ROLLING_12M)
    store.add(key("10Q", grain=Grain.ROLLING_12M), [year])
    quarter = observation(date(2019, 10, 1), grain=Grain.QUARTER)
    store.add(key(ENGLAND, grain=Grain.QUARTER), [quarter])

    found = shown(store, of=rolling)

    assert found.england is None
    assert "England's figures are by quarter" in found.england_note


def test_the_period_is_the_last_with_a_figure_or_the_one_chosen() -> None:
    store = store_of()
    months = [observation(JANUARY, 1, 2), observation(FEBRUARY, 2, 2), absent(date(2020, 3, 1))]
    store.add(key("10Q"), months)

    assert shown(store).start == FEBRUARY
    assert shown(store, end=JANUARY).start == JANUARY
    assert shown(store).periods == (JANUARY, FEBRUARY)


def test_a_region_is_the_first_choice_and_its_stps_make_it() -> None:
    store = store_of(
        _10Q=observation(FEBRUARY), _10X=observation(FEBRUARY), _11X=observation(FEBRUARY)
    )
    store.relations = [("Y59", "region", "QU9"), ("QU9", "stp", "10Q"), ("QU9", "stp", "10X")]

    found = shown(store)

    assert [each[0] for each in found.peers.groups] == ["region", "stp", "england"]
    assert [each[0] for each in codes(found)] == ["10Q", "10X"]
    assert len(shown(store, with_=("england",)).ranked) == 3


def test_a_list_has_the_chosen_one_in_it_and_names_what_nobody_is_called() -> None:
    store = store_of(
        _10Q=observation(FEBRUARY), _10X=observation(FEBRUARY), _11X=observation(FEBRUARY)
    )

    found = shown(store, with_=("11X", "ZZZ"))

    assert [each[0] for each in codes(found)] == ["10Q", "11X"]
    assert (found.peers.group, found.peers.unknown) == ("list", ("ZZZ",))


def test_a_share_of_people_has_a_funnel_and_a_count_has_none() -> None:
    many = {f"_{each.code}": observation(FEBRUARY, 50, 100) for each in OTHERS}
    store = store_of(_10Q=observation(FEBRUARY, 9, 10), **many)

    found, counts = shown(store), shown(store, of=indicator(unit="count", aggregation="count_flow"))

    assert found.funnel
    assert found.chosen
    assert found.chosen.funnel is Place.ABOVE_95
    assert counts.funnel is None
    assert "share of the people counted" in counts.funnel_note
    assert counts.england_note == "England's count is no measure for one of its parts."


def test_nobody_with_a_figure_is_said_with_what_would_fill_the_page() -> None:
    found = shown(store_of())

    assert found.unavailable
    assert found.unavailable[0].startswith("No CCG of England can be ranked by 18 weeks")
