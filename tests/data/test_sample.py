"""Are the made-up figures consistent, the same each time, and as varied as promised?"""

import hashlib
from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest

from dashboard.indicators.registry import load_indicators
from data_access.ingest.publication import (
    ABSENT_REASONS,
    LOCATION_COLUMNS,
    OBSERVATION_COLUMNS,
    PLAN_COLUMNS,
    Publication,
)
from data_access.sample import SAMPLE_AS_AT, publications
from data_access.sample.places import AE_TRUSTS, CCGS, TRUSTS, places
from data_access.sample.trajectories import versions

INDICATORS = load_indicators()
SERIES = ["indicator", "organisation", "dimension", "member", "grain"]
GENERATED = {
    "ae_4hour",
    "ae_4hour_type1",
    "rtt_18week",
    "rtt_waiting_list",
    "rtt_52week",
    "diagnostics_6week",
    "cancer_2week",
    "cancer_62day",
    "dementia_diagnosis",
}
NOT_OF_TRUSTS = {"dementia_diagnosis"}
OF_AE_TRUSTS = {"ae_4hour", "ae_4hour_type1"}
BY_WEEK_ONLY = {
    "ae_12hour_dta",
    "ambulance_arrivals",
    "ambulance_handover_30min",
    "ambulance_handover_60min",
    "dtoc_days",
    "bed_occupancy",
}


@pytest.fixture(scope="module")
def sample() -> list[Publication]:
    return list(publications(INDICATORS))


@pytest.fixture(scope="module")
def made_up(sample: list[Publication]) -> pd.DataFrame:
    """Illustrative actuals as they stand in the end: the later publication's where two say one."""
    rows = pd.concat([each.observations for each in sample if each.illustrative])
    return rows.drop_duplicates([*SERIES, "period_start"], keep="last")


@pytest.fixture(scope="module")
def plans(sample: list[Publication]) -> pd.DataFrame:
    return pd.concat([each.plans for each in sample])


def months(made_up: pd.DataFrame, indicator: str, dimension: str = "") -> pd.DataFrame:
    rows = made_up[(made_up["grain"] == "month") & (made_up["indicator"] == indicator)]
    return rows[rows["dimension"] == dimension]


def digest(sample: list[Publication]) -> str:
    text = "".join(each.observations.to_csv() + each.plans.to_csv() for each in sample)
    return hashlib.sha256(text.encode()).hexdigest()


# What every row must be


def test_every_row_has_the_agreed_columns_and_known_words(
    sample: list[Publication], made_up: pd.DataFrame, plans: pd.DataFrame
) -> None:
    for each in sample:
        # What was derived from a file says where in it; what is made up stands in none.
        own = [] if each.illustrative else LOCATION_COLUMNS
        assert list(each.observations.columns) == [*OBSERVATION_COLUMNS, *own]
        assert list(each.plans.columns) == PLAN_COLUMNS
    rows = pd.concat([made_up, *(each.observations for each in sample)])
    assert set(rows["indicator"]) | set(plans["indicator"]) <= set(INDICATORS)
    assert set(rows["absent_reason"].dropna()) <= set(ABSENT_REASONS)
    assert set(rows["status"]) == {"published", "provisional", "revised"}


def test_no_publication_says_one_thing_twice(sample: list[Publication]) -> None:
    for each in sample:
        assert not each.observations.duplicated([*SERIES, "period_start"]).any()
        assert not each.plans.duplicated([*SERIES, "period_start", "version"]).any()


def test_numerators_lie_between_nought_and_denominators(
    made_up: pd.DataFrame, plans: pd.DataFrame
) -> None:
    for rows in (made_up, plans):
        assert (rows["numerator"].dropna() >= 0).all()
        both = rows.dropna(subset=["numerator", "denominator"])
        assert (both["numerator"] <= both["denominator"]).all()
        assert (both["numerator"] % 1 == 0).all() and (both["denominator"] % 1 == 0).all()


def test_a_missing_figure_has_a_reason_and_a_figure_has_none(made_up: pd.DataFrame) -> None:
    assert (made_up["numerator"].isna() == made_up["absent_reason"].notna()).all()


def test_percentages_have_both_counts_and_counts_no_denominator(
    made_up: pd.DataFrame, plans: pd.DataFrame
) -> None:
    present = made_up[made_up["absent_reason"].isna()]
    for rows in (present, plans):
        counted = rows["indicator"].map(lambda name: INDICATORS[name].unit in ("count", "days"))
        assert (rows["denominator"].isna() == counted).all()


def test_two_runs_make_the_same_figures(sample: list[Publication]) -> None:
    assert digest(sample) == digest(list(publications(INDICATORS)))


def test_nothing_made_up_passes_for_real(sample: list[Publication]) -> None:
    for each in sample:
        assert each.illustrative == each.kind.startswith("illustrative_")
        assert each.illustrative == ("llustrative" in each.title)
        assert each.illustrative == (each.publisher == "Trajectory sample generator")


def test_psychosis_and_talking_therapies_have_no_made_up_actuals(made_up: pd.DataFrame) -> None:
    assert set(made_up["indicator"]) == GENERATED | BY_WEEK_ONLY


# Wholes and parts


@pytest.mark.parametrize("indicator", ["rtt_18week", "rtt_waiting_list"])
def test_treatment_functions_add_up_to_the_headline(made_up: pd.DataFrame, indicator: str) -> None:
    parts = months(made_up, indicator, "treatment_function")
    whole = months(made_up, indicator).set_index(["organisation", "period_start"])["numerator"]

    summed = parts.groupby(["organisation", "period_start"])["numerator"].sum()

    assert set(parts["organisation"]) == {*CCGS, *TRUSTS}
    assert parts["member"].nunique() == 13
    assert (summed == whole.loc[summed.index]).all()


@pytest.mark.parametrize("grain", ["month", "week"])
def test_types_of_ae_add_up_to_all_types(made_up: pd.DataFrame, grain: str) -> None:
    rows = made_up[(made_up["indicator"] == "ae_4hour") & (made_up["grain"] == grain)]
    key, figures = ["organisation", "period_start"], ["numerator", "denominator"]
    parts = rows[rows["dimension"] == "ae_type"].dropna(subset=figures)

    summed = parts.groupby(key)[figures].sum()

    whole = rows[rows["dimension"] == ""].set_index(key)[figures]
    assert set(parts["member"]) == {"1", "2", "3"}
    assert (summed == whole.loc[summed.index]).all(axis=None)


def test_type_1_as_an_indicator_is_type_1_of_all_types(made_up: pd.DataFrame) -> None:
    key, figures = ["organisation", "period_start"], ["numerator", "denominator"]
    by_type = months(made_up, "ae_4hour", "ae_type")

    member = by_type[by_type["member"] == "1"].set_index(key)[figures]

    own = months(made_up, "ae_4hour_type1").set_index(key)[figures].loc[member.index]
    pd.testing.assert_frame_equal(member, own)


def test_type_1_is_a_part_of_all_types_and_does_worse(made_up: pd.DataFrame) -> None:
    key = ["organisation", "period_start"]
    every = months(made_up, "ae_4hour").set_index(key).dropna(subset="numerator")
    first = months(made_up, "ae_4hour_type1").set_index(key).loc[every.index]

    assert (first["denominator"] < every["denominator"]).all()
    shares = first["numerator"] / first["denominator"], every["numerator"] / every["denominator"]
    assert (shares[0] < shares[1]).all()


@pytest.mark.parametrize("indicator", sorted(GENERATED - {"cancer_62day"}))
def test_localities_add_up_to_their_ccg_where_they_cover_it(
    made_up: pd.DataFrame, indicator: str
) -> None:
    rows = months(made_up, indicator)
    for place in places()[: len(CCGS)]:
        named = [part for part in place.parts if part]
        local = rows[rows["organisation"].isin(named)].groupby("period_start")["numerator"].sum()
        whole = rows[rows["organisation"] == place.code].set_index("period_start")["numerator"]
        here = whole.dropna().index
        assert (local[here] <= whole[here]).all()
        assert (local[here] == whole[here]).all() == (
            named == list(place.parts)
        ) or whole.max() < 99


def test_dudleys_localities_cover_it_in_plans_too(plans: pd.DataFrame) -> None:
    (dudley,) = [place for place in places() if place.code == "05C"]
    local = plans[plans["organisation"].isin(dudley.parts)]
    key, figures = ["indicator", "period_start", "version"], ["numerator", "denominator"]

    summed = local.groupby(key)[figures].sum()

    whole = plans[plans["organisation"] == "05C"].set_index(key)[figures].loc[summed.index]
    assert (summed == whole.fillna(0)).all(axis=None)


def test_the_list_is_what_18_weeks_is_measured_on(made_up: pd.DataFrame) -> None:
    key = ["organisation", "period_start"]
    waiting = months(made_up, "rtt_waiting_list").set_index(key)["numerator"]
    within = months(made_up, "rtt_18week").set_index(key)
    over_52 = months(made_up, "rtt_52week").set_index(key)["numerator"]

    assert (waiting == within["denominator"].loc[waiting.index]).all()
    over_18 = within["denominator"] - within["numerator"]
    assert (over_52 <= over_18.loc[over_52.index]).all()


# What was promised to occur


def test_every_place_has_every_month(made_up: pd.DataFrame) -> None:
    headline = made_up[(made_up["grain"] == "month") & (made_up["dimension"] == "")]
    expected = {part for place in places() for part in (place.code, *place.parts) if part}

    counts = headline.groupby(["indicator", "organisation"])["period_start"].agg(
        ["count", "min", "max"]
    )

    assert (counts["count"] == 59).all()
    assert (counts["min"] == date(2015, 4, 1)).all() and (counts["max"] == date(2020, 2, 1)).all()
    for indicator in GENERATED:
        trusts = set(TRUSTS) if indicator in NOT_OF_TRUSTS else set()
        more = set(AE_TRUSTS) if indicator in OF_AE_TRUSTS else set()
        assert set(counts.loc[indicator].index) == expected - trusts | more


def test_weeks_run_from_monday_to_the_last_whole_one(made_up: pd.DataFrame) -> None:
    weeks = made_up[made_up["grain"] == "week"]

    assert {day.weekday() for day in weeks["period_start"]} == {0}
    assert weeks["period_start"].nunique() == 104
    assert (SAMPLE_AS_AT - weeks["period_start"].max()).days == 8
    assert set(weeks["organisation"]) == {*TRUSTS, *AE_TRUSTS}
    assert set(weeks["status"]) == {"provisional"}


def test_handovers_over_an_hour_are_among_those_over_half_an_hour_and_those_among_arrivals(
    made_up: pd.DataFrame,
) -> None:
    weeks = made_up[made_up["grain"] == "week"].set_index(["organisation", "period_start"])
    of = {
        name: weeks.loc[weeks["indicator"] == name, "numerator"].dropna() for name in BY_WEEK_ONLY
    }

    half, hour = of["ambulance_handover_30min"], of["ambulance_handover_60min"]

    assert (hour <= half.loc[hour.index]).all()
    assert (half <= of["ambulance_arrivals"].loc[half.index]).all()
    assert of["dtoc_days"].reset_index()["period_start"].max() == date(2020, 2, 24)


def test_the_latest_month_and_no_other_is_provisional(made_up: pd.DataFrame) -> None:
    monthly = made_up[made_up["grain"] == "month"]

    latest = monthly[monthly["status"] == "provisional"]["period_start"]

    assert set(latest) == {date(2020, 2, 1)}


def test_a_month_is_missed_and_a_small_value_suppressed(made_up: pd.DataFrame) -> None:
    absent = made_up[made_up["absent_reason"].notna()].groupby("absent_reason")

    missed = absent.get_group("not_submitted")
    assert ("05V", date(2020, 1, 1)) in set(
        zip(missed["organisation"], missed["period_start"], strict=True)
    )
    suppressed = absent.get_group("suppressed")
    assert not set(suppressed["organisation"]) & {*CCGS, *TRUSTS}


def test_figures_left_in_a_small_series_are_five_or_more(made_up: pd.DataFrame) -> None:
    local = months(made_up, "cancer_62day")
    local = local[~local["organisation"].isin([*CCGS, *TRUSTS])]

    assert 5 <= local["denominator"].min() < 10


def test_one_month_of_waiting_lists_is_restated(sample: list[Publication]) -> None:
    first, second = (each for each in sample if each.kind == "illustrative_rtt")
    key = [*SERIES, "period_start"]

    both = first.observations.merge(second.observations, on=key, suffixes=("_was", ""))

    assert first.stated_on and second.stated_on and first.stated_on < second.stated_on
    assert len(both) == len(second.observations)
    assert set(both["period_start"]) == {date(2019, 10, 1)}
    lists = both[both["indicator"] == "rtt_waiting_list"]
    assert (lists["numerator"] > lists["numerator_was"]).mean() > 0.8


def percentages(made_up: pd.DataFrame, indicator: str, organisation: str) -> "pd.Series[float]":
    rows = months(made_up, indicator)
    rows = rows[rows["organisation"] == organisation].set_index("period_start")
    return 100 * rows["numerator"] / rows["denominator"]


def test_the_winter_of_2017_was_the_worst_but_one_trust_recovers(made_up: pd.DataFrame) -> None:
    emergency = percentages(made_up, "ae_4hour_type1", "RJE")
    winters = {
        year: emergency[date(year, 12, 1) : date(year + 1, 2, 1)].mean()
        for year in range(2015, 2019)
    }

    assert min(winters, key=lambda year: winters[year]) == 2017


def test_a_standard_that_was_missed_is_met_again(made_up: pd.DataFrame) -> None:
    waits = percentages(made_up, "diagnostics_6week", "05V")

    assert (waits[: date(2016, 3, 1)] > 1).all()
    assert (waits[date(2019, 9, 1) :] < 1).mean() > 0.5


def test_levels_sit_near_what_dudleys_plan_states(made_up: pd.DataFrame) -> None:
    near: list[tuple[Callable[[], float], float, float]] = [
        (lambda: percentages(made_up, "rtt_18week", "05C")[date(2016, 10, 1)], 96.13, 1),
        (lambda: percentages(made_up, "dementia_diagnosis", "05C")[date(2016, 10, 1)], 58, 2),
        (lambda: percentages(made_up, "cancer_62day", "05C").mean(), 85, 3),
    ]
    for level, stated, margin in near:
        assert abs(level() - stated) < margin


# Plans


def test_each_year_has_a_draft_and_a_final_plan_and_one_is_submitted_again() -> None:
    slugs = [version.slug for version in versions()]

    years = ["2016_17", "2017_18", "2018_19", "2019_20", "2020_21"]
    expected = [f"{status}_{year}" for year in years for status in ("draft", "final")]
    assert sorted(slugs) == sorted([*expected, "resubmission_2018_19"])


def test_every_core_indicator_has_a_plan_for_every_month_beyond_the_actuals(
    plans: pd.DataFrame,
) -> None:
    core = {each.id for each in INDICATORS.values() if each.core}
    final = plans[plans["version"].str.startswith("final")]

    by_series = final.groupby(["indicator", "organisation"])["period_start"].agg(["count", "max"])

    assert core <= set(by_series.index.get_level_values("indicator"))
    assert (by_series["count"] == 60).all()
    assert (by_series["max"] == date(2021, 3, 1)).all()
    for indicator in core:
        assert set(CCGS) <= set(by_series.loc[indicator].index)


def test_a_plan_covers_its_own_year_and_a_re_submission_its_second_half(
    sample: list[Publication],
) -> None:
    for publication in (each for each in sample if each.plan_versions):
        (version,) = publication.plan_versions
        first = date(2018, 10, 1) if version.status == "resubmission" else None
        starts = publication.plans["period_start"]
        assert version.illustrative and version.name.endswith("(illustrative)")
        assert starts.min() == (first or date(int(version.slug[-7:-3]), 4, 1))
        assert starts.max() == date(int(version.slug[-7:-3]) + 1, 3, 1)
        assert version.submitted_on and version.submitted_on <= SAMPLE_AS_AT
