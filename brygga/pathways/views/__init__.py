"""The page of the care chain."""
