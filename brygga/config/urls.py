"""Root addresses. Swedish without prefix, English under /en/; both are the same pages."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [
    path("", include("brygga.portal.urls_plain")),
    *i18n_patterns(
        path("", include("brygga.portal.urls")),
        path("konto/", include("brygga.people.urls_account")),
        path("konto/", include("allauth.urls")),
        path("", include("brygga.people.urls")),
        path("kunskap/", include("brygga.guidance.urls")),
        path("kartlaggning/", include("brygga.followup.urls")),
        path("plan/", include("brygga.plans.urls")),
        path("laget/", include("brygga.thread.urls")),
        prefix_default_language=False,
    ),
]
