"""Are gaps, overlaps and orphans said, by name and code with dates?"""

from datetime import date

import pytest
from sqlalchemy import Connection, Engine, delete, insert, select

from dashboard.organisations import Level
from data_access.__main__ import main
from data_access.ingest.publication import Link, NewOrganisation
from data_access.organisations.check import check_organisations, print_findings
from data_access.organisations.succession import Stay, Takeover, keep_successions, takeovers
from data_access.seed import seed
from data_access.tables import Hierarchy, Succession
from tests.data.databases import figure, publication, take_in

CCGS = date(2013, 4, 1)
CLOSED, MERGED = date(2020, 3, 31), date(2020, 4, 1)
ON = date(2022, 5, 31)


def ccg(code: str, closed: date | None = None, since: date = CCGS) -> NewOrganisation:
    return NewOrganisation(code, f"NHS {code} CCG", Level.CCG, valid_from=since, valid_to=closed)


def practice(code: str) -> NewOrganisation:
    return NewOrganisation(code, f"Practice {code}", Level.PRACTICE)


def network(code: str) -> NewOrganisation:
    return NewOrganisation(code, f"Network {code}", Level.PCN)


def stay(code: str, parent: str, first: date = CCGS, last: date | None = None) -> Link:
    return Link(code, parent, "commissioner", first, last)


def know(engine: Engine, *what: NewOrganisation | Link) -> None:
    organisations = [each for each in what if isinstance(each, NewOrganisation)]
    links = [each for each in what if isinstance(each, Link)]
    said = publication(
        organisations=organisations, links=links, authority=True, stated_on=date(2022, 2, 28)
    )
    take_in(engine, said)


def found(engine: Engine, words: str) -> list[str]:
    """The lines below the heading that has the words."""
    findings = check_organisations(engine, ON)
    return [line for each in findings if words in each.heading for line in each.lines]


def successions(engine: Engine) -> list[tuple[object, ...]]:
    columns = (Succession.predecessor, Succession.successor, Succession.effective_from)
    with engine.connect() as connection:
        query = select(*columns, Succession.share).order_by(*columns)
        return [tuple(row) for row in connection.execute(query)]


BLACK_COUNTRY = [(code, "D2P2L", date(2021, 4, 1), 1.0) for code in ("05C", "05L", "05Y", "06A")]


def test_dudley_and_three_more_went_into_the_black_country(engine: Engine) -> None:
    assert successions(engine) == BLACK_COUNTRY


def test_a_seeded_succession_comes_once_its_commissioners_are_known(engine: Engine) -> None:
    know(engine, *(ccg(code, date(2015, 3, 31)) for code in ("00F", "00G", "00H")), ccg("13T"))

    assert ("00F", "13T", date(2015, 4, 1), 1.0) in successions(engine)


def test_a_merger_of_which_some_are_not_known_is_not_told_by_half(engine: Engine) -> None:
    know(engine, ccg("00F", date(2015, 3, 31)), ccg("13T"))

    assert successions(engine) == BLACK_COUNTRY


def test_a_commissioner_is_taken_over_by_where_its_practices_went(engine: Engine) -> None:
    stays = [
        each
        for code in ("A81001", "A81002")
        for each in (stay(code, "99A", last=CLOSED), stay(code, "99B", MERGED))
    ]
    know(
        engine,
        ccg("99A", CLOSED),
        ccg("99B", since=MERGED),
        *map(practice, ("A81001", "A81002")),
        *stays,
    )

    assert ("99A", "99B", MERGED, 1.0) in successions(engine)
    assert found(engine, "without a successor") == []


def test_what_is_seeded_is_not_worked_out_again(engine: Engine) -> None:
    moved = [stay("M87001", "05C", last=date(2021, 3, 31)), stay("M87001", "10Q", date(2021, 4, 1))]
    know(engine, practice("M87001"), *moved)

    assert successions(engine) == BLACK_COUNTRY


def moves(**went: int) -> list[Stay]:
    """So many practices of 99A to each commissioner on the day after it closed."""
    every = [(f"{to}{number}", to) for to, count in went.items() for number in range(count)]
    return [
        each
        for code, to in every
        for each in (Stay(code, "99A", CCGS, CLOSED), Stay(code, to, MERGED, None))
    ]


@pytest.mark.parametrize(
    ("went", "shares"),
    [
        ({"B": 20}, {"B": 1.0}),
        ({"B": 19, "C": 1}, {"B": 1.0}),
        ({"B": 18, "C": 2}, {"B": 0.9, "C": 0.1}),
        ({"B": 60, "C": 38, "D": 2}, {"B": 0.6122, "C": 0.3878}),
    ],
)
def test_strays_leave_a_merger_whole(went: dict[str, int], shares: dict[str, float]) -> None:
    taken = takeovers(moves(**went), {"99A": CLOSED})

    assert {each.successor: each.share for each in taken} == shares
    assert {each.effective_from for each in taken} == {MERGED}


def test_a_commissioner_of_no_known_end_closed_when_all_its_practices_left_together() -> None:
    stays = moves(B=20)

    assert takeovers(stays, {"99A": None}) == [Takeover("99A", "B", MERGED, 1.0, (20, 20))]
    assert takeovers([*stays, Stay("Z", "99A", CCGS, None)], {"99A": None}) == []


def test_a_practice_that_moved_in_another_year_does_not_count() -> None:
    earlier = [
        Stay("A", "99A", CCGS, date(2017, 3, 31)),
        Stay("A", "C", date(2017, 4, 1), None),
    ]
    assert [each.successor for each in takeovers([*earlier, *moves(B=1)], {"99A": CLOSED})] == ["B"]


def test_working_successions_out_again_changes_nothing(engine: Engine) -> None:
    stays = [stay("A81001", "99A", last=CLOSED), stay("A81001", "99B", MERGED)]
    know(engine, ccg("99A", CLOSED), ccg("99B"), practice("A81001"), *stays)
    before = successions(engine)

    with engine.begin() as connection:
        keep_successions(connection)
        seed(connection)

    assert successions(engine) == before


def test_a_commissioner_that_closed_without_a_successor_is_a_gap(engine: Engine) -> None:
    know(engine, ccg("99A", CLOSED))

    assert found(engine, "without a successor") == ["NHS 99A CCG (99A) closed on 31 March 2020"]


def test_a_practice_in_no_commissioner_for_a_time_is_a_gap(engine: Engine) -> None:
    stays = [stay("A81001", "10Q", last=CLOSED), stay("A81001", "04Y", date(2020, 7, 1))]
    know(engine, practice("A81001"), *stays)

    (line,) = found(engine, "for a time")

    assert line.startswith("Practice A81001 (A81001) left Oxfordshire CCG (10Q) on 31 March 2020")
    assert line.endswith("and joined Cannock Chase CCG (04Y) on 1 July 2020")


def test_two_parents_at_a_time_are_an_overlap(engine: Engine) -> None:
    know(engine, practice("A81001"), stay("A81001", "10Q"))
    with engine.begin() as connection:
        hang(connection, "A81001", "04Y", "commissioner", MERGED)

    (line,) = found(engine, "Two parents")

    assert line == (
        "Practice A81001 (A81001) is in two commissioners from 1 April 2020: "
        "Cannock Chase CCG (04Y) and Oxfordshire CCG (10Q)"
    )


def hang(connection: Connection, child: str, parent: str, kind: str, since: date) -> None:
    row = {"child": child, "parent": parent, "kind": kind, "valid_from": since}
    connection.execute(insert(Hierarchy), [row])


def test_a_network_over_two_commissioners_is_said_with_its_practices(engine: Engine) -> None:
    codes = ("A81001", "A81002", "A81003")
    members = [Link(code, "U00001", "pcn", date(2019, 10, 1)) for code in codes]
    stays = [stay("A81001", "10Q"), stay("A81002", "10Q"), stay("A81003", "04Y")]
    know(engine, network("U00001"), *map(practice, codes), *members, *stays)

    assert found(engine, "several commissioners") == [
        "Network U00001 (U00001) has practices of 2 commissioners: "
        "1 of Cannock Chase CCG (04Y), 2 of Oxfordshire CCG (10Q)"
    ]


def test_open_practices_localities_and_providers_that_hang_from_nothing_are_orphans(
    engine: Engine,
) -> None:
    lost = NewOrganisation("lost_place", "Lost place", Level.LOCALITY)
    know(engine, practice("A81001"), lost, ccg("99A"))
    take_in(engine, publication([figure(provider="ZZ9"), figure(organisation="99A")]))

    assert found(engine, "Open practices") == [
        "Practice A81001 (A81001) is in no commissioner on 31 May 2022"
    ]
    assert "Lost place (lost_place) is in no commissioner" in found(engine, "Localities")
    assert "Banbury (oxfordshire_banbury) has no practices" in found(engine, "Localities")
    assert found(engine, "providers") == ["ZZ9 has 1 series and no name"]
    assert found(engine, "no STP") == ["NHS 99A CCG (99A) is in no STP or ICB at any time"]


def test_a_code_that_took_others_over_while_in_use_is_reuse(engine: Engine) -> None:
    old = [ccg(code, date(2015, 3, 31)) for code in ("00F", "00G", "00H")]
    know(engine, *old, ccg("13T", since=date(2014, 11, 26)))

    assert found(engine, "Codes") == [
        "NHS 13T CCG (13T), in use since 26 November 2014, "
        "took over NHS 00F CCG (00F), NHS 00G CCG (00G), NHS 00H CCG (00H) on 1 April 2015"
    ]


def test_a_practice_code_that_is_open_again_is_reuse(engine: Engine) -> None:
    for day, status in ((date(2019, 12, 31), "closed"), (date(2022, 2, 28), "active")):
        said = publication(
            organisations=[practice("A81001")],
            statuses={"A81001": status},
            authority=True,
            stated_on=day,
        )
        take_in(engine, said)

    assert found(engine, "Codes") == [
        "Practice A81001 (A81001) was closed on 31 December 2019 and is open on 28 February 2022"
    ]


def test_each_kind_of_finding_has_a_line_also_where_there_is_none(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(delete(Hierarchy))
    lines: list[str] = []

    print_findings(check_organisations(engine, ON), lines.append)

    assert "Commissioners that closed without a successor: none" in lines
    assert sum(not line.startswith("  ") for line in lines) == 9


def test_the_command_prints_findings_and_ends_well(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    url = engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("TRAJECTORY_DATABASE_URL", url)

    ended = main(["organisations", "check", "--on", "2022-05-31"])

    assert ended == 0
    assert "  Banbury (oxfordshire_banbury) has no practices\n" in capsys.readouterr().out
