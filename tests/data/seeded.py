"""A reader's context that knows the seeded organisations, without a database."""

from datetime import date

from dashboard.indicators.registry import IndicatorRegistry, load_indicators
from data_access.ingest.publication import ReadContext
from data_access.seed import seed_rows
from data_access.tables import Base


def seeded_context(
    as_at: date | None = None, indicators: IndicatorRegistry | None = None
) -> ReadContext:
    """Resolves codes, names and spellings as a fresh database does."""
    tables = Base.metadata.tables
    organisations = seed_rows("organisations.csv", tables["organisation"])
    spelt = {
        ("", str(row[by]).casefold()): str(row["code"])
        for row in organisations
        for by in ("ons_code", "name", "code")
        if row[by]
    }
    for row in seed_rows("aliases.csv", tables["organisation_alias"]):
        spelt.setdefault((str(row["within"]), str(row["alias"])), str(row["code"]))
    levels = {str(row["code"]): str(row["level"]) for row in organisations}

    def resolve(spelling: str, within: str) -> str | None:
        key = " ".join(spelling.split()).casefold()
        return spelt.get((within, key)) or spelt.get(("", key))

    return ReadContext(indicators or load_indicators(), resolve, levels.get, as_at)
