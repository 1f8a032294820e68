"""Publishes a draft edition in a process of its own, which may be killed at a chosen moment.

Run as a script: `publishing.py MOMENT`, where MOMENT is one of `MOMENTS`.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.programme.processes import Shell

AFTER_COMMIT, WHILE_ASKING, NEVER = MOMENTS = ("after_commit", "while_asking", "never")
"""Before anybody is told; when half of the asking is written; not at all."""


def publish(shell: Shell, moment: str) -> int:
    """Publish the only draft; gives how the process ended, negative when a signal did it."""
    command = [sys.executable, "-m", "tests.programme.publishing", moment]
    root = Path(__file__).parents[2]
    return subprocess.run(command, env=shell.environment, cwd=root, check=False).returncode


# -- What runs inside ------------------------------------------------------------------------------


def _main(moment: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "brygga.config.settings"
    import django  # noqa: PLC0415 -- the settings must be named first

    django.setup()
    from django.db import transaction  # noqa: PLC0415 -- needs the apps ready
    from django.db.models.signals import post_save  # noqa: PLC0415 -- as above

    from brygga import clock  # noqa: PLC0415 -- as above
    from brygga.access.actor import SYSTEM  # noqa: PLC0415 -- as above
    from brygga.followup.models import MappingStep  # noqa: PLC0415 -- as above
    from brygga.guidance.actions import publish_edition  # noqa: PLC0415 -- as above
    from brygga.guidance.models import Edition  # noqa: PLC0415 -- as above

    if moment == WHILE_ASKING:
        post_save.connect(_die, sender=MappingStep)
    with transaction.atomic():
        if moment == AFTER_COMMIT:
            transaction.on_commit(_die)  # First in the line of those who are told.
        draft = Edition.objects.get(status="draft")
        publish_edition(edition=draft, on=clock.today(), by=SYSTEM)


def _die(**_about) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    _main(sys.argv[1])
