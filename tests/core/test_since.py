"""Is a board told what matters of what happened since the last one, and never a restatement as
performance?"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.documents import PlannedAction
from dashboard.errors import BadParameter, ReadOnly, UnknownOrganisation
from dashboard.periods import months_between
from dashboard.selection import Selection
from dashboard.series import PlanPoint
from dashboard.services.board.keeping import keep_meeting
from dashboard.services.board.model import Change, SinceLastBoard
from dashboard.services.board.since import since_last_board
from dashboard.services.catalogue import Data
from dashboard.services.desk.actions import actions_of_place
from dashboard.services.summary import performance_summary
from dashboard.written.actions import ActionStatus
from tests.builders import indicator, observation, plan_point, plan_version
from tests.core.fake_ledger import FakeLedger
from tests.core.fake_store import AS_AT, FakeStore, data_of, key
from tests.oracles.since import told_of_standard

JANUARY, FEBRUARY = date(2020, 1, 1), date(2020, 2, 1)
MONTHS = list(months_between(date(2018, 4, 1), JANUARY))
MEETING = {"organisation": "10Q", "held_on": "2020-01-30", "name": "Governing Body", "author": "A"}
CHOSEN = Selection(organisation="10Q")


def steady(january: float = 94) -> list[float]:
    """A process that chance alone moves, with the last month as given."""
    return [93.0 + number % 3 for number in range(len(MONTHS) - 1)] + [january]


def site(figures: Sequence[float], plan: Sequence[PlanPoint] = ()) -> FakeStore:
    months = [*MONTHS, FEBRUARY][: len(figures)]
    seen = [observation(m, n * 10, 1000) for m, n in zip(months, figures, strict=True)]
    return FakeStore().add(key(), seen, plan)


def writing(store: FakeStore) -> Data:
    return replace(data_of(store, indicator()), ledger=FakeLedger(store.written))


def kept(store: FakeStore, **given: str) -> FakeStore:
    """A meeting of 30 January that saw figures to the end of it."""
    keep_meeting(writing(store), {**MEETING, "as_at": "2020-01-31", **given})
    return store


def now(store: FakeStore, figures: Sequence[float], plan: Sequence[PlanPoint] = ()) -> FakeStore:
    """The same site with other figures."""
    later = site(figures, plan)
    store.actuals, store.plans = later.actuals, later.plans or store.plans
    return store


def since(store: FakeStore, selection: Selection = CHOSEN) -> SinceLastBoard | None:
    data = writing(store)
    return since_last_board(data, selection, performance_summary(data, selection))


def changes(store: FakeStore) -> tuple[Change, ...]:
    told = since(store)
    assert told is not None
    return told.changes


def kinds(store: FakeStore) -> list[str]:
    return [each.kind for each in changes(store)]


def test_without_a_meeting_that_was_kept_there_is_nothing_to_hold_against() -> None:
    assert since(site(steady())) is None


def test_a_meeting_keeps_what_it_saw() -> None:
    store = kept(site(steady()))

    (snapshot,) = store.snapshots("10Q")

    (figure,) = snapshot.figures
    assert (snapshot.name, snapshot.held_on) == ("Governing Body", date(2020, 1, 30))
    assert (figure.period, figure.value, figure.meets_standard) == (JANUARY, 94, True)
    assert dict(figure.figures)[date(2019, 12, 1)] == 95


def test_figures_that_only_go_on_are_no_change() -> None:
    store = kept(site(steady()))

    assert changes(now(store, [*steady(), 94])) == ()


def test_a_standard_is_crossed_downwards() -> None:
    store = kept(site(steady()))

    told = changes(now(store, [*steady(), 91]))

    assert [each.text for each in told if each.kind == "crossed_standard"] == [
        "Now misses the 92% standard: 91.0% in February 2020, after 94.0% in January 2020."
    ]


def test_a_standard_is_crossed_upwards() -> None:
    store = kept(site(steady(91)))

    told = changes(now(store, [*steady(91), 94]))

    assert told[0].text == (
        "Now meets the 92% standard: 94.0% in February 2020, after 91.0% in January 2020."
    )


def test_what_was_crossed_by_a_restatement_alone_is_told_as_one() -> None:
    store = kept(site(steady(93)))

    told = changes(now(store, [*steady(91), 91]))

    assert [each.kind for each in told if each.kind != "new_signal"] == ["restated"]
    assert "January 2020 was 93.0%, is now 91.0%" in told[-1].text
    assert "as restated it missed the 92% standard" in told[-1].text


def test_a_restatement_without_a_newer_figure_is_only_that() -> None:
    store = kept(site(steady(93)))

    assert kinds(now(store, steady(91.5))) == ["restated"]


def test_a_figure_that_was_withdrawn_is_restated() -> None:
    store = kept(site(steady(93)))

    (told,) = changes(now(store, steady()[:-1]))

    assert told.kind == "restated"
    assert "January 2020 was 93.0% and has no figure now" in told.text


def test_a_signal_by_restated_figures_alone_is_told_as_a_restatement() -> None:
    store = kept(site(steady()))

    told = changes(now(store, steady(60)))

    assert [each.kind for each in told] == ["restated"]
    assert "as restated they show a real change for the worse" in told[0].text


@pytest.mark.parametrize(("figure", "side"), [(60, "worse"), (99.9, "better")])
def test_a_new_signal_is_told_with_its_rule(figure: float, side: str) -> None:
    store = kept(site(steady()))

    told = changes(now(store, [*steady(), figure]))

    (signal,) = [each for each in told if each.kind == "new_signal"]
    assert signal.text.startswith(f"A real change for the {side}: ")
    assert "in February 2020" in signal.text


def test_a_signal_that_stood_before_is_not_new() -> None:
    store = kept(site(steady(60)))

    assert "new_signal" not in kinds(now(store, [*steady(60), 61]))


def test_another_plan_of_the_same_month_is_told_with_both() -> None:
    store = kept(site(steady(), [plan_point(JANUARY, 93, 100)]))

    told = changes(now(store, steady(), [plan_point(JANUARY, 90, 100)]))

    assert [(each.kind, each.text) for each in told] == [
        ("plan_changed", "The plan for January 2020 was 93.0% and is now 90.0% (final).")
    ]


def test_another_version_in_force_is_told() -> None:
    again = plan_version("again", date(2020, 1, 31), status="resubmission")
    first = [plan_point(JANUARY, 90, 100)]
    store = kept(site(steady(), first))
    store.versions.append(again)

    told = changes(
        now(store, [*steady(), 94], [*first, plan_point(FEBRUARY, 90, 100, version="again")])
    )

    assert [each.text for each in told] == ["Is held against again now, not final."]


def test_actions_done_and_overdue_since_are_told() -> None:
    store = site(steady())
    store.tasks += [
        ("waits", "10Q", PlannedAction(text, "", None, due, "Trust", "plan.pdf"))
        for text, due in (
            ("Late before", date(2019, 12, 1)),
            ("Late since", date(2020, 2, 20)),
            ("Done since", date(2020, 6, 1)),
        )
    ]
    kept(store)
    assert sorted(status for _, status in store.snapshots("10Q")[0].actions) == [
        "open",
        "open",
        "overdue",
    ]
    data = writing(store)
    (done,) = [each for each in actions_of_place(data, ["10Q"], AS_AT) if each.text == "Done since"]

    data.ledger.set_status(done.key, ActionStatus.DONE, "signed off", "B. Manager")

    told = changes(store)
    assert [each.kind for each in told] == ["action_overdue", "action_done"]
    assert told[0].text == "Overdue: Late since was due 20 February 2020, Trust."
    assert told[1].text.startswith("Done: Done since (B. Manager, ")


@given(st.integers(85, 99), st.integers(85, 99), st.integers(85, 99))
def test_what_is_told_of_a_standard_is_what_the_table_of_cases_says(
    seen: int, same_today: int, latest: int
) -> None:
    store = kept(site([94.0, 93.0, seen]))

    told = set(kinds(now(store, [94.0, 93.0, same_today, latest])))

    assert told & {"crossed_standard", "restated"} == told_of_standard(seen, same_today, latest, 92)


def test_a_meeting_of_the_day_itself_is_not_held_against_itself() -> None:
    store = kept(site(steady()), held_on="2020-03-31", as_at="2020-03-31")

    assert since(store) is None


def test_a_day_that_is_chosen_names_the_meeting() -> None:
    store = kept(kept(site(steady())), held_on="2019-11-28", name="November")

    told = since(store, replace(CHOSEN, since=date(2019, 12, 31)))

    assert told is not None and told.before.name == "November"


@pytest.mark.parametrize("other", [{"footprint": "as_published"}, {"plan": "final"}])
def test_figures_of_another_kind_are_not_held_against_what_was_seen(other: dict[str, str]) -> None:
    store = kept(site(steady()))

    assert since(store, replace(CHOSEN, **other)) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given_", "field"),
    [
        ({"held_on": "soon"}, "held_on"),
        ({"name": ""}, "name"),
        ({"name": "x" * 200}, "name"),
        ({"author": ""}, "author"),
        ({"as_at": "never"}, "as_at"),
        ({"colour": "blue"}, "colour"),
    ],
)
def test_what_cannot_be_kept_names_its_field(given_: dict[str, str], field: str) -> None:
    with pytest.raises(BadParameter) as refused:
        keep_meeting(writing(site(steady())), {**MEETING, **given_})

    assert refused.value.parameter == field


def test_nobody_keeps_a_meeting_of_nobody_or_on_a_site_that_only_shows() -> None:
    store = site(steady())

    with pytest.raises(UnknownOrganisation):
        keep_meeting(writing(store), {**MEETING, "organisation": "99Z"})
    with pytest.raises(ReadOnly):
        keep_meeting(data_of(store, indicator()), MEETING)
