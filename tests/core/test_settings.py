"""Does each setting come from its variable, and is a bad one named?"""

from datetime import date
from pathlib import Path

import pytest

from dashboard.errors import BadSetting
from dashboard.settings import Settings, as_environment, read_settings

GIVEN = {
    "database_url": ("sqlite:////tmp/x.db", "sqlite:////tmp/x.db"),
    "host": ("0.0.0.0", "0.0.0.0"),
    "port": ("8080", 8080),
    "workers": ("3", 3),
    "threads": ("2", 2),
    "as_at": ("2020-03-31", date(2020, 3, 31)),
    "sample": ("false", False),
    "organisation": ("05C", "05C"),
    "indicators": (".", Path()),
    "exceptions": ("README.md", Path("README.md")),
    "read_only": ("true", True),
    "spc_run": ("6", 6),
    "spc_screen": ("true", True),
    "jobs": ("packs", Path("packs")),
}


def test_the_table_of_this_test_has_every_setting() -> None:
    assert set(GIVEN) == set(Settings.model_fields)


@pytest.mark.parametrize("name", GIVEN)
def test_each_setting_comes_from_its_variable(name: str) -> None:
    text, value = GIVEN[name]

    settings = read_settings({f"TRAJECTORY_{name.upper()}": text})

    assert getattr(settings, name) == value
    assert settings.model_dump(exclude={name}) == Settings().model_dump(exclude={name})


@pytest.mark.parametrize("name", GIVEN)
def test_an_empty_variable_counts_as_not_set(name: str) -> None:
    assert read_settings({f"TRAJECTORY_{name.upper()}": ""}) == Settings()


def test_other_variables_are_not_settings() -> None:
    environment = {"PORT": "1", "TRAJECTORY_COLOUR": "blue", "trajectory_port": "2"}

    assert read_settings(environment) == Settings()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("TRAJECTORY_PORT", "eighty"),
        ("TRAJECTORY_PORT", "0"),
        ("TRAJECTORY_PORT", "65536"),
        ("TRAJECTORY_THREADS", "0"),
        ("TRAJECTORY_THREADS", "257"),
        ("TRAJECTORY_AS_AT", "2020-02-30"),
        ("TRAJECTORY_AS_AT", "yesterday"),
        ("TRAJECTORY_AS_AT", "0"),
        ("TRAJECTORY_AS_AT", "0001-01-01"),
        ("TRAJECTORY_SAMPLE", "perhaps"),
        ("TRAJECTORY_SPC_RUN", "8"),
        ("TRAJECTORY_INDICATORS", "/no/such/folder"),
        ("TRAJECTORY_EXCEPTIONS", "/no/such/rules.toml"),
        ("TRAJECTORY_DATABASE_URL", "trajectory.db"),
    ],
)
def test_a_bad_value_names_the_variable_and_itself(name: str, text: str) -> None:
    with pytest.raises(BadSetting) as refusal:
        read_settings({name: text})

    assert f"{name}='{text}'" in refusal.value.message
    assert "expected" in refusal.value.message


def test_the_default_database_lies_in_the_folder_of_the_application() -> None:
    assert Settings().database_url.startswith("sqlite:///")
    assert Settings().database_url.endswith("/trajectory.db")


def test_a_process_that_is_started_has_the_same_settings_and_no_others() -> None:
    settings = read_settings(
        {f"TRAJECTORY_{name.upper()}": text for name, (text, _) in GIVEN.items()}
    )
    environment = as_environment(settings, {"PATH": "/bin", "TRAJECTORY_GONE": "1"})

    assert read_settings(environment) == settings
    assert {"PATH", "TRAJECTORY_GONE"} & set(environment) == {"PATH"}
