"""The command line: `brygga COMMAND`. Exit 0 ok, 1 refused with a reason, 2 wrong use."""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "brygga.config.settings")


def main() -> None:
    """Run a command. Faults in the environment are told in one line, not as a traceback."""
    if sys.argv[1:2] == ["pathways"]:
        # Plain Python: no settings, no database, and not the second they take to be ready.
        from brygga.pathways.command import pathways  # noqa: PLC0415 -- only for this command

        pathways(sys.argv[2:], prog_name="brygga pathways")
    import django  # noqa: PLC0415 -- the settings module must be named first
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415 -- as above
    from django.db import DatabaseError  # noqa: PLC0415 -- as above

    if sys.argv[1:2] == ["demo"]:
        # The settings read it, and they are read before the command is.
        os.environ["BRYGGA_DEMO"] = "1"
    try:
        django.setup()
    except ImproperlyConfigured as error:
        sys.stderr.write(f"{error}\n")
        raise SystemExit(2) from None
    from brygga.programme.commands import brygga  # noqa: PLC0415 -- needs the apps ready

    try:
        brygga(prog_name="brygga")
    except DatabaseError as error:
        # No tables yet, no server, or locked for longer than anybody waits.
        sys.stderr.write(f"The database is not ready: {str(error).splitlines()[0]}\n")
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()
