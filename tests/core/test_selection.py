"""Does a link say what was chosen, and a choice what the link said?"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.selection import (
    AS_PUBLISHED,
    ATTENTION,
    LONGEST_LIST,
    STATUSES,
    VIEWS,
    WITH_ENGLAND,
    Selection,
    Sort,
)

words = st.text(
    st.characters(blacklist_characters=",", blacklist_categories=["Cs", "Cc", "Z"]), min_size=1
)
months = st.dates(date(1990, 1, 1), date(2100, 12, 31)).map(lambda day: day.replace(day=1))
spans = st.tuples(st.none() | months, st.none() | months).filter(
    lambda span: span[0] is None or span[1] is None or span[0] <= span[1]
)
lists = st.lists(words, unique=True, max_size=4).map(tuple)


@st.composite
def selections(draw: st.DrawFn) -> Selection:
    start, end = draw(spans)
    return Selection(
        draw(st.just("") | words),
        draw(lists),
        draw(st.just("") | words),
        draw(st.sampled_from(["", *VIEWS])),
        start,
        end,
        draw(st.just("") | words),
        draw(lists),
        draw(st.sampled_from(["", *Sort])),
        draw(st.none() | st.dates(date(1990, 1, 1), date(2100, 12, 31))),
        footprint=draw(st.sampled_from(["", AS_PUBLISHED])),
        group=draw(st.just("") | words),
        status=draw(st.sampled_from(["", *STATUSES])),
        needs=draw(st.sampled_from(["", ATTENTION])),
        compare=draw(st.sampled_from(["", WITH_ENGLAND])),
        list_size=draw(st.none() | st.integers(1, LONGEST_LIST)),
    )


@given(selections())
def test_a_selection_comes_back_from_its_query(selection: Selection) -> None:
    read = Selection.from_query(selection.to_query())

    assert read.selection == selection
    assert read.problems == ()


def test_what_is_at_its_default_is_not_in_the_address() -> None:
    assert Selection().to_query() == ""
    assert Selection(organisation="10Q").to_query() == "?organisation=10Q"
    assert Selection(organisation="10Q", indicator="a").to_query("indicator") == "?organisation=10Q"
    assert Selection(indicator="a").to_query("indicator") == ""
    assert Selection(group="a b&c").to_query() == "?group=a+b%26c"


@pytest.mark.parametrize("query", [None, "", "?"])
def test_no_query_chooses_nothing(query: str | None) -> None:
    assert Selection.from_query(query).selection == Selection()


def test_commas_and_colons_stay_readable_in_the_address() -> None:
    selection = Selection(localities=("north", "banbury"), breakdown=("ae_type:1", "ae_type:3"))

    assert selection.to_query() == "?locality=north,banbury&breakdown=ae_type:1,ae_type:3"


def test_blanks_and_repetitions_in_a_list_count_for_nothing() -> None:
    read = Selection.from_query("?locality=north, banbury,,north,")

    assert read.selection.localities == ("north", "banbury")


def test_an_escaped_comma_separates_as_a_plain_one_does() -> None:
    assert Selection.from_query("?locality=a%2Cb").selection.localities == ("a", "b")


def test_a_month_may_be_written_short_or_by_any_of_its_days() -> None:
    read = Selection.from_query("?from=2019-04&to=2020-03-31")

    assert (read.selection.start, read.selection.end) == (date(2019, 4, 1), date(2020, 3, 1))


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("view=fortnight", "fortnight"),
        ("from=2019-13", "2019-13"),
        ("to=soon", "soon"),
        ("as_at=2019-02-30", "2019-02-30"),
        ("sort=colour", "colour"),
        ("as_at=0001-01-01", "0001-01-01"),
        ("to=9999-12", "9999-12"),
    ],
)
def test_a_bad_value_is_a_problem_that_keeps_the_rest(query: str, named: str) -> None:
    read = Selection.from_query(f"?organisation=10Q&{query}&plan=final")

    assert read.selection == Selection(organisation="10Q", plan="final")
    (problem,) = read.problems
    assert f'"{named}"' in problem.message
    assert "expected" in problem.message


def test_every_bad_value_is_named() -> None:
    read = Selection.from_query("?view=fortnight&sort=colour&indicator=ae_4hour")

    assert len(read.problems) == 2
    assert read.selection == Selection(indicator="ae_4hour")


def test_from_after_to_is_a_problem_and_neither_is_used() -> None:
    read = Selection.from_query("?from=2020-01&to=2019-01&organisation=10Q")

    assert read.selection == Selection(organisation="10Q")
    assert "2020-01" in read.problems[0].message
    assert "2019-01" in read.problems[0].message


def test_a_key_that_nobody_knows_is_passed_over() -> None:
    read = Selection.from_query("?utm_source=mail&organisation=10Q")

    assert read.selection == Selection(organisation="10Q")
    assert read.problems == ()


def test_the_last_of_a_key_given_twice_counts() -> None:
    assert Selection.from_query("?organisation=05C&organisation=10Q").selection.organisation == (
        "10Q"
    )
