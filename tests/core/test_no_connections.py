"""Would a connection from a test of the core be noticed?"""

import socket
import sqlite3

import pytest
from sqlalchemy import create_engine


def test_socket_cannot_connect() -> None:
    with socket.socket() as plug, pytest.raises(AssertionError, match="open a connection"):
        plug.connect(("127.0.0.1", 9))


def test_sqlite_cannot_connect() -> None:
    with pytest.raises(AssertionError, match="open a connection"):
        sqlite3.connect(":memory:")


def test_sqlalchemy_cannot_connect() -> None:
    with pytest.raises(AssertionError, match="open a connection"):
        create_engine("sqlite://").connect()
