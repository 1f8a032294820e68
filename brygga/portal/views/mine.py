"""My page: what waits for me, what I wait for, what I may do."""

from typing import cast

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from brygga import clock
from brygga.people.models import User
from brygga.portal.context import waiting_of
from brygga.portal.queries import grants_of, has_second_factor
from brygga.ui.http import Request, page


@require_safe
def mine(request: Request) -> HttpResponse:
    waiting = waiting_of(request)
    context: dict[str, object] = {
        "for_me": [each for each in waiting if not each.blocked_by],
        "for_others": [each for each in waiting if each.blocked_by],
        "grants": grants_of(request.actor),
        "second_factor": has_second_factor(cast("User", request.user)),
        "today": clock.today(),
    }
    return page(request, "portal/mine.html", context, part="waiting")
