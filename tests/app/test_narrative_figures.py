"""Is every number and month of every narrative of the sample one that programs are given?

Nothing here asks for the narrative's own facts: each sentence is read again, and what it says is
worked out from the rows of /api/v1/series or found word for word on the page of the trend.
"""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from flask.testing import FlaskClient

from dashboard.indicators.registry import Direction, Unit, load_indicators
from dashboard.periods import financial_year_start
from dashboard.selection import Selection
from dashboard.services.catalogue import Data
from dashboard.services.desk.exceptions import exception_report
from dashboard.services.desk.narrative import narrative_of
from dashboard.services.verdict import verdict_on
from data_access.database import open_engine
from data_access.sql_store import SqlStore
from layouts import ids
from tests.app.conftest import Visitor, words, words_of
from tests.app.narrative_parts import effects_by_part, parts_of
from tests.app.narrative_reading import (
    Said,
    in_words,
    meets_plan,
    meets_standard,
    people,
    size,
    tokens,
    when,
    year_before,
)

REGISTRY = load_indicators()
AS_AT = date(2020, 3, 31)
CAUSES = re.compile(
    r"\b(because|due to|caus(?:ed|es|ing)|led to|leads to|drove|driven|owing|"
    r"results? (of|in|from)|thanks to|consequence|attribut\w+|explain\w*|coincided)\b"
)


@pytest.fixture(scope="module")
def data(sample_url: str) -> Iterator[Data]:
    engine = open_engine(sample_url)
    store = SqlStore(engine)
    store.pin()
    yield Data(store, REGISTRY, AS_AT)
    store.unpin()
    engine.dispose()


@pytest.fixture(scope="module")
def said(client: FlaskClient, data: Data) -> list[Said]:
    """Of every indicator of every organisation and locality, whether a rule lists it or not."""
    places = client.get("/api/v1/organisations").get_json()
    named = [each["organisation"] for each in places if each["level"] != "practice"]
    found = [each for place in named for each in _of_place(client, data, place)]
    assert len(found) > 200
    return found


def _of_place(client: FlaskClient, data: Data, place: str) -> Iterator[Said]:
    report = exception_report(data, Selection(place))
    for each in (*report.rows, *report.taken_off, *report.others):
        request, of = each.row.line.request, each.row.indicator
        query = {
            "indicator": of.id,
            "organisation": request.organisation.code,
            "grain": str(request.view),
        }
        rows = (
            client.get("/api/v1/series", query_string=query).get_json() if each.row.latest else []
        )
        ended = [row for row in rows if row["period_end"] <= AS_AT.isoformat()]
        yield Said(each, narrative_of(data, each), of, ended, AS_AT)


@pytest.fixture(scope="module")
def counted(said: list[Said]) -> list[Said]:
    """Those with a figure."""
    return [each for each in said if each.exception.row.latest]


# The latest figure


def test_every_latest_figure_is_that_of_the_series(counted: list[Said]) -> None:
    for each in counted:
        row, unit = each.latest, "%" if each.of.unit is Unit.PERCENT else ""
        for text in (s[0].text for s in (each.narrative.board, each.narrative.analyst)):
            verb = "were" if each.of.plural else "was"
            told = f" {verb} {size(row['value'], each.of)}{unit} "
            assert told in f"{text} ".replace("(", " ("), each
            assert f"in {when(row)}" in text, each
            assert ("provisional" in text) is (row["status"] == "provisional"), each
            assert ("(illustrative" in text) is row["actual_illustrative"], each


def test_every_distance_from_plan_is_that_of_the_series(counted: list[Said]) -> None:
    pattern = re.compile(
        r"([\d,.]+|just|exactly) ?(?:points? )?(above|below)? ?the (illustrative )?plan of "
        r"([\d,.]+)"
    )
    planned = [each for each in counted if each.latest["points_from_plan"] is not None]
    assert len(planned) > 100
    for each in planned:
        row = each.latest
        distance, plan = row["points_from_plan"], row["plan_value"]
        for text in (s[0].text for s in (each.narrative.board, each.narrative.analyst)):
            found = pattern.search(text)
            assert found, (str(each), text)
            far, side, illustrative, level = found.groups()
            shown = size(distance, each.of)
            assert far == (shown if shown.strip("0.,") else "just" if distance else "exactly"), each
            assert side == (None if not distance else "above" if distance > 0 else "below"), each
            assert level.rstrip(".,") == size(plan, each.of), each
            assert bool(illustrative) is row["plan_illustrative"], each


def test_every_standard_is_met_or_missed_as_the_series_says(counted: list[Said]) -> None:
    for each in counted:
        meets, text = meets_standard(each.latest, each.of), each.narrative.board[0].text
        level = each.latest["standard_value"]
        if meets is None:
            assert "standard of" not in text, each
            continue
        assert (
            f"the standard of {'under ' if each.of.id == 'diagnostics_6week' else ''}{level:g}"
            in text
        )
        assert (
            "missing the" in text or re.search(r"(above|below) the standard", text) is not None
        ) is (not meets), each


def test_every_count_of_people_is_that_of_the_series(counted: list[Said]) -> None:
    rates = [each for each in counted if each.of.unit is Unit.PERCENT and not each.of.annualised]
    for each in rates:
        row, (board, analyst) = (
            each.latest,
            (s[0].text for s in (each.narrative.board, each.narrative.analyst)),
        )
        met, base = row["numerator"], row["denominator"]
        if met is None or base is None or each.exception.row.stand_in:
            assert f"{each.of.people} {each.of.breach}" not in board, each
            continue
        missed = base - met if each.of.direction is Direction.UP else met
        assert f" {missed:,} of {base:,} {each.of.people} {each.of.breach}" in board, each
        assert f"({met:,} of {base:,})" in analyst, each
        patients, activity = row["patients_from_plan"], row["patients_from_activity"]
        if patients:
            side = "more" if patients > 0 else "fewer"
            assert f": {people(patients)} {side} than at the planned rate" in board, each
        if activity is not None and abs(activity) >= 0.5:
            total = patients + activity
            either = "more" if activity > 0 else "fewer", "more" if total > 0 else "fewer"
            parted = (
                f"by activity {people(activity)} {either[0]}, in all {people(total)} {either[1]}"
            )
            assert parted in analyst, each


def test_no_number_of_a_first_sentence_is_of_anything_else(counted: list[Said]) -> None:
    for each in counted:
        for text in each.texts("difference"):
            known = set().union(*(tokens(part, *_names(each)) for part in _known(each)))
            assert tokens(text, *_names(each)) <= known, (str(each), text, known)


def _names(each: Said) -> tuple[str, ...]:
    line = each.exception.row.line
    return each.of.short_name, each.of.name, line.name, each.of.breach, each.of.people


def _known(each: Said) -> Iterator[str]:
    """What may stand in it, written from the row and the one of a year before."""
    row, of = each.latest, each.of
    numbers = [row["value"], row["plan_value"], row["points_from_plan"]]
    before = year_before(row, each.rows)
    if before:
        numbers.append(row["value"] - before["value"])
        yield when(before)
    if row["standard_value"] is not None:
        yield f"{row['standard_value']:g}"
        numbers.append(row["value"] - row["standard_value"])
    yield from (size(number, of) for number in numbers if number is not None)
    met, base = row["numerator"], row["denominator"]
    if met is not None and base is not None:
        yield from (f"{met:,}", f"{base:,}", f"{base - met:,}")
    patients, activity = row["patients_from_plan"] or 0.0, row["patients_from_activity"] or 0.0
    yield from (people(number) for number in (patients, activity, patients + activity))
    yield when(row)
    yield from (when(later) for later in each.rows if later["period_start"] > row["period_start"])
    due = re.search(r"was due on ([^.]*) and is not loaded", each.narrative.board[0].text)
    if due:
        yield due[1]  # its day is checked by itself


def test_a_late_figure_is_late_by_the_days_of_its_publication(counted: list[Said]) -> None:
    late = [each for each in counted if each.exception.row.late]
    assert late
    for each in late:
        assert "and is not loaded" in each.narrative.board[0].text, each
        assert "has no figure after" in each.narrative.title or "plan" in each.narrative.title, each


# Titles


def test_every_title_says_what_the_series_says(counted: list[Said]) -> None:
    for each in counted:
        row, title = each.latest, each.narrative.title
        though = re.search(r", though (.+) met (its plan|the standard)$", title)
        assert len(title) <= (105 if though else 75) and not title.endswith("."), title
        if though:
            meets = meets_plan if though[2] == "its plan" else meets_standard
            assert though[1] == when(row) and meets(row, each.of), title
        distance = row["points_from_plan"]
        known = [size(row["value"], each.of), size(distance or 0, each.of), when(row)]
        known += [f"{row['standard_value']:g}"] if row["standard_value"] is not None else []
        for found in re.finditer(r"(?:last met (?:it )?in|since) (.+)$", title):
            known.append(found[1])
            assert found[1] == _last_met(each, title), (title, _last_met(each, title))
        rest = set().union(*(tokens(part) for part in known))
        for found in re.finditer(r"for the (\d+)\w\w month running", title):
            rest.add(found[1])
        assert tokens(title, *_names(each)) <= rest, (title, rest)


def _last_met(each: Said, title: str) -> str:
    """Of plan or standard, within the two years before this one and this: as a trend is drawn."""
    meets = meets_plan if " plan" in title else meets_standard
    year = financial_year_start(date.fromisoformat(each.latest["period_end"])).year - 2
    drawn = [row for row in each.figures if row["period_end"] >= f"{year}-04-01"]
    judged = [row for row in drawn if meets(row, each.of) is not None]
    met = [row for row in judged if meets(row, each.of)]
    return when(met[-1] if met else judged[0])


# Whether it is a real change


def test_every_change_that_a_board_is_told_of_is_on_the_page(
    counted: list[Said], visitor: Visitor
) -> None:
    told = [each for each in counted if any(s.kind == "signal" for s in each.narrative.board)]
    assert len(told) > 50
    for each in told:
        query = f"?organisation={each.exception.place}&indicator={each.of.id}&chart=spc"
        page = words(visitor.open("trend", query)[ids.TREND_READING]["children"])
        text = next(s.text for s in each.narrative.board if s.kind == "signal")
        happened, _, expected = text.partition("; as it runs now")
        assert happened.removesuffix(".") in page, (str(each), text)
        assert not expected or f"As it runs now{expected}" in page, (str(each), text)


def test_every_limit_is_that_of_the_series(counted: list[Said]) -> None:
    pattern = re.compile(r"mean ([\d,.]+)%?, limits ([\d,.]+)%? to ([\d,.]+)%?[,;.]")
    told = [each for each in counted if any("; mean " in s.text for s in each.narrative.analyst)]
    assert len(told) > 50
    for each in told:
        text = next(s.text for s in each.narrative.analyst if s.kind == "signal")
        found, row = pattern.search(text), each.latest
        assert found, text
        columns = row["spc_mean"], row["spc_lower"], row["spc_upper"]
        assert list(found.groups()) == [size(number, each.of) for number in columns]
        signals = len([name for name in row["spc_signal"].split("; ") if name])
        assert len(re.findall(r"a point|in a row|two of three", text.partition(";")[0])) == signals


# Around it


def test_what_the_year_must_bring_is_what_the_page_says(
    counted: list[Said], visitor: Visitor
) -> None:
    told = [(each, text) for each in counted for text in set(each.texts("run_rate"))]
    assert len(told) > 50
    for each, text in told:
        query = f"?organisation={each.exception.place}&indicator={each.of.id}"
        panel = words_of(visitor.open("trend", query)[f"{ids.TREND_PANEL}-markup"]["data"])
        assert text in panel, (str(each), text)


def test_every_largest_part_is_the_largest_by_the_textbook(
    counted: list[Said], client: FlaskClient, data: Data
) -> None:
    pattern = re.compile(
        r"The largest part of the difference from (.+?) is (?:at|in) (.+) "
        r"\(([\d,.]+)(?: points)?(?: of|, where all .* together come to) ([\d,.]+)(?: points)?\)\."
    )
    told = [(each, text) for each in counted for text in set(each.texts("contributor"))]
    assert len(told) > 20
    for each, text in told:
        found = pattern.fullmatch(text)
        assert found, text
        since, name, part, whole = found.groups()
        assert since == "plan" or since == when(year_before(each.latest, each.rows) or {}), text
        sets = [rows for rows in parts_of(client, data, each) if name in rows]
        assert sets, text
        effects = effects_by_part(each, sets[0], planned=since == "plan")
        worst = (max if each.of.direction is Direction.DOWN else min)(effects.values())
        assert effects[name] == worst, text
        assert (size(worst, each.of), size(sum(effects.values()), each.of)) == (part, whole), text


def test_every_action_is_one_of_the_organisation(counted: list[Said], client: FlaskClient) -> None:
    told = [(each, text) for each in counted for text in set(each.texts("action"))]
    assert len(told) > 20
    for each, text in told:
        query = {
            "organisation": each.exception.place,
            "indicator": each.of.id,
            "as_at": "2020-03-31",
        }
        there = client.get("/api/v1/actions", query_string=query).get_json()
        dated = [a for a in there if a["status"] == "open" and a["due_on"]]
        late = [a for a in dated if a["overdue"]]
        if "is due" in text:
            first = min(a["due_on"] for a in dated if not a["overdue"])
        else:
            first = min(a["due_on"] for a in late)
            assert text.startswith("An action" if len(late) == 1 else f"{len(late)} actions"), text
        assert in_words(first) in text, text
        begun = text.split("“")[1].rstrip("”.").removesuffix(" …").split()
        assert any(a["text"].split()[: len(begun) - 1] == begun[:-1] for a in dated), text


def test_every_break_is_one_of_the_line(counted: list[Said], data: Data) -> None:
    told = [(each, text) for each in counted for text in set(each.texts("data_break"))]
    assert told
    for each, text in told:
        code = each.exception.row.line.request.organisation.code
        there = data.store.data_breaks(each.of.id, code)
        found = [b for b in there if f"{b.on:%B %Y}" in text.partition("“")[0]]
        assert any(text.split("“")[1].split("”")[0].rstrip(" …") in b.effect for b in found), text


# All of it


def test_no_sentence_and_no_title_says_why(said: list[Said]) -> None:
    for each in said:
        for text in [each.narrative.title, *(s.text for s in each.sentences)]:
            assert not CAUSES.search(re.sub("“[^”]*”", "", text)), text


def test_a_board_reads_two_or_three_sentences_and_an_analyst_two_to_four(said: list[Said]) -> None:
    for each in said:
        for sentences, most in ((each.narrative.board, 3), (each.narrative.analyst, 4)):
            assert 2 <= len(sentences) <= most, each
            for sentence in sentences:
                assert sentence.text[0].isupper() or sentence.text[0].isdigit(), sentence
                assert re.fullmatch(r"[^“]*?(“[^”]*”[^“]*?)*\.", sentence.text), sentence
                assert not re.search(r"[a-z]\. [A-Z]", re.sub("“[^”]*”", "", sentence.text)), (
                    sentence
                )


def test_every_number_of_a_sentence_is_listed_with_it(said: list[Said]) -> None:
    for each in said:
        for sentence in each.sentences:
            assert set(re.findall(r"\d", sentence.text)) == set(
                re.findall(r"\d", "".join(sentence.numbers))
            )
            assert all(number in sentence.text for number in sentence.numbers), sentence


def test_what_has_no_figure_says_so_and_why(said: list[Said]) -> None:
    empty = [each for each in said if each.exception.row.latest is None]
    assert empty
    for each in empty:
        assert "no figure" in each.narrative.title, each
        assert each.narrative.board[0].text.startswith("There is no figure of"), each


def test_the_same_facts_have_the_same_print(said: list[Said], data: Data) -> None:
    prints = [each.narrative.facts for each in said]
    again = [narrative_of(data, each.exception).facts for each in said]

    assert prints == again
    assert len(set(prints)) == len(prints)


def test_a_slide_has_the_facts_of_the_list(counted: list[Said], data: Data) -> None:
    for each in counted[:40]:
        verdict = verdict_on(data, each.exception.takes.line)

        assert narrative_of(data, each.exception, verdict) == each.narrative, each
