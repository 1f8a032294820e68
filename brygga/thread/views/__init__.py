"""Pages of the thread: the nation, a county, a place, a provision at a place, the years."""
