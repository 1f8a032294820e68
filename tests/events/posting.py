"""What the test of a killed worker runs in processes of their own: writes letters, or sends them.

python -m tests.events.posting write|send|send-later NUMBER
"""

import sys
from datetime import timedelta

import django

django.setup()

import time_machine  # noqa: E402 -- the apps must be ready first
from django.core.management import call_command  # noqa: E402 -- as above

from brygga import clock  # noqa: E402 -- as above
from brygga.events import actions  # noqa: E402 -- as above
from tests.builders import events  # noqa: E402 -- as above


def main(what: str, number: int) -> None:
    if what == "write":
        # A run without other tests of the database has made no tables to copy.
        call_command("migrate", verbosity=0)
        held = events.gathering(seats=number)
        for _ in range(number):
            events.registered(held)
    elif what == "send":
        actions.deliver_letters()
    else:
        with time_machine.travel(clock.now() + timedelta(minutes=20)):
            actions.deliver_letters()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
