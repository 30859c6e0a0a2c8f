"""What do many tests need?"""

from os import environ
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes says more of the machine than of the code.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of given material beside the checkout; on CI it must be there."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not folder.is_dir():
        if environ.get("CI"):
            pytest.fail("the shared folder is absent")
        pytest.skip("the shared folder is absent")
    return folder
