"""Does a slow, obvious second reading of the rules agree, and do signals keep their symmetries?"""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from random import Random

import pytest

from dashboard.calculations.spc.judgement import judged
from dashboard.calculations.spc.model import (
    Baseline,
    Judgement,
    Mark,
    Marks,
    Measured,
    Settings,
    Signal,
    Variation,
)
from dashboard.indicators.registry import Direction
from dashboard.periods import Grain, period_end
from tests.core.spc_series import month, months
from tests.oracles import spc

SERIES = 600
MIRRORED = {
    Variation.IMPROVEMENT_HIGH: Variation.CONCERN_LOW,
    Variation.CONCERN_LOW: Variation.IMPROVEMENT_HIGH,
}


def tenths(random: Random, size: int) -> list[int | None]:
    """Tenths of a point, now and then with ties, a step, a slope, a constant stretch or gaps."""
    coarse, spread = random.choice([1, 1, 10, 40]), random.choice([3, 20, 20])
    values: list[int | None] = []
    slope, step, stepped = (
        random.choice([0, 0, 4, -6]),
        random.choice([0, 0, 40, -60]),
        random.randrange(size),
    )
    for place in range(size):
        value = 900 + random.gauss(0, spread) + slope * place + step * (place >= stepped)
        values.append(round(value / coarse) * coarse)
    if random.random() < 0.2:
        first = random.randrange(size)
        values[first : first + 9] = [values[first]] * len(values[first : first + 9])
    for _ in range(random.choice([0, 0, 0, 1, 3])):
        values[random.randrange(size)] = None
    return values


def question(random: Random) -> spc.Question:
    size = random.randint(6, 40)
    places = range(size)
    figures = {
        month(place): None if value is None else Fraction(value, 10)
        for place, value in enumerate(tenths(random, size))
    }
    for _ in range(random.choice([0, 0, 0, 1, 2])):
        figures.pop(month(random.choice(places)), None)
    first = random.choice([0, 0, 3])
    last = first + random.randint(8, 20)
    few = random.choice([0, 0, 1, 2])
    return spc.Question(
        figures,
        better=random.choice(["up", "down", "neutral"]),
        comparator=random.choice(["", ">=", "<=", ">", "<"]),
        target=random.choice([None, Fraction(random.randint(820, 980), 10)]),
        ghosts={month(random.choice(places)) for _ in range(random.choice([0, 0, 1, 2]))},
        rebases={month(random.randrange(size + 2)) for _ in range(few)},
        breaks={month(random.randrange(size + 2)) for _ in range(random.choice([0, 0, 0, 1]))},
        baseline=random.choice([None, (month(first), month(last))]),
        run=random.choice([7, 7, 6]),
        screened=random.choice([False, False, True]),
    )


def verdict(asked: spc.Question) -> Judgement:
    points = [
        Measured(day, period_end(day, Grain.MONTH), None if value is None else float(value))
        for day, value in sorted(asked.figures.items())
    ]
    baseline = asked.baseline and Baseline(*asked.baseline, "A Reader", "")
    return judged(
        points,
        Direction(asked.better),
        comparator=asked.comparator,
        target=None if asked.target is None else float(asked.target),
        seasonal=asked.seasonal,
        marks=Marks(
            baseline or None,
            tuple(Mark(day, "A Reader", "") for day in asked.rebases),
            tuple(Mark(day, "A Reader", "") for day in asked.ghosts),
        ),
        settings=Settings(asked.run, asked.screened),
        breaks=sorted(asked.breaks),
    )


def assert_same(judgement: Judgement, asked: spc.Question) -> None:
    latest = judgement.points[judgement.latest] if judgement.latest >= 0 else None
    assert judgement.latest_point == latest
    expected = spc.answer(asked)
    for point in judgement.points:
        day = point.start
        assert [(signal.rule, signal.high) for signal in point.signals] == expected.rules[day]
        assert point.variation == expected.variations[day]
        lines = (point.mean, point.lower, point.upper)
        wanted = expected.lines[day]
        assert lines == ((None,) * 3 if wanted is None else pytest.approx(wanted, abs=1e-7))
    assert judgement.variation == expected.variation
    assert judgement.assurance == expected.assurance
    assert judgement.left_out == expected.left_out


@pytest.mark.parametrize("seed", range(6))
def test_a_second_reading_of_the_rules_agrees_on_random_series(seed: int) -> None:
    random = Random(seed)

    for _ in range(SERIES // 6):
        asked = question(random)
        assert_same(verdict(asked), asked)


def test_the_random_series_meet_every_rule_and_every_verdict() -> None:
    answers = [spc.answer(question(Random(seed))) for seed in range(200)]

    rules = {rule for each in answers for found in each.rules.values() for rule in found}
    assert len(rules) == 8
    assert {variation for each in answers for variation in each.variations.values()} == set(
        Variation
    )
    assert len({each.assurance for each in answers}) == 5


@pytest.mark.parametrize("seed", range(20))
def test_a_second_reading_agrees_on_seasonal_series(seed: int) -> None:
    random = Random(seed)
    asked = question(random)
    while len(asked.figures) < 40:
        asked = question(random)
    season = [Fraction(random.randint(-60, 60), 10) for _ in range(12)]
    figures: dict[date, Fraction | None] = {
        month(place): Fraction(round(900 + random.gauss(0, 12)), 10) + season[place % 12]
        for place in range(54)
    }
    asked = replace(
        asked,
        figures=figures,
        seasonal=True,
        ghosts=set(sorted(asked.ghosts)[:1]),
        breaks=set(),
        baseline=random.choice([None, (month(0), month(35))]),
    )

    assert_same(verdict(asked), asked)


def drawn(seed: int) -> list[float]:
    random = Random(seed)
    return [value / 10 for value in tenths(random, 36) if value is not None]


@pytest.mark.parametrize("seed", range(20))
def test_adding_a_constant_moves_the_limits_and_keeps_the_signals(seed: int) -> None:
    values = drawn(seed)

    plain = judged(months(values), Direction.UP)
    moved = judged(months([value + 64 for value in values]), Direction.UP)

    assert [point.signals for point in moved.points] == [point.signals for point in plain.points]
    for here, there in zip(plain.points, moved.points, strict=True):
        assert here.lower is not None
        assert there.lower == pytest.approx(here.lower + 64)


@pytest.mark.parametrize("seed", range(20))
def test_mirrored_values_swap_high_and_low(seed: int) -> None:
    values = drawn(seed)

    plain = judged(months(values), Direction.UP, target=90)
    mirrored = judged(months([-value for value in values]), Direction.DOWN, target=-90)

    for here, there in zip(plain.points, mirrored.points, strict=True):
        assert there.signals == tuple(Signal(rule, not high) for rule, high in here.signals)
    assert mirrored.assurance is plain.assurance
    assert mirrored.variation.value.split("_")[0] == plain.variation.value.split("_")[0]


@pytest.mark.parametrize("seed", range(10))
def test_the_order_in_which_points_were_ghosted_does_not_matter(seed: int) -> None:
    points = months(drawn(seed))
    ghosts = [
        Mark(month(place), "A Reader", "strike") for place in Random(seed).sample(range(24), 4)
    ]

    one = judged(points, Direction.UP, marks=Marks(ghosts=tuple(ghosts)))
    other = judged(points, Direction.UP, marks=Marks(ghosts=tuple(reversed(ghosts))))

    assert (one.points, one.phases) == (other.points, other.phases)


@pytest.mark.parametrize("seed", range(10))
def test_a_ghost_weighs_as_much_as_a_month_without_a_figure(seed: int) -> None:
    values: list[float | None] = list(drawn(seed))
    place = Random(seed).randrange(len(values))
    ghosted = judged(
        months(values), Direction.UP, marks=Marks(ghosts=(Mark(month(place), "", "x"),))
    )
    values[place] = None

    missing = judged(months(values), Direction.UP)

    assert ghosted.phases == missing.phases
    assert [point.signals for point in ghosted.points] == [
        point.signals for point in missing.points
    ]
