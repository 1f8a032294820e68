"""Addresses of the thread, below /laget/."""

from django.urls import path, re_path

from brygga.thread.views.nation import nation
from brygga.thread.views.place import place
from brygga.thread.views.provision import provision
from brygga.thread.views.report import report, report_text
from brygga.thread.views.work_list import work_list
from brygga.thread.views.years import years

app_name = "thread"
urlpatterns = [
    path("", nation, name="nation"),
    path("arbetslista/<slug:document>/<int:edition>/", work_list, name="work_list"),
    path("<slug:code>/", place, name="place"),
    path("<slug:code>/over-aren/", years, name="years"),
    path("<slug:code>/uppfoljning/<int:year>/", report, name="report"),
    path("<slug:code>/uppfoljning/<int:year>/text/", report_text, name="report_text"),
    re_path(
        r"^(?P<code>[-\w]+)/(?P<document>[-\w]+)/(?P<number>[0-9A-Za-z][0-9A-Za-z.-]*)/$",
        provision,
        name="provision",
    ),
]
