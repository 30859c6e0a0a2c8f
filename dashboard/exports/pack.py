"""A board pack: the deck of a place as slides, on paper, or as a workbook."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from dashboard.exports.pack_pages import pages
from dashboard.exports.pack_pdf import pack_pdf
from dashboard.exports.pack_pptx import pack_pptx
from dashboard.exports.pack_xlsx import pack_xlsx
from dashboard.jobs import Kind, Progress, untold
from dashboard.selection import Selection
from dashboard.services.board.deck import board_deck
from dashboard.services.catalogue import Data


class Pack(NamedTuple):
    file_name: str
    content: bytes


def board_pack(
    data: Data, selection: Selection, kind: Kind, made_at: datetime, told: Progress = untold
) -> Pack:
    """The pack of a checked selection. made_at: in universal time.

    Raises what the deck of the selection raises.
    """
    deck = board_deck(data, selection)
    name = f"trajectory_board_{deck.place.code}_{deck.as_at.isoformat()}.{kind}"
    if kind is Kind.XLSX:
        return Pack(name, pack_xlsx(data, deck, made_at, told))
    made = pages(data, deck, made_at)
    write: Callable[..., bytes] = pack_pptx if kind is Kind.PPTX else pack_pdf
    return Pack(name, write(made, told))
