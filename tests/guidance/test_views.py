import csv
from datetime import date
from io import StringIO

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import translation

from brygga.guidance import queries
from brygga.guidance.enums import Audience, Dimension, PriorityClass, Strength
from brygga.guidance.models import Edition, Evidence
from tests.builders import guidance, people

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
SECRET = "Hemligt utkast"
WORDING = {
    "title": "AUDIT",
    "condition": "Vuxna",
    "measure": "Fråga alla",
    "audience": "both",
    "priority_class": "unknown",
    "priority": "2",
    "source": "",
}
EVIDENCE = {
    "dimension": "service_users",
    "statement": "Fråga snällt",
    "strength": "ungraded",
    "source": "Brukarrådet",
    "dated_on": "2026-05-01",
}


@pytest.fixture(autouse=True)
def swedish():
    """A page asked for in English leaves its language behind in the process; not here."""
    with translation.override("sv"):
        yield


@pytest.fixture
def document():
    """A county policy with two published editions and a draft that nobody outside may see."""
    made = guidance.document("policy", title="Policyn", short_title="Policyn")
    guidance.edition(made, 1, numbers=["3", "5"])
    second = guidance.edition(made, 2)
    wording = guidance.wording(
        second, "3", title="Barn ses tidigt", measure="Uppmärksamma barnen", condition="Föräldrar",
        priority=1, priority_class=PriorityClass.SHOULD, audience=Audience.BOTH,
        source="https://example.org/policy",
    )  # fmt: skip
    guidance.evidence(wording, statement="Det hjälper", strength=Strength.STRONG)
    draft = guidance.draft(made, 3, name=f"{SECRET} 3")
    guidance.wording(draft, "3", title=SECRET, measure=SECRET)
    guidance.evidence(guidance.wording(draft, "9", title=SECRET), statement=SECRET)
    return made


@pytest.fixture
def editor(client):
    client.force_login(people.national().user)
    return client


def at(name, *args):
    return reverse(f"guidance:{name}", args=args)


def text_of(response):
    assert response.status_code == 200
    return response.content.decode()


def rows_of(response):
    assert response.headers["Content-Type"].startswith("text/csv")
    return list(csv.DictReader(StringIO(response.content.decode("utf-8-sig"))))


# -- What everybody reads


def test_documents_are_listed_by_kind_for_a_visitor(client, document):
    text = text_of(client.get(at("documents")))
    assert "Länspolicy" in text
    assert "Policyn" in text
    assert "Gäller i Stockholms län" in text
    assert "1 punkt\n" in text
    assert "<html" not in text_of(client.get(at("documents"), headers=HTMX))


def test_no_documents_says_so(client):
    assert "Inga dokument är publicerade ännu" in text_of(client.get(at("documents")))


def test_documents_as_a_file(client, document):
    (row,) = rows_of(client.get(at("documents"), {"format": "csv"}))
    assert (row["Dokument"], row["Gäller i"], row["Antal punkter"]) == (
        "policy",
        "Stockholms län",
        "1",
    )


def test_a_document_shows_its_provisions_and_what_is_new(client, document):
    text = text_of(client.get(at("document", "policy")))
    assert "Uppmärksamma barnen" in text
    assert "Bör erbjudas (1–3)" in text
    assert "Nytt i Utgåva 2" in text
    assert "<del>Gör 3</del>" in text
    assert at("provision", "policy", "5") in text  # withdrawn, and still to be read
    part = text_of(client.get(at("document", "policy"), headers=HTMX))
    assert "Uppmärksamma barnen" in part
    assert "<html" not in part


def test_what_is_not_known_is_said(client):
    guidance.edition(guidance.document("nr"), numbers=["1"])
    text = text_of(client.get(at("document", "nr")))
    assert '<span class="ds-tag tone-unknown">Okänd</span>' in text
    assert '<span class="ds-tag tone-unknown">Okänt</span>' in text
    (row,) = rows_of(client.get(at("document", "nr"), {"format": "csv"}))
    assert (row["Prioritetssiffra"], row["Prioritetsklass"]) == ("Okänd", "Okänd")


def test_a_class_without_its_number_says_that_the_number_is_not_known(client):
    edition = guidance.edition(guidance.document("nr"))
    guidance.wording(edition, "7", priority_class=PriorityClass.SHOULD)
    guidance.wording(edition, "8", priority_class=PriorityClass.DO_NOT)
    text = text_of(client.get(at("document", "nr")))
    assert text.count("siffra okänd") == 1
    first, second = rows_of(client.get(at("document", "nr"), {"format": "csv"}))
    assert (first["Prioritetssiffra"], second["Prioritetssiffra"]) == ("Okänd", "")


def test_provisions_are_filtered(client):
    edition = guidance.edition(guidance.document("nr"))
    for number in range(1, 7):
        guidance.wording(edition, str(number), title=f"Åtgärd {number}")
    guidance.wording(
        edition, "7", title="Återfallsprevention", audience=Audience.BOTH,
        priority=4, priority_class=PriorityClass.CAN,
    )  # fmt: skip
    for query in ({"q": "åter"}, {"prioritet": "can"}, {"till": "health_care"}):
        text = text_of(client.get(at("document", "nr"), query))
        assert "Visar 1 av 7" in text
        assert "Återfallsprevention" in text
        assert "Åtgärd 1" not in text
        (row,) = rows_of(client.get(at("document", "nr"), {**query, "format": "csv"}))
        assert row["Nummer"] == "7"
    assert "Inget i utgåvan passar" in text_of(client.get(at("document", "nr"), {"q": "xyz"}))


@pytest.mark.parametrize(
    "query",
    [
        {"prioritet": "x", "till": "x"},
        {"utgava": "x"},
        {"utgava": "3"},
        {"utgava": "-1"},
        {"utgava": "9" * 40},
        {"q": "x" * 101},
        {"format": "x"},
    ],
)
def test_what_is_not_among_the_choices_is_left_out(client, document, query):
    assert "Uppmärksamma barnen" in text_of(client.get(at("document", "policy"), query))


def test_an_earlier_edition_says_that_it_is_one(client, document):
    text = text_of(client.get(at("document", "policy"), {"utgava": "1"}))
    assert "Det här är en äldre utgåva" in text
    assert "Gör 5" in text
    assert "Uppmärksamma barnen" not in text


def test_a_provision_shows_what_it_says_and_rests_on(client, document):
    text = text_of(client.get(at("provision", "policy", "3")))
    assert "Riktlinje 3: Barn ses tidigt" in text
    assert 'href="https://example.org/policy" rel="noopener external"' in text
    assert "Det hjälper" in text
    assert "Starkt underlag" in text
    assert text.count("Inget underlag inlagt ännu") == 2
    assert "Socialstyrelsens skala" in text
    assert "Som förut" not in text
    assert "<html" not in text_of(client.get(at("provision", "policy", "3"), headers=HTMX))


def test_a_withdrawn_provision_reads_as_it_last_did(client, document):
    text = text_of(client.get(at("provision", "policy", "5")))
    assert "Indragen i Utgåva 2. Så här löd den i Utgåva 1." in text
    assert "Gör 5" in text


def test_a_document_that_does_not_rank_shows_no_scale(client):
    edition = guidance.edition(guidance.document("nr"))
    guidance.wording(edition, "1", priority_class=PriorityClass.UNRANKED)
    text = text_of(client.get(at("provision", "nr", "1")))
    assert "Dokumentet rangordnar inte" in text
    assert "Socialstyrelsens skala" not in text


def test_a_source_that_is_no_web_address_is_never_a_link(client):
    wording = guidance.wording(
        guidance.edition(guidance.document("nr")), "1", source="javascript:alert(1)"
    )
    guidance.evidence(wording, source="data:text/html,x")
    text = text_of(client.get(at("provision", "nr", "1")))
    assert "javascript:alert(1)" in text
    assert 'href="javascript' not in text
    assert 'href="data' not in text


def test_markup_in_what_people_write_stays_words(client):
    wording = guidance.wording(
        guidance.edition(guidance.document("nr")), "1", title="<script>x</script>"
    )
    guidance.evidence(wording, statement="<img src=x>", source='https://example.org/"><b>')
    for address in (at("provision", "nr", "1"), at("document", "nr")):
        text = text_of(client.get(address))
        assert "<script>x" not in text
        assert "<img src=x>" not in text
        assert '"><b>' not in text


def test_pages_speak_english_too(client, document):
    text = text_of(client.get(f"/en{at('provision', 'policy', '3')}"))
    assert "Service users" in text
    assert "No evidence entered yet" in text


@pytest.mark.parametrize(
    "path", ["finns-ej/", "policy/9/", "policy/4/", "policy/%00/", "policy/a b/", "policy/3/x/"]
)
def test_what_is_not_there_is_404(client, document, path):
    assert client.get(f"{at('documents')}{path}").status_code == 404


# -- A draft does not leak


WRITING = [
    ("edition_new", ()),
    ("draft", ()),
    ("publish", ()),
    ("provision_new", ()),
    ("wording_edit", ("3",)),
    ("wording_edit", ("9",)),
    ("provision_withdraw", ("3",)),
    ("evidence_new", ("3",)),
    ("evidence_edit", ("9", 1)),
]
POSTS = [("provision_restore", ("5",)), ("evidence_remove", ("9", 1))]


@pytest.mark.parametrize("who", [None, people.county, people.municipality, people.outsider])
def test_a_draft_shows_nowhere_outside(client, document, who):
    if who:
        client.force_login(who().user)
    seen = [
        at("documents"),
        at("documents") + "?format=csv",
        at("document", "policy"),
        at("document", "policy") + "?utgava=3",
        at("document", "policy") + "?format=csv&utgava=3",
        at("provision", "policy", "3"),
    ]
    for address in seen:
        response = client.get(address)
        assert response.status_code == 200
        assert SECRET not in response.content.decode("utf-8-sig")
    only_drafted = client.get(at("provision", "policy", "9"))
    never_there = client.get(at("provision", "policy", "8"))
    assert only_drafted.status_code == never_there.status_code == 404
    assert SECRET not in only_drafted.content.decode()


@pytest.mark.parametrize("who", [people.county, people.municipality, people.outsider])
def test_writing_pages_answer_alike_whether_or_not_a_draft_exists(client, document, who):
    guidance.edition(guidance.document("utan"), numbers=["3"])
    client.force_login(who().user)
    expected = 403 if who is people.county else 404
    for name, args in [*WRITING, *POSTS]:
        for slug in ("policy", "utan"):
            address = at(name, slug, *args)
            posted = client.post(address, WORDING | EVIDENCE)
            assert posted.status_code == (405 if name == "draft" else expected)
            assert SECRET not in posted.content.decode()
            if (name, args) in WRITING:
                assert client.get(address).status_code == expected


@pytest.mark.parametrize(("name", "args"), [*WRITING, *POSTS])
def test_visitors_are_asked_to_sign_in_before_anything_else(client, document, name, args):
    for slug in ("policy", "finns-ej"):
        response = client.post(at(name, slug, *args))
        assert response.status_code == 302
        assert response.headers["Location"].startswith(reverse("account_login"))


# -- What editors write


def test_an_editor_is_led_to_the_draft(editor, document):
    for address in (at("document", "policy"), at("provision", "policy", "3"), at("documents")):
        assert at("draft", "policy") in text_of(editor.get(address))
    guidance.edition(guidance.document("utan"))
    assert at("edition_new", "utan") in text_of(editor.get(at("document", "utan")))


def test_a_document_that_is_only_a_draft_says_so_to_its_editor(editor):
    guidance.draft(guidance.document("ny"), 1, numbers=["1"])
    assert "Inget är publicerat ännu" in text_of(editor.get(at("document", "ny")))
    assert "Inte publicerat ännu" in text_of(editor.get(at("documents")))


def test_an_edition_is_begun(editor):
    guidance.edition(guidance.document("policy"), numbers=["3"])
    assert "kopia av Utgåva 1" in text_of(editor.get(at("edition_new", "policy")))
    response = editor.post(at("edition_new", "policy"), {"name": "Utgåva 2"})
    assert response.headers["Location"] == at("draft", "policy")
    assert "Punkt 3" in text_of(editor.get(at("draft", "policy")))


def test_the_first_edition_begins_empty(editor):
    guidance.document("policy")
    assert "tom utgåva" in text_of(editor.get(at("edition_new", "policy")))
    editor.post(at("edition_new", "policy"), {"name": "Utgåva 1"})
    assert "Utkastet är tomt" in text_of(editor.get(at("draft", "policy")))


def test_a_second_draft_is_refused_on_the_page_and_when_forged(editor, document):
    reason = "En ny utgåva är redan påbörjad"
    assert reason in text_of(editor.get(at("edition_new", "policy")))
    assert reason in text_of(editor.post(at("edition_new", "policy"), {"name": "Utgåva 4"}))
    assert Edition.objects.count() == 3


def test_the_draft_shows_what_it_does(editor, document):
    text = text_of(editor.get(at("draft", "policy")))
    assert "Tillagd" in text
    assert "Ändrad" in text
    assert "1 av 3 kunskapskällor" in text


def test_without_a_draft_there_is_nothing_to_write_in(editor):
    guidance.edition(guidance.document("policy"), numbers=["3"])
    for name, args in WRITING[1:]:
        assert editor.get(at(name, "policy", *args)).status_code == 404


def test_a_provision_is_added(editor, document):
    assert "Lägg till riktlinje" in text_of(editor.get(at("provision_new", "policy")))
    response = editor.post(at("provision_new", "policy"), WORDING | {"number": "14.A07"})
    assert response.headers["Location"] == at("wording_edit", "policy", "14.A07")
    added = queries.wording_in(queries.draft_of(document), "14.A07")
    assert (added.priority, added.priority_class) == (2, PriorityClass.SHOULD)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"number": "3"}, "Nummer 3 finns redan"),
        ({"number": "a/b"}, "Ett nummer har högst 20 tecken"),
        ({"number": "4", "priority_class": "can"}, "Prioritet 2 hör till"),
        ({"number": "4", "priority": "11"}, "10"),
        ({"number": "4", "measure": ""}, "Åtgärd:"),
    ],
)
def test_an_addition_that_does_not_fit_comes_back_with_a_sentence(editor, document, fields, reason):
    text = text_of(editor.post(at("provision_new", "policy"), WORDING | fields))
    assert reason in text
    assert "Fråga alla" in text or "measure" in fields


def test_a_wording_is_changed(editor, document):
    address = at("wording_edit", "policy", "3")
    assert SECRET in text_of(editor.get(address))
    response = editor.post(address, WORDING)
    assert response.headers["Location"] == at("draft", "policy")
    assert [str(each) for each in get_messages(response.wsgi_request)] == ["Sparat i utkastet."]
    assert "Fråga alla" in text_of(editor.get(address))
    assert "<html" not in text_of(editor.post(address, {}, headers=HTMX))


def test_a_provision_is_withdrawn_and_put_back(editor, document):
    address = at("provision_withdraw", "policy", "3")
    assert "Dra in Riktlinje 3" in text_of(editor.get(address))
    assert editor.post(address).headers["Location"] == at("draft", "policy")
    text = text_of(editor.get(at("draft", "policy")))
    assert "Indraget i den här utgåvan" in text
    assert editor.get(at("wording_edit", "policy", "3")).status_code == 404
    restore = at("provision_restore", "policy", "3")
    assert editor.get(restore).status_code == 405
    assert editor.post(restore).headers["Location"] == at("draft", "policy")
    assert editor.get(at("wording_edit", "policy", "3")).status_code == 200
    assert editor.post(restore).status_code == 403  # it is already there, and the page says so
    assert editor.post(at("provision_restore", "policy", "77")).status_code == 404


def test_evidence_is_added_changed_and_removed(editor, document):
    address = at("evidence_new", "policy", "3")
    asked = text_of(editor.get(address, {"dimension": "profession"}))
    assert '<option value="profession" selected>' in asked
    assert "selected" in text_of(editor.get(address, {"dimension": "x"}))
    back = at("wording_edit", "policy", "3")
    assert editor.post(address, EVIDENCE).headers["Location"] == back
    assert "Fråga snällt" in text_of(editor.get(back))
    assert "redan under samma rubrik" in text_of(editor.post(address, EVIDENCE))

    evidence = Evidence.objects.get(source="Brukarrådet")
    change = at("evidence_edit", "policy", "3", evidence.pk)
    assert "Fråga snällt" in text_of(editor.get(change))
    editor.post(change, EVIDENCE | {"statement": "Fråga alltid"})
    wording = queries.wording_in(queries.draft_of(document), "3")
    (saved,) = queries.evidence_of(wording)[Dimension.SERVICE_USERS]
    assert (saved.statement, saved.dated_on) == ("Fråga alltid", date(2026, 5, 1))

    remove = at("evidence_remove", "policy", "3", evidence.pk)
    assert editor.get(remove).status_code == 405
    assert editor.post(remove).headers["Location"] == back
    assert not Evidence.objects.filter(pk=evidence.pk).exists()
    assert editor.post(remove).status_code == 404


def test_evidence_is_reached_through_its_own_draft_only(editor, document):
    published = Evidence.objects.get(statement="Det hjälper")
    for pk in (published.pk, 10**30):
        assert editor.get(at("evidence_edit", "policy", "3", pk)).status_code == 404
        assert editor.post(at("evidence_remove", "policy", "3", pk)).status_code == 404
    assert Evidence.objects.filter(pk=published.pk).exists()


def test_the_changes_are_shown_before_publication(editor, document):
    text = text_of(editor.get(at("publish", "policy")))
    assert "Tillagd" in text
    assert "<del>Uppmärksamma barnen</del>" in text
    assert "Publicera utgåvan" in text


@time_machine.travel(date(2026, 11, 22))
def test_an_edition_is_published(editor, document):
    late = text_of(editor.post(at("publish", "policy"), {"published_on": "2026-11-23"}))
    assert "kan inte vara senare än i dag" in late
    response = editor.post(at("publish", "policy"), {"published_on": "2026-11-22"})
    assert response.headers["Location"] == at("document", "policy")
    assert SECRET in text_of(editor.get(at("document", "policy")))
    assert editor.post(at("publish", "policy"), {}).status_code == 404


def test_an_empty_draft_cannot_be_published_and_says_why(editor):
    guidance.draft(guidance.document("ny"), 1)
    text = text_of(editor.get(at("publish", "ny")))
    assert "Utgåvan är tom" in text
    assert 'aria-disabled="true"' in text
    assert "Inget läggs till" in text


@pytest.mark.parametrize("rows", [1, 3])
def test_a_document_page_costs_the_same_whatever_its_size(client, rows, django_assert_num_queries):
    document = guidance.document("nr")
    guidance.edition(document, 1, numbers=["3"])
    guidance.edition(document, 2, numbers=["3", "4", "10"][:rows])
    with django_assert_num_queries(7):
        text_of(client.get(at("document", "nr")))
    with django_assert_num_queries(4):
        text_of(client.get(at("provision", "nr", "3")))
