"""Keeps the tests on this machine: whoever reaches for another host is told so.

Loaded by name in pyproject.toml. It stands in Python's own socket, so it covers everything a test
calls in the same process; the browser is a process of its own and is told by its flags.
"""

import ipaddress
import socket
from typing import Any

connect = socket.socket.connect
connect_ex = socket.socket.connect_ex
look_up = socket.getaddrinfo


class NetworkBlocked(RuntimeError):
    """A test reached for another machine."""


def stays_here(host: object) -> bool:
    if host in {None, "", "localhost", b"localhost"}:
        return True
    try:
        return ipaddress.ip_address(host if isinstance(host, str) else str(host)).is_loopback
    except ValueError:
        return False


def insist(host: object) -> None:
    if not stays_here(host):
        raise NetworkBlocked(
            f"a test reached for {host!r} on the network; tests stay on this machine"
        )


def guarded_connect(self: socket.socket, address: Any) -> None:
    if self.family in {socket.AF_INET, socket.AF_INET6}:
        insist(address[0])
    connect(self, address)


def guarded_connect_ex(self: socket.socket, address: Any) -> int:
    if self.family in {socket.AF_INET, socket.AF_INET6}:
        insist(address[0])
    return connect_ex(self, address)


def guarded_look_up(host: Any, *rest: Any, **more: Any) -> Any:
    insist(host)
    return look_up(host, *rest, **more)


socket.socket.connect = guarded_connect
socket.socket.connect_ex = guarded_connect_ex
socket.getaddrinfo = guarded_look_up
