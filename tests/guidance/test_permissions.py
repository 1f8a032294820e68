import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from brygga.access.actor import VISITOR
from brygga.guidance.permissions import EDIT_DOCUMENT, VIEW_DOCUMENT, VIEW_EDITION, VIEW_PROVISION
from tests.builders import guidance, people

pytestmark = pytest.mark.django_db


@pytest.fixture
def four():
    return {
        "national": people.national().actor,
        "county": people.county().actor,
        "municipality": people.municipality().actor,
        "outsider": people.outsider().actor,
    }


def outcome(rule, actor, **lookup):
    try:
        rule.get(actor, **lookup)
    except PermissionDenied:
        return 403
    except Http404:
        return 404
    return 200


def outcomes(rule, four, **lookup):
    """What each is answered; the list and the single object must agree."""
    found = {}
    for name, actor in {**four, "visitor": VISITOR}.items():
        found[name] = outcome(rule, actor, **lookup)
        listed = rule.visible(actor).filter(**lookup).exists()
        assert listed == (found[name] == 200), name
    return found


def test_a_published_document_is_everybodys(four):
    guidance.edition(guidance.document("policy"))
    assert set(outcomes(VIEW_DOCUMENT, four, slug="policy").values()) == {200}


def test_a_document_that_is_only_a_draft_is_its_writers(four):
    guidance.draft(guidance.document("policy"), 1)
    assert outcomes(VIEW_DOCUMENT, four, slug="policy") == {
        "national": 200,
        "county": 404,
        "municipality": 404,
        "outsider": 404,
        "visitor": 404,
    }


def test_a_county_document_is_written_by_who_reaches_the_county(four):
    guidance.edition(guidance.document("policy", code="01"))
    assert outcomes(EDIT_DOCUMENT, four, slug="policy") == {
        "national": 200,
        "county": 403,
        "municipality": 404,
        "outsider": 404,
        "visitor": 404,
    }


def test_a_national_document_is_not_written_from_below(four):
    guidance.edition(guidance.document("nr", code="00"))
    assert outcomes(EDIT_DOCUMENT, four, slug="nr") == {
        "national": 200,
        "county": 404,
        "municipality": 404,
        "outsider": 404,
        "visitor": 404,
    }


def test_the_answer_about_writing_does_not_tell_whether_a_draft_exists(four):
    guidance.edition(guidance.document("utan"))
    begun = guidance.document("med")
    guidance.edition(begun)
    guidance.draft(begun)
    assert outcomes(EDIT_DOCUMENT, four, slug="utan") == outcomes(EDIT_DOCUMENT, four, slug="med")


def test_a_draft_edition_is_its_writers_and_a_published_one_everybodys(four):
    document = guidance.document("policy")
    published, draft = guidance.edition(document), guidance.draft(document)
    assert set(outcomes(VIEW_EDITION, four, pk=published.pk).values()) == {200}
    seen = outcomes(VIEW_EDITION, four, pk=draft.pk)
    assert seen.pop("national") == 200
    assert set(seen.values()) == {404}


def test_a_provision_that_only_a_draft_speaks_of_is_nobodys(four):
    document = guidance.document("policy")
    guidance.edition(document, numbers=["3"])
    guidance.draft(document, numbers=["3", "4"])
    assert set(outcomes(VIEW_PROVISION, four, number="3").values()) == {200}
    assert set(outcomes(VIEW_PROVISION, four, number="4").values()) == {404}


def test_a_withdrawn_provision_is_still_known(four):
    document = guidance.document("policy")
    guidance.edition(document, numbers=["3"])
    guidance.edition(document, 2, numbers=["4"])
    assert set(outcomes(VIEW_PROVISION, four, number="3").values()) == {200}
