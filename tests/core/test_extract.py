"""Do programs get the lines they ask for, or a plain word why not?"""

from datetime import date

import pytest

from dashboard.errors import (
    BadParameter,
    DashboardError,
    NoFigures,
    NotAdditive,
    UnknownBreakdown,
    UnknownIndicator,
    UnknownOrganisation,
    UnknownPlanVersion,
)
from dashboard.periods import Grain, add_months
from dashboard.services.extract import Wanted, extracted_lines
from dashboard.services.line import Line
from tests.builders import observation, plan_point
from tests.core.fake_store import AS_AT, FakeStore, data_of, key
from tests.core.test_line import BASED, ENTERING

APRIL = date(2019, 4, 1)
MONTHS = [add_months(APRIL, number) for number in range(6)]


def lines(store: FakeStore | None = None, **asked: object) -> tuple[Line, ...]:
    """Of Oxfordshire's half year, unless the test asks otherwise."""
    if store is None:
        store = FakeStore().add(
            key(), [observation(m) for m in MONTHS], [plan_point(m) for m in MONTHS]
        )
        store.add(key("05C"), [observation(APRIL, 70)])
        store.add(key(provider="RTH"), [observation(APRIL, 80)])
        store.add(key(dimension="ae_type", member="1"), [observation(APRIL, 60)])
        store.add(key(grain=Grain.YEAR), plan=[plan_point(APRIL, grain=Grain.YEAR)])
    wanted = {"indicator": "waits", "organisations": ("10Q",), "as_at": AS_AT, **asked}
    return extracted_lines(data_of(store), Wanted(**wanted))  # type: ignore[arg-type]


def test_a_line_for_each_organisation_in_the_order_asked() -> None:
    found = lines(organisations=("05C", "10Q"))

    assert [line.request.organisation.code for line in found] == ["05C", "10Q"]


def test_a_line_for_each_part_asked() -> None:
    found = lines(breakdown=("ae_type:1", "provider:RTH"))

    assert [line.points[0].value for line in found] == [60, 80]


def test_a_provider_of_the_commissioner() -> None:
    (found,) = lines(provider="RTH")

    assert found.points[0].value == 80


def test_only_the_stretch_asked() -> None:
    (found,) = lines(start=MONTHS[1], end=MONTHS[2])

    assert [point.start for point in found.points] == MONTHS[1:3]


def test_everything_there_is_where_no_stretch_is_asked() -> None:
    (found,) = lines()

    assert [point.start for point in found.points] == MONTHS


def test_gathered_grains() -> None:
    (found,) = lines(grain="quarter")

    assert [point.label for point in found.points] == ["Q1 2019/20", "Q2 2019/20"]


def test_a_grain_that_only_plans_have() -> None:
    (found,) = lines(grain="year")

    assert [(p.label, p.value, p.plan_value) for p in found.points] == [("2019/20", None, 92)]


@pytest.mark.parametrize(
    ("asked", "error", "said"),
    [
        ({"indicator": "ae_5hour"}, UnknownIndicator, '"ae_5hour"'),
        ({"organisations": ("99X",)}, UnknownOrganisation, '"99X"'),
        ({"plan": "dream"}, UnknownPlanVersion, '"dream"'),
        ({"grain": "fortnight"}, BadParameter, '"fortnight"'),
        ({"grain": "week"}, BadParameter, '"week"'),
        ({"breakdown": ("ae_type",)}, BadParameter, "dimension:code"),
        ({"breakdown": ("ae_type:",)}, BadParameter, "dimension:code"),
        ({"breakdown": ("ae_type:9",)}, UnknownBreakdown, '"ae_type:9"'),
        ({"organisations": ("RTH",)}, NoFigures, "There are no figures"),
        ({"start": MONTHS[3], "end": MONTHS[2]}, BadParameter, "2019-07-01"),
    ],
)
def test_what_cannot_be_answered_is_said_plainly(
    asked: dict[str, object], error: type[DashboardError], said: str
) -> None:
    with pytest.raises(error) as refusal:
        lines(None, **asked)

    assert said in refusal.value.message


def test_a_view_that_cannot_be_made_is_refused() -> None:
    bare = FakeStore().add(key(), [observation(m, None, None, value=88) for m in MONTHS])

    with pytest.raises(NotAdditive):
        lines(bare, grain="quarter")


def test_a_rate_without_its_base_names_what_to_ask_for_instead() -> None:
    store = FakeStore().add(key(of="entering"), [observation(APRIL, 160, None)])

    with pytest.raises(NoFigures) as refusal:
        extracted_lines(data_of(store, BASED, ENTERING), Wanted("access", ("10Q",), AS_AT))

    assert 'needs the base "prevalence"' in refusal.value.message
    assert "ask for entering" in refusal.value.remedy
