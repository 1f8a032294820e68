"""Addresses of the room, one file for each of its three things."""

from brygga.competence.urls import certificates, coverage, trainers

app_name = "competence"
urlpatterns = [
    *certificates.urlpatterns,
    *trainers.urlpatterns,
    *coverage.urlpatterns,
]
