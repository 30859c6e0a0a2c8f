"""Where do the figures of the week of A&E lead to?"""

from dataclasses import dataclass
from datetime import date

from dashboard.selection import Selection, query_of
from dashboard.services.ae_week.model import AeWeek, Department
from dashboard.services.ae_week.weekly import DIMENSION, FOUR_HOURS
from dashboard.services.desk.where_from_board import BOARD_WEEK


@dataclass(frozen=True, slots=True)
class WeekSources:
    """asked: what the address chooses beside the week: the as-at date and the plan."""

    week: AeWeek
    asked: Selection

    def of_board(self, day: date, of: str = BOARD_WEEK, indicator: str = FOUR_HOURS) -> str:
        """What the providers come to together, and of one type where one is chosen."""
        board = {"board": self.week.board.code, "type": self.week.type_, "of": of}
        return self._address(indicator, day, **board)

    def of_department(self, row: Department, day: date) -> str:
        """One provider's own, or its type's; of all of them together that of the board."""
        if not row.provider:
            return self.of_board(day)
        type_ = f"{DIMENSION}:{row.type_}" if row.type_ else ""
        own = {"organisation": row.provider, "view": "week", "breakdown": type_}
        return self._address(FOUR_HOURS, day, **own)

    def _address(self, indicator: str, day: date, **more: str) -> str:
        as_at = self.asked.as_at.isoformat() if self.asked.as_at else ""
        given = {
            **more,
            "indicator": indicator,
            "period": day.isoformat(),
            "plan": self.asked.plan,
            "as_at": as_at,
        }
        return f"/source?{query_of({name: text for name, text in given.items() if text})}"
