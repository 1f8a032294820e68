"""`brygga pathways`: the engine from the command line, without Django."""

import click

from brygga.pathways.command.ask import ask
from brygga.pathways.command.prepare import prepare


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def pathways() -> None:
    """Analyse the care chain: prepare contact data once, then ask many questions.

    Exit status 0 is done, 1 refused with a reason, 2 wrong use.
    """


pathways.add_command(prepare)
pathways.add_command(ask)

__all__ = ["pathways"]
