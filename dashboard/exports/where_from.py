"""What a figure is made of, as rows of plain values for CSV and JSON."""

from collections.abc import Iterator

from dashboard.exports.rows import Row
from dashboard.services.desk.sources import WhereFrom

WHERE_FROM_COLUMNS = (
    "indicator", "organisation", "period_start", "period_end", "numerator", "denominator", "value",
    "status", "absent_reason", "share", "file", "sheet", "row", "publisher", "published_on",
    "loaded_at", "illustrative",
)  # fmt: skip


def where_from_rows(found: WhereFrom) -> Iterator[Row]:
    """One row for each stored figure behind the number."""
    for row in found.rows:
        seen, file, place = row.observation, row.file, row.place
        published = file.published_on if file else None
        loaded = file.loaded_at if file else None
        yield {
            "indicator": row.indicator,
            "organisation": row.organisation.code,
            "period_start": seen.period_start.isoformat(),
            "period_end": seen.period_end.isoformat(),
            "numerator": seen.numerator,
            "denominator": seen.denominator,
            "value": seen.value,
            "status": seen.status,
            "absent_reason": seen.absent_reason,
            "share": row.share,
            "file": file.file_name if file else None,
            "sheet": place.sheet or None if place else None,
            "row": place.row if place else None,
            "publisher": file.publisher if file else None,
            "published_on": published.isoformat() if published else None,
            "loaded_at": loaded.isoformat(timespec="seconds") if loaded else None,
            "illustrative": file.illustrative if file else None,
        }
