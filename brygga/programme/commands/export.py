"""brygga export FOLDER"""

from pathlib import Path

import click

from brygga.kernel.refusal import Refused
from brygga.programme.commands.root import with_tables
from brygga.programme.export import export_folder


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@with_tables
def export(folder: Path) -> None:
    """Write a programme folder with everything that load takes back.

    Accounts, who answered and the log are not in it.
    """
    try:
        written = export_folder(folder)
    except Refused as refused:
        raise click.ClickException(str(refused)) from None
    click.echo(f"{sum(written.values())} rows in {len(written)} tables written to {folder}.")
