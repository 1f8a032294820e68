"""Addresses of the pages about coverage."""

from django.urls import path

from brygga.competence.views.coverage import coverage
from brygga.competence.views.staff import staff, unit_edit, unit_new

urlpatterns = [
    path("kompetens/<slug:place>/", coverage, name="coverage"),
    path("kompetens/<slug:place>/personal/", staff, name="staff"),
    path("kompetens/<slug:place>/ny-enhet/", unit_new, name="unit_new"),
    path("enhet/<slug:slug>/andra/", unit_edit, name="unit_edit"),
]
