"""Do words say what the icons say, and never why?"""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.calculations.spc.judgement import judged
from dashboard.calculations.spc.model import (
    Assurance,
    Mark,
    Marks,
    Rule,
    Settings,
    Signal,
    Variation,
)
from dashboard.calculations.spc.sentence import lay_sentence
from dashboard.calculations.spc.words import (
    assurance_words,
    rule_set,
    signal_words,
    variation_words,
)
from dashboard.indicators.registry import Direction
from dashboard.periods import Grain
from tests.core.spc_series import VECTOR_A, frozen, mark, month, months, weeks

# Mean 50, limits 44.68 and 55.32 with a year of baseline.
STEADY = [49.0, 51.0] * 6
LOW = [49.5, 48, 49, 49.9, 48, 49.8, 49]


def said(later: list[float | None], **asked: float | str | None) -> str:
    target = asked.get("target")
    assert not isinstance(target, str)
    points = months([*STEADY, *later])
    judgement = judged(points, Direction.UP, target=target, marks=frozen(12))
    return lay_sentence(judgement, str(asked.get("named", "the target")))


@pytest.mark.parametrize("variation", Variation)
def test_every_variation_has_words(variation: Variation) -> None:
    words = variation_words(variation)

    side, _, extent = variation.value.rpartition("_")
    assert side not in ("improvement", "concern") or (side in words and extent in words)
    assert len({variation_words(each) for each in Variation}) == len(Variation)


@pytest.mark.parametrize("assurance", Assurance)
def test_every_assurance_has_words_of_its_own(assurance: Assurance) -> None:
    assert [each for each in Assurance if assurance_words(each) == assurance_words(assurance)] == [
        assurance
    ]


def test_words_of_a_signal_count_what_the_setting_counts() -> None:
    assert signal_words(Signal(Rule.SHIFT, True), 7) == "seven in a row above the mean"
    assert signal_words(Signal(Rule.SHIFT, False), 6) == "six in a row below the mean"
    assert signal_words(Signal(Rule.TREND, False), 7) == "seven in a row falling"
    assert signal_words(Signal(Rule.ASTRONOMICAL, True), 7) == (
        "a point above the upper process limit"
    )
    assert signal_words(Signal(Rule.TWO_OF_THREE, False), 7) == (
        "two of three close to or beyond the lower limit"
    )


def test_the_rule_set_says_how_limits_and_signals_come_about() -> None:
    assert rule_set(judged(months(VECTOR_A), Direction.UP)) == (
        "XmR, limits mean ± 2.66 × average moving range; signals: a point outside the limits, "
        "seven in a row one side of the mean, seven in a row rising or falling, two of three "
        "beyond two sigma; outliers not screened; limits from all points."
    )


def test_the_rule_set_names_baseline_rebases_settings_and_what_is_left_out() -> None:
    rebase = Mark(month(12), "B Reader", "A new ward opened")
    marks = replace(frozen(12), rebases=(rebase,), ghosts=(mark(14),))
    points = months([*STEADY, *[70.0, 72.0] * 8])

    words = rule_set(judged(points, Direction.UP, marks=marks, settings=Settings(6, True)))

    assert "six in a row rising" in words
    assert "moving ranges above 3.267 times their average screened out" in words
    assert "baseline April 2016 to March 2017 (A Reader: a year of steady running)" in words
    assert "rebased from April 2017 (B Reader: A new ward opened)" in words
    assert words.endswith("; one period left out.")


def test_the_rule_set_says_trial_and_season() -> None:
    trial = judged(months(VECTOR_A[:10]), Direction.UP)
    seasonal = judged(months([90.0, 91.0, 95.0] * 8), Direction.UP, seasonal=True)

    assert rule_set(trial).endswith("trial limits, no icons.")
    assert "seasonally adjusted" in rule_set(seasonal)
    assert "seasonally" not in rule_set(trial)


def test_a_baseline_that_is_not_in_force_is_not_claimed() -> None:
    judgement = judged(months(VECTOR_A), Direction.UP, marks=frozen(12, first=-24))

    assert "baseline" not in rule_set(judgement)
    assert "limits from all points" in rule_set(judgement)


def test_a_baseline_of_months_that_are_not_there_is_not_claimed() -> None:
    points = months([*STEADY, *[0.0] * 12, *STEADY, 50], without=range(12, 24))

    judgement = judged(points, Direction.UP, marks=frozen(12, first=12))

    assert "limits from all points" in rule_set(judgement)


@pytest.mark.parametrize("suitable", [True, False])
def test_a_chart_without_limits_has_no_rule_set(suitable: bool) -> None:
    assert rule_set(judged(months([90.0] * 3), Direction.UP, suitable=suitable)) == ""


def test_a_board_is_told_of_a_shift_and_its_standard() -> None:
    assert said([*LOW], target=95, named="the 95 % standard") == (
        "The last seven months are all below the average: this is a real fall, not chance, and for "
        "the worse. As it runs now the 95 % standard will be missed every month."
    )


def test_a_longer_shift_is_counted_in_full() -> None:
    assert said([*LOW, 48, 49]).startswith("The last nine months are all below")


def test_a_shift_is_counted_from_the_last_gap() -> None:
    points = months([*STEADY, *LOW, 0, *LOW], without=[19])

    judgement = judged(points, Direction.UP, marks=frozen(12))

    assert len(judgement.points[18].signals) == len(judgement.points[-1].signals) == 1
    assert lay_sentence(judgement).startswith("The last seven months are all below")


def test_a_baseline_still_to_come_is_not_claimed() -> None:
    judgement = judged(months(VECTOR_A), Direction.UP, marks=frozen(12, first=40))

    assert "limits from all points" in rule_set(judgement)
    assert judgement.variation is Variation.COMMON_CAUSE


def test_a_board_is_told_of_a_trend() -> None:
    assert said([48, 48.5, 49, 49.5, 50.5, 51, 51.5]) == (
        "The figure has risen month after month over the last seven months: this is a real rise, "
        "not chance, and for the better."
    )


def test_a_board_is_told_of_a_point_outside_the_limits_with_its_month() -> None:
    assert said([60]) == (
        "The latest month, April 2017, is higher than chance alone gives: this is a real rise, "
        "not chance, and for the better."
    )


def test_a_board_is_told_of_two_of_three() -> None:
    assert said([49, 54, 51, 54]).startswith(
        "At least two of the last three months are far above the average: this is a real rise"
    )


def test_a_board_is_told_where_nothing_has_changed() -> None:
    assert said([50], target=50) == (
        "The latest month, April 2017, is within what chance alone gives: no sign of a real "
        "change. As it runs now the target will be met in some months and missed in others, by "
        "chance."
    )


def test_months_left_out_after_the_latest_are_not_called_the_last() -> None:
    assert said([*LOW, None]).startswith("The seven months up to October 2017 are all below")


def test_a_change_that_is_neither_good_nor_bad_is_not_valued() -> None:
    judgement = judged(months([*STEADY, 60]), Direction.NEUTRAL, marks=frozen(12))

    assert lay_sentence(judgement).endswith("this is a real rise, not chance.")


def test_weeks_are_called_weeks() -> None:
    judgement = judged(weeks([*STEADY, *STEADY, 50, 51]), Direction.UP, grain=Grain.WEEK, target=20)

    assert lay_sentence(judgement).startswith("The latest week, week ending 2 Oct 16, is within")
    assert lay_sentence(judgement).endswith("the target will be met every week.")


def test_a_seasonal_change_is_one_for_the_time_of_year() -> None:
    year = [90.0, 95.0, 92.0, 99.0] * 3
    usual = [year[place % 12] + (-1) ** (1 + place + place // 12) for place in range(36)]
    points = months([*usual, *(value - 0.6 for value in year[:8])])

    judgement = judged(points, Direction.UP, seasonal=True, marks=frozen(36))

    assert lay_sentence(judgement).startswith(
        "The last eight months are all below the average for the time of year"
    )


def test_what_is_not_judged_is_said_with_the_reason_alone() -> None:
    judgement = judged(months([90.0] * 3), Direction.UP, target=95)

    assert lay_sentence(judgement) == "Only three figures: limits need 8, and icons 13."


@pytest.mark.parametrize(
    ("before", "settled", "suggested"), [(12, 8, True), (12, 7, False), (11, 8, False)]
)
def test_a_rebase_is_suggested_after_eight_on_one_side_and_twelve_before(
    before: int, settled: int, suggested: bool
) -> None:
    values = [*([51.0, 49.0] * 6)[:before], *[60.0, 61.0, 60.0, 61.0] * 2][: before + settled]

    judgement = judged(months(values), Direction.UP)

    assert (judgement.suggestion != "") is suggested
    assert len(judgement.phases) == 1


def test_a_suggestion_says_since_when_and_asks_for_a_reason() -> None:
    judgement = judged(months([*STEADY, *[60.0, 61.0] * 4]), Direction.UP)

    assert judgement.suggestion == (
        "A rebase from April 2017 could be considered: since then eight figures in a row are above "
        "the mean. That needs a known reason."
    )


def test_a_suggestion_names_a_break_that_is_registered_in_its_run() -> None:
    breaks = [date(2016, 5, 1), date(2017, 6, 1), date(2019, 1, 1)]

    judgement = judged(months([*STEADY, *[40.0, 41.0] * 4]), Direction.UP, rebase_breaks=breaks)

    assert "are below the mean" in judgement.suggestion
    assert judgement.suggestion.endswith("A break in the data is registered on 1 June 2017.")


@pytest.mark.parametrize(
    ("later", "suggested"),
    [
        ([60.0] * 9, True),
        ([*[60.0] * 9, 40], False),
        ([*[60.0] * 4, None, *[60.0] * 5], False),
    ],
)
def test_a_run_that_ended_or_has_a_gap_suggests_nothing(
    later: list[float | None], suggested: bool
) -> None:
    judgement = judged(months([*STEADY, 49, *later]), Direction.UP, marks=frozen(12))

    assert (judgement.suggestion != "") is suggested


def test_a_run_with_a_month_that_is_not_there_suggests_nothing() -> None:
    points = months([*STEADY, 49, *[60.0] * 10], without=[17])

    assert judged(points, Direction.UP, marks=frozen(12)).suggestion == ""


def test_a_phase_that_was_rebased_already_is_not_suggested_again() -> None:
    values = [*STEADY, *[60.0, 61.0] * 8]

    judgement = judged(months(values), Direction.UP, marks=Marks(rebases=(mark(12),)))

    assert judgement.suggestion == ""


def test_missing_figures_at_the_end_do_not_hide_a_suggestion() -> None:
    judgement = judged(months([*STEADY, *[60.0, 61.0] * 4, None]), Direction.UP)

    assert judgement.suggestion.startswith("A rebase from April 2017")
