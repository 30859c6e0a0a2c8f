"""What boards saw, for programs: the meetings that are kept, and keeping one."""

from collections.abc import Callable

from dash import Dash
from flask import Flask, Response, request

from callbacks.answers import as_json, as_table, place_asked, posted, refusing
from dashboard.exports.marks import for_sheets
from dashboard.exports.meetings import MEETING_COLUMNS, TYPED, meeting_row
from dashboard.services.board.keeping import keep_meeting
from dashboard.services.catalogue import Data


def register(app: Dash, data: Callable[[], Data]) -> None:
    server: Flask = app.server
    server.add_url_rule("/api/v1/meetings", "meetings", refusing(meetings, data))
    server.add_url_rule("/api/v1/meetings", "keep", refusing(keep, data), methods=["POST"])


def meetings(data: Data) -> Response:
    """Of an organisation, the last first; of one day only the last that was kept."""
    place = place_asked(data)
    rows = [meeting_row(each) for each in data.store.snapshots(place.code)]
    shown = for_sheets(rows, TYPED) if request.args.get("format") == "csv" else rows
    return as_table(f"trajectory_meetings_{place.code}", MEETING_COLUMNS, shown)


def keep(data: Data) -> Response:
    return as_json(meeting_row(keep_meeting(data, posted())), 201)
