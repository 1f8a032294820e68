"""What is measured in the country that was loaded: its largest county, a thread, two readers."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Value
from django.db.models.functions import Concat
from django.test import Client

from bench.pages import fetch
from brygga.followup.models import Mapping, Question, Round, Standing
from brygga.people.enums import PlaceKind
from brygga.people.models import Grant, Place, User

HOST = "127.0.0.1"


@dataclass
class Found:
    """The largest county's latest year with accepted answers in it."""

    county: Place
    year: int
    places: int
    years: list[int]
    place: Place
    reference: str
    visitor: Client = field(default_factory=lambda: Client(SERVER_NAME=HOST))
    leader: Client = field(default_factory=lambda: Client(SERVER_NAME=HOST))

    @property
    def county_page(self) -> str:
        return f"/laget/{self.county.code}/?ar={self.year}"

    @property
    def thread_page(self) -> str:
        return f"/laget/{self.place.code}/{self.reference}/?ar={self.year}"

    @property
    def pdf_pages(self) -> list[str]:
        """One a year: Typst remembers what it has set, and the same again would cost it little."""
        address = f"/laget/{self.county.code}/uppfoljning"
        return [f"{address}/{year}/?format=pdf" for year in sorted(self.years)]

    @contextmanager
    def gathered(self, places: int) -> Iterator[None]:
        """The county holds so many places for a while, each with its answers of two years."""
        with transaction.atomic():
            _gather(self.county, self.year, places)
            yield
            transaction.set_rollback(True)


def survey() -> Found:
    """Look the country over, and give its county a process leader to sign in as."""
    accepted = Round.objects.annotate(n=Count("mappings__standings__mapping", distinct=True))
    largest = accepted.order_by("-n", "-year").select_related("county").first()
    if largest is None or not largest.n:
        raise SystemExit("There are no accepted answers in this database")
    standing = (
        Standing.objects.filter(mapping__round=largest, question__provision__isnull=False)
        .select_related("mapping__place", "question__provision__document")
        .order_by("mapping__place__path", "question__position")[0]
    )
    provision = standing.question.provision
    found = Found(
        county=largest.county,
        year=largest.year,
        places=largest.mappings.count(),
        years=list(accepted.filter(county=largest.county, n__gt=0).values_list("year", flat=True)),
        place=standing.mapping.place,
        reference=f"{provision.document.slug}/{provision.number}",
    )
    _sign_in(found.leader, _leader(found.county))
    return found


def _sign_in(client: Client, user: User) -> None:
    """As after both steps: the session then says so, and nobody asks the database for it."""
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": 0.0}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()


def _leader(county: Place) -> User:
    user, _ = User.objects.get_or_create(email="leader@bench.example", defaults={"name": "Leader"})
    begins = date(2000, 1, 1)
    Grant.objects.get_or_create(
        user=user, role_id="county-process-leader", place=county, defaults={"valid_from": begins}
    )
    return user


def described() -> str:
    """For a process without Django: where the pages are and how to be signed in, as JSON."""
    found = survey()
    fetch(found.leader, found.thread_page)
    name = settings.SESSION_COOKIE_NAME
    return json.dumps(
        {
            "county": found.county.code,
            "year": found.year,
            "pages": {"County matrix": found.county_page, "National overview": "/laget/"},
            "thread": found.thread_page,
            "cookie": f"{name}={found.leader.cookies[name].value}",
        }
    )


# -- Moving places about -------------------------------------------------------------------------


def _gather(county: Place, year: int, places: int) -> None:
    every = Place.objects.filter(kind=PlaceKind.MUNICIPALITY, mappings__round__year=year)
    own = list(every.filter(parent=county).order_by("path"))
    others = list(every.exclude(parent=county).order_by("path"))
    missing = places - len(own)
    if missing > len(others):
        raise SystemExit(f"The country has fewer than {places} places with answers")
    if missing >= 0:
        _move(others[:missing], county, year)
    else:
        aside = Place.objects.filter(rounds__year=year).exclude(pk=county.pk).order_by("path")[0]
        _move(own[missing:], aside, year)


def _move(places: list[Place], county: Place, year: int) -> None:
    """To another county with all they have answered in the year and the one before."""
    codes = Concat(Value(county.path), "code", Value("/"))
    Place.objects.filter(pk__in=[each.pk for each in places]).update(parent=county, path=codes)
    for each in Round.objects.filter(county=county, year__in=(year, year - 1)):
        mappings = Mapping.objects.filter(place__in=places, round__year=each.year)
        for question in Question.objects.filter(round=each):
            asked = Standing.objects.filter(mapping__in=mappings, question__key=question.key)
            asked.update(question=question)
        mappings.update(round=each)
