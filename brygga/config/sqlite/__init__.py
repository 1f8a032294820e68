"""SQLite as Django has it, but for how one waits for one's turn to write."""
