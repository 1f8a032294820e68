"""Tools for those who build Brygga. Nothing here runs in a living system."""
