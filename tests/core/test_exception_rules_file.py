"""Are the rules that are shipped well made, and does a bad set of them say what is wrong?"""

from pathlib import Path

import pytest

from dashboard.errors import BadDefinition
from dashboard.exceptions.rules import RuleSet, load_rules, read_rules, shipped_rules

RULE = """
[[rule]]
id = "behind"
name = "Behind plan"
words = "More than {people} people."
kind = "behind_plan"
rank = 1
people = 50
share = 3
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "ours.toml"
    path.write_text(text, encoding="utf-8")
    return path


def refused(folder: Path, text: str) -> str:
    with pytest.raises(BadDefinition) as error:
        read_rules(written(folder, text))
    return error.value.message


def test_the_shipped_rules_are_those_of_the_desk() -> None:
    rules = shipped_rules()

    assert [rule.kind for rule in rules.by_rank] == [
        "misses_standard",
        "out_of_reach",
        "behind_plan",
        "behind_plan_uncounted",
        "headroom_gone",
        "getting_worse",
        "no_data",
    ]
    assert load_rules() == rules


def test_thresholds_stand_in_the_words() -> None:
    means = {rule.id: rule.means for rule in shipped_rules().rules}

    assert means["misses_standard"].startswith("Each of the last 2 figures misses")
    assert "{" not in "".join(means.values())


def test_a_site_gives_rules_of_its_own(tmp_path: Path) -> None:
    rules = load_rules(written(tmp_path, f'name = "Ours"{RULE}'))

    assert (rules.name, rules.oldest_months) == ("Ours", 24)
    assert rules.by_rank[0].means == "More than 50 people."


def test_the_version_is_of_what_the_rules_say(tmp_path: Path) -> None:
    def version(text: str) -> str:
        return read_rules(written(tmp_path, text)).version

    two = RULE + RULE.replace("behind", "other", 1).replace("rank = 1", "rank = 2")
    turned = RULE.replace("behind", "other", 1).replace("rank = 1", "rank = 2") + RULE

    assert version(f'name = "Ours"{two}') == version(f'# in another order\nname = "Ours"{turned}')
    assert version(f'name = "Ours"{RULE}') != version(f'name = "Ours"{RULE.replace("50", "51")}')
    assert version(f'name = "Ours"{RULE}') != version(f'name = "Theirs"{RULE}')


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name = 'Ours'", "ours.toml: rule: Field required"),
        ("name = 'Ours'\nrule = []", "ours.toml: rule: expected at least one [[rule]]"),
        (f'name = "Ours"\nlimit = 3{RULE}', "ours.toml: limit: Extra inputs are not permitted"),
        (
            f'name = "Ours"{RULE.replace("share = 3", "share = 300")}',
            "ours.toml: rule 1, share: Input should be less than or equal to 100",
        ),
        (
            f'name = "Ours"{RULE}patients = 5',
            "ours.toml: rule 1, patients: Extra inputs are not permitted",
        ),
        (f'name = "Ours"{RULE.replace("people = 50", "")}', "ours.toml: rule 1, people: Field"),
        (f'name = "Ours"{RULE}{RULE}', "ours.toml: id = 'behind' stands twice"),
        (
            f'name = "Ours"{RULE}{RULE.replace("behind", "other", 1)}',
            "ours.toml: rank = 1 stands twice",
        ),
        (
            f'name = "Ours"{RULE.replace("{people}", "{many}")}',
            "ours.toml: rule 1: words name {many}, expected one of its thresholds: fewest, people",
        ),
        (
            f'name = "Ours"{RULE.replace("{people}", "{people.__class__}")}',
            "ours.toml: rule 1: words name {people.__class__}",
        ),
        (f'name = "Ours"{RULE.replace("behind_plan", "behind")}', "does not match any of"),
        ("name = ", "ours.toml: Invalid value"),
    ],
)
def test_a_bad_set_of_rules_names_file_key_and_what_was_expected(
    tmp_path: Path, text: str, message: str
) -> None:
    assert message in refused(tmp_path, text)


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadDefinition, match=r"gone\.toml: cannot be read"):
        read_rules(tmp_path / "gone.toml")


def test_rules_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        shipped_rules().name = "Other"  # type: ignore[misc]
    assert isinstance(shipped_rules(), RuleSet)
