"""Addresses of the room."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from brygga.guidance import views
from brygga.guidance.rules import NUMBER_PATTERN


class NumberConverter(StringConverter):
    """A provision's number: nothing else reaches the database."""

    regex = NUMBER_PATTERN


register_converter(NumberConverter, "provision_number")

app_name = "guidance"
# A provision's address has two parts, so everything about a draft has three or more.
urlpatterns = [
    path("", views.documents, name="documents"),
    path("<slug:document>/", views.document, name="document"),
    path("<slug:document>/<provision_number:number>/", views.provision, name="provision"),
    path("<slug:document>/utkast/borja/", views.edition_new, name="edition_new"),
    path("<slug:document>/utkast/innehall/", views.draft, name="draft"),
    path("<slug:document>/utkast/publicera/", views.publish, name="publish"),
    path("<slug:document>/utkast/lagg-till/", views.provision_new, name="provision_new"),
    path(
        "<slug:document>/utkast/lydelse/<provision_number:number>/",
        views.wording_edit,
        name="wording_edit",
    ),
    path(
        "<slug:document>/utkast/lydelse/<provision_number:number>/dra-tillbaka/",
        views.provision_withdraw,
        name="provision_withdraw",
    ),
    path(
        "<slug:document>/utkast/lydelse/<provision_number:number>/ta-tillbaka/",
        views.provision_restore,
        name="provision_restore",
    ),
    path(
        "<slug:document>/utkast/lydelse/<provision_number:number>/underlag/nytt/",
        views.evidence_new,
        name="evidence_new",
    ),
    path(
        "<slug:document>/utkast/lydelse/<provision_number:number>/underlag/<int:pk>/",
        views.evidence_edit,
        name="evidence_edit",
    ),
    path(
        "<slug:document>/utkast/lydelse/<provision_number:number>/underlag/<int:pk>/ta-bort/",
        views.evidence_remove,
        name="evidence_remove",
    ),
]
