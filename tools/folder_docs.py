"""Prints docs/programme-folder.md anew from the tables of the programme room."""

import os
import sys
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "docs" / "programme-folder.md"


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "brygga.config.settings")
    import django  # noqa: PLC0415 -- the settings module must be named first

    django.setup()
    from brygga.programme.documentation import render  # noqa: PLC0415 -- needs the apps ready

    PAGE.write_text(render(), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
