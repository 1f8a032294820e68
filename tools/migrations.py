"""Looks for migrations that would break a running older version while a new one is rolled out.

A room's first migration creates its tables and has no older version to break.
"""

import os
import sys


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "brygga.config.settings")
    import django  # noqa: PLC0415 -- the settings module must be named first

    django.setup()
    from django.apps import apps  # noqa: PLC0415 -- needs the apps ready
    from django_migration_linter import MigrationLinter  # noqa: PLC0415 -- as above

    ours = [app.label for app in apps.get_app_configs() if app.name.startswith("brygga.")]
    linter = MigrationLinter(
        include_apps=ours, no_cache=True, quiet=["ok", "ignore"], ignore_initial_migrations=True
    )
    linter.lint_all_migrations()
    return 1 if linter.has_errors else 0


if __name__ == "__main__":
    sys.exit(main())
