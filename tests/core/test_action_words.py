"""Is it said plainly how an action stands and what it was to bring, and nothing of why?"""

from dataclasses import replace
from datetime import date, datetime

import pytest

from dashboard.services.desk.effects import effect_of
from dashboard.services.wording.action_words import effect_words, standing, standing_words
from dashboard.written.actions import Action, ActionStatus, StatusChange
from tests.core.fake_store import AS_AT
from tests.core.test_effects import action, line_of

FEBRUARY, MARCH = date(2019, 2, 1), date(2019, 3, 1)


def said(given: Action, direction: str = "up") -> str:
    line = line_of(direction)
    effect = effect_of(given, line)
    assert effect is not None
    return effect_words(effect, line)


def test_an_effect_is_held_against_the_latest_figure_there_is() -> None:
    given = action((FEBRUARY, 2.6))

    assert said(given) == (
        "Expected 89.6% by February 2019, from 87.0% before it began; it was 87.9%, "
        "1.7 points short."
    )


@pytest.mark.parametrize(
    ("change", "direction", "ending"),
    [
        (0.9, "up", "it was 87.9%, as expected."),
        (0.88, "up", "it was 87.9%, about as expected."),
        (0.4, "up", "it was 87.9%, 0.5 points more than expected."),
        (0.4, "down", "it was 87.9%, 0.5 points more than expected."),
        (1.4, "down", "it was 87.9%, 0.5 points less than expected."),
        (1.4, "neutral", "it was 87.9%, 0.5 points less than expected."),
    ],
)
def test_the_difference_is_said_by_what_is_better(
    change: float, direction: str, ending: str
) -> None:
    assert said(action((FEBRUARY, change)), direction).endswith(ending)


def test_what_is_still_expected_is_said_after_what_came() -> None:
    text = said(action((MARCH, 3.1), (date(2019, 6, 1), 5.0)))

    assert text.endswith("it was 90.1%, as expected. 92.0% is expected by June 2019.")


def test_before_its_first_figure_only_what_is_expected_is_said() -> None:
    text = said(action((date(2019, 6, 1), 5.0)))

    assert text == (
        "Expected 92.0% by June 2019, from 87.0% before it began; there is no figure of it yet."
    )


@pytest.mark.parametrize(
    ("due_on", "milestone", "words"),
    [
        (date(2020, 3, 30), "", "Overdue since 30 Mar 20"),
        (date(2020, 3, 31), "", "Due 31 Mar 20"),
        (None, "by spring", "By spring"),
        (None, "", "No day is set"),
    ],
)
def test_an_open_action_says_when_it_is_due(
    due_on: date | None, milestone: str, words: str
) -> None:
    assert standing_words(replace(action(), due_on=due_on, milestone=milestone), AS_AT) == words


def test_what_has_ended_says_who_said_so() -> None:
    change = StatusChange("w1", ActionStatus.DONE, "", "B. Board", datetime(2020, 4, 3, 9))  # noqa: DTZ001
    ended = replace(action(), due_on=date(2020, 1, 1), changes=(change,))

    assert standing_words(ended, AS_AT) == "Done 3 Apr 20 (B. Board)"
    assert standing(ended, AS_AT) == "done"
