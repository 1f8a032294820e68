"""Collects static files under BRYGGA_HOME, each named by its content, to be cached for good."""

import os
import sys


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "brygga.config.settings")
    import django  # noqa: PLC0415 -- the settings module must be named first
    from django.conf import settings  # noqa: PLC0415 -- as above
    from django.core.management import call_command  # noqa: PLC0415 -- as above

    # A home that has not been collected for serves plain names; this is what gives it others.
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    }
    django.setup()
    call_command("collectstatic", interactive=False, verbosity=0)
    return 0


if __name__ == "__main__":
    sys.exit(main())
