"""A programme as a folder of files: load, export, digest, simulate.

All or nothing: every fault is listed at once with file, line and column, and nothing is
changed. Three words to know: folder (TOML and CSV that a person can read), fault (what is
wrong and where), digest (one line that is the same when all data are).
"""
