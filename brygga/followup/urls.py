"""Addresses of the room: a county's code has two digits, a year four, so none is mistaken."""

from django.urls import path, register_converter
from django.urls.converters import IntConverter, StringConverter

from brygga.followup import views


class CountyConverter(StringConverter):
    regex = "[0-9]{2}"


class YearConverter(IntConverter):
    regex = "[0-9]{4}"


register_converter(CountyConverter, "round_county")
register_converter(YearConverter, "round_year")

ROUND = "<round_county:county>/<round_year:year>/"
MAPPING = "<round_year:year>/<slug:place>/"

app_name = "followup"
urlpatterns = [
    path("", views.rounds, name="rounds"),
    path("ny/", views.round_new, name="round_new"),
    path(ROUND, views.round_board, name="round"),
    path(f"{ROUND}forbered/", views.round_edit, name="round_edit"),
    path(f"{ROUND}forbered/riktlinjer/", views.round_provisions, name="round_provisions"),
    path(f"{ROUND}forbered/ny-fraga/", views.question_new, name="question_new"),
    path(f"{ROUND}forbered/fraga/<slug:key>/", views.question_edit, name="question_edit"),
    path(f"{ROUND}forbered/fraga/<slug:key>/flytta/", views.question_move, name="question_move"),
    path(
        f"{ROUND}forbered/fraga/<slug:key>/ta-bort/", views.question_remove, name="question_remove"
    ),
    path(f"{ROUND}oppna/", views.round_open, name="round_open"),
    path(f"{ROUND}stang/", views.round_close, name="round_close"),
    path(f"{ROUND}lagg-till-platser/", views.round_add_places, name="round_add_places"),
    path(f"{ROUND}paminn/", views.remind, name="remind"),
    # The words that stand where a question's key does are kept from keys (rules.RESERVED_KEYS).
    path(MAPPING, views.mapping, name="mapping"),
    path(f"{MAPPING}klar/", views.finish, name="finish"),
    path(f"{MAPPING}motesdag/", views.meeting, name="meeting"),
    path(f"{MAPPING}skicka-in/", views.submit, name="submit"),
    path(f"{MAPPING}granska/", views.review, name="review"),
    path(f"{MAPPING}oppna-igen/", views.reopen, name="reopen"),
    path(f"{MAPPING}<slug:key>/", views.question, name="question"),
    path(f"{MAPPING}<slug:key>/som-forra-aret/", views.same_again, name="same_again"),
    path(f"{MAPPING}<slug:key>/ena/", views.settle, name="settle"),
    path(f"{MAPPING}<slug:key>/ta-tillbaka/", views.unsettle, name="unsettle"),
]
