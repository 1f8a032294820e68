"""How far a preparation has come, for whoever waits."""

from collections.abc import Callable

Progress = Callable[[float], None]
"""Told how much is done, from 0 to 1."""


def silent(_share: float) -> None:
    """Nobody watches."""


def stretch(progress: Progress, begin: float, end: float) -> Progress:
    """Progress of a part of the work, which begins and ends at these shares of the whole."""
    return lambda share: progress(begin + share * (end - begin))
