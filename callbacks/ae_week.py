"""What does the A&E week page show?"""

from callbacks.frame import Drawing
from dashboard.selection import Selection
from dashboard.services.catalogue import Data
from layouts import ids


def draw(now: Data, search: str, selection: Selection) -> Drawing:
    return {ids.AE_WEEK_HEADING: {"children": "A&E week"}}
