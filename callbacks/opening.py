"""What does a browser get that opens an address? The frame, and in it the page with its figures."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from dash import html
from flask import has_request_context, request

from callbacks.frame import Drawing
from callbacks.navigation import fill, named
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
    there, controls = named(frame), answer["controls"]
    offered = {each: _offered(there[each].options, given) for each, given in controls.items()}
    chosen = {each: _chosen(offered[each], given["value"]) for each, given in controls.items()}
    drawing: Drawing = {**answer["places"], **chosen, ids.PAGE: {"children": content}}
    answer["places"] = fill(there, drawing)
    there[ids.ANSWER].data = {**answer, "offered": offered}
    return frame


def _offered(to_everybody: _Options, given: dict[str, Any]) -> _Options:
    """All that a control offers; it is taken out of the answer, which would carry it twice."""
    offered = given.pop("options", to_everybody)
    return [*offered, given.pop("more")] if "more" in given else offered


def _chosen(offered: _Options, value: str | list[str] | None) -> dict[str, Any]:
    """A control that offers what is chosen and no more.

    Dash takes every word of all choices apart to be searched before it draws the control: for a
    few hundred organisations as long as the chart takes. assets/choosing.js offers the rest once
    the page is there.
    """
    values = value if isinstance(value, list) else [value]
    return {"value": value, "options": [each for each in offered if each["value"] in values]}
