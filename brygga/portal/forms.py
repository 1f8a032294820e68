"""What people write in the hall: which day the demo is to stand on."""

from datetime import date, timedelta

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from brygga.portal.rules import LAST_DEMO_DAY, is_own_path


class WayBackField(forms.CharField):
    """The page one came from; what is no page of ours counts as the front page."""

    # On every page of a demo, where other forms have a way back too.
    widget = forms.HiddenInput(attrs={"id": "id_demo_day_next"})

    def clean(self, value: object) -> str:
        path = str(value or "")
        return path if is_own_path(path) else reverse("portal:front")


class DemoDayForm(forms.Form):
    """A later day, and where to go when it has come. Suggests the day after `today`."""

    demo_day = forms.DateField(label=_("Move forward to"))
    next = WayBackField()

    def __init__(self, data: QueryDict | None = None, *, today: date, came_from: str = "") -> None:
        tomorrow = min(today, LAST_DEMO_DAY - timedelta(days=1)) + timedelta(days=1)
        super().__init__(data, initial={"demo_day": tomorrow, "next": came_from})
        # For the browser's own calendar; what stands here is decided by the rule.
        self.fields["demo_day"].widget.attrs |= {
            "min": tomorrow.isoformat(),
            "max": LAST_DEMO_DAY.isoformat(),
        }
