"""brygga simulate FOLDER"""

from pathlib import Path

import click

from brygga.kernel.refusal import Refused
from brygga.programme.simulation.contacts import BY_SCALE, MOST
from brygga.programme.simulation.write import simulate as write_country

_DEFAULTS = ", ".join(f"{number} for {scale}" for scale, number in BY_SCALE.items())


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
@click.option(
    "--contacts",
    type=click.IntRange(0, MOST),
    help=f"Contacts of people with care, in FOLDER/contacts. [default: {_DEFAULTS}]",
)
def simulate(folder: Path, seed: int, scale: str, contacts: int | None) -> None:
    """Write a made-up country as a programme folder, for trials and benchmarks.

    Beside it, in FOLDER/contacts, contact data for `brygga pathways prepare`.
    """
    try:
        written = write_country(folder, seed=seed, scale=scale, contacts=contacts)
    except Refused as refused:
        raise click.ClickException(str(refused)) from None
    met = written.pop("contacts")
    total = sum(written.values())
    click.echo(
        f"{total} rows, {written['answers']} of them answers, and {met} contacts"
        f" written to {folder}."
    )
