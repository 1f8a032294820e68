"""brygga demo"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from brygga import clock
from brygga.access.actor import SYSTEM
from brygga.access.models import Role
from brygga.kernel.faults import Faulty
from brygga.people.actions import DEMO_PASSWORD, PERSONAS, create_demo_personas
from brygga.people.models import Place, Programme
from brygga.programme.actions import load_folder
from brygga.programme.commands.serve import PORT, WORKERS, insist_on_free_port, listen
from brygga.programme.demo_contacts import (
    is_prepared,
    places_of_the_demo,
    prepare_contacts,
)
from brygga.ui.templatetags.ui import sv_date

_FOLDERS = ("kunskap-till-praktik", "demo-answers")
_HOST = "127.0.0.1"
FIRST_DAY = date(2010, 11, 17)
"""The day before the county's first base course; the year's mapping is open until 30 November."""


@click.command()
@PORT
@WORKERS
def demo(port: int, workers: int) -> None:
    """Prepare what is missing, load the programme with invented answers, and serve it here.

    Makes accounts that anybody may use: never do this where real people work.
    """
    insist_on_free_port(_HOST, port)
    os.environ.setdefault("BRYGGA_BASE_URL", f"http://{_HOST}:{port}")
    prepare()
    click.echo(welcome(f"http://{_HOST}:{port}"))
    connections.close_all()
    with _job_worker():
        listen(_HOST, port, workers)


def prepare() -> None:
    """Tables, static files, day, programme, accounts and contact data, where they are missing."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0)
    if not settings.STATIC_ROOT.exists():
        call_command("collectstatic", interactive=False, verbosity=0)
    if not Programme.objects.exists():
        if clock.demo_day() is None:
            clock.stand_on(FIRST_DAY)
        for name in _FOLDERS:
            _load(settings.PACKAGE.parent / "programmes" / name)
    create_demo_personas()
    _prepare_contacts()


def _prepare_contacts() -> None:
    """The chain of care of the demo's county; what somebody else has prepared stays."""
    if not is_prepared(settings.PATHWAYS_STORE):
        click.echo("Förbereder påhittade kontakter …")
        prepare_contacts(settings.PATHWAYS_STORE, places_of_the_demo())


def _load(folder: Path) -> None:
    click.echo(f"Laddar {folder.name} …")
    try:
        load_folder(path=folder, by=SYSTEM)
    except Faulty as faulty:
        raise click.ClickException(str(faulty)) from None


def welcome(address: str) -> str:
    """Where to go, and how to sign in as each of those who can be tried."""
    roles = dict(Role.objects.values_list("slug", "name"))
    places = dict(Place.objects.values_list("code", "name"))
    width = max(len(persona.email) for persona in PERSONAS)
    lines = [
        f"  {persona.email:<{width}}  {roles[persona.role]}, {places[persona.place]}"
        for persona in PERSONAS
    ]
    return "\n".join(
        [
            "",
            f"Brygga finns på {address}/",
            "",
            f"Prova som någon: öppna {address}/prova/ och tryck på en knapp,",
            f"eller logga in på {address}/konto/login/ med lösenordet: {DEMO_PASSWORD}",
            "",
            *lines,
            "",
            *_told_day(),
            "Utan att logga in ser du det som är öppet för alla.",
            "Svaren är påhittade för att prova. Stoppa med Ctrl+C.",
            "",
        ]
    )


def _told_day() -> list[str]:
    """Nothing in a demo from before it had a day of its own: that one follows the calendar."""
    day = clock.demo_day()
    if day is None:
        return []
    return [f"Demons dag är {sv_date(day)}; flytta den framåt högst upp på sidorna."]


@contextmanager
def _job_worker() -> Iterator[None]:
    """The worker beside the server; it stops with it, also when the server is killed."""
    command = [sys.executable, "-m", "brygga.cli", "worker", "--until-orphan"]
    # A Ctrl+C in the terminal reaches both; the worker is told by us, once.
    process = subprocess.Popen(command, start_new_session=True)  # noqa: S603 -- our own command
    try:
        yield
    finally:
        process.terminate()
        process.wait()
