"""How is the list of exceptions said: its title, its order, and what people changed of it?"""

from dashboard.indicators.registry import GROUPS
from dashboard.periods import long_date, short_date
from dashboard.services.desk.model import ExceptionReport, ExceptionRow
from dashboard.services.wording.what_it_takes_words import against_plan_words, what_it_would_take
from dashboard.services.wording.year_end_words import year_end_sentence
from dashboard.written.exceptions import Override


def exceptions_title(report: ExceptionReport) -> str:
    """`11 of 19 indicators of Oxfordshire CCG need the board's attention, 1 of them newly`."""
    summary, name = report.summary, report.place.name
    if not summary.rows:
        return f"No figures are loaded for {name}"
    listed, many = shown_rows(report), len(summary.shown)
    what = f"{_indicators(report, many)} of {name}{_group(report)}"
    if not listed and many < 2:
        return f"The one {what} does not need the board's attention" if many else f"No {what}"
    if not listed:
        return f"None of {many} {what} needs the board's attention"
    need = "needs" if len(listed) == 1 else "need"
    return f"{len(listed)} of {many} {what} {need} the board's attention{_newly(listed)}"


def shown_rows(report: ExceptionReport) -> tuple[ExceptionRow, ...]:
    """Of the list, what is asked for."""
    takes = report.summary.narrowed.takes
    return tuple(each for each in report.rows if takes(each.row))


def _indicators(report: ExceptionReport, many: int) -> str:
    noun = "indicator" if many == 1 else "indicators"
    status = report.summary.narrowed.status
    return f"{status} {noun}" if status else noun


def _group(report: ExceptionReport) -> str:
    group = report.summary.narrowed.group
    return f" in {GROUPS[group].lower()}" if group else ""


def _newly(listed: tuple[ExceptionRow, ...]) -> str:
    new = sum(each.newly for each in listed)
    if not new:
        return ""
    return ", newly" if len(listed) == 1 else f", {new} of them newly"


def exceptions_sentence(report: ExceptionReport) -> str:
    """By which rules, as at when, in what order, and what people changed."""
    by_hand = sum(1 for each in report.rows if each.override is not None)
    off = len(report.taken_off)
    hands = [f"{by_hand} put on by hand" if by_hand else "", f"{off} taken off" if off else ""]
    changed = " and ".join(filter(None, hands))
    said = (
        f"Listed by written rules ({report.rule_set}) as at {long_date(report.as_at)}, "
        "those that meet most rules first."
    )
    return f"{said} {changed[0].upper()}{changed[1:]}." if changed else said


def override_words(override: Override) -> str:
    """`Taken off by A. Analyst on 3 Apr 20, until 30 Apr 20: the figure is being corrected.`"""
    did = "Put on" if override.listed else "Taken off"
    until = f", until {short_date(override.until)}" if override.until else ""
    when = short_date(override.made_at.date())
    return f"{did} by {override.author} on {when}{until}: {override.reason}"


def takes_line(exception: ExceptionRow) -> str:
    """What it would take, without what stands among the rules that it meets."""
    takes = exception.takes
    if takes.year is None and takes.headroom is None and takes.distance is None:
        return ""  # nothing but reasons why nothing can be said
    said_already = {against_plan_words(takes)}
    if any(hit.said in year_end_sentence(takes) for hit in exception.hits):
        said_already.add(year_end_sentence(takes))
    return " ".join(each for each in what_it_would_take(takes) if each not in said_already)
