"""brygga load FOLDER"""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from brygga.access.actor import SYSTEM
from brygga.kernel.faults import Fault, Faulty
from brygga.programme.actions import Loaded, load_folder
from brygga.programme.commands.root import with_tables


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Check everything, keep nothing.")
@click.option("--json", "as_json", is_flag=True, help="Faults as JSON on stdout.")
@with_tables
def load(folder: Path, dry_run: bool, as_json: bool) -> None:  # noqa: FBT001 -- click's flags
    """Load a programme folder: all of it, or nothing and every fault.

    A fault is told as file:line:column: what is wrong, and what was expected.
    """
    try:
        with _progress(folder) as progress:
            loaded = load_folder(path=folder, by=SYSTEM, is_rehearsal=dry_run, progress=progress)
    except Faulty as faulty:
        _tell_faults(faulty.faults, as_json=as_json)
        raise SystemExit(1) from None
    if as_json:
        click.echo("[]")
    click.echo(_summary(loaded, dry_run=dry_run), err=as_json)


@contextmanager
def _progress(folder: Path) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal, nothing elsewhere."""
    size = sum(file.lstat().st_size for file in folder.iterdir())
    if not sys.stderr.isatty():
        yield lambda _bytes: None
        return
    with click.progressbar(length=size, label=folder.name, file=sys.stderr) as bar:
        yield bar.update


def _tell_faults(faults: list[Fault], *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps([fault.as_json() for fault in faults], ensure_ascii=False, indent=2))
        return
    for fault in faults:
        click.echo(str(fault), err=True)
    click.echo(f"{len(faults)} faults; nothing was loaded.", err=True)


def _summary(loaded: Loaded, *, dry_run: bool) -> str:
    read, changed = sum(loaded.read.values()), sum(loaded.changed.values())
    kept = "would change" if dry_run else "changed"
    return f"{loaded.name}: {read} rows read, {changed} {kept}."
