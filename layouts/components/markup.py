"""Tables, and what stands beside a chart, as plain markup.

A table of Dash components costs the browser about a millisecond a cell, so a year of monthly
figures would take longer to draw than everything else on the page together. Tables are therefore
written here, every text escaped, and put in place by a script (assets/page.js). Those of
figures alone are written there.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from html import escape as escape_text
from typing import Any

from dash import html
from markupsafe import Markup, escape

from dashboard.charts.chart import Table
from layouts.components.plain import Content

ByColumn = dict[str, Any]

_BETWEEN = "\x1f"  # no text holds it
_NAMES = {"className": "class"}
_VOID = ("br", "img")


def place(id_: str, markup: str = "") -> html.Div:
    """Where the markup is put that a drawing has under `markup_id(id_)`.

    Not by Dash, which would need two components more and a callback for it: assets/page.js.
    markup: what always stands there, where no drawing says it.
    """
    always: dict[str, Any] = {"data-markup": markup} if markup else {}
    return html.Div(id=id_, **always)


def markup_id(id_: str) -> str:
    return f"{id_}-markup"


def element(name: str, *content: str | Markup, **attributes: str) -> Markup:
    """One element; text is escaped. A trailing underscore in an attribute's name is dropped."""
    given = "".join(
        [f' {_attribute(key)}="{escape(value)}"' for key, value in attributes.items() if value]
    )
    inside = "".join([escape(each) for each in content])
    return Markup(f"<{name}{given}>{inside}</{name}>")  # noqa: S704 - every part is escaped above


@lru_cache(maxsize=256)
def _attribute(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def written_out(content: Content) -> str:
    """Elements as one piece of markup: the browser takes a tenth of the time to put it in place."""
    parts: list[str] = []
    _write(content, parts.append)
    return "".join(parts)


def _write(content: Content, put: Callable[[str], None]) -> None:
    if isinstance(content, str):
        put(escape_text(content))  # markupsafe's, whose text is of a type of its own, takes twice
    elif isinstance(content, list):
        for each in content:
            _write(each, put)
    elif content is not None:
        name, inside = content["type"].lower(), None
        put(f"<{name}")
        for key, value in content["props"].items():
            if key == "children":
                inside = value
            elif value is not None:
                put(f' {_NAMES.get(key, key)}="{escape_text(str(value))}"')
        put(">")
        if name not in _VOID:
            _write(inside, put)
            put(f"</{name}>")


def escaped(texts: Iterable[str]) -> list[str]:
    """Several texts at once, ready to stand in markup."""
    return str(escape(_BETWEEN.join(texts))).split(_BETWEEN)


def joined(parts: Iterable[Markup]) -> Markup:
    return Markup("").join(parts)


def figures(table: Table) -> ByColumn:
    """The figures of a chart by column, for assets/page.js to write out beneath it.

    Their markup would be twice as long, and most of what a click sends.
    """
    return {
        "caption": table.caption,
        "columns": [(column.label, column.number) for column in table.columns],
        "cells": list(zip(*table.rows, strict=True)),
    }
