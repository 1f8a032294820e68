"""Serves another WSGI module exactly as `brygga serve` serves the product's.

python -m tests.events.rush.other MODULE:NAME --port N
"""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "brygga.config.settings")

if __name__ == "__main__":
    import django

    django.setup()
    # The name `serve` in the package is the command; its module is asked for by its full name.
    module = __import__("brygga.programme.commands.serve", fromlist=["listen"])
    granian = module.Granian
    target, _option, port = sys.argv[1:]
    module.Granian = lambda _product, **as_served: granian(target, **as_served)
    module.listen("127.0.0.1", int(port), 2)
