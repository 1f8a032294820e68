"""What one home exports is all there once loaded into another, which has only the country."""

import pytest
from django.db import transaction

from brygga import clock
from brygga.access.actor import SYSTEM
from brygga.followup.actions import ask_again
from brygga.followup.models import Answer, Question, Round, Standing
from brygga.guidance.models import Provision
from brygga.plans.models import PlanStep
from brygga.programme.digest import digest
from brygga.programme.export import export_folder
from tests.builders.programme import folder, load, load_demo

AWKWARD = '=1+1, "två"\nrader\r\noch\rmer; åäö \u2028 \x07 \t\'='


def bytes_of(path):
    return {file.name: file.read_bytes() for file in path.iterdir()}


@pytest.mark.django_db
def test_export_load_export_gives_the_same_bytes(tmp_path):
    with transaction.atomic():
        load_demo()
        Answer.objects.filter(mapping__place__code="0160").update(comment=AWKWARD)
        PlanStep.objects.filter(plan__place__code="0160").update(reason=AWKWARD)
        export_folder(tmp_path / "first")
        full = digest()
        # Back to what every database has from the start.
        transaction.set_rollback(True)
    assert digest() != full
    load(tmp_path / "first")
    assert digest() == full
    export_folder(tmp_path / "second")
    assert bytes_of(tmp_path / "second") == bytes_of(tmp_path / "first")


def ask_again_in_vasby():
    """A new edition touches one answer; another is given anew, and not accepted as yet."""
    Round.objects.update(closes_on=clock.today())
    touched = Provision.objects.get(document__slug="stockholm-policy", number="3")
    ask_again(provision_ids=[touched.pk], edition_name="Policyn 2", by=SYSTEM)
    asked = Question.objects.get(round__year=2010, key="audit")
    answers = Answer.objects.filter(mapping__place__code="0114", question=asked)
    answers.update(level="not_begun")


@pytest.mark.django_db
def test_what_still_stands_of_a_mapping_asked_about_again_is_not_lost(tmp_path):
    with transaction.atomic():
        load_demo()
        ask_again_in_vasby()
        stood = standing("0114")
        assert 0 < len(stood) < Question.objects.filter(round__year=2010, form="level").count()
        assert ("audit", "not_begun") not in stood
        export_folder(tmp_path / "first")
        full = digest()
        transaction.set_rollback(True)
    for _again in range(2):
        load(tmp_path / "first")
        assert standing("0114") == stood
        assert digest() == full
    export_folder(tmp_path / "second")
    assert bytes_of(tmp_path / "second") == bytes_of(tmp_path / "first")


def standing(place):
    rows = Standing.objects.filter(mapping__place__code=place, mapping__round__year=2010)
    return sorted(rows.values_list("question__key", "level"))


@pytest.mark.django_db
def test_without_its_table_what_still_stands_would_be_lost(tmp_path):
    """The control: answers alone do not tell it, and the digest sees the loss."""
    with transaction.atomic():
        load_demo()
        ask_again_in_vasby()
        export_folder(tmp_path / "out")
        full = digest()
        transaction.set_rollback(True)
    (tmp_path / "out" / "standings.csv").unlink()
    load(tmp_path / "out")
    assert standing("0114") == []
    assert digest() != full


SHIPPED_SOURCES = """\
name = "Prov"
slug = "prov"
source = [
  { key = "scb", title = "SCB, kommuner och län" },
  { key = "sol", title = "Socialtjänstlagen" },
]
"""
UNDER_THE_SOURCES_OF_WHAT_IS_SHIPPED = {
    "places": "0160,municipality,Täby med nytt namn,01,,,scb\nny-plats,district,Ny,0160,,,scb",
    "principals": "kommun-0162,Danderyds stad,municipality,0162,,,scb\n"
    "ny-huvudman,Ny,private,0160,,,scb",
    "responsibilities": "kommun-0162,ny-plats,social_services,,,sol",
}


@pytest.mark.django_db
def test_what_stands_under_a_source_of_what_is_shipped_is_not_lost(tmp_path):
    """Another name, another row: only what every database has as it is may be left out."""
    with transaction.atomic():
        load(folder(tmp_path / "given", SHIPPED_SOURCES, **UNDER_THE_SOURCES_OF_WHAT_IS_SHIPPED))
        export_folder(tmp_path / "first")
        full = digest()
        transaction.set_rollback(True)
    load(tmp_path / "first")
    assert digest() == full
    export_folder(tmp_path / "second")
    assert bytes_of(tmp_path / "second") == bytes_of(tmp_path / "first")
    for table, rows in UNDER_THE_SOURCES_OF_WHAT_IS_SHIPPED.items():
        written = (tmp_path / "first" / f"{table}.csv").read_text(encoding="utf-8")
        assert written.count("\n") == 1 + len(rows.splitlines())


@pytest.mark.django_db
def test_a_shipped_row_loaded_as_it_is_is_in_no_file(tmp_path):
    as_they_are = {
        "places": "0160,municipality,Täby,01,,,scb",
        "principals": "kommun-0160,Täby kommun,municipality,0160,,,scb",
        "responsibilities": "kommun-0160,0160,social_services,,,sol",
    }
    given = folder(tmp_path / "given", SHIPPED_SOURCES, **as_they_are)
    assert sum(load(given).changed.values()) == 0
    export_folder(tmp_path / "out")
    assert list(bytes_of(tmp_path / "out")) == ["programme.toml"]
