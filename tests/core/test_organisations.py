"""Are organisations called what people call them?"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.organisations import LEVEL_NAMES, Level, Organisation, tidy_name


@pytest.mark.parametrize(
    ("published", "tidy"),
    [
        ("NHS EAST AND NORTH HERTFORDSHIRE CCG", "NHS East and North Hertfordshire CCG"),
        (
            "KING'S COLLEGE HOSPITAL NHS FOUNDATION TRUST",
            "King's College Hospital NHS Foundation Trust",
        ),
        (
            "GUY’S AND ST THOMAS’ NHS FOUNDATION TRUST",
            "Guy’s and St Thomas’ NHS Foundation Trust",
        ),
        ("O'HANLON CENTRE", "O'Hanlon Centre"),
        ("DR MCHUGH'S PRACTICE", "Dr McHugh's Practice"),
        ("THE ROYAL MARSDEN NHS FOUNDATION TRUST", "The Royal Marsden NHS Foundation Trust"),
        (
            "NHS HEYWOOD, MIDDLETON AND ROCHDALE CCG",
            "NHS Heywood, Middleton and Rochdale CCG",
        ),
        ("NHS WINDSOR, ASCOT & MAIDENHEAD CCG", "NHS Windsor, Ascot & Maidenhead CCG"),
        ("NHS CHANNEL (THE ISLANDS)", "NHS Channel (The Islands)"),
        (
            "NHS ENGLAND MIDLANDS (CENTRAL MIDLANDS)",
            "NHS England Midlands (Central Midlands)",
        ),
        ("BOURNE PARTNERS (BNSSG) PCN", "Bourne Partners (BNSSG) PCN"),
        ("NHS STOKE-ON-TRENT CCG", "NHS Stoke-on-Trent CCG"),
        ("NEWCASTLE-UPON-TYNE HOSPITAL", "Newcastle-upon-Tyne Hospital"),
        ("WALK-IN CENTRE", "Walk-In Centre"),
        ("BMI - THE PARK HOSPITAL", "BMI - The Park Hospital"),
        ("BARKING - SUB-ICB REPORTING ENTITY", "Barking - Sub-ICB Reporting Entity"),
        ("A&E HUB", "A&E Hub"),
        ("ST.PETER'S MED.PRACTICE", "St.Peter's Med.Practice"),
        ("H&F CCGS SERVICE", "H&F CCGs Service"),
        ("DR MK BOSE'S PRACTICE", "Dr MK Bose's Practice"),
        ("NHS STAFFORDSHIRE ICB - 04Y", "NHS Staffordshire ICB - 04Y"),
        ("NHS FRIMLEY ICB - D4U1Y", "NHS Frimley ICB - D4U1Y"),
        ("2GETHER NHS FOUNDATION TRUST", "2gether NHS Foundation Trust"),
        ("1ST FLOOR, MIND CENTRE", "1st Floor, Mind Centre"),
        ("  NHS  DUDLEY   CCG ", "NHS Dudley CCG"),
        ("", ""),
    ],
)
def test_shouted_name_becomes_the_one_people_write(published: str, tidy: str) -> None:
    assert tidy_name(published) == tidy


@pytest.mark.parametrize("name", ["NHS Dudley CCG", "mcDONALD PRACTICE", "iHEART"])
def test_name_with_small_letters_is_only_trimmed(name: str) -> None:
    assert tidy_name(f" {name} ") == name


@given(st.text("ABCDEINORSTUY0123456789 '-&().,/", max_size=40))
def test_tidying_changes_only_capitals_and_blanks(name: str) -> None:
    assert tidy_name(name).upper().split() == name.split()


@given(st.text("ABCDEINORSTUY0123456789 '-&().,/", max_size=40))
def test_tidying_twice_is_tidying_once(name: str) -> None:
    once = tidy_name(name)

    assert tidy_name(once) == once


@pytest.mark.parametrize(
    ("level", "label"),
    [
        (Level.CCG, "Dudley (05C)"),
        (Level.TRUST, "Dudley (05C)"),
        (Level.LOCALITY, "Dudley"),
        (Level.GROUP, "Dudley"),
        (Level.COUNTRY, "Dudley"),
    ],
)
def test_label_has_a_code_where_readers_know_it(level: Level, label: str) -> None:
    assert Organisation("05C", "Dudley", level).label == label


def test_every_level_has_a_name() -> None:
    assert set(LEVEL_NAMES) == set(Level)


@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        (date(2013, 3, 31), False),
        (date(2013, 4, 1), True),
        (date(2021, 3, 31), True),
        (date(2021, 4, 1), False),
    ],
)
def test_organisation_is_open_from_its_first_to_its_last_day(day: date, is_open: bool) -> None:
    ccg = Organisation("05V", "Stafford", Level.CCG, date(2013, 4, 1), date(2021, 3, 31))

    assert ccg.open_at(day) is is_open


def test_organisation_without_dates_is_always_open() -> None:
    assert Organisation("E92000001", "England", Level.COUNTRY).open_at(date(1948, 7, 5))


def test_a_name_that_ends_in_the_code_does_not_say_it_twice_and_is_chosen_by_it() -> None:
    name = "NHS Staffordshire and Stoke-on-Trent ICB - 04Y"

    location = Organisation("04Y", name, Level.CCG)

    assert location.label == name
    assert location.choice == "04Y, NHS Staffordshire and Stoke-on-Trent ICB"


def test_any_other_organisation_is_chosen_by_its_label() -> None:
    assert Organisation("10Q", "Oxfordshire CCG", Level.CCG).choice == "Oxfordshire CCG (10Q)"
