"""Moving the day that a demo stands on."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from brygga import clock
from brygga.kernel.refusal import Refused
from brygga.portal.actions import move_demo_day
from brygga.portal.forms import DemoDayForm
from brygga.ui.http import Request, page, public
from brygga.ui.templatetags.ui import sv_date


@public
@never_cache
@require_http_methods(["GET", "POST"])
def demo_day(request: Request) -> HttpResponse:
    """For everybody who tries the demo. Does not exist where the day is the calendar's."""
    today = clock.demo_day()
    if today is None:
        raise Http404
    sent = request.POST if request.method == "POST" else None
    form = DemoDayForm(sent, today=today)
    if _moves(form, request):
        return HttpResponseRedirect(form.cleaned_data["next"])
    context: dict[str, object] = {
        "form": form,
        "crumbs": [(_("Start"), reverse("portal:front")), (_("The demo's day"), None)],
    }
    return page(request, "portal/demo_day.html", context, part="form")


def _moves(form: DemoDayForm, request: Request) -> bool:
    """Whether the form was in order and the day has moved; a refusal becomes the field's error."""
    if not form.is_valid():
        return False
    day = form.cleaned_data["demo_day"]
    try:
        move_demo_day(to=day, by=request.actor)
    except Refused as refused:
        form.add_error("demo_day", str(refused.refusal.reason))
        return False
    messages.success(request, _("The demo's day is now %(day)s.") % {"day": sv_date(day)})
    return True
