"""brygga pathways prepare EVENTS… --store DIR"""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from brygga.pathways.command.told import MEMORY, STORE, TEMP_DISK, THREADS, in_a_sentence

if TYPE_CHECKING:
    from brygga.pathways.engine.how import Limits, Preparation
    from brygga.pathways.engine.progress import Progress


def _pairs(
    _context: click.Context, _option: click.Parameter, told: tuple[str, ...]
) -> dict[str, str]:
    """Their column by ours, from ours=theirs, several in one with commas between."""
    found: dict[str, str] = {}
    for pair in (each for text in told for each in text.split(",")):
        ours, sign, theirs = pair.partition("=")
        if not sign or not theirs.strip():
            raise click.BadParameter(f"write person=THEIRS, not {pair}")
        found[ours.strip()] = theirs.strip()
    return found


_STEPS = 1000


@click.command()
@click.argument("events", nargs=-1, required=True)
@STORE
@click.option(
    "--columns",
    multiple=True,
    callback=_pairs,
    metavar="OURS=THEIRS,…",
    help="Other names of columns: --columns person=patient_id,start=contact_date.",
)
@click.option(
    "--key-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The principal's key. Default: BRYGGA_PATHWAYS_KEY_FILE, else one made in BRYGGA_HOME.",
)
@click.option("--add", is_flag=True, help="Add to what is in the store, instead of replacing it.")
@click.option(
    "--max-rejected",
    type=click.FloatRange(0, 1),
    default=0.01,
    show_default=True,
    metavar="SHARE",
    help="The largest share of rows that may be rejected; with more, nothing is changed.",
)
@click.option(
    "--max-rows-per-person",
    type=click.IntRange(min=1),
    default=20_000,
    show_default=True,
    help="Nobody has more rows than this; those of one who does are rejected.",
)
@click.option(
    "--transfer-hours",
    type=click.FloatRange(min=0),
    help="Hours within which a move to another unit is a transfer (24); 0 merges nothing.",
)
@click.option(
    "--sectors",
    metavar="NAME[=PRINCIPAL],…",
    help="Sectors of one's own; PRINCIPAL is municipality, region, state or other.",
)
@click.option(
    "--words",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE.toml",
    help="What words mean: a table [more] beside the usual words, or [only] instead of them.",
)
@MEMORY
@TEMP_DISK
@THREADS
@click.option("--json", "as_json", is_flag=True, help="What was done, as JSON on stdout.")
@in_a_sentence
def prepare(events: tuple[str, ...], store: Path, as_json: bool, **told: Any) -> None:  # noqa: ANN401, FBT001 -- click's options, typed by it
    """Prepare contact data: EVENTS are CSV or Parquet files, folders or patterns.

    Columns person, unit, sector, activity, start; optionally end, referral, plan, outcome, place.
    Identities become pseudonyms in memory. The store is replaced when all is well, or not at all;
    rows that were rejected are in rejected.csv in the store.
    """
    from brygga.pathways.engine.keys import key_from  # noqa: PLC0415 -- --help should be quick
    from brygga.pathways.engine.preparing import prepare as prepared  # noqa: PLC0415 -- as above

    with _progress() as progress:
        report = prepared(
            events,
            store=store,
            key=key_from(told["key_file"]),
            how=_preparation(told),
            progress=progress,
        )
    if as_json:
        click.echo(json.dumps(report.to_dict()))
        return
    click.echo(
        f"{report.read} rows read: {report.kept} kept, {report.rejected} rejected, "
        f"{report.duplicates} duplicates, {report.merged} merged as transfers."
    )
    click.echo(f"{store}: {report.contacts} contacts of {report.persons} persons.")


def _preparation(told: dict[str, Any]) -> "Preparation":
    from brygga.pathways.engine.how import Preparation  # noqa: PLC0415 -- --help should be quick
    from brygga.pathways.engine.words import Words  # noqa: PLC0415 -- as above

    sectors = told["sectors"]
    return Preparation(
        columns=told["columns"],
        add=told["add"],
        max_rejected=told["max_rejected"],
        max_rows_per_person=told["max_rows_per_person"],
        transfer_hours=told["transfer_hours"],
        sectors=tuple(sectors.split(",")) if sectors else None,
        words=Words.from_file(told["words"]) if told["words"] else None,
        limits=limits_of(told),
    )


def limits_of(told: dict[str, Any]) -> "Limits":
    from brygga.pathways.engine.how import Limits  # noqa: PLC0415 -- --help should be quick

    given = {"memory": told["memory"], "temp_disk": told["temp_disk"], "threads": told["threads"]}
    return Limits(**{name: value for name, value in given.items() if value is not None})


@contextmanager
def _progress() -> Iterator["Progress"]:
    """A bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        from brygga.pathways.engine.progress import silent  # noqa: PLC0415 -- --help should be quick

        yield silent
        return
    with click.progressbar(length=_STEPS, label="contacts", file=sys.stderr) as bar:
        yield lambda share: bar.update(max(round(share * _STEPS) - bar.pos, 0))
