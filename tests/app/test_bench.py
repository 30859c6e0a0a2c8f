"""Does the bench measure what people do?"""

import pytest
from flask.testing import FlaskClient

from data_access.database import open_engine
from tools.bench.changes import PAGES, lean, product, raw
from tools.bench.reads import Reads


@pytest.mark.parametrize("page", PAGES)
def test_a_change_of_commissioner_is_answered_by_all_three_applications(
    page: str, sample_url: str, client: FlaskClient
) -> None:
    engine, reads = open_engine(sample_url), Reads(sample_url)
    ours = product(sample_url, engine)
    ways = [ours.change(page, "10Q"), lean(reads, page, ours.layouts(page, "10Q"))]

    answers = [way("05C") for way in [*ways, raw(reads, page)]]

    assert all(size > 100 and seconds > 0 for size, seconds in answers)
    reads.close()
    engine.dispose()
