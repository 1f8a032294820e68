from datetime import date

import pytest
from django.http import Http404
from django.utils import translation

from brygga.access.actor import VISITOR
from brygga.guidance import queries
from brygga.guidance.enums import Change, Dimension, DocumentKind, PriorityClass
from brygga.guidance.models import Edition
from brygga.guidance.rules import Wanted
from tests.builders import guidance, people

pytestmark = pytest.mark.django_db
NUMBERS = {1: ["3"], 3: ["3", "4", "10"]}


@pytest.fixture
def document():
    return guidance.document("policy")


# -- Documents


@pytest.mark.parametrize("rows", [1, 3])
def test_documents_cost_two_queries(rows, django_assert_num_queries):
    for number in range(rows):
        guidance.edition(guidance.document(f"d{number}"), numbers=NUMBERS[rows])
    with django_assert_num_queries(2):
        found = queries.documents()
        assert {each.document.place.name for each in found} == {"Stockholms län"}
    assert [each.provisions for each in found] == [rows] * rows


def test_documents_come_by_kind_and_then_from_the_nation_down():
    for slug, kind, code in [
        ("a", DocumentKind.STEERING_DOCUMENT, "01"),
        ("b", DocumentKind.COUNTY_POLICY, "12"),
        ("c", DocumentKind.COUNTY_POLICY, "01"),
        ("d", DocumentKind.NATIONAL_GUIDELINE, "00"),
    ]:
        guidance.edition(guidance.document(slug, kind=kind, code=code))
    assert [each.document.slug for each in queries.documents()] == ["d", "c", "b", "a"]


def test_a_document_shows_its_latest_published_edition_and_hides_its_draft(document):
    guidance.edition(document, 1, numbers=["1"])
    latest = guidance.edition(document, 2, numbers=["1", "2"])
    draft = guidance.draft(document, 3, numbers=["1", "2", "3"])
    (public,) = queries.documents(VISITOR)
    assert (public.latest, public.editions, public.provisions) == (latest, 2, 2)
    assert public.draft is None
    (written,) = queries.documents(people.national().actor)
    assert (written.draft, written.provisions) == (draft, 2)
    assert queries.draft_of(document) == draft
    assert queries.edition_before(draft) == latest


def test_a_document_without_a_published_edition_is_listed_for_its_writers_only(document):
    guidance.draft(document, 1, numbers=["1"])
    assert queries.documents() == []
    (summary,) = queries.documents(people.national().actor)
    assert (summary.latest, summary.editions, summary.provisions) == (None, 0, 0)


def test_one_edition_by_its_number(document):
    published = guidance.edition(document, 1)
    draft = guidance.draft(document, 2)
    assert queries.edition_of(VISITOR, "policy", 1) == published
    assert queries.edition_of(people.national().actor, "policy", 2) == draft
    for number in (2, 3, 10**30):
        with pytest.raises(Http404):
            queries.edition_of(VISITOR, "policy", number)


# -- Provisions and wordings


def test_a_provision_is_found_by_its_reference(document, django_assert_num_queries):
    guidance.edition(document, numbers=["14.A07"])
    with django_assert_num_queries(1):
        found = queries.provision_by_ref("policy/14.A07")
        assert (found.document.slug, found.document.place.code) == ("policy", "01")


@pytest.mark.parametrize(
    "ref",
    ["policy/9", "annan/3", "policy", "policy/", "/3", "", "policy/3/1", "po\0/3", "policy/\0"],
)
def test_any_other_reference_is_not_found(document, ref):
    guidance.edition(document, numbers=["3"])
    with pytest.raises(Http404):
        queries.provision_by_ref(ref)


def test_a_draft_gives_no_reference(document):
    guidance.draft(document, 1, numbers=["3"])
    with pytest.raises(Http404):
        queries.provision_by_ref("policy/3")


@pytest.mark.parametrize("rows", [1, 3])
def test_current_wordings_cost_one_query(document, rows, django_assert_num_queries):
    edition = guidance.edition(document, numbers=NUMBERS[rows])
    with django_assert_num_queries(1):
        found = queries.current_wordings()
        labels = [queries.label(each.provision, each) for each in found.values()]
    assert labels == [f"Riktlinje {number}" for number in NUMBERS[rows]]
    assert {each.edition for each in found.values()} == {edition}


def test_the_current_wording_is_the_latest_published_that_has_the_number(document):
    first = guidance.edition(document, 1, numbers=["1", "2"])
    second = guidance.edition(document, 2, numbers=["2"])
    guidance.draft(document, 3, numbers=["1", "2", "9"])
    found = queries.current_wordings()
    said = {each.provision.number: each.edition for each in found.values()}
    assert said == {"1": first, "2": second}


def test_wordings_are_asked_for_by_provision_and_by_day(document):
    first = guidance.edition(document, 1, numbers=["1", "2"], published_on=date(2008, 4, 3))
    guidance.edition(document, 2, numbers=["1", "2"], published_on=date(2019, 1, 15))
    one = guidance.provision(document, "1")
    found = queries.current_wordings([one.pk], on=date(2019, 1, 14))
    assert {pk: each.edition for pk, each in found.items()} == {one.pk: first}
    assert queries.current_wordings([], on=None) == {}
    assert queries.current_wordings(on=date(2008, 4, 2)) == {}
    assert queries.wording_of(one, on=date(2019, 1, 14)).edition == first
    assert queries.wording_of(one).edition.number == 2
    assert queries.wording_of(one, on=date(2008, 4, 2)) is None


def test_an_edition_of_unknown_day_has_always_been_there(document):
    guidance.edition(document, numbers=["1"], published_on=None)
    assert queries.wording_of(guidance.provision(document, "1"), on=date(1990, 1, 1)) is not None


def test_wordings_of_an_edition_come_in_reading_order(document, django_assert_num_queries):
    edition = guidance.edition(document, numbers=["10", "2", "1"])
    with django_assert_num_queries(1):
        found = [each.provision.number for each in queries.wordings_in(edition)]
    assert found == ["1", "2", "10"]
    assert sorted(queries.numbers_in(edition)) == ["1", "10", "2"]
    assert queries.wording_in(edition, "2").title == "Punkt 2"
    with pytest.raises(Http404):
        queries.wording_in(edition, "9")


def test_without_positions_the_numbers_themselves_decide(document):
    edition = guidance.edition(document, numbers=["10", "2", "1"])
    document.provisions.update(position=0)
    assert [each.provision.number for each in queries.wordings_in(edition)] == ["1", "2", "10"]
    current = queries.current_wordings().values()
    assert [each.provision.number for each in current] == ["1", "2", "10"]


def test_evidence_stands_in_three_dimensions_also_where_there_is_none(
    document, django_assert_num_queries
):
    wording = guidance.wording(guidance.edition(document))
    undated = guidance.evidence(wording, source="B")
    dated = guidance.evidence(wording, source="A", dated_on=date(2019, 1, 1))
    with django_assert_num_queries(1):
        found = queries.evidence_of(wording)
    assert found == {
        Dimension.RESEARCH: [dated, undated],
        Dimension.SERVICE_USERS: [],
        Dimension.PROFESSION: [],
    }


def test_one_statement_is_found_under_its_own_wording_only(document):
    edition = guidance.edition(document)
    evidence = guidance.evidence(guidance.wording(edition, "1"))
    assert queries.evidence_in(evidence.wording, evidence.pk) == evidence
    for wording, pk in [(guidance.wording(edition, "2"), evidence.pk), (evidence.wording, 10**30)]:
        with pytest.raises(Http404):
            queries.evidence_in(wording, pk)


# -- Changes


@pytest.mark.parametrize("rows", [1, 3])
def test_changes_cost_three_queries(document, rows, django_assert_num_queries):
    guidance.edition(document, 1, numbers=["1"])
    second = guidance.edition(document, 2, numbers=NUMBERS[rows])
    with django_assert_num_queries(3):
        found = queries.edition_changes(second)
        assert found[0].provision.document.slug == "policy"
    assert [each.change for each in found] == [Change.WITHDRAWN] + [Change.ADDED] * rows


def test_a_change_carries_both_wordings_and_says_what_differs(document):
    before = guidance.wording(guidance.edition(document, 1), "3", measure="Fråga")
    draft = guidance.draft(document, 2)
    after = guidance.wording(
        draft, "3", title="Punkt 3", measure="Fråga alla", priority=2,
        priority_class=PriorityClass.SHOULD,
    )  # fmt: skip
    (found,) = queries.edition_changes(draft)
    assert (found.change, found.before, found.after) == (Change.CHANGED, before, after)
    assert found.fields == ("measure", "priority", "priority_class")
    with translation.override("sv"):
        texts = [(str(each.name), each.before, each.after) for each in found.texts]
    assert texts == [
        ("åtgärd", "Fråga", "Fråga alla"),
        ("prioritet", "", "2"),
        ("prioritetsklass", "Okänd", "Bör erbjudas (1–3)"),
    ]


def test_in_a_first_edition_everything_is_added(document):
    found = queries.edition_changes(guidance.edition(document, numbers=["1", "2"]))
    assert [(each.change, each.before, each.texts) for each in found] == [
        (Change.ADDED, None, []),
        (Change.ADDED, None, []),
    ]
    assert [each.wording.title for each in found] == ["Punkt 1", "Punkt 2"]


def test_a_mended_source_and_new_evidence_change_nothing_that_was_answered(document):
    guidance.wording(guidance.edition(document, 1), "3", source="gammal")
    second = guidance.edition(document, 2)
    guidance.evidence(guidance.wording(second, "3", source="ny"))
    assert queries.edition_changes(second) == []


def test_a_later_edition_does_not_disturb_the_comparison_of_an_earlier(document):
    guidance.edition(document, 1, numbers=["1"])
    second = guidance.edition(document, 2, numbers=["1", "2"])
    guidance.edition(document, 3)
    assert [each.provision.number for each in queries.edition_changes(second)] == ["2"]


def test_history_begins_where_the_number_does(document, django_assert_num_queries):
    guidance.edition(document, 1)
    for number, measure in [(2, "A"), (3, "A"), (4, "B")]:
        guidance.wording(guidance.edition(document, number), "3", measure=measure)
    guidance.edition(document, 5)
    guidance.draft(document, 6, numbers=["3"])
    provision = guidance.provision(document, "3")
    with django_assert_num_queries(2):
        history = queries.history_of(provision)
    assert [(each.edition.number, each.change) for each in history] == [
        (5, Change.WITHDRAWN),
        (4, Change.CHANGED),
        (3, None),
        (2, Change.ADDED),
    ]
    assert [each.wording is None for each in history] == [True, False, False, False]


def test_a_provision_reads_as_on_a_day_or_was_changed_since(document, django_assert_num_queries):
    for number, measure in [(1, "A"), (2, "A"), (3, "B"), (4, "B"), (5, "A")]:
        guidance.wording(guidance.edition(document, number), "3", measure=measure)
    provision = guidance.provision(document, "3")
    with django_assert_num_queries(2):
        assert queries.reworded_since(provision, date(2002, 12, 1)) is None
    Edition.objects.filter(number=5).update(status="draft")
    for day, changed_in in [
        (date(2001, 1, 31), None),
        (date(2001, 2, 1), 3),
        (date(2003, 1, 31), 3),
        (date(2003, 2, 1), None),
        (date(2030, 1, 1), None),
    ]:
        found = queries.reworded_since(provision, day)
        assert (found and found.number) == changed_in, day


def test_an_edition_of_an_unknown_day_counts_as_always_published(document):
    for number, measure in [(1, "A"), (2, "B"), (3, "C")]:
        guidance.wording(guidance.edition(document, number), "3", measure=measure)
    provision = guidance.provision(document, "3")
    Edition.objects.filter(number=2).update(published_on=None)
    assert queries.reworded_since(provision, date(2001, 6, 1)).number == 3
    Edition.objects.update(published_on=None)
    assert queries.reworded_since(provision, date(2001, 6, 1)) is None


def test_a_number_that_comes_back_with_other_words_was_changed(document):
    for number, measure in [(1, "A"), (3, "B")]:
        guidance.wording(guidance.edition(document, number), "3", measure=measure)
    guidance.edition(document, 2)
    provision = guidance.provision(document, "3")
    assert queries.reworded_since(provision, date(2001, 6, 1)).number == 3


def test_a_withdrawn_provision_reads_as_it_last_did(document):
    guidance.wording(guidance.edition(document, 1), "3")
    guidance.edition(document, 2)
    assert queries.reworded_since(guidance.provision(document, "3"), date(2001, 6, 1)) is None


# -- Pages


@pytest.mark.parametrize("rows", [1, 3])
def test_an_edition_page_costs_at_most_five_queries(document, rows, django_assert_num_queries):
    guidance.edition(document, 1, numbers=["1"])
    guidance.edition(document, 2, numbers=NUMBERS[rows])
    with django_assert_num_queries(5):
        found = queries.edition_page(document, None, Wanted())
    assert (len(found.wordings), found.total, found.is_latest) == (rows, rows, True)


def test_an_edition_page_shows_what_was_asked_for(document):
    first = guidance.edition(document, 1, numbers=["1", "2"])
    second = guidance.edition(document, 2, numbers=["1"])
    shown = queries.edition_page(document, 1, Wanted(text="gör 2"))
    assert (shown.edition, shown.editions) == (first, [second, first])
    assert ([each.title for each in shown.wordings], shown.total) == (["Punkt 2"], 2)
    assert (shown.is_latest, shown.changes) == (False, [])


@pytest.mark.parametrize("number", [None, 0, 3, 99])
def test_an_edition_that_is_not_published_gives_the_latest(document, number):
    guidance.edition(document, 1)
    guidance.edition(document, 2)
    guidance.draft(document, 3)
    assert queries.edition_page(document, number, Wanted()).edition.number == 2


def test_a_document_without_editions_has_an_empty_page(document):
    guidance.draft(document, 1, numbers=["1"])
    shown = queries.edition_page(document, 1, Wanted())
    assert (shown.edition, shown.wordings, shown.is_latest) == (None, [], False)


@pytest.mark.parametrize("rows", [1, 3])
def test_a_draft_page_costs_five_queries(document, rows, django_assert_num_queries):
    guidance.edition(document, 1, numbers=["1"])
    draft = guidance.draft(document, 2, numbers=NUMBERS[rows])
    wording = queries.wording_in(draft, "3")
    for dimension, source in [("research", "A"), ("research", "B"), ("profession", "A")]:
        guidance.evidence(wording, Dimension(dimension), source=source)
    with django_assert_num_queries(5):
        shown = queries.draft_page(draft)
    assert [each.wording.provision.number for each in shown.rows] == NUMBERS[rows]
    assert shown.rows[0].dimensions == 2
    assert [each.change for each in shown.rows] == [Change.ADDED] * rows
    assert [each.provision.number for each in shown.withdrawn] == ["1"]


def test_what_hinders_publication_is_told_beforehand(document):
    guidance.edition(document, 1, published_on=date(2019, 1, 15))
    draft = guidance.draft(document, 2)
    assert "empty" in _refused(draft, date(2020, 1, 1))
    guidance.wording(draft)
    assert queries.publication_refusal(draft, date(2020, 1, 1)) is None
    assert "before" in _refused(draft, date(2019, 1, 14))
    assert "later" in _refused(draft, date(2999, 1, 1))


def _refused(edition, on):
    with translation.override("en"):
        return str(queries.publication_refusal(edition, on).reason)
