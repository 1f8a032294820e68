"""Addresses of the room. Our own words come before codes."""

from django.urls import path

from brygga.offer.views import directory, gaps, interventions, offers, support

app_name = "offer"
urlpatterns = [
    path("stod/", support.support, name="support"),
    path("stod/<slug:place>/", support.support_at, name="support_at"),
    path("insatser/", interventions.interventions, name="interventions"),
    path("insatser/<slug:slug>/", interventions.intervention, name="intervention"),
    path("insatser/<slug:slug>/andra/", interventions.intervention_edit, name="intervention_edit"),
    path("erbjudande/<slug:slug>/", offers.offer, name="offer"),
    path("erbjudande/<slug:slug>/andra/", offers.offer_edit, name="offer_edit"),
    path("erbjudande/<slug:slug>/avsluta/", offers.offer_end, name="offer_end"),
    path("erbjudande/<slug:slug>/stammer/", offers.offer_verify, name="offer_verify"),
    path("erbjudande/<slug:slug>/vantetid/", offers.offer_wait, name="offer_wait"),
    path("utbud/<slug:place>/", directory.directory, name="directory"),
    path("utbud/<slug:place>/glapp/", gaps.gaps, name="gaps"),
    path("utbud/<slug:place>/nytt/", offers.offer_new, name="offer_new"),
    path("utbud/<slug:place>/ny-insats/", interventions.intervention_new, name="intervention_new"),
    path(
        "utbud/<slug:place>/ansvar/<slug:slug>/",
        interventions.responsibility,
        name="responsibility",
    ),
]
