"""What does the exceptions page show?"""

from callbacks.frame import Drawing
from dashboard.selection import Selection
from dashboard.services.catalogue import Data
from layouts import ids


def draw(now: Data, search: str, selection: Selection) -> Drawing:
    return {ids.EXCEPTIONS_HEADING: {"children": "Exceptions"}}
