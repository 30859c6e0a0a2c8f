"""What is known around a figure: where, since when, what happened, what is being done?"""

from dashboard.calculations.spc.wording import grain_word
from dashboard.marking import Mark
from dashboard.periods import add_months, long_date, long_month
from dashboard.services.desk.known import Known
from dashboard.services.points import Point
from dashboard.services.rate_and_mix import Against
from dashboard.services.wording import units, words
from dashboard.services.wording.quoted import first_sentence, shortened
from dashboard.services.wording.year_end_words import year_end_sentence
from dashboard.written.actions import Action

_RECENT = 12  # months within which a break is told before all else


def run_rate(known: Known) -> str:
    """What the rest of the year must bring; of who stands in nothing, as on the trend page."""
    if known.takes.year is None or known.row.stand_in:
        return ""
    return year_end_sentence(known.takes)


def contributor(known: Known) -> str:
    """Where most of a difference lies, never why it is there."""
    found, indicator = known.contributor, known.line.indicator
    if found is None:
        return ""
    size, whole = (units.difference(each, indicator) for each in (found.size, found.whole))
    if units.not_any(size.split()[0]):
        return ""
    since = "plan"
    if found.against is Against.LAST_YEAR and found.before is not None:
        since = words.period_in_words(found.before, known.line)
    where = f"{'at' if found.place else 'in'} {found.name}"
    begins = f"The largest part of the difference from {since} is {where}"
    if abs(found.size) > abs(found.whole):
        return f"{begins} ({size}, where all {found.several} together come to {whole})."
    return f"{begins} ({size.split()[0]} of {whole})."


def data_break(known: Known, *, recent: bool) -> str:
    """The last within what is judged, within a year or from before."""
    days = [each.on for each in known.breaks[:1]] + list(known.line.breaks[-1:])
    judged = known.judged.points
    if not days or known.point is None or not judged:
        return ""
    on = max(days)
    if not judged[0].start < on <= known.point.end:
        return ""
    if recent is not (on > add_months(known.point.start, -_RECENT)):
        return ""
    read = f"Figures from before {long_month(on)} are to be read with care"
    if known.breaks and known.breaks[0].on == on:
        return f"{read}: “{shortened(first_sentence(known.breaks[0].effect))}”."
    return f"{read}: they are of another area."


def event(known: Known) -> str:
    """Only of what somebody wrote down as an event, and only of the period that it falls in."""
    grain = known.judged.judgement.grain
    for point, what in ((known.point, ""), (_began(known), f"the first {grain_word(grain)} of it")):
        found = next((each for each in known.events if point and _falls_in(each, point)), None)
        if found is None or point is None:
            continue
        period = words.period_in_words(point, known.line)
        when = f"{what}, {period}," if what else period
        noted = f"an event: “{shortened(found.text)}” ({found.author})"
        return f"{when[0].upper()}{when[1:]} coincided with {noted}."
    return ""


def _falls_in(mark: Mark, point: Point) -> bool:
    return mark.on <= point.end and point.start <= (mark.until or mark.on)


def _began(known: Known) -> Point | None:
    """The first period of those up to the latest that share its strongest signal."""
    judgement = known.judged.judgement
    if judgement.latest < 0 or not judgement.points[judgement.latest].signals:
        return None
    strongest, place = judgement.points[judgement.latest].signals[0], judgement.latest
    while place and strongest in judgement.points[place - 1].signals:
        place -= 1
    return known.judged.points[place]


def overdue(known: Known) -> str:
    late = known.overdue
    dated = sorted(each.due_on for each in late if each.due_on)
    if not dated:
        return ""
    first = next(each for each in late if each.due_on == dated[0])
    if len(late) == 1:
        return f"An action was due on {long_date(dated[0])} and is open: {_quoted(first)}."
    since = f"the first since {long_date(dated[0])}"
    return f"{len(late)} actions are overdue, {since}: {_quoted(first)}."


def due(known: Known) -> str:
    coming = [each for each in known.actions if each.due_on and each.due_on >= known.as_at]
    first = min(coming, key=lambda each: (each.due_on, each.key), default=None)
    if first is None or first.due_on is None:
        return ""
    return f"The next action is due on {long_date(first.due_on)}: {_quoted(first)}."


def _quoted(action: Action) -> str:
    return f"“{shortened(action.text)}”"


def compared(known: Known) -> str:
    """With a year before, where too little else can be said."""
    point, before = known.point, known.before
    if point is None or point.value is None:
        return ""
    if before is None or before.value is None:
        return "There is no figure of a year before to hold it against."
    change = words.compared(point.value - before.value, before, known.line)
    return f"{change.replace('the latest is', 'That is', 1)}."
