"""Tests reach no network, and the wall is tested."""

import socket

import pytest


def test_an_outside_address_is_refused():
    with pytest.raises(RuntimeError, match="network"), socket.socket() as door:
        door.connect(("192.0.2.1", 80))


def test_the_machine_itself_is_reachable():
    with socket.socket() as listener, socket.socket() as door:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        door.connect(listener.getsockname())
