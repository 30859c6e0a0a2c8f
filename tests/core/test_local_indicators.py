"""Can a site add an indicator with a file in a folder of its own, and is a bad one named?"""

from pathlib import Path

import pytest

from dashboard.calculations.against_plan import Figure, against_plan
from dashboard.calculations.against_standard import meets_standard
from dashboard.errors import BadDefinition
from dashboard.indicators.registry import (
    DEFINITIONS,
    Direction,
    Indicator,
    Unit,
    load_indicators,
    read_definition,
)
from dashboard.services.stored import value_of
from dashboard.services.wording import units
from tests.builders import indicator

EXAMPLES = Path(__file__).parents[2] / "data_access" / "sample" / "local_indicators"
LIVER = (EXAMPLES / "liver_mortality.toml").read_text(encoding="utf-8")
RATE = indicator(
    unit="rate_per_100k", aggregation="rate_pop", direction="down", decimals=1, standard=[]
)


def folder(path: Path, text: str = LIVER, name: str = "liver.toml") -> Path:
    (path / name).write_text(text, encoding="utf-8")
    return path


def refusal(path: Path) -> str:
    with pytest.raises(BadDefinition) as refused:
        load_indicators(path)
    return refused.value.message


def test_an_indicator_of_the_sites_own_stands_with_those_shipped(tmp_path: Path) -> None:
    indicators = load_indicators(folder(tmp_path))

    assert set(indicators) - set(load_indicators()) == {"liver"}
    assert list(indicators)[-1] == "liver"  # its group is the last
    assert {each.id for each in indicators.values() if each.local} == {"liver"}


def test_a_folder_without_definitions_adds_nothing(tmp_path: Path) -> None:
    (tmp_path / "readme.txt").write_text("not yet", encoding="utf-8")

    assert set(load_indicators(tmp_path)) == set(load_indicators())


def test_an_id_that_is_there_already_is_refused_with_its_file(tmp_path: Path) -> None:
    there = (DEFINITIONS / "cdi.toml").read_text(encoding="utf-8")

    said = refusal(folder(tmp_path, there, "cdi.toml"))

    assert said.startswith("cdi.toml: id: cdi is there already")


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ('direction = "down"', 'direction = "downwards"', "direction: "),
        ('publisher = "', 'publishers = "', "publisher: Field required; publishers: Extra inputs"),
        (
            '"under75_liver_mortality_persons"',
            '"rtt_18wk"',
            "plan_keys: rtt_18wk belongs to rtt_18",
        ),
        ("Liver mortality under 75", "EIP within 2 weeks", "short_name: eip_2week is called so"),
        ("unit = ", "local = true\nunit = ", "local: not for a file to say"),
        ("unit = ", 'id = "other"\nunit = ', "id: not for a file to say"),
        ("spc_suitable = false\n", "", "spc_reason: needed where spc_suitable = false, and only"),
        ('"rate_per_100k"', '"number"', 'unit_name: needed for unit = "number", and only there'),
        ("spc_suitable = false", "seasonal = true\nspc_suitable = false", "seasonal: of use only"),
        ("plan_keys =", 'plan_codes = { "now" = "E.1" }\nplan_keys =', '"now" is not a planning'),
        ('notes = """', 'notes = "', "(at line 32, "),
    ],
)
def test_a_malformed_file_is_refused_with_file_and_key(
    tmp_path: Path, was: str, becomes: str, said: str
) -> None:
    message = refusal(folder(tmp_path, LIVER.replace(was, becomes)))

    assert message.startswith("liver.toml: ")
    assert said in message


def test_a_file_that_is_not_utf8_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "liver.toml").write_bytes("name = 'Größe'".encode("latin-1"))

    assert refusal(tmp_path).startswith("liver.toml: ")


def test_a_name_that_could_not_stand_in_an_address_is_refused(tmp_path: Path) -> None:
    assert "small letters" in refusal(folder(tmp_path, name="Liver deaths.toml"))


def standard(comparator: str, first: str, last: str = "") -> str:
    until = f"valid_to = {last}\n" if last else ""
    level = f'value = 20.0\nkind = "local"\ncomparator = "{comparator}"\nvalid_from = {first}\n'
    return f"\n[[standard]]\n{level}{until}"


@pytest.mark.parametrize(
    ("standards", "said"),
    [
        (standard(">=", "2015-01-01"), 'standard: ">=" does not fit direction = "down"'),
        (
            standard("<=", "2015-01-01") + standard("<=", "2016-01-01"),
            "standard: two local ones on 2016-01-01",
        ),
        (
            standard("<=", "2015-01-01", "2016-01-01") + standard("<=", "2016-01-01"),
            "standard: two local ones on 2016-01-01",
        ),
        (standard("<=", "2016-01-01", "2015-12-31"), "valid_to: before valid_from"),
    ],
)
def test_standards_that_contradict_are_refused(tmp_path: Path, standards: str, said: str) -> None:
    assert said in refusal(folder(tmp_path, LIVER + standards))


def test_standards_that_follow_each_other_are_taken(tmp_path: Path) -> None:
    steps = standard("<=", "2015-01-01", "2015-12-31") + standard("<=", "2016-01-01")

    liver = load_indicators(folder(tmp_path, LIVER + steps))["liver"]

    assert len(liver.standards) == 2


def test_a_neutral_measure_has_no_standard() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        indicator(direction="neutral", standard=[one.model_dump() for one in indicator().standards])


def test_the_shipped_example_is_a_definition() -> None:
    liver = read_definition(EXAMPLES / "liver_mortality.toml", local=True)

    assert (liver.local, liver.group, liver.units_in_plans) == (True, "local", ("per_100000",))


@pytest.mark.parametrize(
    ("unit", "more", "said"),
    [
        ("rate_per_100k", {}, "1,020.5 per 100,000"),
        ("rate_per_1000", {}, "1,020.5 per 1,000"),
        ("number", {"unit_name": "items per STAR-PU"}, "1,020.5 items per STAR-PU"),
    ],
)
def test_a_rate_or_a_number_says_what_it_is_of(unit: str, more: dict[str, str], said: str) -> None:
    measure: Indicator = indicator(unit=unit, aggregation="rate_pop", decimals=1, **more)

    assert units.value(1020.54, measure) == said
    assert units.level(20.5, measure) == f"20.5{said.removeprefix('1,020.5')}"


def test_a_rate_is_its_count_over_its_people_times_what_it_is_per() -> None:
    assert value_of(63, 300_000, None, RATE, 1.0) == 21
    assert meets_standard(63, 300_000, None, Unit.RATE_PER_100K, "<=", 21.0) is True
    assert meets_standard(64, 300_000, None, Unit.RATE_PER_100K, "<=", 21.0) is False


def test_a_rate_is_held_against_its_plan_in_its_own_unit() -> None:
    against = against_plan(
        Figure(63, 300_000), Figure(value=20.0), Unit.RATE_PER_100K, Direction.DOWN
    )

    assert (against.points, against.meets, against.patients) == (1.0, False, None)
