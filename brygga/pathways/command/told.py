"""What both commands have in common."""

import json
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

import click

from brygga.pathways.engine.faults import NotAsked, Unusable

P = ParamSpec("P")
R = TypeVar("R")

STORE = click.option(
    "--store",
    envvar="BRYGGA_PATHWAYS_STORE",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder of the store; BRYGGA_PATHWAYS_STORE says it as well.",
)
MEMORY = click.option(
    "--memory",
    metavar="SIZE",
    help="The most memory to use, as 4GB. Default: half of what there is.",
)
TEMP_DISK = click.option(
    "--temp-disk",
    metavar="SIZE",
    default="60GB",
    show_default=True,
    help="The most room for temporary files.",
)
THREADS = click.option(
    "--threads", type=click.IntRange(min=1), help="How many threads work. Default: one a processor."
)


def in_a_sentence(command: Callable[P, R]) -> Callable[P, R]:
    """What is refused ends the command with exit status 1 and the reason on stderr."""

    @wraps(command)
    def told(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except Unusable as unusable:
            if kwargs.get("as_json"):
                faults = [
                    {"file": fault.file, "row": fault.row or None, "reason": fault.reason}
                    for fault in unusable.faults
                ]
                told = {"error": unusable.sentence, "faults": faults}
                click.echo(json.dumps(told, ensure_ascii=False))
            click.echo(str(unusable), err=True)
        except NotAsked as refused:
            click.echo(str(refused), err=True)
        raise click.exceptions.Exit(1)

    return told
