from datetime import date

import pytest
import time_machine
from django.http import Http404

from brygga.access.actor import Actor
from brygga.audit.models import Event
from brygga.guidance import actions, queries
from brygga.guidance.enums import (
    Audience,
    Change,
    Dimension,
    EditionStatus,
    PriorityClass,
    Strength,
)
from brygga.guidance.models import Edition, Evidence, Provision, Wording
from brygga.guidance.rules import EvidenceValues, WordingValues
from brygga.guidance.signals import edition_published
from brygga.kernel.refusal import Refused
from tests.builders import guidance

pytestmark = pytest.mark.django_db
BY = Actor(user_id=7)
VALUES = WordingValues(
    title="AUDIT",
    condition="Möjligt alkoholproblem",
    measure="Fråga alla",
    audience=Audience.BOTH,
    priority=1,
    priority_class=PriorityClass.SHOULD,
)
TODAY = date(2026, 11, 22)


def evidence_values(**fields):
    said = {
        "dimension": Dimension.SERVICE_USERS,
        "statement": "Fråga snällt",
        "strength": Strength.UNGRADED,
        "source": "Brukarrådet",
        "dated_on": date(2026, 5, 1),
    }
    return EvidenceValues(**said | fields)


@pytest.fixture
def document():
    return guidance.document("policy")


@pytest.fixture
def draft(document):
    guidance.edition(document, 1, numbers=["3"])
    return guidance.draft(document, 2, numbers=["3"])


@pytest.fixture
def heard():
    """The edition ids that rooms above are told of."""
    told = []

    def hear(edition_id, **_kwargs):
        told.append(edition_id)

    edition_published.connect(hear)
    yield told
    edition_published.disconnect(hear)


@pytest.fixture
def no_log(monkeypatch):
    """The log cannot be written: everything else in the transaction must go with it."""

    def fail(*_args, **_kwargs):
        raise RuntimeError("the log is full")

    monkeypatch.setattr(actions, "record", fail)


def logged(kind):
    (event,) = Event.objects.filter(kind=kind)
    assert (event.actor_id, event.path) == (7, "00/01/")
    return event.detail


# -- A new edition


def test_a_new_edition_copies_the_latest_published_with_its_evidence(document):
    guidance.edition(document, 1, numbers=["1"])
    latest = guidance.edition(document, 2)
    wording = guidance.wording(latest, "3", condition="Vuxna", source="https://example.org")
    guidance.wording(latest, "4")
    guidance.evidence(wording, statement="Hjälper", dated_on=date(2019, 1, 1))

    draft = actions.draft_edition(document=document, name=" Utgåva 3 ", by=BY)

    assert (draft.number, draft.name, draft.status) == (3, "Utgåva 3", EditionStatus.DRAFT)
    assert draft.published_on is None
    assert queries.edition_changes(draft) == []
    copy = queries.wording_in(draft, "3")
    assert (copy.source, copy.condition) == ("https://example.org", "Vuxna")
    (evidence,) = queries.evidence_of(copy)[Dimension.RESEARCH]
    assert (evidence.statement, evidence.dated_on) == ("Hjälper", date(2019, 1, 1))
    assert (Wording.objects.count(), Evidence.objects.count()) == (5, 2)
    assert logged("guidance.edition.drafted") == {"number": 3}


def test_the_first_edition_begins_empty(document):
    draft = actions.draft_edition(document=document, name="Utgåva 1", source=" källa ", by=BY)
    assert (draft.number, draft.source) == (1, "källa")
    assert queries.wordings_in(draft) == []


def test_a_second_draft_is_refused(draft, document):
    with pytest.raises(Refused):
        actions.draft_edition(document=document, name="Utgåva 3", by=BY)
    assert Edition.objects.count() == 2


def test_a_draft_that_cannot_be_logged_is_not_begun(document, no_log):
    guidance.edition(document, numbers=["3"])
    with pytest.raises(RuntimeError):
        actions.draft_edition(document=document, name="Utgåva 2", by=BY)
    assert (Edition.objects.count(), Wording.objects.count()) == (1, 1)


# -- What it says


def test_added_provisions_stand_where_a_reader_looks_for_them(draft):
    for number in ("10", "14.A07", "2"):
        actions.add_provision(edition=draft, number=number, values=VALUES, source=" s ", by=BY)
    assert [each.provision.number for each in queries.wordings_in(draft)] == [
        "2",
        "3",
        "10",
        "14.A07",
    ]
    added = queries.wording_in(draft, "10")
    assert queries.values_of(added) == VALUES
    assert added.source == "s"
    assert Event.objects.filter(kind="guidance.provision.saved").count() == 3


def test_a_number_that_was_withdrawn_before_comes_back_as_itself(document):
    guidance.edition(document, 1, numbers=["3"])
    guidance.edition(document, 2)
    draft = guidance.draft(document, 3)
    actions.add_provision(edition=draft, number="3", values=VALUES, by=BY)
    assert Provision.objects.count() == 1
    assert logged("guidance.provision.saved") == {"number": "3", "change": Change.ADDED}


@pytest.mark.parametrize(
    ("number", "values"),
    [("3", VALUES), ("tre kronor", VALUES), ("4", WordingValues(title="", measure="x"))],
)
def test_an_addition_that_does_not_fit_is_refused_and_leaves_nothing(draft, number, values):
    with pytest.raises(Refused):
        actions.add_provision(edition=draft, number=number, values=values, by=BY)
    assert (Provision.objects.count(), Event.objects.count()) == (1, 0)


def test_a_wording_is_changed_in_the_draft_only(draft):
    wording = queries.wording_in(draft, "3")
    actions.save_wording(wording=wording, values=VALUES, source=" https://example.org ", by=BY)
    saved = queries.wording_in(draft, "3")
    assert queries.values_of(saved) == VALUES
    assert saved.source == "https://example.org"
    assert queries.wording_of(saved.provision).title == "Punkt 3"
    assert logged("guidance.provision.saved") == {"number": "3", "change": Change.CHANGED}


def test_a_number_that_contradicts_its_class_is_refused(draft):
    wrong = WordingValues(title="A", measure="B", priority=5, priority_class=PriorityClass.SHOULD)
    with pytest.raises(Refused):
        actions.save_wording(wording=queries.wording_in(draft, "3"), values=wrong, by=BY)
    assert queries.wording_in(draft, "3").priority is None


def test_a_change_that_cannot_be_logged_is_not_made(draft, no_log):
    with pytest.raises(RuntimeError):
        actions.save_wording(wording=queries.wording_in(draft, "3"), values=VALUES, by=BY)
    assert queries.wording_in(draft, "3").title == "Punkt 3"


def test_a_withdrawn_provision_leaves_the_draft_and_stays_in_the_edition_before(draft):
    wording = queries.wording_in(draft, "3")
    guidance.evidence(wording)
    actions.withdraw_provision(wording=wording, by=BY)
    assert queries.numbers_in(draft) == []
    assert queries.provision_by_ref("policy/3").wordings.count() == 1
    assert logged("guidance.provision.saved") == {"number": "3", "change": Change.WITHDRAWN}


def test_a_provision_that_was_never_published_goes_with_its_wording(draft):
    wording = actions.add_provision(edition=draft, number="4", values=VALUES, by=BY)
    actions.withdraw_provision(wording=wording, by=BY)
    assert not Provision.objects.filter(number="4").exists()


def test_what_another_has_withdrawn_meanwhile_is_not_brought_back_by_saving(draft):
    mine, theirs = queries.wording_in(draft, "3"), queries.wording_in(draft, "3")
    actions.withdraw_provision(wording=theirs, by=BY)
    with pytest.raises(Http404):
        actions.save_wording(wording=mine, values=VALUES, by=BY)
    assert queries.numbers_in(draft) == []


def test_a_withdrawn_provision_can_be_put_back_as_it_stood(draft):
    before = queries.wording_of(guidance.provision(draft.document, "3"))
    guidance.evidence(before, statement="Hjälper")
    actions.withdraw_provision(wording=queries.wording_in(draft, "3"), by=BY)
    Event.objects.all().delete()
    actions.restore_provision(edition=draft, number="3", by=BY)
    assert queries.edition_changes(draft) == []
    back = queries.wording_in(draft, "3")
    assert [each.statement for each in queries.evidence_of(back)[Dimension.RESEARCH]] == ["Hjälper"]
    assert logged("guidance.provision.saved") == {"number": "3", "change": Change.ADDED}


def test_only_what_the_edition_before_said_can_be_put_back(draft, document):
    with pytest.raises(Refused):
        actions.restore_provision(edition=draft, number="3", by=BY)
    with pytest.raises(Http404):
        actions.restore_provision(edition=draft, number="4", by=BY)
    first = guidance.draft(guidance.document("ny"), 1)
    with pytest.raises(Http404):
        actions.restore_provision(edition=first, number="3", by=BY)


# -- What it rests on


def test_evidence_is_written_changed_and_removed(draft):
    wording = queries.wording_in(draft, "3")
    saved = actions.save_evidence(wording=wording, values=evidence_values(), by=BY)
    (found,) = queries.evidence_of(wording)[Dimension.SERVICE_USERS]
    assert (found, found.dated_on) == (saved, date(2026, 5, 1))
    assert logged("guidance.evidence.saved") == {
        "number": "3",
        "dimension": Dimension.SERVICE_USERS,
        "change": "saved",
    }
    moved = evidence_values(dimension=Dimension.PROFESSION, statement=" Fråga alltid ")
    actions.save_evidence(wording=wording, values=moved, evidence=saved, by=BY)
    (found,) = queries.evidence_of(wording)[Dimension.PROFESSION]
    assert (found.pk, found.statement) == (saved.pk, "Fråga alltid")

    actions.remove_evidence(evidence=found, by=BY)
    assert not Evidence.objects.exists()
    assert Event.objects.first().detail["change"] == "removed"


def test_one_source_says_one_thing_in_each_dimension(draft):
    wording = queries.wording_in(draft, "3")
    saved = actions.save_evidence(wording=wording, values=evidence_values(), by=BY)
    with pytest.raises(Refused):
        actions.save_evidence(wording=wording, values=evidence_values(statement="Mer"), by=BY)
    actions.save_evidence(
        wording=wording, values=evidence_values(statement="Mer"), evidence=saved, by=BY
    )
    other = evidence_values(dimension=Dimension.RESEARCH)
    actions.save_evidence(wording=wording, values=other, by=BY)
    assert Evidence.objects.count() == 2


@pytest.mark.parametrize("fields", [{"statement": " "}, {"source": ""}])
def test_evidence_without_statement_or_source_is_refused(draft, fields):
    wording = queries.wording_in(draft, "3")
    with pytest.raises(Refused):
        actions.save_evidence(wording=wording, values=evidence_values(**fields), by=BY)
    assert not Evidence.objects.exists()


def test_evidence_that_another_has_removed_meanwhile_is_not_brought_back(draft):
    evidence = guidance.evidence(queries.wording_in(draft, "3"))
    theirs = queries.evidence_in(evidence.wording, evidence.pk)
    actions.remove_evidence(evidence=theirs, by=BY)
    with pytest.raises(Http404):
        actions.save_evidence(
            wording=evidence.wording, values=evidence_values(), evidence=evidence, by=BY
        )
    assert not Evidence.objects.exists()


def test_evidence_that_cannot_be_logged_is_not_kept(draft, no_log):
    wording = queries.wording_in(draft, "3")
    evidence = guidance.evidence(wording)
    with pytest.raises(RuntimeError):
        actions.save_evidence(wording=wording, values=evidence_values(), by=BY)
    with pytest.raises(RuntimeError):
        actions.remove_evidence(evidence=evidence, by=BY)
    assert Evidence.objects.count() == 1


# -- Publication


@time_machine.travel(TODAY)
def test_publication_sets_the_day_and_is_told_once_it_is_kept(
    draft, heard, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        published = actions.publish_edition(edition=draft, on=date(2026, 11, 1), by=BY)
        assert heard == []
    assert heard == [draft.pk]
    assert (published.status, published.published_on) == (
        EditionStatus.PUBLISHED,
        date(2026, 11, 1),
    )
    assert queries.draft_of(draft.document) is None
    assert logged("guidance.edition.published") == {"number": 2}


@pytest.mark.parametrize("on", [date(2026, 11, 23), date(2001, 1, 31)])
@time_machine.travel(TODAY)
def test_publication_out_of_turn_is_refused_and_told_nobody(
    draft, heard, on, django_capture_on_commit_callbacks
):
    with (
        django_capture_on_commit_callbacks(execute=True),
        pytest.raises(Refused),
    ):
        actions.publish_edition(edition=draft, on=on, by=BY)
    assert (heard, Event.objects.count()) == ([], 0)
    assert queries.draft_of(draft.document) == draft


@time_machine.travel(TODAY)
def test_publication_that_cannot_be_logged_is_neither_kept_nor_told(
    draft, heard, no_log, django_capture_on_commit_callbacks
):
    with (
        django_capture_on_commit_callbacks(execute=True),
        pytest.raises(RuntimeError),
    ):
        actions.publish_edition(edition=draft, on=TODAY, by=BY)
    assert heard == []
    assert queries.draft_of(draft.document) == draft


def publish_twice(draft):
    """Two editors who both had the page open press the button."""
    copies = [Edition.objects.get(pk=draft.pk) for _ in range(2)]
    for copy in copies:
        actions.publish_edition(edition=copy, on=TODAY, by=BY)


@time_machine.travel(TODAY)
def test_an_edition_is_published_once(draft, heard, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(Refused):
        publish_twice(draft)
    assert heard == [draft.pk]


@time_machine.travel(TODAY)
def test_without_the_lock_it_would_be_published_twice(
    draft, heard, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(actions, "_lock", lambda edition: edition)
    with django_capture_on_commit_callbacks(execute=True):
        publish_twice(draft)
    assert heard == [draft.pk, draft.pk]


# -- Nothing is written in a published edition


@time_machine.travel(TODAY)
def test_a_published_edition_stays_as_it_was(document):
    edition = guidance.edition(document, 1)
    wording = guidance.wording(edition, "3")
    evidence = guidance.evidence(wording)
    attempts = [
        lambda: actions.add_provision(edition=edition, number="4", values=VALUES, by=BY),
        lambda: actions.save_wording(wording=wording, values=VALUES, by=BY),
        lambda: actions.withdraw_provision(wording=wording, by=BY),
        lambda: actions.restore_provision(edition=edition, number="4", by=BY),
        lambda: actions.save_evidence(wording=wording, values=evidence_values(), by=BY),
        lambda: actions.remove_evidence(evidence=evidence, by=BY),
        lambda: actions.publish_edition(edition=edition, on=TODAY, by=BY),
    ]
    for attempt in attempts:
        with pytest.raises(Refused):
            attempt()
    assert queries.values_of(queries.wording_in(edition, "3")).title == "Punkt 3"
    assert (Evidence.objects.count(), Event.objects.count()) == (1, 0)
