"""What all commands share: the group, and tables that are there when a command needs them."""

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import click
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, OperationalError, connections
from django.db.migrations.executor import MigrationExecutor

P = ParamSpec("P")
R = TypeVar("R")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="brygga", prog_name="brygga")
def brygga() -> None:
    """Brygga carries knowledge into practice.

    Exit status: 0 done, 1 refused with a reason, 2 wrong use.
    """


def with_tables(command: Callable[P, R]) -> Callable[P, R]:
    """Bring the tables up to date first, so that a new home works at once.

    A database that cannot be reached is told in a sentence.
    """

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            if _is_behind():
                call_command("migrate", interactive=False, verbosity=0)
        except OperationalError as error:
            reason = str(error).strip().splitlines()[0]
            message = f"The database cannot be reached ({reason}). Look at BRYGGA_DATABASE_URL."
            raise click.ClickException(message) from None
        return command(*args, **kwargs)

    return run


def _is_behind() -> bool:
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
