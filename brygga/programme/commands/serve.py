"""brygga serve"""

import os
import socket
from contextlib import closing

import click
from django.conf import settings
from granian import Granian
from granian.constants import Interfaces

from brygga.programme.commands.root import with_tables

PORT = click.option(
    "--port", type=click.IntRange(1, 65_535), default=8000, show_default=True, help="Listen here."
)
WORKERS = click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=2,
    show_default=True,
    help="Processes that answer.",
)
_SECONDS_TO_STOP = 20
_A_YEAR = 365 * 24 * 60 * 60


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Listen on this address.")
@PORT
@WORKERS
@with_tables
def serve(host: str, port: int, workers: int) -> None:
    """Serve the site. SIGTERM lets what has begun end, and stops."""
    insist_on_free_port(host, port)
    listen(host, port, workers)


def insist_on_free_port(host: str, port: int) -> None:
    """Say so at once when somebody else listens there."""
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            message = f"Cannot listen on {host}:{port} ({error.strerror}); choose another --port."
            raise click.ClickException(message) from None


def listen(host: str, port: int, workers: int) -> None:
    """Answer until told to stop. Workers read the environment as it is now."""
    os.environ.setdefault("BRYGGA_BASE_URL", f"http://{host}:{port}")
    named_by_content = (settings.STATIC_ROOT / "staticfiles.json").exists()
    Granian(
        "brygga.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=4,
        backlog=1024,
        log_enabled=False,
        respawn_failed_workers=True,
        workers_kill_timeout=_SECONDS_TO_STOP,
        static_path_route=["/static"],
        static_path_mount=[settings.STATIC_ROOT],
        static_path_expires=_A_YEAR if named_by_content else 60,
    ).serve()
