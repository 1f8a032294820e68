"""Root addresses. Swedish without prefix, English under /en/; both are the same pages."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [
    path("", include("brygga.portal.urls_plain")),
    path("api/", include("brygga.api.urls")),
    *i18n_patterns(
        path("", include("brygga.portal.urls")),
        path("konto/", include("brygga.people.urls_account")),
        path("konto/", include("allauth.urls")),
        path("", include("brygga.people.urls")),
        path("kunskap/", include("brygga.guidance.urls")),
        path("kartlaggning/", include("brygga.followup.urls")),
        path("", include("brygga.events.urls")),
        path("", include("brygga.offer.urls")),
        path("", include("brygga.competence.urls")),
        path("plan/", include("brygga.plans.urls")),
        path("vardkedjan/", include("brygga.pathways.urls")),
        path("laget/", include("brygga.thread.urls")),
        prefix_default_language=False,
    ),
]

# 400, 403 and 404 are Django's own; a fault of ours is told apart from a database that is away.
handler500 = "brygga.portal.views.server_error"
