"""Addresses of the pages about trainers. Our own words come before courses."""

from django.urls import path

from brygga.competence.views import trainers as views
from brygga.competence.views.cascade import cascade

urlpatterns = [
    path("utbildare/", views.trainers, name="trainers"),
    path("utbildare/rapportera/", views.report, name="report"),
    path("utbildare/omgang/<slug:slug>/", views.teaching, name="teaching"),
    path("utbildare/<slug:slug>/", cascade, name="cascade"),
    path("utbildare/<slug:slug>/ny/", views.trainer_new, name="trainer_new"),
    path("utbildare/<slug:slug>/<int:pk>/avsluta/", views.trainer_end, name="trainer_end"),
]
