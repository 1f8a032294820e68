"""Addresses of the pages about certificates. Our own words come before codes."""

from django.urls import path

from brygga.competence.views import certificates as views

urlpatterns = [
    path("intyg/utfardare/", views.issuer, name="issuer"),
    path("intyg/utfardare/nycklar.json", views.badge_keys, name="badge_keys"),
    path("intyg/utfardare/aterkallade.json", views.revoked, name="revoked"),
    path("intyg/kurser/<slug:slug>/", views.achievement, name="achievement"),
    path("intyg/<slug:uid>/", views.certificate, name="certificate"),
    path("intyg/<slug:uid>/intyg.pdf", views.certificate_pdf, name="certificate_pdf"),
    path("intyg/<slug:uid>/badge.json", views.badge_json, name="badge_json"),
    path("intyg/<slug:uid>/badge.jwt", views.badge_jwt, name="badge_jwt"),
    path("intyg/<slug:uid>/aterkalla/", views.certificate_revoke, name="certificate_revoke"),
]
