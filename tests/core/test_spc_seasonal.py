"""Is a winter told from a change?"""

from collections.abc import Sequence
from math import cos, pi, sqrt
from random import Random
from statistics import mean

import pytest

from dashboard.calculations.spc.judgement import judged
from dashboard.calculations.spc.model import (
    NO_MARKS,
    Assurance,
    Judgement,
    Marks,
    Measured,
    Rule,
    Variation,
)
from dashboard.indicators.registry import Direction
from dashboard.periods import Grain, next_period, period_end
from tests.core.spc_series import frozen, mark, month, months, signals, weeks

# Lowest in October, highest in April.
SEASON = [4 * cos(2 * pi * place / 12) for place in range(12)]


def noise(random: Random, size: int, spread: float = 1) -> list[float]:
    """Chance around 90 on top of the season."""
    return [90 + SEASON[place % 12] + random.gauss(0, spread) for place in range(size)]


def seasonal(values: Sequence[float | None], marks: Marks = NO_MARKS) -> Judgement:
    return judged(months(values), Direction.UP, seasonal=True, marks=marks)


def astronomical_share(judgements: Sequence[Judgement], first: int = 0) -> float:
    points = [point for each in judgements for point in each.points[first:]]
    found = [any(signal.rule is Rule.ASTRONOMICAL for signal in point.signals) for point in points]
    return sum(found) / len(found)


@pytest.mark.parametrize("size", [24, 36, 48])
def test_false_signals_of_a_seasonal_series_are_as_rare_as_without_a_season(size: int) -> None:
    random = Random(7)

    judgements = [seasonal(noise(random, size)) for _ in range(150)]

    # Three sigma is 0.27 %; raw, one winter month in three would be outside.
    assert 0.0005 < astronomical_share(judgements) < 0.006


@pytest.mark.parametrize("baseline", [24, 36])
def test_false_signals_after_a_seasonal_baseline_are_rare_too(baseline: int) -> None:
    random = Random(8)

    judgements = [seasonal(noise(random, baseline + 24), frozen(baseline)) for _ in range(150)]

    assert astronomical_share(judgements, first=baseline) < 0.012


def test_limits_are_as_much_wider_as_the_season_had_to_be_learnt() -> None:
    random = Random(9)
    judgements = [seasonal(noise(random, 36)) for _ in range(200)]

    widths = [each.phases[0].limits.upper - each.phases[0].limits.mean for each in judgements]  # type: ignore[union-attr]

    assert mean(widths) == pytest.approx(3 * sqrt(3 / 2), rel=0.03)


def test_raw_figures_would_give_a_signal_every_winter() -> None:
    values = noise(Random(1), 36)

    raw = judged(months(values), Direction.UP)

    assert astronomical_share([raw]) > 0.1
    assert astronomical_share([seasonal(values)]) == 0


@pytest.mark.parametrize("seed", range(10))
def test_a_real_step_is_found(seed: int) -> None:
    values = [value - 5 * (place >= 24) for place, value in enumerate(noise(Random(seed), 36))]

    judgement = seasonal(values)

    assert judgement.variation is Variation.CONCERN_LOW
    assert judgement.points[20].variation in (Variation.COMMON_CAUSE, Variation.IMPROVEMENT_HIGH)


@pytest.mark.parametrize("seed", range(10))
def test_a_step_after_a_baseline_is_found_at_once(seed: int) -> None:
    values = [value - 7 * (place >= 36) for place, value in enumerate(noise(Random(seed), 38))]

    judgement = seasonal(values, frozen(36))

    assert judgement.points[36].variation is Variation.CONCERN_LOW


def test_a_rise_from_year_to_year_is_no_season() -> None:
    values = [value + place / 3 for place, value in enumerate(noise(Random(3), 36))]

    judgement = seasonal(values)

    assert judgement.variation is Variation.IMPROVEMENT_HIGH
    assert judgement.points[0].variation is Variation.CONCERN_LOW


def test_figures_are_shown_raw_and_their_limits_bend_with_the_season() -> None:
    values = noise(Random(2), 36)

    judgement = seasonal(values)

    april, october = judgement.points[24], judgement.points[30]
    assert [point.value for point in judgement.points] == values
    assert None not in (april.mean, october.mean, april.upper, october.upper)
    assert april.mean - october.mean == pytest.approx(8, abs=2)  # type: ignore[operator]
    assert april.upper - april.mean == pytest.approx(october.upper - october.mean)  # type: ignore[operator]
    assert judgement.seasonal


def test_the_season_of_a_figure_is_that_of_the_other_years() -> None:
    values = noise(Random(4), 36)
    changed = [*values[:20], values[20] + 30, *values[21:]]

    one, other = seasonal(values), seasonal(changed)

    bends = [
        each.points[20].mean - each.phases[0].limits.mean  # type: ignore[operator, union-attr]
        for each in (one, other)
    ]
    assert bends[0] == pytest.approx(bends[1])
    assert other.points[20].variation is Variation.IMPROVEMENT_HIGH


def test_months_without_a_figure_do_not_tilt_the_season() -> None:
    values: list[float | None] = [90 + SEASON[place % 12] for place in range(36)]
    values[3] = values[17] = values[28] = None

    judgement = seasonal(values)

    # Nothing but season: limits of no width, on every figure.
    assert not signals(judgement)
    for point, value in zip(judgement.points, values, strict=True):
        assert value is None or point.upper == pytest.approx(value)


def test_a_month_without_a_figure_has_its_limits_still() -> None:
    values: list[float | None] = [*noise(Random(4), 36)]
    values[20] = None

    assert seasonal(values).points[20].mean is not None


@pytest.mark.parametrize(("size", "is_judged"), [(23, False), (24, True)])
def test_two_years_are_needed(size: int, is_judged: bool) -> None:
    judgement = judged(
        months(noise(Random(5), size)), Direction.UP, seasonal=True, target=90, marks=NO_MARKS
    )

    assert (judgement.variation is not Variation.NOT_JUDGED) is is_judged
    assert (judgement.assurance is not Assurance.NOT_JUDGED) is is_judged
    assert judgement.reason.startswith("A seasonal series needs two years") is not is_judged


def test_two_years_are_needed_of_a_baseline() -> None:
    judgement = seasonal(noise(Random(5), 48), frozen(20))

    assert judgement.variation is Variation.NOT_JUDGED
    assert judgement.reason.startswith("A seasonal series needs two years")
    assert judgement.phases[0].limits is None


def test_a_month_with_figures_of_one_year_only_is_named() -> None:
    values: list[float | None] = [*noise(Random(5), 30)]
    values[8] = None

    judgement = seasonal(values)

    assert judgement.variation is Variation.NOT_JUDGED
    assert judgement.reason.endswith("December has fewer.")


def test_a_new_phase_takes_its_season_from_all() -> None:
    values = [value + 20 * (place >= 24) for place, value in enumerate(noise(Random(6), 38))]

    judgement = seasonal(values, Marks(rebases=(mark(24),)))

    assert not signals(judgement)
    assert judgement.variation is Variation.COMMON_CAUSE


@pytest.mark.parametrize(("weeks_of_figures", "is_judged"), [(103, False), (104, True)])
def test_weeks_have_the_season_of_the_month_they_end_in(
    weeks_of_figures: int, is_judged: bool
) -> None:
    random = Random(10)
    points = [
        point._replace(value=90 + SEASON[point.end.month - 1] + random.gauss(0, 1))
        for point in weeks([0] * weeks_of_figures)
    ]

    judgement = judged(points, Direction.UP, seasonal=True, grain=Grain.WEEK)

    assert (judgement.variation is not Variation.NOT_JUDGED) is is_judged
    assert astronomical_share([judgement]) < 0.03


def test_a_week_is_of_the_month_it_ends_in() -> None:
    points = [point._replace(value=90 + SEASON[point.end.month - 1]) for point in weeks([0] * 110)]

    judgement = judged(points, Direction.UP, seasonal=True, grain=Grain.WEEK)

    assert [point.mean for point in judgement.points] == pytest.approx(
        [point.value for point in points]
    )


def test_weeks_of_a_month_in_one_year_only_are_not_two_years() -> None:
    points = [
        point._replace(value=None) if (point.end.year, point.end.month) == (2016, 12) else point
        for point in weeks([90.0, 91.0] * 53)
    ]

    judgement = judged(points, Direction.UP, seasonal=True, grain=Grain.WEEK)

    assert judgement.reason.endswith("December has fewer.")


def test_two_years_missing_since_a_rebase_are_the_reason_and_nothing_is_pending() -> None:
    points = months(noise(Random(5), 20))

    judgement = judged(
        points, Direction.UP, seasonal=True, target=90, marks=Marks(rebases=(mark(5),))
    )

    assert judgement.reason.startswith("A seasonal series needs two years")


def test_nothing_but_season_around_its_target_hits_and_misses() -> None:
    values = [90 + SEASON[place % 12] for place in range(36)]

    judgement = judged(months(values), Direction.UP, seasonal=True, target=90)

    assert judgement.assurance is Assurance.HIT_AND_MISS


def test_quarters_have_four_seasons() -> None:
    points = [
        Measured(month(3 * place), period_end(month(3 * place), Grain.QUARTER), value)
        for place, value in enumerate([10.0, 20.0, 40.0, 20.0] * 6)
    ]

    judgement = judged(points, Direction.UP, seasonal=True, grain=Grain.QUARTER)

    assert [point.mean for point in judgement.points] == pytest.approx([10, 20, 40, 20] * 6)


@pytest.mark.parametrize("grain", [Grain.ROLLING_12M, Grain.ROLLING_3Y])
def test_rolling_years_have_no_season(grain: Grain) -> None:
    days = [month(0)]
    while len(days) < 18:
        days.append(next_period(days[-1], grain))
    points = [
        Measured(day, period_end(day, grain), 90.0 + place % 2) for place, day in enumerate(days)
    ]

    judgement = judged(points, Direction.UP, seasonal=True, grain=grain)

    assert not judgement.seasonal
    assert judgement.variation is Variation.COMMON_CAUSE


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (84, Assurance.PASS),
        (87, Assurance.HIT_AND_MISS),
        (90, Assurance.HIT_AND_MISS),
        (93, Assurance.HIT_AND_MISS),
        (96, Assurance.FAIL),
    ],
)
def test_a_target_is_passed_or_failed_only_where_it_is_in_every_month(
    target: float, expected: Assurance
) -> None:
    values = noise(Random(11), 36, spread=0.2)

    judgement = judged(months(values), Direction.UP, seasonal=True, target=target)

    assert judgement.assurance is expected
