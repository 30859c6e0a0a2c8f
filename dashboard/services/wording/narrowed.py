"""Which rows of the summary are asked for, in words?"""

from dashboard.indicators.registry import GROUPS
from dashboard.services.summary import EVERYTHING, Summary


def narrowed_words(summary: Summary) -> str:
    """`Red indicators in elective care that need attention: 3 of 24.`; empty where all are asked
    for."""
    now = summary.narrowed
    if now == EVERYTHING:
        return ""
    what = f"{now.status} indicators" if now.status else "indicators"
    where = f" in {GROUPS[now.group].lower()}" if now.group else ""
    need = " that need attention" if now.attention else ""
    said = f"{what}{where}{need}: {len(summary.shown)} of {len(summary.rows)}"
    return f"{said[0].upper()}{said[1:]}."
