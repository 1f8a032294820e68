"""Gives the tests a home of their own, before Django reads its settings.

Loaded by name in pyproject.toml: a test must neither read nor leave anything in the home of a
system that someone runs in the same folder. Each worker of a parallel run gets its own.
"""

import atexit
import os
import shutil
import tempfile

# Which database to test on is the caller's choice; nothing else in the shell may matter.
CHOSEN_OUTSIDE = {"BRYGGA_DATABASE_URL", "BRYGGA_CARE_DATABASE_URL"}

for name in list(os.environ):
    if name.startswith("BRYGGA_") and name not in CHOSEN_OUTSIDE:
        del os.environ[name]
home = tempfile.mkdtemp(prefix="brygga-test-")
os.environ["BRYGGA_HOME"] = home
atexit.register(shutil.rmtree, home, ignore_errors=True)
