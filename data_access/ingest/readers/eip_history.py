"""What does the history of early intervention in psychosis say, by provider and commissioner?"""

import pandas as pd

from dashboard.periods import short_month
from data_access.ingest.cells import counts, normalise
from data_access.ingest.columns import codes, months, optional_words, set_aside_ragged
from data_access.ingest.document import Document
from data_access.ingest.errors import FileRefused
from data_access.ingest.layout import Heading, Table, bands, headings, nearly_whole, table
from data_access.ingest.named import commissioners_and_providers, latest_names
from data_access.ingest.observations import observations, ratios
from data_access.ingest.publication import NewOrganisation, Publication, ReadContext
from data_access.ingest.rejects import SetAside, set_aside_repeats
from data_access.ingest.totals import (
    add_totals,
    left_out_warning,
    partial_months,
    partial_warning,
    short_totals,
)

TITLE = "Early intervention in psychosis, history by provider and commissioner"

_DATE = ("date", "period", "month")
_PROVIDER = ("provider org code", "provider code")
_PROVIDER_NAME = ("provider name", "provider org name")
_COMMISSIONER = ("org code", "ccg code", "commissioner org code", "commissioner code")
_COMMISSIONER_NAME = ("ccg name", "org name", "commissioner org name", "commissioner name")
_DESCRIPTION = ("description",)
_TOTAL = ("total pathways",)
_NEEDED = (_DATE, _PROVIDER, _COMMISSIONER, _DESCRIPTION, _TOTAL)
_STANDARD_WEEKS = 2
# So many rows may stand alone where a code was mistyped here and there.
_MOST_ALONE = 5
_A_MONTH = "a date such as 01/09/2019, the first of a month"
_KEY = ["indicator", "period", "commissioner", "provider"]


def recognises(document: Document) -> bool:
    return _heading(document) is not None


def read(document: Document, context: ReadContext) -> Publication:
    heading = _heading(document)
    if heading is None:
        raise FileRefused(document.name, TITLE)
    source = table(document, heading)
    aside = SetAside(source)
    rows = _rows(source, aside)
    _set_aside_unadded(source, rows, aside, cut=not document.text.endswith(("\n", "\r")))
    _refuse_half(source, rows)
    set_aside_repeats(rows, _KEY, aside)
    good = rows.drop(aside.rows)
    if good.empty:
        raise aside.nothing_left()
    short, partial = short_totals(rows, aside), partial_months(good)
    return Publication(
        kind="eip_history",
        title=TITLE,
        publisher="NHS England",
        rows=len(source.body),
        observations=_observations(add_totals(good, ["total", "within"], short, partial)),
        organisations=_organisations(good),
        rejected=aside.rejected(),
        warnings=[*_unadded_warning(good), *partial_warning(partial), *left_out_warning(short)],
        period_rows=good.groupby("period").size().to_dict(),
    )


def _heading(document: Document) -> Heading | None:
    return nearly_whole(
        headings(document), _NEEDED, besides=lambda it: it.has("gt 0 1 weeks", "gt 1 2 weeks")
    )


def _rows(source: Table, aside: SetAside) -> pd.DataFrame:
    """One row per row of the file, good or not, in the reader's own terms.

    `indicator`, `period`, `commissioner`, `provider` and their names; `total`, `within` (two
    weeks), `adds_up` (the bands to the total). What cannot be read is missing and set aside.
    """
    set_aside_ragged(source, aside)
    indicators = {cell: _indicator(cell) for cell in source.column(*_DESCRIPTION).unique()}
    rows = pd.DataFrame(
        {
            "indicator": source.column(*_DESCRIPTION).map(indicators).astype(object),
            "period": months(source, aside, _A_MONTH, *_DATE),
            "commissioner": codes(source, aside, "commissioner", *_COMMISSIONER),
            "provider": codes(source, aside, "provider", *_PROVIDER),
            "commissioner_name": optional_words(source, *_COMMISSIONER_NAME),
            "provider_name": optional_words(source, *_PROVIDER_NAME),
        }
    )
    aside.add(rows["indicator"].isna(), source.header(*_DESCRIPTION), "not one of the two measures")
    return rows.join(_waits(source, aside))


def _waits(source: Table, aside: SetAside) -> pd.DataFrame:
    """`total`, `within` and `adds_up`."""
    weeks = bands(source)
    places = [source.column(*_TOTAL).name, *weeks.values()]
    waits = pd.DataFrame({place: counts(source.body[place]) for place in places})
    for place in places:
        aside.add(waits[place].isna(), source.heading.written[place], "not a count")
    in_time = [place for week, place in weeks.items() if week < _STANDARD_WEEKS]
    total = waits[places[0]]
    adds_up = waits[places[1:]].sum(axis=1) == total
    within = waits[in_time].sum(axis=1)
    return pd.DataFrame({"total": total, "within": within, "adds_up": adds_up})


def _indicator(description: object) -> str | None:
    words = normalise(description).split()
    if "incomplete" in words:
        return "eip_incomplete"
    return "eip_2week" if "completed" in words else None


def _set_aside_unadded(source: Table, rows: pd.DataFrame, aside: SetAside, cut: bool) -> None:
    """The share within two weeks rests on the bands; a number waiting rests on the total alone,
    unless it is the last of a file whose last line has no end, and may be cut short."""
    completed = ~rows["adds_up"] & (rows["indicator"] == "eip_2week")
    aside.add(completed, source.header(*_TOTAL), "the bands do not add up to the total")
    if cut and not rows.empty:
        last = ~rows["adds_up"] & (rows.index == rows.index[-1])
        aside.add(last, source.header(*_TOTAL), "the file ends here and the bands do not add up")


def _refuse_half(source: Table, rows: pd.DataFrame) -> None:
    """A provider returns both measures for a commissioner, noughts too: a file in which one stands
    without the other was cut short, whatever its order.

    Not so in an extract without noughts, nor where rows are not known by their cells.
    """
    known = rows.dropna(subset=["indicator", "period"])
    if rows["indicator"].nunique() < 2 or not (rows["total"] == 0).any():
        return
    key = ["period", "commissioner", "provider"]
    alone = known[known.groupby(key)["indicator"].transform("nunique") == 1]
    unread = len(rows) - len(known) + (rows[["commissioner", "provider"]] == "").any(axis=1).sum()
    if len(alone) > unread + _MOST_ALONE:
        first = alone.iloc[0]
        what = "completed" if first["indicator"] == "eip_incomplete" else "incomplete"
        raise source.refusal(
            f"a row of {what} pathways beside it, of {first['provider']} for "
            f"{first['commissioner']} in {short_month(first['period'])}",
            f"none, as for {len(alone):,} rows: the file may have been cut short",
            int(alone.index[0]),
        )


def _observations(figures: pd.DataFrame) -> pd.DataFrame:
    """figures: one row per indicator, period, organisation and provider ('' for all)."""
    figures = figures.rename(columns={"period": "period_start"})
    completed = figures[figures["indicator"] == "eip_2week"]
    waiting = figures[figures["indicator"] == "eip_incomplete"]
    parts = (
        completed.join(ratios(completed["within"], completed["total"])),
        waiting.assign(numerator=waiting["total"]),
    )
    return pd.concat([observations(part) for part in parts if not part.empty], ignore_index=True)


def _organisations(good: pd.DataFrame) -> list[NewOrganisation]:
    latest = good.sort_values("period", kind="stable")
    return commissioners_and_providers(
        latest_names(latest, "commissioner"), latest_names(latest, "provider")
    )


def _unadded_warning(good: pd.DataFrame) -> list[str]:
    rows = good.index[~good["adds_up"]]
    if rows.empty:
        return []
    listed = ", ".join(str(row) for row in rows[:5]) + (" ..." if len(rows) > 5 else "")
    return [
        f"{len(rows)} rows of pathways incomplete at the month's end have bands that do not add "
        f"up to their total; the total was kept: rows {listed}."
    ]
