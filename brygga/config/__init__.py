"""Settings, root addresses, wiring and the command line: the only one that knows everybody."""
