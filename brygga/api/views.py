"""Registering for a round by machine."""

import json
from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router

from brygga.access.actor import VISITOR
from brygga.api.answers import said
from brygga.api.queries import open_round, place_named, principal_named, standing
from brygga.api.shapes import Made, Standing, Wanted, Wrong, WrongFields
from brygga.audit.actions import Answer, answered_once
from brygga.events.actions import Person, RegisteredAlready, Wish, register_alone, send_link_again
from brygga.events.links import manage_url
from brygga.events.models import Gathering, Registration
from brygga.events.queries.queue import position_of
from brygga.people.queries import place_by_code
from brygga.ui.pace import asked_to_wait, wait_to_register

SCOPE = "api registrations"
LONGEST_KEY = 100
# Who asks for one round by its name has said nothing of another.
THIS_ROUND = Wish(flexible=False)
KEY = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": True,
    "description": "Chosen anew for each registration, such as a UUID; the same when asked again.",
    "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY, "pattern": "^[!-~]+$"},
}
rounds = Router(tags=["rounds"])


@rounds.get("/{slug}", response={200: Standing, 404: Wrong}, url_name="round")
def show_round(request: HttpRequest, slug: str) -> dict[str, object]:
    """Seats of a round and how many wait."""
    held = open_round(slug)
    times = {"opens_at": held.opens_at, "closes_at": held.closes_at}
    return {"capacity": held.capacity, **standing(held), **times}


@rounds.post(
    "/{slug}/registrations",
    response={201: Made, 400: Wrong, 404: Wrong, 409: Wrong, 422: WrongFields, 429: Wrong},
    url_name="register",
    openapi_extra={"parameters": [KEY]},
)
def register_for_round(request: HttpRequest, slug: str, wanted: Wanted) -> HttpResponse:
    """Register one person: a seat, or a place in the queue where none is free."""
    if seconds := wait_to_register(request):
        words = _("Too many registrations from one address. Wait %(seconds)s seconds and go on.")
        return asked_to_wait(said(429, words % {"seconds": seconds}), seconds)
    key = request.headers.get("Idempotency-Key", "")
    if not _is_key(key):
        return said(400, _no_key())
    return _answered_once(open_round(slug), key, wanted)


def _answered_once(held: Gathering, key: str, wanted: Wanted) -> HttpResponse:
    made = list[Registration]()
    try:
        answer = answered_once(
            scope=SCOPE,
            key=key,
            fingerprint=_fingerprint(held.slug, wanted),
            do=lambda: _registered(held, wanted, made),
        )
    except RegisteredAlready:
        send_link_again(gathering=held, email=wanted.email)
        raise
    return _whole(answer, made)


def _no_key() -> str:
    return _(
        "Send the header Idempotency-Key: one you choose anew for each registration, such as a "
        "UUID, of at most 100 visible characters. Ask again with the same one if unsure."
    )


def _is_key(key: str) -> bool:
    return 0 < len(key) <= LONGEST_KEY and all("!" <= sign <= "~" for sign in key)


def _fingerprint(slug: str, wanted: Wanted) -> str:
    told = json.dumps([slug, wanted.dict()], sort_keys=True)
    return sha256(told.encode()).hexdigest()


def _registered(held: Gathering, wanted: Wanted, made: list[Registration]) -> Answer:
    """Register, and answer with what may be kept: ids and states, no secret address."""
    person = Person(
        email=wanted.email,
        name=wanted.name,
        place=place_named(wanted.place) or place_by_code(wanted.place),
        profession=wanted.profession,
        principal=principal_named(wanted.principal) if wanted.principal else None,
    )
    row = register_alone(gathering=held, person=person, by=VISITOR, wish=THIS_ROUND)
    made.append(row)
    told = {"id": row.pk, "status": str(row.status), "position": position_of(row)}
    return Answer(201, json.dumps(told))


def _whole(answer: Answer, made: list[Registration]) -> HttpResponse:
    """The kept answer with its secret address, which is worked out anew each time."""
    told = json.loads(answer.body)
    row = made[0] if made else Registration.objects.get(pk=told["id"])
    told["manage_url"] = manage_url(row)
    return HttpResponse(
        json.dumps(told), status=answer.status, content_type="application/json; charset=utf-8"
    )
