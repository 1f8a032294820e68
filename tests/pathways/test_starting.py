"""The site starts without what only contact data need: every command would wait for it."""

import subprocess
import sys

START = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "brygga.config.settings"
import django
django.setup()
import brygga.config.urls
import brygga.programme.commands
print(" ".join(name for name in sys.argv[1:] if name in sys.modules))
"""
HEAVY = ["numpy", "pyarrow", "duckdb", "ibis", "pandas", "highspy", "openpyxl"]


def loaded(*more):
    told = subprocess.run(
        [sys.executable, "-c", START + "\n".join(more), *HEAVY],
        capture_output=True,
        text=True,
        check=True,
    )
    return told.stdout.split()


def test_nothing_heavy_is_loaded_at_the_start():
    assert loaded() == []


def test_what_is_loaded_would_be_seen():
    told = loaded("import highspy", "print(*[n for n in sys.argv[1:] if n in sys.modules])")
    assert "highspy" in told
