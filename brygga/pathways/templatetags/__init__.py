"""Tags of the page of the care chain."""
