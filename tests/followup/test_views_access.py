"""Who gets in, and what a forged or empty post is answered."""

import pytest

from brygga.followup.models import Answer
from tests.builders import people
from tests.followup.pages import MAPPING, QUESTION, ROUND, text

pytestmark = pytest.mark.django_db


# Who gets in

PAGES = {
    MAPPING: {"county": 200, "leader": 200, "social": 200, "evaluator": 200},
    QUESTION: {"county": 200, "leader": 200, "social": 200, "evaluator": 200},
    f"{QUESTION}ena/": {"county": 200, "leader": 200, "social": 200, "evaluator": 403},
    f"{MAPPING}motesdag/": {"county": 200, "leader": 200, "social": 200, "evaluator": 403},
    f"{MAPPING}skicka-in/": {"county": 200, "leader": 200, "social": 403, "evaluator": 403},
    f"{MAPPING}granska/": {"county": 200, "leader": 403, "social": 403, "evaluator": 403},
    f"{MAPPING}oppna-igen/": {"county": 200, "leader": 403, "social": 403, "evaluator": 403},
    ROUND: {"county": 200, "leader": 200, "social": 200, "evaluator": 200},
    f"{ROUND}forbered/": {"county": 200, "leader": 403, "social": 403, "evaluator": 403},
    f"{ROUND}forbered/riktlinjer/": {"county": 200, "leader": 403, "evaluator": 403},
    f"{ROUND}forbered/ny-fraga/": {"county": 200, "leader": 403, "evaluator": 403},
    f"{ROUND}forbered/fraga/fraga-1/": {"county": 200, "leader": 404, "evaluator": 403},
    f"{ROUND}paminn/": {"county": 200, "leader": 403, "social": 403, "evaluator": 403},
    "/kartlaggning/": {"county": 200, "leader": 200, "social": 200, "evaluator": 200},
    "/kartlaggning/ny/": {"county": 200, "leader": 403, "social": 403, "evaluator": 403},
}


@pytest.fixture
def there(county, leader, social):
    evaluator = people.person("evaluator", "01")
    return {"county": county, "leader": leader, "social": social, "evaluator": evaluator}


@pytest.mark.parametrize("url", PAGES)
@pytest.mark.usefixtures("mapping")
def test_who_gets_in(url, visit, client, there, outsider):
    answered = {name: visit(there[name], url).status_code for name in PAGES[url]}
    assert answered == PAGES[url]
    general = url.count("/") < 4
    assert visit(outsider, url).status_code == (200 if general else 404)
    client.logout()
    assert client.get(url).status_code == 302


POSTS = [
    f"{MAPPING}klar/",
    f"{MAPPING}skicka-in/",
    f"{MAPPING}granska/",
    f"{MAPPING}oppna-igen/",
    f"{MAPPING}motesdag/",
    QUESTION,
    f"{QUESTION}som-forra-aret/",
    f"{QUESTION}ena/",
    f"{QUESTION}ta-tillbaka/",
    f"{ROUND}oppna/",
    f"{ROUND}stang/",
    f"{ROUND}lagg-till-platser/",
    f"{ROUND}paminn/",
    f"{ROUND}forbered/",
    f"{ROUND}forbered/riktlinjer/",
    f"{ROUND}forbered/ny-fraga/",
    f"{ROUND}forbered/fraga/fraga-1/",
    f"{ROUND}forbered/fraga/fraga-1/flytta/",
    f"{ROUND}forbered/fraga/fraga-1/ta-bort/",
]


@pytest.mark.parametrize("url", POSTS)
def test_a_forged_post_is_turned_away(url, mapping, send, outsider):
    evaluator = people.person("evaluator", "01")
    assert send(evaluator, url, {"sida": "social_services"}).status_code == 403
    assert send(outsider, url, {"sida": "social_services"}).status_code == 404
    assert not Answer.objects.exists()


@pytest.mark.parametrize("url", POSTS)
def test_an_empty_post_from_who_may_is_never_an_error(url, mapping, send, county):
    assert send(county, url).status_code in {200, 302, 403}


@pytest.mark.parametrize(
    "url",
    [
        "/kartlaggning/2010/nowhere/",
        "/kartlaggning/1999/0160/",
        "/kartlaggning/0000/0160/",
        f"{MAPPING}no-such-question/",
        f"{MAPPING}no-such-question/ena/",
        "/kartlaggning/99/2010/",
        "/kartlaggning/01/0000/",
        "/kartlaggning/01/20100/",
        f"{ROUND}forbered/fraga/nope/",
        f"{ROUND}paminn/?plats=nowhere",
    ],
)
def test_what_is_not_there_is_not_found(url, mapping, visit, county):
    assert visit(county, url).status_code == 404


def test_a_county_and_a_place_are_never_mistaken_for_each_other(mapping, visit, county):
    assert "Regional" not in text(visit(county, MAPPING))
    assert visit(county, ROUND).context["round"] == mapping.round
    assert visit(county, MAPPING).context["mapping"] == mapping
