"""Does the server say plainly why it cannot start?"""

import socket

import pytest

from app import hold
from dashboard.errors import AddressUnusable
from dashboard.settings import Settings


def test_an_address_in_use_is_named_with_what_to_do() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        settings = Settings(port=taken.getsockname()[1])

        with pytest.raises(AddressUnusable) as refusal:
            hold(settings)

    assert f"127.0.0.1:{settings.port}" in refusal.value.message
    assert "TRAJECTORY_PORT" in refusal.value.remedy


def test_a_host_that_is_none_is_named() -> None:
    with pytest.raises(AddressUnusable) as refusal:
        hold(Settings(host="256.1.1.1"))

    assert "256.1.1.1" in refusal.value.message


def test_a_free_address_is_held_before_it_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        free = probe.getsockname()[1]

    held = hold(Settings(port=free))

    with pytest.raises(OSError, match="in use"):
        socket.create_server(("127.0.0.1", free))
    held.close()
