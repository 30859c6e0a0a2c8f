"""Does the frame of an address that is opened come with what the address asks for?"""

from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from callbacks import opening
from callbacks.choices import CONTROLS
from layouts import ids
from tests.app.conftest import Visitor

SEARCH = "?organisation=10Q&indicator=rtt_18week&locality=oxfordshire_banbury"


def components(there: Any) -> Iterator[tuple[str, dict[str, Any]]]:  # noqa: ANN401
    """Of a layout as it is sent, those with a name, with their properties."""
    if isinstance(there, list):
        for each in there:
            yield from components(each)
    elif isinstance(there, dict):
        props = there.get("props", {})
        if "id" in props:
            yield props["id"], props
        yield from components(props.get("children"))


def opened(client: FlaskClient, path: str, search: str) -> dict[str, dict[str, Any]]:
    asked = {"path": path, "search": search}
    return dict(components(client.get("/_dash-layout", query_string=asked).get_json()))


def first_answer(visitor: Visitor, path: str, search: str) -> dict[str, Any]:
    """What is answered to a browser that has the frame alone."""
    question = {"number": 0, "path": path, "search": search, "controls": None, "drawn": None}
    answer = visitor.change(
        f"{ids.ASKED}.data", f"{ids.ANSWER}.data", {f"{ids.ASKED}.data": question}
    )
    return {"content": answer[ids.PAGE]["children"], **answer[ids.ANSWER]["data"]}


@pytest.mark.parametrize("path", ["/", "/trend", "/localities", "/board", "/source", "/nowhere"])
def test_it_is_what_the_first_question_would_be_answered_with(visitor: Visitor, path: str) -> None:
    there, answer = opened(visitor.client, path, SEARCH), first_answer(visitor, path, SEARCH)

    assert there[ids.PAGE]["children"] == answer["content"]
    told = there[ids.ANSWER]["data"]
    # What is a component comes in its place, what is written into the page by script beside it.
    assert told["places"].keys() == answer["places"].keys() - there.keys()
    for place, properties in answer["places"].items():
        found = {**told["places"], **there}[place]
        assert {name: found.get(name) for name in properties} == properties
    assert told["address"] == answer["address"]
    assert told["page"] == answer["page"]
    for control, given in answer["controls"].items():
        assert there[control].get("value") == told["controls"][control]["value"] == given["value"]
        if "options" in given:
            assert told["offered"][control] == given["options"]


def test_a_control_comes_with_what_is_chosen_and_offers_the_rest_later(visitor: Visitor) -> None:
    there = opened(visitor.client, "/trend", SEARCH)
    alone = dict(components(visitor.client.get("/_dash-layout").get_json()))

    offered = there[ids.ANSWER]["data"]["offered"]
    assert offered.keys() == set(CONTROLS)
    for control in (ids.ORGANISATION, ids.INDICATOR, ids.SORT):
        assert offered[control] == alone[control]["options"]
    assert [each["value"] for each in there[ids.ORGANISATION]["options"]] == ["10Q"]
    assert [each["value"] for each in there[ids.LOCALITY]["options"]] == ["oxfordshire_banbury"]
    assert there[ids.START]["options"] == []
    assert len(offered[ids.START]) > 12


def test_what_a_link_names_and_the_list_leaves_out_is_offered_too(visitor: Visitor) -> None:
    code = "oxfordshire_banbury"
    there = opened(visitor.client, "/trend", f"?organisation={code}&indicator=rtt_18week")

    listed = [each["value"] for each in there[ids.ANSWER]["data"]["offered"][ids.ORGANISATION]]
    assert [each["value"] for each in there[ids.ORGANISATION]["options"]] == [code]
    assert listed.count(code) == 1
    assert len(listed) > 5


def test_where_no_answer_can_be_given_the_frame_comes_alone(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fault(*_: object) -> None:
        raise RuntimeError("a fault")

    monkeypatch.setattr(opening, "answered", fault)

    there = opened(client, "/trend", SEARCH)

    assert "data" not in there[ids.ANSWER]
    assert len(there[ids.ORGANISATION]["options"]) > 5
    assert "a fault" in caplog.text
