"""Asks one page again and again over a few open connections, and counts the answers.

    python -m bench.press PORT PATH SECONDS CONNECTIONS [COOKIE]

A process of its own, so that asking and answering do not wait for the same interpreter. Prints
JSON: answers and seconds. It reads no more of an answer than its length: the server, not this
program, is to be measured.
"""

import json
import re
import socket
import sys
import threading
import time

HOST = "127.0.0.1"


def main() -> None:
    port, path, seconds, connections, *cookie = sys.argv[1:]
    asked = request(path, cookie[0] if cookie else "", int(port))
    counts: list[int] = []
    until = time.perf_counter() + float(seconds)
    started = time.perf_counter()
    threads = [
        threading.Thread(target=lambda: counts.append(press(int(port), asked, until)))
        for _ in range(int(connections))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(counts) < len(threads):
        raise SystemExit(1)
    print(json.dumps({"answers": sum(counts), "seconds": time.perf_counter() - started}))


def request(path: str, cookie: str, port: int) -> bytes:
    lines = [f"GET {path} HTTP/1.1", f"Host: {HOST}:{port}", "Accept-Language: sv"]
    lines += [f"Cookie: {cookie}"] if cookie else []
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def press(port: int, asked: bytes, until: float) -> int:
    """How many whole answers one connection gets before the time is out."""
    count = 0
    with socket.create_connection((HOST, port), timeout=30) as connection:
        while time.perf_counter() < until:
            connection.sendall(asked)
            swallow(connection)
            count += 1
    return count


def swallow(connection: socket.socket) -> None:
    head, _, body = read_head(connection)
    if not head.startswith(b"HTTP/1.1 200"):
        raise SystemExit(head.splitlines()[0].decode())
    length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
    if length is None:
        raise SystemExit("the answer does not say how long it is")
    left = int(length[1]) - len(body)
    while left > 0:
        left -= len(connection.recv(min(left, 1 << 18)))


def read_head(connection: socket.socket) -> tuple[bytes, bytes, bytes]:
    data = b""
    while b"\r\n\r\n" not in data:
        block = connection.recv(1 << 16)
        if not block:
            raise SystemExit("the server hung up")
        data += block
    return data.partition(b"\r\n\r\n")


if __name__ == "__main__":
    main()
