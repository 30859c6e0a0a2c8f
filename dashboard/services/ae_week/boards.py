"""Which A&E delivery boards are there, and which providers does each cover on a day?"""

from datetime import date

from dashboard.errors import NoFigures, UnknownOrganisation
from dashboard.organisations import Level, Organisation
from dashboard.selection import Selection
from dashboard.services.catalogue import Data, default_organisation

KIND = "board_provider"


def boards(data: Data) -> tuple[Organisation, ...]:
    """Groups for which somebody said which providers they cover, by name."""
    return tuple(
        each
        for each in data.store.organisations(Level.GROUP)
        if data.scope.covers(each.code) and data.store.memberships(each.code, KIND)
    )


def providers_on(data: Data, board: str, day: date) -> tuple[Organisation, ...]:
    return data.store.parts(board, KIND, day)


def board_of(data: Data, selection: Selection) -> Organisation:
    """The one asked for, else that of the chosen organisation, else the first.

    Raises UnknownOrganisation, NoFigures where no board is defined.
    """
    there = boards(data)
    if not there:
        raise NoFigures(
            "No A&E delivery board is defined yet.",
            "Fill in the A&E board providers template and load it.",
        )
    if selection.board:
        found = next((each for each in there if each.code == selection.board), None)
        if found is None:
            raise UnknownOrganisation(selection.board)
        return found
    return _of_organisation(data, selection, there) or there[0]


def _of_organisation(
    data: Data, selection: Selection, there: tuple[Organisation, ...]
) -> Organisation | None:
    """Its own board: as a member, as a provider, or itself."""
    code, day = selection.organisation or default_organisation(data).code, data.as_at(selection)
    above = {
        code,
        *(each.code for kind in ("group", KIND) for each in data.store.parents(code, kind, day)),
    }
    return next((each for each in there if each.code in above), None)


def commissioners_of(data: Data, board: str, day: date) -> tuple[Organisation, ...]:
    """The CCGs that sit on the board."""
    return data.store.parts(board, "group", day)
