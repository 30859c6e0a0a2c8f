"""What does the source page show?"""

from callbacks.frame import Drawing
from dashboard.selection import Selection
from dashboard.services.catalogue import Data
from layouts import ids


def draw(now: Data, search: str, selection: Selection) -> Drawing:
    return {ids.SOURCE_HEADING: {"children": "Source"}}
