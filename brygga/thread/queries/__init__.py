"""Reads across all rooms below: the chain, the matrix, the nation, the years, the place."""
