"""Writing the log, and doing a request once."""

from brygga.audit.actions.once import Answer, OtherRequest, StillRunning, answered_once
from brygga.audit.actions.record import record

__all__ = ["Answer", "OtherRequest", "StillRunning", "answered_once", "record"]
