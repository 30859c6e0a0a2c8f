"""Is it said plainly what it would take?"""

from datetime import date

import pytest

from dashboard.calculations.views import View
from dashboard.indicators.registry import Indicator
from dashboard.series import Observation, PlanPoint
from dashboard.services.wording.what_it_takes_words import what_it_would_take
from tests.builders import indicator, observation, plan_point
from tests.core.test_what_it_takes import (
    APRIL,
    ROUNDED,
    count,
    months,
    planned,
    standard,
    taken,
)

WAITS = {"breach": "waited over four hours"}
LIST = indicator(
    aggregation="ratio_stock", people="patients waiting", breach="had waited over 18 weeks"
)
TIME = {"unit": "seconds", "aggregation": "mean_time", "direction": "down", "decimals": 0}


def said(
    actual: list[Observation], plan: list[PlanPoint] | None = None, of: Indicator | None = None
) -> str:
    return " ".join(what_it_would_take(taken(actual, plan or [], of or indicator(**WAITS))))


def test_headroom_says_how_many_there_were_and_how_many_are_allowed() -> None:
    text = said([*months((27_664, 29_445))], of=LIST)

    assert text == (
        "1,781 of 29,445 patients waiting had waited over 18 weeks in April 2019. "
        "The standard (92%) allows 2,355: 574 to spare."
    )


def test_share_of_an_estimate_may_have_more_than_were_estimated() -> None:
    of = indicator(aggregation="ratio_stock", may_exceed=True, standard=standard(66.7))

    assert said(months((120, 100)), of=of).startswith(
        "The standard (66.7%) allows 33 outside it, and there is nobody."
    )


def test_last_month_of_a_year_has_no_pace() -> None:
    plan = planned(*[(1_000, None)] * 12)

    found = taken(
        months(*[(1_100, None)] * 11), plan, count("count_stock"), as_at=date(2020, 3, 31)
    )

    assert what_it_would_take(found)[-1].endswith(
        "To be down to the 1,000 planned for March 2020, there must be 100 fewer."
    )


def test_list_that_misses_its_standard_says_how_many_fewer_a_month() -> None:
    text = said(months((900, 1_000)), of=LIST)

    assert "The standard (92%) allows 80: 20 too many." in text
    assert text.endswith(
        "To meet 92% in March 2020 with as many patients waiting, "
        "there must be 20 fewer who had waited over 18 weeks, 2 a month."
    )


def test_assumed_length_of_the_list_is_said() -> None:
    found = taken(months((950, 1_000)), of=LIST, list_size=2_000)

    assert what_it_would_take(found)[-1] == (
        "It would meet 92% in March 2020 with 2,000 patients waiting, with 110 to spare."
    )


def test_plan_is_parted_into_more_of_them_and_more_of_those() -> None:
    text = said(months((1_100, 1_200)), planned((950, 1_000)))

    assert (
        "That is 50 more than planned: 10 more with more patients than planned, "
        "40 more with a larger share who waited over four hours." in text
    )


def test_only_one_reason_needs_no_number() -> None:
    text = said(months((900, 1_000)), planned((950, 1_000)))

    assert "That is 50 more than planned, with a larger share who waited over four hours." in text


def test_figure_on_its_plan_is_as_planned() -> None:
    assert "That is as many as planned." in said(months((950, 1_000)), planned((950, 1_000)))


def test_year_within_reach_says_at_what_rate_and_whence_the_number_is() -> None:
    text = said(months(*[(910, 1_000)] * 8), planned(*[(950, 1_000)] * 12))

    assert text.endswith(
        "To end 2019/20 at 92%, the rest of it would have to run at 94.0%: at most 240 who "
        "waited over four hours among the 4,000 patients expected to March (as planned)."
    )


@pytest.mark.parametrize(("last", "end"), [(600, "89.6%"), (878, "91.9%")])
def test_year_out_of_reach_is_said_plainly_and_never_rounded_onto_the_standard(
    last: int, end: str
) -> None:
    # 878 in November would let the year end at 91.98%.
    text = said(months(*[(880, 1_000)] * 7, (last, 1_000)))

    assert text.endswith(
        "Out of reach this year: even if none of the 4,000 patients expected to March "
        f"(at this year's pace so far) waited over four hours, 2019/20 would end at {end}, not 92%."
    )


def test_year_already_secured_is_said_plainly() -> None:
    rows = months(*[(1_000, 1_000)] * 7, (10, 10))
    text = said(rows, planned(*[(9, 10)] * 12))

    assert text.endswith(
        "2019/20 will end at 92% or better whatever becomes of the 40 patients expected to "
        "March (as planned)."
    )


def test_year_without_a_standard_aims_at_its_plan() -> None:
    of = indicator(**WAITS, standard=[])

    text = said(months((85, 100)), planned(*[(90, 100)] * 12), of)

    assert text.startswith("There is no standard. That is 5 more than planned")
    assert "To end 2019/20 at its plan of 90.0%, the rest of it would have to run at 90.5%" in text


def test_rounded_counts_say_what_the_sum_may_be() -> None:
    of = indicator(**WAITS, suppression=ROUNDED)

    assert "Counts are rounded to the nearest 5: it may be 8 too many or up to 1 too many." in said(
        months((180, 200)), of=of
    )


def test_ceiling_of_nought_says_how_many_are_too_many() -> None:
    of = count("count_stock", standard=standard(0, "<="))

    assert said(months((0, None)), of=of) == (
        "There were no patients in April 2019, as the standard asks."
    )
    assert said(months((0, None), (7, None)), of=of) == (
        "7 patients in May 2019, where the standard allows none: 7 too many. "
        "To have none in March 2020, there must be 7 fewer, 1 a month."
    )


def test_flow_that_may_not_be_is_out_of_reach_after_the_first_one() -> None:
    of = count("count_flow", standard=standard(0, "<="))

    text = said(months((3, None), (0, None)), of=of)

    assert text == (
        "There were no patients in May 2019, as the standard asks. Out of reach this year: "
        "3 since April, where the standard allows none in 2019/20."
    )


def test_flow_that_has_not_been_at_all_is_as_the_plan_asks() -> None:
    text = said(months((0, None)), planned(*[(0, None)] * 12), count("count_flow"))

    assert text == "There is no standard. None since April, as the plan asks."


def test_flow_that_should_be_high_says_how_many_more() -> None:
    of = count("count_flow", direction="up")

    text = said(months((60, None)), planned(*[(100, None)] * 12), of)

    assert text == (
        "There is no standard. To reach the 1,200 planned for 2019/20, 1,140 more, 104 a month."
    )


def test_trajectory_that_accumulates_says_what_is_left_or_reached() -> None:
    plan = planned(*[(5 * (n + 1), None) for n in range(12)])

    ceiling = said(months((4, None), (9, None)), plan, count("count_cumulative"))
    target = said(months((40, None), (61, None)), plan, count("count_cumulative", direction="up"))

    assert ceiling.endswith(
        "9 since April, where the plan allows 60 in 2019/20: 51 left, 5 a month."
    )
    assert target.endswith("The 60 planned for March 2020 are reached already.")


def test_list_without_a_standard_is_brought_down_to_its_plan() -> None:
    plan = planned(*[(1_000 - n, None) for n in range(12)])

    above = said(months((1_100, None)), plan, count("count_stock"))
    below = said(months((980, None)), plan, count("count_stock"))

    assert above.endswith(
        "To be down to the 989 planned for March 2020, there must be 111 fewer, 11 a month."
    )
    assert below.endswith("It is within the 989 planned for March 2020, with 9 to spare.")


def test_access_is_put_as_people_a_month_who_come() -> None:
    of = indicator(
        aggregation="rate_pop",
        annualised=True,
        people="people entering treatment",
        standard=standard(16.8),
    )

    month = taken(months((500, 40_000)), of=of)
    to_date = taken(months(*[(560, 40_000)] * 2), of=of, view=View.YEAR_TO_DATE)

    assert what_it_would_take(month) == (
        "To be at 16.8% a year by March 2020 takes 560 people entering treatment a month; "
        "there were 500 in April 2019: 60 short.",
    )
    short = taken(months((500, 40_000)), of=of, view=View.YEAR_TO_DATE)
    assert what_it_would_take(short)[0].endswith("where 16.8% a year takes 560: 60 short.")
    assert what_it_would_take(to_date)[0] == (
        "1,120 people entering treatment in 2019/20 to May 2019, where 16.8% a year takes "
        "1,120: it is reached."
    )


def test_what_rounding_widens_stands_after_the_sentence_with_the_number() -> None:
    facts = {"aggregation": "rate_pop", "annualised": True, "standard": standard(16.8)}
    of = indicator(**facts, people="people entering treatment", suppression=ROUNDED)

    first, second = what_it_would_take(taken(months((500, 40_000)), of=of))

    assert first.endswith("there were 500 in April 2019: 60 short.")
    assert second.startswith("Counts are rounded to the nearest 5: it may be 6")


def test_mean_time_says_how_far_it_is_and_what_the_rest_must_average() -> None:
    of = indicator(**TIME, people="incidents", standard=standard(420, "<="))

    text = said(months(*[(43_000, 100)] * 8), of=of)

    assert text == (
        "7:10 in November 2019, 0:10 above the standard of 7:00. "
        "A mean time has no patients to count. "
        "To end 2019/20 at 7:00, the 400 incidents expected to March "
        "(at this year's pace so far) would have to average 6:40."
    )


def test_mean_time_beyond_saving_is_out_of_reach() -> None:
    of = indicator(**TIME, people="incidents", standard=standard(420, "<="))

    assert said(months(*[(90_000, 100)] * 8), of=of).endswith(
        "Out of reach this year: nothing could bring 2019/20 to 7:00 now."
    )


def test_percentage_without_counts_says_why_nobody_is_counted_once() -> None:
    text = said([observation(APRIL, None, None, value=90.5)])

    assert text == (
        "90.5% in April 2019, 1.5 points below the standard of 92%. "
        "Only the percentage is published, so no people can be counted."
    )


def test_percentage_that_is_the_standard_is_said_to_be_so() -> None:
    text = said([observation(APRIL, None, None, value=92.0)])

    assert text.startswith("92.0% in April 2019, exactly the standard.")


def test_nothing_to_aim_at_is_one_sentence() -> None:
    assert said(months((90, 100)), of=indicator(standard=[])) == (
        "There is neither a standard nor a plan for the end of the year."
    )


def test_median_says_that_it_has_no_patients() -> None:
    median = indicator(aggregation="distribution", unit="weeks", standard=[])

    assert said([observation(APRIL, None, None, value=7.0)], of=median) == (
        "A median or percentile has no patients to count."
    )


@pytest.mark.parametrize("direction", ["up", "down"])
@pytest.mark.parametrize("family", ["ratio_flow", "ratio_stock", "rolling_ratio"])
def test_never_more_than_five_sentences(direction: str, family: str) -> None:
    level = standard(92) if direction == "up" else standard(8, "<=")
    of = indicator(
        direction=direction, aggregation=family, suppression=ROUNDED, standard=level, **WAITS
    )

    found = taken(months(*[(850, 1_000)] * 8), [plan_point(date(2019, 11, 1), 900, 1_000)], of)

    assert 1 < len(what_it_would_take(found)) <= 5
