"""Pages of the hall, and addresses for machines."""

from brygga.portal.views.demo_day import demo_day
from brygga.portal.views.errors import csrf_failure, server_error
from brygga.portal.views.front import front, try_persona
from brygga.portal.views.machines import healthz, readyz, robots, security, sitemap
from brygga.portal.views.mine import mine
from brygga.portal.views.texts import about, accessibility

__all__ = [
    "about",
    "accessibility",
    "csrf_failure",
    "demo_day",
    "front",
    "healthz",
    "mine",
    "readyz",
    "robots",
    "security",
    "server_error",
    "sitemap",
    "try_persona",
]
