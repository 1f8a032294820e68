"""The guard that keeps tests on this machine, asked in the ways that code asks."""

import socket
import urllib.request

import pytest

from tests.network import NetworkBlocked

ELSEWHERE = "192.0.2.1"  # reserved for documentation: nobody answers there


def test_asking_softly_is_refused_too():
    with socket.socket() as sock, pytest.raises(NetworkBlocked):
        sock.connect_ex((ELSEWHERE, 80))


def test_a_name_elsewhere_is_not_looked_up():
    with pytest.raises(NetworkBlocked):
        socket.getaddrinfo("socialstyrelsen.example", 443)


def test_a_library_on_top_of_sockets_is_refused():
    with pytest.raises(NetworkBlocked):
        urllib.request.urlopen(f"http://{ELSEWHERE}/", timeout=1)


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_this_machine_may_be_reached(name: str):
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection((name, server.getsockname()[1])) as client,
    ):
        assert client.getpeername() == server.getsockname()
