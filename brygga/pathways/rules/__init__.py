"""Periods, names and what contradicts what: decisions on plain values."""
