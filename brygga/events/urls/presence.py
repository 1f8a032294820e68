"""Addresses of the presence pages."""

from django.urls import path

from brygga.events.views import days, door, papers, presence

_DAY = "kalender/<slug:slug>"

urlpatterns = [
    path(f"{_DAY}/narvaro/<int:number>/", presence.presence, name="presence"),
    path(f"{_DAY}/narvaro/<int:number>/ny/", presence.walk_in, name="walk_in"),
    path(f"{_DAY}/narvaro/<int:number>/lista/", papers.sheet, name="sheet"),
    path(f"{_DAY}/kod/<int:number>/", door.wall_code, name="wall_code"),
    path(f"{_DAY}/kod/<int:number>/ny/", days.wall_code_renew, name="wall_code_renew"),
    path(f"{_DAY}/har/<int:number>/", door.here, name="here"),
    path(f"{_DAY}/har/<int:number>/klart/", door.here_done, name="here_done"),
    path("incheckning/<str:token>/", door.check_in, name="check_in"),
]
