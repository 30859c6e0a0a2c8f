"""What is a column called, without the marks that point to notes below the table?"""

import re
from dataclasses import replace

from data_access.ingest.cells import normalise
from data_access.ingest.layout import Heading

_MARKS = re.compile(r"(?:\s*(?:\(\d{1,2}\)|\[(?:note )?\d{1,2}\]|[¹²³⁴⁵*†‡]+))+\s*$", re.IGNORECASE)


def without_footnotes(heading: Heading) -> Heading:
    """The same heading, known by its names without `(1)`, `[note 2]`, `³` or `*` at their end."""
    written = tuple(_MARKS.sub("", each) for each in heading.written)
    return replace(heading, names=tuple(normalise(each) for each in written), written=written)
