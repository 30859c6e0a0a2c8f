"""How is a read of every click sent without being built each time?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date, Dialect

from data_access.queries import Rows

Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Statement:
    """A select in the words of one kind of database.

    order: the names of its parameters, where they go by place. lists: by the name of a list, those
    by which its values go.
    """

    text: str
    order: Sequence[str] | None
    lists: Mapping[str, Sequence[str]]

    def parameters(self, values: Values) -> tuple[Any, ...] | dict[str, Any]:
        given: dict[str, Any] = dict(values)
        for name, places in self.lists.items():
            given.update(zip(places, given.pop(name), strict=True))
        return given if self.order is None else tuple([given[name] for name in self.order])


class Statements:
    """Each select is written once, and once more for each length of a list that it is given."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._day = Date().dialect_impl(dialect).bind_processor(dialect)
        self._written: dict[tuple[object, ...], Statement] = {}

    def ready(self, query: Rows, values: Values) -> tuple[str, tuple[Any, ...] | dict[str, Any]]:
        """Text and parameters as the driver takes them."""
        lengths = [len(each) for each in values.values() if isinstance(each, list | tuple)]
        statement = self._written.get((query, *lengths))
        if statement is None:
            statement = self._written[query, *lengths] = self._write(query, values)
        return statement.text, statement.parameters(self._as_sent(values))

    def _write(self, query: Rows, values: Values) -> Statement:
        state = query.compile(dialect=self._dialect).construct_expanded_state(dict(values))
        return Statement(state.statement, state.positiontup, state.parameter_expansion)

    def _as_sent(self, values: Values) -> Values:
        day = self._day
        if day is None:
            return values
        return {k: day(each) if isinstance(each, date) else each for k, each in values.items()}
