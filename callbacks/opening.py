"""What does a browser get that opens an address? The frame, and in it the page with its figures."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from dash import html
from flask import has_request_context, request

from callbacks.frame import Drawing
from callbacks.navigation import fill
from callbacks.selection import Asked, answered
from dashboard.services.catalogue import Data
from layouts import ids

_Options = Sequence[Mapping[str, str]]


def opened(now: Data, frame: html.Div) -> html.Div:
    """The frame with all that stands in it when it is shown first.

    assets/early.js says at which address. Asked for without one, or where no answer can be given,
    it is the frame alone: the browser asks for the rest, and hears what is the matter.
    """
    if not has_request_context() or "path" not in request.args:
        return frame
    try:
        asked = Asked(0, request.args["path"], request.args.get("search", ""), None, None)
        answer, content = answered(now, asked)
    except Exception:
        logging.exception("the frame comes without its page")
        return frame
    drawing: Drawing = {
        **answer.pop("places"),
        **{each: _turned(frame[each].options, given) for each, given in answer["controls"].items()},
        ids.PAGE: {"children": content},
        ids.ANSWER: {"data": answer},
    }
    fill(frame, drawing)
    return frame


def _turned(there: _Options, given: dict[str, Any]) -> dict[str, Any]:
    """A control that says what is chosen. there: what it offers to everybody.

    What it offers is taken out of the answer, which would carry it twice.
    """
    offered = given.pop("options", there)
    more = [given.pop("more")] if "more" in given else []
    return {"value": given["value"], "options": [*offered, *more]}
