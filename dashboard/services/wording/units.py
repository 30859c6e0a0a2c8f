"""How is a number written in its unit?"""

from collections.abc import Iterable

from dashboard.indicators.registry import Indicator, Unit

_GROUPED = 900  # below which nothing has a comma, however it is rounded
MINUS = "\N{MINUS SIGN}"

# What stands behind a number; seconds are written as a clock and need no word.
_WORDS = {Unit.BEDS: "bed", Unit.DAYS: "day", Unit.WEEKS: "week"}
_RATES = {Unit.RATE_PER_1000: "per 1,000", Unit.RATE_PER_100K: "per 100,000"}


def count(number: float, decimals: int = 0) -> str:
    """`12,345`; a half keeps its half, any other part of one (of a share) is rounded away."""
    if number >= 0 and number == int(number) and not decimals:  # nearly all there are
        return f"{int(number):,}"
    if decimals == 0 and number != round(number) and number * 2 == round(number * 2):
        decimals = 1
    return signless(f"{abs(number):,.{decimals}f}", number)


def counts(numbers: Iterable[float | None]) -> list[str]:
    """As `count`, of many at once; empty for none."""
    return [
        "" if each is None else f"{int(each):,}" if each >= 0 and each == int(each) else count(each)
        for each in numbers
    ]


def signless(text: str, number: float) -> str:
    return text if number >= 0 or not_any(text) else f"{MINUS}{text}"


def not_any(text: str) -> bool:
    """Whether what is written is nought."""
    return not text.strip("0.,:%")


def value(number: float | None, indicator: Indicator) -> str:
    """In the indicator's unit: `88.1%`, `12,345`, `7:32`, `9.4 weeks`; empty for none."""
    if number is None:
        return ""
    if number >= 0 and indicator.unit is Unit.PERCENT:
        return f"{number:,.{indicator.decimals}f}%"
    text = signless(size(number, indicator), number)
    if indicator.unit is Unit.PERCENT:
        return f"{text}%"
    return f"{text} {_noun(text, indicator)}".strip()


def values(numbers: Iterable[float | None], indicator: Indicator) -> list[str]:
    """As `value`, of many at once."""
    if indicator.unit is not Unit.PERCENT:
        return [value(each, indicator) for each in numbers]
    text = f"%.{indicator.decimals}f%%"
    return [
        "" if each is None else text % each if 0 <= each < _GROUPED else value(each, indicator)
        for each in numbers
    ]


def level(number: float, indicator: Indicator) -> str:
    """A standard as people quote it: `95%`, `66.7%`, `7:00`, `18 weeks`; no more than hundredths
    of a percentage, for eleven twelfths of 22% have no end."""
    if indicator.unit is Unit.PERCENT:
        return f"{round(number, 2):g}%"
    if _noun("", indicator):
        return f"{number:,g} {_noun(f'{number:g}', indicator)}"
    return value(number, indicator)


def size(number: float, indicator: Indicator) -> str:
    """A number without sign and word, with as many decimals as the indicator has."""
    if indicator.unit is Unit.COUNT:
        return count(abs(number))
    if indicator.unit is Unit.SECONDS:
        return clock(number)
    decimals = indicator.decimals
    return f"{abs(number):,.{decimals}f}"


def difference(number: float, indicator: Indicator) -> str:
    """How large a difference is, without its sign: `6.9 points`, `512`, `0:32`, `1.2 weeks`."""
    if indicator.unit is Unit.COUNT:
        return f"{abs(number):,.0f}"
    text = size(number, indicator)
    if indicator.unit is Unit.PERCENT:
        return f"{text} {'point' if text in ('1', '1.0', '1.00') else 'points'}"
    return f"{text} {_noun(text, indicator)}".strip()


def signed(number: float, indicator: Indicator) -> str:
    """A difference in a table: `+6.9`, without its word."""
    text = f"{abs(number):,.0f}" if indicator.unit is Unit.COUNT else size(number, indicator)
    if not_any(text):
        return text
    return f"{'+' if number > 0 else MINUS}{text}"


def differences(numbers: Iterable[float | None], indicator: Indicator) -> list[str]:
    """As `signed`, of many at once; empty for none."""
    if indicator.unit is not Unit.PERCENT:
        return ["" if each is None else signed(each, indicator) for each in numbers]
    some, text = 10.0**-indicator.decimals, f"%.{indicator.decimals}f"  # which is never nought
    return [
        ""
        if each is None
        else f"+{text % each}"
        if some < each < _GROUPED
        else f"{MINUS}{text % -each}"
        if -_GROUPED < each < -some
        else signed(each, indicator)
        for each in numbers
    ]


def clock(seconds: float) -> str:
    """`7:00`, and `1:18:35` from an hour on."""
    whole = round(abs(seconds))
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def _noun(text: str, indicator: Indicator) -> str:
    word = _WORDS.get(indicator.unit, "")
    if not word:
        return _RATES.get(indicator.unit, indicator.unit_name)
    return word if text in ("1", "1.0") else f"{word}s"
