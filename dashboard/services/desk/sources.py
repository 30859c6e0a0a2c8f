"""What is known of where a number came from?"""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.held import Load, PlaceInFile
from dashboard.indicators.registry import Indicator, Standard
from dashboard.organisations import Organisation
from dashboard.periods import Grain, period_label
from dashboard.series import Observation, PlanVersion, SeriesKey
from dashboard.services.catalogue import Data
from dashboard.services.desk.published_total import PublishedTotal
from dashboard.services.line import Line, Request
from dashboard.services.points import Point
from dashboard.services.provenance import Provenance
from dashboard.services.restated import Restated, restated_figures


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One stored figure that the number is made of.

    share: the part (0-1) of it that counts. file: None for a figure whose file is not known.
    place: where in the file it stood, None where that is not known.
    """

    organisation: Organisation
    indicator: str
    label: str
    observation: Observation
    share: float
    file: Load | None
    place: PlaceInFile | None


@dataclass(frozen=True, slots=True)
class WhereFrom:
    """line: the whole of it, of which `point` is the figure. rows: what it is made of, by
    organisation and period. share_version: the name of the set of shares used, else empty.
    footprint: whose figures make up the area then, in words, else empty. plan, standard: what the
    figure is held against. revisions: the last first. published: what the publisher says of the
    whole it is a part of, where that can be added up. of_board: whether it is what the providers
    of an A&E delivery board come to.
    """

    organisation: Organisation
    place: Organisation
    indicator: Indicator
    line: Line
    point: Point
    rows: tuple[SourceRow, ...]
    share_version: str
    footprint: str
    plan: PlanVersion | None
    standard: Standard | None
    revisions: tuple[Restated, ...]
    published: PublishedTotal | None
    provenance: Provenance
    of_board: bool = False

    @property
    def hidden(self) -> tuple[SourceRow, ...]:
        """Parts that have no figure, each with its reason."""
        return tuple(row for row in self.rows if row.observation.absent_reason)


Stored = tuple[SeriesKey, float, Observation]  # where it is stored, what part of it counts, itself


def source_rows(data: Data, found: Sequence[Stored]) -> tuple[SourceRow, ...]:
    """Each stored figure with its file and its place in it."""
    loads = {each.id: each for each in data.store.loads(frozenset(o.load for *_, o in found))}
    return tuple(
        SourceRow(
            data.store.organisation(key.organisation),
            key.indicator,
            period_label(seen.period_start, seen.period_end, key.grain),
            seen,
            share,
            loads.get(seen.load),
            data.store.place_in_file(key, seen.period_start),
        )
        for key, share, seen in found
    )


def revisions_of(
    data: Data, request: Request, indicator: Indicator, rows: Sequence[SourceRow]
) -> tuple[Restated, ...]:
    """Of the stored headline figures behind the number; parts keep none of their own."""
    if request.provider or request.dimension:
        return ()
    wanted = {(r.organisation.code, r.indicator, r.observation.period_start) for r in rows}
    places = {row.organisation.code: row.organisation for row in rows}
    return tuple(
        each
        for place in places.values()
        for each in restated_figures(data, place, request.as_at)
        if (place.code, each.given.indicator, each.given.period_start) in wanted
        and each.given.grain in (indicator.grain, Grain(_grain_name(request)))
    )


def _grain_name(request: Request) -> str:
    return request.view.value if request.view.value in set(Grain) else Grain.MONTH.value
