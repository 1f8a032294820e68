"""Brygga, the bridge: a programme that carries knowledge into practice, held in one red thread."""
