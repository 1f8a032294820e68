"""Measures Brygga on a simulated country, on both databases, and compares with the budgets.

    python -m bench                    everything, both databases
    python -m bench --quick            few runs and no clean installation: is it about right?
    python -m bench --write            and print the table into docs/benchmarks.md

Figures are medians with the lowest and highest beside; a missed budget gives exit code 1.
Everything happens in a temporary home, and on PostgreSQL in databases made for it and dropped.
"""
