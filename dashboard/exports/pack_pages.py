"""Which pages does a pack have, and what stands on each?"""

from collections.abc import Iterator
from datetime import datetime

from dashboard.charts.board_words import (
    SaidAction,
    actions_on_slide,
    before_line,
    gathered,
    group_of,
    illustrative_notice,
    meeting_line,
    place_line,
    since_title,
    takes_on_slide,
    title_of,
    told_on_slide,
    went_well_title,
)
from dashboard.charts.matrix import (
    CHANGES,
    MEANINGS,
    OUTLOOK_WORDS,
    OUTLOOKS,
    Matrix,
    matrix_of,
    matrix_sentence,
    matrix_title,
)
from dashboard.charts.summary import summary_title
from dashboard.exports.pack_chart import pack_chart
from dashboard.exports.pack_page import Cell, PackTable, Page, Words, imprint
from dashboard.exports.pack_sheets import overridden
from dashboard.services.board.model import Deck, IndicatorSlide, SinceLastBoard
from dashboard.services.board.went_well import RULE
from dashboard.services.catalogue import Data
from dashboard.written.exceptions import Length

_NOTHING_CHANGED = (
    "No standard was crossed, no signal is new, no plan changed, no figure that it saw was "
    "restated, and no action was done or fell overdue."
)


def pages(data: Data, deck: Deck, made_at: datetime) -> list[Page]:
    """In the order of the deck, a page for each of its slides."""
    line = imprint(deck, made_at)
    made = [_cover(deck, line)]
    if deck.since:
        made.append(_since(deck, deck.since, line))
    made.append(_matrix(deck, line))
    for slide in deck.slides:
        latest = slide.verdict.of.latest
        period = latest.label if latest else "none yet"
        made.append(_indicator(data, deck, slide, imprint(deck, made_at, period)))
    return [*made, _went_well(deck, line)]


def _cover(deck: Deck, line: str) -> Page:
    """Whose pack, for when, how many exceptions, and what is in it."""
    lead = (f"{summary_title(deck.summary)}.", illustrative_notice(deck))
    listed = tuple(f"{each.number}  {each.title}" for each in deck.slides)
    return Page(
        1,
        title_of(deck),
        line,
        above=deck.place.name,
        aside=meeting_line(deck),
        lead=tuple(each for each in lead if each),
        words=(Words("In this pack", listed),) if listed else (),
        notes=tuple(_sources(deck)),
        cover=True,
    )


def _sources(deck: Deck) -> Iterator[str]:
    yield deck.report.rule_set
    for load in deck.provenance.loads:
        made_up = ", illustrative" if load.illustrative else ""
        yield f"Source: {load.title} ({load.file_name}), loaded {load.loaded_on:%d %B %Y}{made_up}"


def _since(deck: Deck, since: SinceLastBoard, line: str) -> Page:
    """By kind: a restatement has a row of its own, since it is no change of performance."""
    rows = tuple(
        (Cell((), each.title), Cell(tuple(_change(one.name, one.text) for one in each.changes)))
        for each in gathered(since.changes)
    )
    table = PackTable((("What", 0.2), ("Change", 0.8)), rows) if rows else None
    lead = (before_line(since), *(() if rows else (_NOTHING_CHANGED,)))
    return Page(2, since_title(since), line, above=place_line(deck), lead=lead, table=table)


def _change(name: str, text: str) -> str:
    return f"{name}: {text}" if name else text


def _matrix(deck: Deck, line: str) -> Page:
    matrix = matrix_of(deck.summary)
    unjudged = tuple(
        f"{each.reason} {', '.join(entry.name for entry in each.entries)}."
        for each in matrix.unjudged
    )
    return Page(
        deck.matrix_number,
        matrix_title(deck.summary),
        line,
        above=place_line(deck),
        lead=(matrix_sentence(deck.summary).replace("below is why", "the notes say why"),),
        table=_matrix_table(matrix) if matrix.judged else None,
        notes=unjudged,
    )


def _matrix_table(matrix: Matrix) -> PackTable:
    """What changes down the side, what will meet its target along the top."""
    columns = [("", 0.14), *[(" – ".join(OUTLOOK_WORDS[each]), 0.215) for each in OUTLOOKS]]
    rows = []
    for change in matrix.changes:
        cells = [Cell((), CHANGES[change])]
        for outlook in OUTLOOKS:
            entries = matrix.cells.get((change, outlook), ())
            said = tuple(f"{each.name} {each.value} ({each.period})" for each in entries)
            cells.append(Cell(said, MEANINGS[change, outlook] if entries else ""))
        rows.append(tuple(cells))
    return PackTable(tuple(columns), tuple(rows))


def _indicator(data: Data, deck: Deck, slide: IndicatorSlide, line: str) -> Page:
    return Page(
        slide.number,
        slide.title,
        line,
        above=place_line(deck),
        aside=group_of(slide),
        chart=pack_chart(slide),
        words=tuple(_words(deck, slide)),
        notes=tuple(_notes(data, slide)),
    )


def _words(deck: Deck, slide: IndicatorSlide) -> Iterator[Words]:
    yield Words("What the figures say", (told_on_slide(slide),))
    if takes := takes_on_slide(slide):
        yield Words("What it would take", takes)
    actions, more = actions_on_slide(slide, deck)
    said = [_action(each) for each in actions]
    if more:
        said.append(f"and {more} more")
    if said:
        yield Words("Actions", tuple(said))


def _action(said: SaidAction) -> str:
    before = f"{said.state}: " if said.state else ""
    return f"{before}{said.text}{f' ({said.when})' if said.when else ''}"


def _notes(data: Data, slide: IndicatorSlide) -> Iterator[str]:
    """What an analyst would say, why the slide is here, and where its figures come from."""
    yield slide.narrative.at(Length.ANALYST)
    if slide.told.text != slide.narrative.at(Length.BOARD):
        yield f"As it was written for the board: {slide.told.text}"
    if slide.takes_words:
        yield f"What it would take: {' '.join(slide.takes_words)}"
    for hit in slide.exception.hits:
        yield f"Rule met: {hit.name}, {hit.said}."
    if said := overridden(slide.exception):
        yield said
    line = slide.verdict.of
    for load in data.store.loads(line.loads):
        yield f"Source: {load.title} ({load.file_name}), loaded {load.loaded_on:%d %B %Y}."
    if line.actual_illustrative:
        yield "The figures are illustrative."
    if line.plan_illustrative:
        yield "The plan is illustrative."


def _went_well(deck: Deck, line: str) -> Page:
    rows = tuple((Cell((), each.row.indicator.name), Cell((each.said,))) for each in deck.went_well)
    table = PackTable((("Indicator", 0.3), ("What went well", 0.7)), rows) if rows else None
    title = went_well_title(deck)
    return Page(deck.pages, title, line, above=place_line(deck), lead=(RULE,), table=table)
