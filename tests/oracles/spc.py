"""What does statistical process control say of a monthly series, by the letter of its rules?

Exact fractions, one calendar month at a time, every window looked at. Months are numbered.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction


@dataclass
class Question:
    """What is asked. Dates are firsts of months; a month without a figure is None or absent."""

    figures: dict[date, Fraction | None]
    better: str = "up"
    comparator: str = ""
    target: Fraction | None = None
    ghosts: set[date] = field(default_factory=set)
    rebases: set[date] = field(default_factory=set)
    breaks: set[date] = field(default_factory=set)
    baseline: tuple[date, date] | None = None
    run: int = 7
    screened: bool = False
    seasonal: bool = False


@dataclass
class Lines:
    mean: Fraction
    half_width: Fraction
    figures: int

    def at(self, sigmas: int) -> Fraction:
        return self.mean + self.half_width * Fraction(sigmas, 3)


@dataclass
class Answer:
    """By month: lines (mean, lower, upper), rules met as (rule, high), and variation."""

    lines: dict[date, tuple[Fraction, Fraction, Fraction] | None]
    rules: dict[date, list[tuple[str, bool]]]
    variations: dict[date, str]
    variation: str
    assurance: str
    left_out: int


def month_number(day: date) -> int:
    return day.year * 12 + day.month


def answer(question: Question) -> Answer:
    return _Pencil(question).answer()


class _Pencil:
    def __init__(self, question: Question) -> None:
        self.question = question
        self.days = sorted(question.figures)
        last = self.days[-1]
        begins = [self.days[0]] + [day for day in question.breaks if self.days[0] <= day <= last]
        begin = min(day for day in self.days if day >= max(begins))
        self.months = list(range(month_number(begin), month_number(last) + 1))
        self.figures: dict[int, Fraction] = {
            month_number(day): figure
            for day, figure in question.figures.items()
            if figure is not None and day >= begin and day not in question.ghosts
        }
        self.effects: dict[int, Fraction] = dict.fromkeys(range(1, 13), Fraction(0))
        self.bends: dict[int, Fraction] = {}
        self.adjusted = dict(self.figures)
        if question.seasonal:
            self._take_season_out()
        self.lines = {
            phase: self._lines(phase) for phase in {self.phase_of(month) for month in self.months}
        }

    def phase_of(self, month: int) -> int:
        return sum(month_number(day) <= month for day in self.question.rebases)

    def phase_months(self, phase: int) -> list[int]:
        return [month for month in self.months if self.phase_of(month) == phase]

    def baseline(self) -> list[int]:
        """Months of the baseline that are judged; none where none is kept."""
        if self.question.baseline is None:
            return []
        first, last = map(month_number, self.question.baseline)
        return [month for month in self.months if first <= month <= last]

    def basis(self, phase: int) -> list[int]:
        """Months behind the limits of a phase."""
        months, baseline = self.phase_months(phase), self.baseline()
        if not baseline:
            return months
        if baseline[0] in months:
            return [month for month in baseline if month in months]
        wanted = max(12, sum(month in self.figures for month in baseline))
        return [
            month
            for month in months
            if sum(other in self.figures for other in months if other < month) < wanted
        ]

    def _lines(self, phase: int) -> Lines | None:
        basis = self.basis(phase)
        figures = [self.adjusted[month] for month in basis if month in self.figures]
        moves = [
            abs(self.adjusted[month] - self.adjusted[month - 1])
            for month in basis
            if month in self.figures and month - 1 in basis and month - 1 in self.figures
        ]
        if len(figures) < 8 or not moves:
            return None
        average = sum(moves, Fraction()) / len(moves)
        if self.question.screened:
            kept = [move for move in moves if move <= Fraction("3.267") * average]
            average = sum(kept, Fraction()) / len(kept)
        if average == 0 and len(set(figures)) > 1:
            return None
        mean = sum(figures, Fraction()) / len(figures)
        return Lines(mean, average * Fraction("2.66"), len(figures))

    def has_icons(self, phase: int) -> bool:
        lines = self.lines[phase]
        figures = sum(month in self.figures for month in self.phase_months(phase))
        return lines is not None and figures >= 13 and lines.figures >= 12

    def windows(self, month: int, size: int) -> list[list[Fraction]]:
        """The figures of each stretch of so many months with this one and without a gap."""
        return [
            [self.adjusted[each] for each in stretch]
            for stretch in (range(month - back, month - back + size) for back in range(size))
            if all(
                each in self.figures
                and each in self.months
                and self.phase_of(each) == self.phase_of(month)
                for each in stretch
            )
        ]

    def rules_met(self, month: int) -> list[tuple[str, bool]]:
        lines = self.lines[self.phase_of(month)]
        assert lines is not None
        figure, mean, run = self.adjusted[month], lines.mean, self.question.run
        high, low = lines.at(3), lines.at(-3)
        near_high, near_low = lines.at(2), lines.at(-2)
        threes, long = self.windows(month, 3), self.windows(month, run)
        found = [
            ("astronomical", True, figure > high),
            ("astronomical", False, figure < low),
            # Where one trend ends and another begins, the one that ends comes first.
            *self._trends(long, figure),
            (
                "two_of_three",
                True,
                figure > near_high
                and any(min(three) > mean and _second(three) > near_high for three in threes),
            ),
            (
                "two_of_three",
                False,
                figure < near_low
                and any(max(three) < mean and _second(three) < near_low for three in threes),
            ),
            ("shift", True, any(all(each > mean for each in window) for window in long)),
            ("shift", False, any(all(each < mean for each in window) for window in long)),
        ]
        return [(rule, is_high) for rule, is_high, met in found if met]

    def _trends(
        self, windows: list[list[Fraction]], figure: Fraction
    ) -> list[tuple[str, bool, bool]]:
        rising = [window for window in windows if _rises(window)]
        falling = [window for window in windows if _rises(window[::-1])]
        found = [("trend", True, bool(rising)), ("trend", False, bool(falling))]
        falls_to_here = any(window[-1] == figure for window in falling)
        return found[::-1] if falls_to_here else found

    def answer(self) -> Answer:
        lines: dict[date, tuple[Fraction, Fraction, Fraction] | None] = {}
        rules: dict[date, list[tuple[str, bool]]] = {}
        variations: dict[date, str] = {}
        for day in self.days:
            month = month_number(day)
            phase = self.phase_of(month)
            found = self.lines[phase] if month in self.months else None
            effect = self.bends.get(month, self.effects[day.month])
            lines[day] = (
                (found.mean + effect, found.at(-3) + effect, found.at(3) + effect)
                if found
                else None
            )
            judged = month in self.figures and self.has_icons(phase)
            rules[day] = self.rules_met(month) if judged else []
            variations[day] = self._variation(rules[day]) if judged else "not_judged"
        latest = [day for day in self.days if month_number(day) in self.figures]
        return Answer(
            lines,
            rules,
            variations,
            variations[latest[-1]] if latest else "not_judged",
            self._assurance(),
            sum(month not in self.figures for month in self.months),
        )

    def _variation(self, rules: Sequence[tuple[str, bool]]) -> str:
        if not rules:
            return "common_cause"
        high = rules[0][1]
        side = "high" if high else "low"
        if self.question.better == "neutral":
            return f"neither_{side}"
        return f"{'improvement' if high == (self.question.better == 'up') else 'concern'}_{side}"

    def _assurance(self) -> str:
        target, better = self.question.target, self.question.better
        if target is None or better == "neutral":
            return "no_target"
        better = {">": "up", "<": "down"}.get(self.question.comparator[:1], better)
        phase = self.phase_of(self.months[-1])
        lines = self.lines[phase]
        if lines is None or not self.has_icons(phase):
            return "not_judged"
        if lines.half_width == 0 and target == lines.mean and not self.question.seasonal:
            return "not_judged"
        in_use = {self.effects[1 + (month - 1) % 12] for month in self.figures}
        above = all(target > lines.at(3) + effect for effect in in_use)
        below = all(target < lines.at(-3) + effect for effect in in_use)
        if above or below:
            return "fail" if above == (better == "up") else "pass"
        return "hit_and_miss"

    def _take_season_out(self) -> None:
        sample = [month for month in self.baseline() or self.months if month in self.figures]
        cells = [
            (
                (self.phase_of(month), self._year_of_phase(month)),
                1 + (month - 1) % 12,
                self.figures[month],
            )
            for month in sample
        ]
        levels, self.effects = _fitted(cells)
        for month, figure in self.figures.items():
            others = [each for each in sample if (each - month) % 12 == 0 and each != month]
            self.bends[month] = sum(
                (
                    self.figures[each] - levels[self.phase_of(each), self._year_of_phase(each)]
                    for each in others
                ),
                Fraction(),
            ) / len(others)
            self.adjusted[month] = figure - self.bends[month]

    def _year_of_phase(self, month: int) -> int:
        return (month - self.phase_months(self.phase_of(month))[0]) // 12


def _second(three: Sequence[Fraction]) -> Fraction:
    """The middle one: it and one more are beyond whatever it is beyond."""
    return sorted(three)[1]


def _rises(window: Sequence[Fraction]) -> bool:
    return all(window[place] < window[place + 1] for place in range(len(window) - 1))


def _fitted(
    figures: Sequence[tuple[tuple[int, int], int, Fraction]],
) -> tuple[dict[tuple[int, int], Fraction], dict[int, Fraction]]:
    """Levels and months by least squares at once; the months are on average nought."""
    levels = sorted({level for level, _, _ in figures})
    unknown = [*levels, *range(1, 13)]
    rows = [[Fraction(0)] * (len(unknown) + 1) for _ in unknown]
    for level, month, figure in figures:
        one, other = unknown.index(level), unknown.index(month)
        for row in (one, other):
            rows[row][one] += 1
            rows[row][other] += 1
            rows[row][-1] += figure
    # The months' effects add up to nought: said in place of the last month's own equation.
    rows[-1] = [Fraction(0)] * len(levels) + [Fraction(1)] * 12 + [Fraction(0)]
    solution = _solved(rows)
    months = {month: solution[len(levels) + month - 1] for month in range(1, 13)}
    return dict(zip(levels, solution, strict=False)), months


def _solved(rows: list[list[Fraction]]) -> list[Fraction]:
    size = len(rows)
    for column in range(size):
        pivot = next(row for row in range(column, size) if rows[row][column] != 0)
        rows[column], rows[pivot] = rows[pivot], rows[column]
        rows[column] = [each / rows[column][column] for each in rows[column]]
        for row in range(size):
            if row != column and rows[row][column] != 0:
                factor = rows[row][column]
                rows[row] = [
                    mine - factor * other
                    for mine, other in zip(rows[row], rows[column], strict=True)
                ]
    return [row[-1] for row in rows]
