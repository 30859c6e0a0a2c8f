"""Is every measure of the definitions here, with the rules that they give it?

The table below was typed from the definitions, sections 4 to 7 and appendix A, not from the files.
"""

import csv
from datetime import date
from pathlib import Path

import pytest

from dashboard.calculations.views import View
from dashboard.indicators.registry import DEFINITIONS, Family, load_indicators
from dashboard.periods import Grain
from dashboard.services.slots import slots_of

INDICATORS = load_indicators()
# What the definitions call it, in the order of appendix A, then what only the plans name.
# unit; better way; family; seasonal, judged by control limits (judged) or not (line); standards on
# 31 March of 2017, 2022 and 2026.
TYPED = """
ae_4hour            percent up    ratio_flow  seasonal 95 95 95
ae_4hour_type1      percent up    ratio_flow  seasonal - - -
ae_attendances      count neutral count_flow  seasonal - - -
ae_12hour_dta       count   down  count_flow  line     0 0 0
ae_12hour_arrival   percent down  ratio_flow  seasonal - - 2
emergency_admissions count neutral count_flow seasonal - - -
rtt_18week          percent up    ratio_stock line     92 92 92
rtt_waiting_list    count   down  count_stock line     - - -
rtt_52week          count   down  count_stock line     0 0 0
rtt_median_wait     weeks   down  distribution line    - - -
rtt_92nd_percentile weeks   down  distribution line    - - -
diagnostics_6week   percent down  ratio_stock line     1 1 1
cancer_2week        percent up    ratio_flow  judged   93 93 -
cancer_2week_breast percent up    ratio_flow  judged   93 93 -
cancer_31day        percent up    ratio_flow  judged   96 96 -
cancer_31day_surgery percent up   ratio_flow  judged   94 94 -
cancer_31day_drug   percent up    ratio_flow  judged   98 98 -
cancer_31day_radiotherapy percent up ratio_flow judged 94 94 -
cancer_62day        percent up    ratio_flow  judged   85 85 -
cancer_62day_screening percent up ratio_flow  judged   90 90 -
cancer_62day_upgrade percent up   ratio_flow  judged   - - -
cancer_28day_fds    percent up    ratio_flow  judged   - 75 75
cancer_31day_combined percent up  ratio_flow  judged   - - 96
cancer_62day_combined percent up  ratio_flow  judged   - - 85
ambulance_red1      percent up    ratio_flow  seasonal 75 - -
ambulance_red2      percent up    ratio_flow  seasonal 75 - -
ambulance_c1_mean   seconds down  mean_time   seasonal - 420 420
ambulance_c2_mean   seconds down  mean_time   seasonal - 1080 1080
dtoc_days           days    down  count_flow  judged   - - -
dtoc_beds           beds    down  count_stock judged   - - -
iapt_access         percent up    rate_pop    seasonal 15 25 25
iapt_recovery       percent up    ratio_flow  judged   50 50 50
iapt_6week          percent up    ratio_flow  judged   75 75 75
iapt_18week         percent up    ratio_flow  judged   95 95 95
talking_therapies_reliable_recovery    percent up ratio_flow judged - - 48
talking_therapies_reliable_improvement percent up ratio_flow judged - - 67
eip_2week           percent up    ratio_flow  line     50 60 60
dementia_diagnosis  percent up    ratio_stock line     66.7 66.7 66.7
cyp_eating_disorder_routine percent up rolling_ratio line - 95 95
cyp_eating_disorder_urgent  percent up rolling_ratio line - 95 95
cyp_access          percent up    ratio_cumulative line - - -
out_of_area_bed_days days   down  count_flow  judged   - 0 0
smi_physical_checks percent up    rolling_ratio line   - 60 60
ld_health_checks    percent up    ratio_cumulative line - 75 -
ereferral_use       percent up    ratio_flow  judged   80 100 100
mixed_sex_breaches  count   down  count_flow  line     0 0 0
cancelled_operations_28day count down count_flow line  0 0 0
cdi                 count   down  count_flow  line     - - -
mrsa                count   down  count_flow  line     0 0 0
ambulance_handover_30min count down count_flow line    - - -
ambulance_handover_60min count down count_flow line    - - -
ambulance_arrivals  count neutral count_flow  line     - - -
ga_beds_open        beds  neutral count_stock line     - - -
bed_occupancy       percent down  ratio_stock line     - 92 92
personal_health_budgets count up  count_stock line     - - -
health_checks       count   up    count_cumulative line - - -
breastfeeding_initiation percent up ratio_flow line    - - -
breastfeeding_6_8_weeks  percent up ratio_flow line    - - -
adult_weight_loss_referrals count up count_flow line   - - -
exercise_referrals  count   up    count_flow  line     - - -
smoking_quits       count   up    count_flow  line     - - -
iapt_entering_treatment count up  count_flow  seasonal - - -
iapt_referrals      count neutral count_flow  seasonal - - -
iapt_finished_course count up     count_flow  seasonal - - -
eip_incomplete      count   down  count_stock line     - - -
gp_referrals_made   count neutral count_flow  seasonal - - -
gp_referrals_seen   count neutral count_flow  seasonal - - -
first_outpatient    count neutral count_flow  seasonal - - -
"""
DAYS = (date(2017, 3, 31), date(2022, 3, 31), date(2026, 3, 31))
ROWS = {row.split()[0]: row.split()[1:] for row in TYPED.strip().splitlines()}
PROPERTIES = ("unit", "direction", "aggregation")
# Small counts are rounded and starred: section 9 and `sup` of appendix A.
ROUNDED = {
    "iapt_access",
    "iapt_recovery",
    "iapt_6week",
    "iapt_18week",
    "iapt_entering_treatment",
    "iapt_referrals",
    "iapt_finished_course",
    "talking_therapies_reliable_recovery",
    "talking_therapies_reliable_improvement",
    "cyp_access",
    "cyp_eating_disorder_routine",
    "cyp_eating_disorder_urgent",
    "out_of_area_bed_days",
}
NOT_BY_LOCALITY = {
    "ambulance_red1",
    "ambulance_red2",
    "ambulance_c1_mean",
    "ambulance_c2_mean",
    "dtoc_days",
    "dtoc_beds",
    "cyp_eating_disorder_routine",
    "cyp_eating_disorder_urgent",
    "out_of_area_bed_days",
    "mixed_sex_breaches",
    "cancelled_operations_28day",
    "ambulance_handover_30min",
    "ambulance_handover_60min",
    "ambulance_arrivals",
    "ga_beds_open",
    "bed_occupancy",
}
# From the end of a period to its publication, in weeks: `lag` of appendix A.
WEEKS = {
    "ae_4hour": (2, 2),
    "ae_12hour_arrival": (6, 6),
    "rtt_18week": (6, 6),
    "diagnostics_6week": (6, 6),
    "cancer_62day": (6, 6),
    "ambulance_red1": (4, 4),
    "ambulance_c1_mean": (2, 2),
    "dtoc_beds": (6, 6),
    "iapt_access": (8, 12),
    "eip_2week": (6, 10),
    "dementia_diagnosis": (4, 6),
    "cyp_eating_disorder_urgent": (6, 6),
    "cyp_access": (10, 10),
    "out_of_area_bed_days": (8, 8),
    "smi_physical_checks": (8, 8),
    "ld_health_checks": (5, 5),
    "ereferral_use": (6, 6),
    "mixed_sex_breaches": (6, 6),
    "cancelled_operations_28day": (6, 6),
    "cdi": (4, 6),
    "mrsa": (4, 6),
}


def test_every_row_given_is_an_indicator(shared: Path) -> None:
    with (shared / "domain" / "indicators.csv").open(encoding="utf-8", newline="") as file:
        given = {row["indicator"] for row in csv.DictReader(file)}

    assert given - set(INDICATORS) == set()
    assert given == set(ROWS)


def test_the_catalogue_is_whole_without_the_given_list_too() -> None:
    # Beside the typed ones only the count that a rate is made from.
    assert set(INDICATORS) - set(ROWS) == {"dementia_register"}
    assert len(ROWS) == 68


@pytest.mark.parametrize("name", ROWS)
def test_an_indicator_has_the_rules_that_the_definitions_give_it(name: str) -> None:
    indicator, typed = INDICATORS[name], ROWS[name]
    judged = {"seasonal": (True, True), "judged": (False, True), "line": (False, False)}[typed[3]]

    assert [str(getattr(indicator, each)) for each in PROPERTIES] == typed[:3]
    assert (indicator.seasonal, indicator.spc_suitable) == judged


@pytest.mark.parametrize("name", [name for name in ROWS if name != "cyp_access"])
def test_the_standard_of_three_days_is_the_one_of_the_definitions(name: str) -> None:
    in_force = [INDICATORS[name].standard_at(day) for day in DAYS]

    levels = [f"{each.value:g}" if each else "-" for each in in_force]
    assert levels == ROWS[name][4:]


def test_the_levels_of_childrens_access_rise_each_year_to_2020_21() -> None:
    ends = [date(year, 3, 31) for year in (2017, 2018, 2019, 2020, 2021, 2022)]

    standards = [INDICATORS["cyp_access"].standard_at(end) for end in ends]

    assert [each.value if each else None for each in standards] == [None, 30, 32, 34, 35, None]


@pytest.mark.parametrize(
    ("name", "day", "value"),
    [
        ("ae_4hour", date(2024, 3, 31), 76),
        ("ae_4hour", date(2025, 3, 31), 78),
        ("rtt_18week", date(2026, 3, 31), 65),
        ("rtt_18week", date(2027, 3, 31), 70),
        ("cancer_28day_fds", date(2025, 3, 31), 77),
        ("cancer_28day_fds", date(2026, 3, 31), 80),
        ("cancer_62day_combined", date(2025, 3, 31), 70),
        ("cancer_62day_combined", date(2026, 3, 31), 75),
        ("diagnostics_6week", date(2025, 3, 31), 5),
        ("ambulance_c2_mean", date(2023, 4, 30), 1800),
        ("ambulance_c2_mean", date(2026, 4, 30), 1500),
    ],
)
def test_an_interim_ambition_holds_beside_the_national_standard(
    name: str, day: date, value: float
) -> None:
    standards = [each for each in INDICATORS[name].standards if each.in_force(day)]

    assert [each.value for each in standards if each.kind == "interim"] == [value]
    assert [each.kind for each in standards if each.kind == "national"] == ["national"]


@pytest.mark.parametrize("name", [name for name in ROWS if name.startswith("cancer")])
def test_the_old_cancer_standards_end_on_30_september_2023(name: str) -> None:
    ends = {each.valid_to for each in INDICATORS[name].standards if each.kind == "national"}

    kept = {"cancer_28day_fds", "cancer_31day_combined", "cancer_62day_combined"}
    assert ends <= ({None} if name in kept else {date(2023, 9, 30)})


def test_small_counts_are_rounded_and_starred_where_the_publisher_does() -> None:
    assert {name for name in ROWS if INDICATORS[name].suppression} == ROUNDED


def test_a_locality_figure_is_made_only_where_it_is_honest() -> None:
    impossible = {n for n in ROWS if INDICATORS[n].locality_method == "not_possible"}

    assert impossible == NOT_BY_LOCALITY
    assert INDICATORS["dementia_diagnosis"].locality_method == "practice_sum"
    assert INDICATORS["ereferral_use"].locality_method == "practice_sum"


@pytest.mark.parametrize("name", WEEKS)
def test_the_lag_is_the_one_of_the_definitions(name: str) -> None:
    least, most = WEEKS[name]

    assert least * 7 <= INDICATORS[name].lag_days <= most * 7


def test_every_percentage_is_grey_below_ten_people() -> None:
    shares = [each for each in INDICATORS.values() if each.unit == "percent"]

    assert {each.minimum_denominator for each in shares} == {10}


def test_what_is_not_judged_says_why_in_a_sentence_or_two() -> None:
    for each in INDICATORS.values():
        assert bool(each.spc_reason) != each.spc_suitable, each.id
        assert not each.spc_reason or each.spc_reason.strip().endswith("."), each.id


def test_what_is_not_checked_is_marked_to_be_confirmed() -> None:
    """What a note of a standard leaves open is left open in the indicator's own notes too."""
    for each in INDICATORS.values():
        doubted = [one for one in each.standards if "to be confirmed" in one.note]
        assert not doubted or "be confirmed" in each.notes, each.id


def test_a_code_of_a_plan_is_of_a_round() -> None:
    waits = INDICATORS["rtt_52week"]

    assert dict(waits.plan_codes)["2017-19"] == "E.B.S.4"
    assert dict(waits.plan_codes)["2019/20"] == waits.plan_code == "E.B.18"
    assert {name for name in ROWS if INDICATORS[name].core and not INDICATORS[name].plan_codes} == {
        "ae_4hour_type1"
    }


def test_a_year_that_is_counted_from_april_is_judged_when_it_is_over() -> None:
    checks = INDICATORS["ld_health_checks"]
    over = checks.standard_for(date(2022, 3, 31))

    assert checks.aggregation is Family.RATIO_CUMULATIVE
    assert checks.standard_for(date(2021, 12, 31)) is None
    assert over is not None and over.value == 75


def test_rolling_years_of_places_are_another_grain_than_englands_quarters() -> None:
    grains = {INDICATORS[name].grain for name in ROWS if "eating" in name}

    assert grains == {Grain.ROLLING_12M}


def test_a_rolling_year_published_by_quarter_has_a_gap_only_where_a_quarter_is_missing() -> None:
    published = [date(2018, 4, 1), date(2018, 7, 1), date(2019, 1, 1)]

    slots = slots_of(View.ROLLING_12M, Grain.ROLLING_12M, published)

    assert [slot.start for slot in slots] == [*published[:2], date(2018, 10, 1), published[2]]


def test_no_definition_is_empty_of_caveats() -> None:
    assert all(each.notes and each.source and each.levels for each in INDICATORS.values())
    assert len(list(DEFINITIONS.glob("*.toml"))) == len(INDICATORS)
