"""What is the line of a trend judged to be, what would it take, and what did people say of it?"""

from dataclasses import dataclass, replace

from dashboard.marking import Mark
from dashboard.services.catalogue import Data
from dashboard.services.judged import Judged, judged_line, line_to_judge
from dashboard.services.line import Line
from dashboard.services.plan_differences import PlanDifferences
from dashboard.services.replanned import replanned
from dashboard.services.what_it_takes import WhatItTakes, what_it_takes


@dataclass(frozen=True, slots=True)
class Verdict:
    """of: the line in its indicator's own grain, up to its latest figure, whatever is drawn.

    marks: what people wrote of the whole. replanned: None where one version is all there is.
    """

    of: Line
    judged: Judged
    takes: WhatItTakes
    marks: tuple[Mark, ...]
    replanned: PlanDifferences | None

    @property
    def drawn(self) -> Line:
        """As long as it is judged."""
        return replace(self.of, points=self.judged.points)


def verdict_on(data: Data, line: Line, list_size: int | None = None) -> Verdict:
    """line: with all its periods from where it is judged. list_size: as in Selection."""
    own = line_to_judge(data, line)
    place = line.request.organisation.code
    return Verdict(
        own,
        judged_line(data, own),
        what_it_takes(data, own, list_size),
        data.store.marks(line.indicator.id, place) if is_headline(line) else (),
        replanned(data, own) if is_headline(line) and line.request.planned else None,
    )


def is_headline(line: Line) -> bool:
    """Whether it is of an organisation as a whole, for which plans and marks are made."""
    return not (line.request.provider or line.request.dimension)
