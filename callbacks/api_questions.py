"""What a delivery board asked, for programs and pages: read, minute, answer."""

from collections.abc import Callable

from dash import Dash
from flask import Flask, Response, request

from callbacks.answers import as_json, as_table, needed, posted, refusing
from dashboard.errors import UnknownOrganisation
from dashboard.exports.ae_week import QUESTION_COLUMNS, question_row, sheet_rows
from dashboard.services.ae_week.boards import boards
from dashboard.services.ae_week.meeting import answer, ask
from dashboard.services.catalogue import Data


def register(app: Dash, data: Callable[[], Data]) -> None:
    server: Flask = app.server

    def route(path: str, view: Callable[..., Response], method: str) -> None:
        server.add_url_rule(path, view.__name__, refusing(view, data), methods=[method])

    route("/api/v1/questions", questions, "GET")
    route("/api/v1/questions", ask_question, "POST")
    route("/api/v1/questions/<number>/answer", answer_question, "POST")


def questions(data: Data) -> Response:
    """Every one of a board, answered or not."""
    board = needed("board", "a delivery board, such as oxfordshire_ae_delivery_board")
    if board not in {each.code for each in boards(data)}:
        raise UnknownOrganisation(board)
    rows = [question_row(each) for each in data.store.questions(board)]
    shown = sheet_rows(rows) if request.args.get("format") == "csv" else rows
    return as_table(f"trajectory_questions_{board}", QUESTION_COLUMNS, shown)


def ask_question(data: Data) -> Response:
    return as_json(question_row(ask(data, posted())), 201)


def answer_question(data: Data, number: str) -> Response:
    return as_json(question_row(answer(data, number, posted())))
