"""brygga simulate FOLDER"""

from pathlib import Path

import click

from brygga.kernel.refusal import Refused
from brygga.programme.simulation.write import simulate as write_country


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--seed", type=int, required=True, help="The same seed gives the same bytes.")
@click.option(
    "--scale",
    type=click.Choice(["sweden", "county"]),
    default="sweden",
    show_default=True,
    help="The whole country and seven years, or one county and two.",
)
def simulate(folder: Path, seed: int, scale: str) -> None:
    """Write a made-up country as a programme folder, for trials and benchmarks."""
    try:
        written = write_country(folder, seed=seed, scale=scale)
    except Refused as refused:
        raise click.ClickException(str(refused)) from None
    total = sum(written.values())
    click.echo(f"{total} rows, {written['answers']} of them answers, written to {folder}.")
