"""Writing the log, doing a request once, and not too often."""

from brygga.audit.actions.once import Answer, OtherRequest, StillRunning, answered_once
from brygga.audit.actions.pace import seconds_to_wait
from brygga.audit.actions.record import record

__all__ = ["Answer", "OtherRequest", "StillRunning", "answered_once", "record", "seconds_to_wait"]
