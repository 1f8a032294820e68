"""Addresses for machines: without language, without session, open to all."""

from django.urls import URLPattern, path
from django.views.generic import RedirectView
from ninja import NinjaAPI

from brygga.api.answers import answer_errors
from brygga.api.views import rounds
from brygga.ui.http import public

app_name = "api"
api = NinjaAPI(
    title="Brygga",
    version="1",
    description="Registering for rounds by machine. Each error has a `detail`: what to do.",
    docs_url=None,
    urls_namespace="api",
)
api.add_router("/v1/rounds", rounds)
answer_errors(api)


def _for_all(pattern: URLPattern) -> URLPattern:
    return path(str(pattern.pattern), public(pattern.callback), name=pattern.name)


# Ninja's own front page would lead to documentation that needs scripts from elsewhere.
urlpatterns = [
    path("", public(RedirectView.as_view(url="openapi.json")), name="api-root"),
    *(
        _for_all(one)
        for one in api.urls[0]
        if isinstance(one, URLPattern) and one.name != "api-root"
    ),
]
