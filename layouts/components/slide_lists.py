"""The slides that are lists: the cover, what changed, the matrix, what went well."""

from collections.abc import Sequence

from markupsafe import Markup, escape

from dashboard.calculations.spc.model import Assurance
from dashboard.charts.board_words import (
    Gathered,
    before_line,
    gathered,
    illustrative_notice,
    meeting_line,
    since_title,
    title_of,
    went_well_title,
)
from dashboard.charts.matrix import (
    MEANINGS,
    OUTLOOKS,
    Change,
    Entry,
    Matrix,
    matrix_of,
    matrix_title,
)
from dashboard.charts.summary import summary_title
from dashboard.services.board.model import Change as Changed
from dashboard.services.board.model import Deck, SinceLastBoard
from dashboard.services.board.went_well import RULE
from dashboard.written.meetings import Snapshot
from layouts.components.icons import assurance_icon, variation_icon
from layouts.components.markup import element, joined
from layouts.components.meeting_form import meetings_fold
from layouts.components.pack_links import pack_markup
from layouts.components.slide_sources import SlideSources, slide_link
from layouts.components.slides import frame
from layouts.pages.matrix import COLUMNS, ROWS

_ICON = 44  # px of the stage
_MOST_LISTED, _MOST_CHANGES, _MOST_WELL = 12, 12, 7
_CELL, _LINE = 100, 240  # characters of names that a cell, and a line beneath, have room for


def cover(deck: Deck, held: Sequence[Snapshot]) -> Markup:
    """Whose deck, for when, how many exceptions: enough for a board in a hurry."""
    notice, meeting = illustrative_notice(deck), meeting_line(deck)
    return frame(
        deck,
        1,
        "cover",
        title_of(deck),
        element("p", f"{summary_title(deck.summary)}.", class_="cover-lead"),
        _listed(deck),
        element("p", notice, class_="cover-notice") if notice else Markup(""),
        element("div", pack_markup(), meetings_fold(deck, held), class_="cover-side"),
        above=element(
            "div",
            element("p", deck.place.name, class_="cover-place"),
            element("p", f"{meeting[0].upper()}{meeting[1:]}", class_="cover-day"),
        ),
    )


def _listed(deck: Deck) -> Markup:
    """What is in the deck, a line each."""
    if not deck.slides:
        return Markup("")
    items = [
        element(
            "li",
            element("a", element("span", str(each.number), class_="at"), each.title,
                    href=f"#slide-{each.number}", data_goto=str(each.number)),
        )
        for each in deck.slides[:_MOST_LISTED]
    ]  # fmt: skip
    more = len(deck.slides) - _MOST_LISTED
    rest = element("p", f"and {more} more", class_="note") if more > 0 else Markup("")
    return element("div", element("ol", *items), rest, class_="cover-list")


def since_slide(deck: Deck, since: SinceLastBoard, sources: SlideSources) -> Markup:
    kinds = gathered(since.changes)
    most = max(1, _MOST_CHANGES // max(1, len(kinds)))
    groups = [_kind(each, most, sources) for each in kinds]
    if not groups:
        groups = [element("p", "No standard was crossed, no signal is new, no plan changed, no "
                          "figure that it saw was restated, and no action was done or fell "
                          "overdue.", class_="nothing")]  # fmt: skip
    return frame(
        deck,
        2,
        "since",
        since_title(since),
        element("div", *groups, class_="slide-kinds"),
        element("p", before_line(since), class_="slide-rule"),
    )


def _kind(of: Gathered, most: int, sources: SlideSources) -> Markup:
    more = len(of.changes) - most
    items = [
        element(
            "li",
            element("strong", f"{each.name}: " if each.name else ""),
            _changed(each, sources),
        )
        for each in of.changes[:most]
    ]
    count = element("span", str(len(of.changes)), class_="count")
    rest = element("p", f"and {more} more", class_="note") if more > 0 else Markup("")
    return element(
        "div", element("h3", count, of.title), element("ul", *items), rest,
        class_=f"kind kind-{of.changes[0].kind.replace('_', '-')}",
    )  # fmt: skip


def _changed(change: Changed, sources: SlideSources) -> Markup | str:
    """What is said of an action is no figure."""
    action = change.kind.startswith("action")
    return change.text if action else sources.led(change.text, change.indicator)


def matrix_slide(deck: Deck, sources: SlideSources) -> Markup:
    matrix = matrix_of(deck.summary)
    heads = [_heading(each[0], assurance_icon(to, _ICON)) for to, each in COLUMNS.items()]
    head = element("tr", element("td"), *heads)
    rows = [
        element(
            "tr",
            _side(title, [variation_icon(each, _ICON) for each in icons]),
            *[_cell(matrix, change, outlook, sources) for outlook in OUTLOOKS],
        )
        for change, (title, icons) in ROWS.items()
        if change in matrix.changes
    ]
    unjudged = [each for some in matrix.unjudged for each in some.entries]
    rest = joined(
        [
            escape(f"Not judged by control limits ({len(unjudged)}): "),
            _names(unjudged, _LINE, sources),
            Markup("."),
        ]
    )
    table = element("table", element("thead", head), element("tbody", *rows), class_="matrix-grid")
    return frame(
        deck,
        deck.matrix_number,
        "matrix",
        matrix_title(deck.summary),
        table if matrix.judged else element("p", "None of them is judged.", class_="nothing"),
        element("p", rest if unjudged else "", class_="slide-rule"),
    )


def _side(title: str, icons: Sequence[Markup]) -> Markup:
    pair = element("span", *icons, class_="pair")
    return element("th", element("div", pair, element("span", title)), scope="row")


def _heading(title: str, icon: Markup) -> Markup:
    return element("th", element("div", icon, element("span", title)), scope="col")


def _cell(matrix: Matrix, change: Change, outlook: Assurance, sources: SlideSources) -> Markup:
    entries = matrix.cells.get((change, outlook), ())
    if not entries:
        return element("td", class_="empty")
    return element(
        "td",
        element("p", element("b", str(len(entries)), class_="count"),
                element("span", MEANINGS[(change, outlook)], class_="meaning"), class_="cell-top"),
        element("p", _names(entries, _CELL, sources), class_="names"),
        class_=f"{change}-{outlook}",
    )  # fmt: skip


def _names(entries: Sequence[Entry], room: int, sources: SlideSources) -> Markup:
    """As many as there is room for, at least one, and how many more."""
    shown = 0
    for each in entries:
        room -= len(each.name) + 2
        if room < 0 and shown:
            break
        shown += 1
    more = len(entries) - shown
    said = Markup(", ").join(
        slide_link(each.name, sources.source(each.id)) for each in entries[:shown]
    )
    return said + f" and {more} more" if more else said


def went_well_slide(deck: Deck, sources: SlideSources) -> Markup:
    shown = deck.went_well[:_MOST_WELL]
    more = len(deck.went_well) - len(shown)
    items = [
        element(
            "li",
            variation_icon(each.row.judged.judgement.variation, _ICON),
            element(
                "p",
                element("strong", each.row.indicator.short_name),
                " ",
                sources.led(each.said, each.row.indicator.id),
            ),
        )
        for each in shown
    ]
    listed = element("ul", *items, class_="slide-well") if items else Markup("")
    rest = element("p", f"and {more} more", class_="note") if more > 0 else Markup("")
    return frame(
        deck,
        deck.pages,
        "well",
        went_well_title(deck),
        joined([listed, rest]),
        element("p", RULE, class_="slide-rule"),
    )
