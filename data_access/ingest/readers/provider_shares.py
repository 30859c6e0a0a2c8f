"""Which part of each provider's activity is which commissioner's, as the site supplies it?"""

from collections import defaultdict
from collections.abc import Iterable, Set
from datetime import date

from dashboard.exports.template_columns import PROVIDER_SHARE_COLUMNS as FORM_COLUMNS
from dashboard.organisations import Level
from dashboard.periods import long_date
from data_access.ingest.document import Document
from data_access.ingest.errors import FileRefused
from data_access.ingest.form_figures import finish, is_untouched
from data_access.ingest.long_table import BadCell, Line, has_table, read_lines, use_lines
from data_access.ingest.publication import Publication, ReadContext

TITLE = "Provider shares"
_FILLED_IN = {"provider", "share", "version", "source"}
_NEEDED = set(FORM_COLUMNS) - {"valid to", "source"}
_PROVIDERS = {Level.TRUST.value, Level.HOSPITAL_SITE.value}
_COMMISSIONERS = {Level.CCG.value, Level.STP.value, Level.OTHER_COMMISSIONER.value}
# Shares are written with few digits, and their sum may miss 1 by the last of them.
_WHOLE = 1 + 1e-9

Fact = dict[str, object]
Span = tuple[date, date]


def _is_header(names: Set[str]) -> bool:
    return len(names & {"provider", "commissioner", "share"}) > 1 and "indicator" not in names


def recognises(document: Document) -> bool:
    return has_table(document, _is_header)


def read(document: Document, context: ReadContext) -> Publication:
    """Dated shares by provider and commissioner; `valid to` may be empty for one that goes on."""
    lines = read_lines(document, _is_header, _NEEDED)
    publication = Publication("provider_shares", TITLE, "Supplied locally", len(lines), licence="")
    shares: list[tuple[Line, Fact]] = []
    untouched: list[Line] = []

    def use(line: Line) -> None:
        if is_untouched(line, _FILLED_IN):
            untouched.append(line)
        else:
            shares.append((line, _share(line, context)))

    publication.rejected = use_lines(lines, use)
    finish(publication, document.name, len(untouched))
    _check_overlaps(document.name, shares)
    _check_sums(document.name, [fact for _, fact in shares])
    publication.facts = {"provider_share": [fact for _, fact in shares]}
    return publication


def _share(line: Line, context: ReadContext) -> Fact:
    start, end = line.span("valid from", "valid to")
    if start is None:
        raise BadCell("valid from", "a date", "")
    return {
        "provider": _organisation(line, context, "provider", _PROVIDERS),
        "commissioner": _organisation(line, context, "commissioner", _COMMISSIONERS),
        "valid_from": start,
        "valid_to": end,
        "share": _part(line),
        "version": line.needed("version"),
        "source": line.text("source"),
    }


def _organisation(line: Line, context: ReadContext, column: str, levels: Set[str]) -> str:
    code = context.resolve(line.needed(column), "")
    if code is None or context.level(code) not in levels:
        raise BadCell(column, f"the code or name of a known {column}", line.text(column))
    return code


def _part(line: Line) -> float:
    """0.85 and `85 %` are the same; a cell formatted as a percentage holds 0.85."""
    written = line.needed("share")
    number = line.number("share") or 0.0
    share = number / 100 if written.endswith("%") else number
    if share > 1:
        raise BadCell("share", "a share of 0 to 1, or a percentage with its sign", written)
    return share


def _last(fact: Fact) -> date:
    end = fact["valid_to"]
    return end if isinstance(end, date) else date.max


def _first(fact: Fact) -> date:
    start = fact["valid_from"]
    assert isinstance(start, date)
    return start


def _check_overlaps(file: str, shares: Iterable[tuple[Line, Fact]]) -> None:
    """One share at a time of a provider for a commissioner: no rule says which of two is meant."""
    before: dict[tuple[object, object], list[tuple[Line, Fact]]] = defaultdict(list)
    for line, fact in shares:
        pair = (fact["provider"], fact["commissioner"])
        for other, earlier in before[pair]:
            if _first(fact) <= _last(earlier) and _first(earlier) <= _last(fact):
                expected = f"dates of {pair[0]} and {pair[1]} that do not overlap"
                found = f"those of row {other.row} too"
                raise FileRefused(file, expected, found, line.sheet, line.row, "valid from")
        before[pair].append((line, fact))


def _check_sums(file: str, facts: list[Fact]) -> None:
    """On every day on which a share begins, those in force come to a whole at most."""
    by_provider: dict[object, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_provider[fact["provider"]].append(fact)
    for provider, shares in by_provider.items():
        for day in sorted({_first(fact) for fact in shares}):
            now = (each["share"] for each in shares if _first(each) <= day <= _last(each))
            whole = sum(share for share in now if isinstance(share, float))
            if whole > _WHOLE:
                expected = f"shares of {provider} that come to 1 at most on {long_date(day)}"
                raise FileRefused(file, expected, f"{whole:.6g}", column="share")
