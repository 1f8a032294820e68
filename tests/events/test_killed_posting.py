"""A worker that is killed while it sends: nothing is lost, and what comes twice says so."""

import os
import signal
import socket
import subprocess
import sys
from collections import Counter
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller

from tests.programme.databases import copy_of_database
from tests.programme.processes import REPOSITORY

pytestmark = pytest.mark.slow  # real processes and a real mail server
LETTERS = 5


@pytest.fixture(scope="module")
def outside(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock():
        copy = copy_of_database(tmp_path_factory.mktemp("posting"))
    yield copy
    with django_db_blocker.unblock():
        copy.drop()


class Server:
    """A mail server that keeps what it gets, and kills the sender before it has said yes."""

    def __init__(self):
        self.got, self.sender, self.kill_at = [], None, 0

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 -- aiosmtpd's name
        self.got.append(message_from_bytes(envelope.content, policy=policy.default))
        if len(self.got) == self.kill_at:
            os.kill(self.sender.pid, signal.SIGKILL)
        return "250 OK"


@pytest.fixture
def server():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    kept = Server()
    controller = Controller(kept, hostname="127.0.0.1", port=port)
    controller.start()
    kept.port = port
    yield kept
    controller.stop()


def begin(outside, server, home, what):
    environment = {k: v for k, v in os.environ.items() if not k.startswith("BRYGGA_")} | {
        "BRYGGA_HOME": str(home),
        "BRYGGA_DATABASE_URL": outside.url,
        "BRYGGA_EMAIL_URL": f"smtp://127.0.0.1:{server.port}",
        "DJANGO_SETTINGS_MODULE": "brygga.config.settings",
    }
    command = [sys.executable, "-m", "tests.events.posting", what, str(LETTERS)]
    return subprocess.Popen(command, cwd=REPOSITORY, env=environment)


def run(*asked):
    assert begin(*asked).wait(60) == 0


def test_a_killed_worker_loses_no_letter_and_only_repeats_the_one_it_held(
    outside, server, tmp_path
):
    run(outside, server, tmp_path, "write")
    server.kill_at = 2
    server.sender = begin(outside, server, tmp_path, "send")
    assert server.sender.wait(60) == -signal.SIGKILL
    server.kill_at = 0
    # The next worker sends the others at once; the one that was held is free after a while.
    run(outside, server, tmp_path, "send")
    assert len(server.got) == LETTERS
    run(outside, server, tmp_path, "send-later")
    ids = Counter(message["Message-ID"] for message in server.got)
    assert len(ids) == LETTERS
    assert sorted(ids.values()) == [1] * (LETTERS - 1) + [2]
    run(outside, server, tmp_path, "send-later")
    assert len(server.got) == LETTERS + 1
