"""brygga report PLACE YEAR"""

from pathlib import Path

import click

from brygga.kernel.refusal import Refused
from brygga.programme.commands.asking import place_or_sentence
from brygga.programme.commands.root import with_tables
from brygga.thread.report import write_report

_SUFFIXES = (".html", ".pdf", ".json")


def _with_suffix(_context: click.Context, _option: click.Parameter, out: Path) -> Path:
    if out.suffix not in _SUFFIXES:
        raise click.BadParameter(f"name a file that ends in {', '.join(_SUFFIXES)}.")
    if not out.parent.is_dir():
        raise click.BadParameter(f"there is no folder {out.parent}.")
    return out


@click.command()
@click.argument("place")
@click.argument("year", type=click.IntRange(1990, 2100))
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    callback=_with_suffix,
    required=True,
    help="FILE.html, FILE.pdf (PDF/UA) or FILE.json.",
)
@with_tables
def report(place: str, year: int, out: Path) -> None:
    """Write the yearly follow-up of a place: a code such as 01 or 0160, or a slug."""
    try:
        write_report(place_or_sentence(place), year, out)
    except Refused as refused:
        raise click.ClickException(str(refused)) from None
    click.echo(f"{out} is written.")
