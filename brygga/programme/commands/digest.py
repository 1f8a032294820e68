"""brygga digest"""

import click

from brygga.programme.commands.root import with_tables
from brygga.programme.digest import digest as digest_of_all


@click.command()
@with_tables
def digest() -> None:
    """Print a SHA-256 of all data, the same on SQLite and PostgreSQL."""
    click.echo(digest_of_all())
