"""Can the forms be downloaded, filled with the chosen organisation's rows?"""

import csv
import io
from datetime import date

import pytest
from dash import Dash, html
from flask.testing import FlaskClient
from openpyxl import load_workbook

from callbacks import api
from dashboard.organisations import Level, Membership, Organisation
from layouts.shell import forms
from tests.builders import indicator
from tests.core.fake_store import FakeStore, data_of

APRIL = date(2019, 4, 30)

NAMES = [
    "plan",
    "local_return",
    "population_base",
    "provider_shares",
    "locality_practices",
    "board_providers",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_form_is_a_workbook_and_the_same_form_is_text(client: FlaskClient, name: str) -> None:
    book = client.get(f"/api/v1/templates/{name}?organisation=05C")
    text = client.get(f"/api/v1/templates/{name}?organisation=05C&format=csv")

    sheet = load_workbook(io.BytesIO(book.data)).active
    lines = list(csv.reader(io.StringIO(text.data.decode("utf-8-sig"))))
    assert str(book.mimetype).endswith("spreadsheetml.sheet")
    assert text.mimetype == "text/csv"
    assert [cell.value for cell in sheet[1]] == lines[0]
    assert sheet.max_row == len(lines)
    assert f'filename="{name}_05C.xlsx"' in book.headers["Content-Disposition"]
    assert f'filename="{name}_05C.csv"' in text.headers["Content-Disposition"]


def test_a_form_has_the_rows_of_the_organisation_and_its_localities(client: FlaskClient) -> None:
    answer = client.get("/api/v1/templates/plan?organisation=05C&format=csv&from=2020-04")

    found = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    places = {row["organisation"] for row in found}
    assert {"05C", "dudley_netherton"} <= places
    assert len(places) == 6
    assert min(row["period"] for row in found) == "2020-04-01"
    assert max(row["period"] for row in found) == "2021-03-01"


def test_a_form_is_of_the_current_year_where_no_month_is_asked(client: FlaskClient) -> None:
    answer = client.get("/api/v1/templates/plan?organisation=10Q&format=csv")

    found = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert min(row["period"] for row in found) == "2019-04-01"


def test_every_form_is_linked_from_the_foot_of_each_page(client: FlaskClient) -> None:
    links = [link["props"] for link in forms("10Q")]

    offered = [link["href"] for link in links if "/templates/" in link["href"]]
    assert offered == [f"/api/v1/templates/{name}?organisation=10Q" for name in NAMES]
    assert {client.get(address).status_code for address in offered} == {200}
    assert "Base template" in [link["children"] for link in links]


def test_practices_that_closed_since_the_first_month_are_in_the_form() -> None:
    store, app = FakeStore(), Dash()
    app.layout = html.Div()
    for code, closed in (("K84001", None), ("K84002", date(2019, 6, 30)), ("K84003", APRIL)):
        practice = Organisation(code, f"Surgery {code}", Level.PRACTICE)
        store.dated.append(("10Q", "commissioner", Membership(practice, date(2013, 4, 1), closed)))
    waits = indicator(id="ae_4hour")
    api.register(app, lambda: data_of(store, waits, as_at=date(2020, 3, 31)))
    address = "/api/v1/templates/locality_practices?organisation=10Q&format=csv&from=2019-05"

    answer = app.server.test_client().get(address)

    found = csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig")))
    assert [row["practice code"] for row in found] == ["K84001", "K84002"]
