"""Loading: all of it or nothing, again and again, one folder after the other."""

import shutil
from collections import defaultdict

import pytest
from django.apps import apps

from brygga.audit.models import Event
from brygga.guidance.models import Edition
from brygga.kernel.faults import Faulty
from brygga.people.models import Place, Responsibility
from brygga.programme.digest import digest
from brygga.programme.stored import stored_rows
from brygga.programme.tables import TABLE, TABLES
from tests.builders.programme import DEMO, FACTS, faults, folder, load, load_demo

DOCUMENT = """
[[documents]]
slug = "d"
title = "D"
short_title = "D"
kind = "steering_document"
issuer = "Vi"
place = "01"
provision_word = "Punkt"
"""
ROUND = """
[[rounds]]
county = "01"
year = 2012
title = "R"
status = "open"
opens_on = 2012-09-01
closes_on = 2012-11-30

[[rounds.questions]]
key = "a"
position = 1
kind = "structure"
short = "A"
text = "A?"
"""


@pytest.mark.django_db
def test_loading_again_changes_nothing():
    load_demo()
    before = digest()
    for path in (FACTS, FACTS):
        again = load(path)
    assert sum(again.changed.values()) == 0
    load(DEMO)
    assert digest() == before


@pytest.mark.django_db
def test_a_rehearsal_keeps_nothing():
    before, events = digest(), Event.objects.count()
    assert sum(load(FACTS, is_rehearsal=True).changed.values()) > 200
    assert digest() == before
    assert Event.objects.count() == events


@pytest.mark.django_db
def test_loading_is_in_the_log():
    load(FACTS)
    event = Event.objects.get(kind="programme.folder.loaded")
    assert event.actor_label == "system"
    assert event.detail["folder"] == "kunskap-till-praktik"


@pytest.mark.django_db
def test_one_fault_and_nothing_is_loaded(tmp_path):
    path = shutil.copytree(FACTS, tmp_path / "f")
    with (path / "activities.csv").open("a", encoding="utf-8") as file:
        file.write("x,0160,2010,Ett möte,,Någon,2010-02-30,planned,,\n")
    before = digest()
    with pytest.raises(Faulty) as caught:
        load(path)
    assert [str(fault) for fault in caught.value.faults] == [
        "activities.csv:3:7: '2010-02-30'; expected a date such as 2010-06-30"
    ]
    assert digest() == before


@pytest.mark.django_db
def test_rows_are_found_by_their_key_and_changed(tmp_path):
    load(folder(tmp_path, places="x,district,Före,0180,,,"))
    first = Place.objects.get(code="x")
    loaded = load(folder(tmp_path, places="x,district,Efter,0180,,,\ny,unit,Ny,x,,,"))
    assert loaded.changed["places"] == 2
    first.refresh_from_db()
    assert first.name == "Efter"
    assert Place.objects.get(code="y").path == "00/01/0180/x/y/"


@pytest.mark.django_db
def test_a_key_may_have_an_empty_part(tmp_path):
    path = folder(tmp_path, responsibilities="kommun-0160,0160,other,,,")
    load(path)
    load(path)
    assert Responsibility.objects.filter(sector="other").count() == 1


@pytest.mark.django_db
def test_a_source_is_stored_as_readers_see_it():
    load(FACTS)
    bromma = Place.objects.get(code="bromma")
    assert bromma.source.startswith("Nyhetsbrev nr 2/4 2010")
    assert bromma.source.endswith("juni 2010")


@pytest.mark.django_db
def test_children_in_toml_take_what_they_belong_to(tmp_path):
    path = folder(tmp_path)
    (path / "rounds.toml").write_text(ROUND, encoding="utf-8")
    loaded = load(path)
    assert loaded.changed == {"rounds": 1, "questions": 1}


@pytest.mark.django_db
def test_the_second_draft_of_a_document_is_a_fault_beside_one_in_the_database(tmp_path):
    path = folder(tmp_path, editions="d,1,Ett,draft,,")
    (path / "documents.toml").write_text(DOCUMENT, encoding="utf-8")
    load(path)
    found = faults(folder(tmp_path / "2", editions="d,2,Två,draft,,"))
    assert found == [
        "editions.csv:2:1: the document has another draft; one at a time, in the database"
    ]
    changed = folder(tmp_path / "3", editions="d,1,Ett,published,,\nd,2,Två,draft,,")
    assert faults(changed) == []
    assert Edition.objects.get(number=2).status == "draft"


@pytest.mark.django_db
def test_every_fault_of_a_folder_is_told_at_once(tmp_path):
    path = folder(
        tmp_path,
        settings='name = "x"\nslug = "x"\ncolour = "röd"\n',
        places="x,stad,X,0180,,,okänd",
        groups="g,G,network,x,,2010-13-01,,",
    )
    (path / "okänd.csv").write_text("a\n", encoding="utf-8")
    (path / "bild.png").write_bytes(b"")
    found = [fault.split(": ")[0] for fault in faults(path)]
    assert found == [
        "bild.png:0:0", "groups.csv:2:6", "okänd.csv:0:0", "places.csv:2:2", "places.csv:2:7",
        "programme.toml:3:10",
    ]  # fmt: skip


@pytest.mark.django_db
def test_a_table_is_loaded_after_those_it_points_at():
    names = [table.name for table in TABLES]
    for table in TABLES:
        for link in table.all_links:
            if link.to != table.name:
                assert names.index(link.to) < names.index(table.name)


@pytest.mark.django_db
def test_every_column_of_the_database_is_in_the_folder_or_is_an_account():
    kept_out = {
        ("people.Place", "path"), ("people.Appointment", "user"), ("plans.Activity", "owner_user"),
        ("followup.MappingStep", "by"), ("followup.Answer", "answered_by"),
        ("followup.ReportText", "saved_by"), ("plans.PlanStep", "by"), ("plans.ActivityStep", "by"),
        ("events.Attendee", "user"), ("events.Registration", "registered_by"),
        ("events.RegistrationStep", "by"), ("events.AttendanceStep", "by"),
        ("competence.Certificate", "revoked_by"), ("offer.Verification", "verified_by"),
        ("events.Session", "wall_code"),
        # Counted from the registrations.
        ("events.Session", "taken"), ("events.Quota", "taken"),
    }  # fmt: skip
    known = defaultdict(set)
    for table in TABLES:
        known[table.model] |= {column.leads_to[0] for column in table.plain}
        known[table.model] |= {link.field for link in table.all_links}
    missing = {
        (model._meta.label, field.name)
        for model, names in known.items()
        for field in model._meta.concrete_fields
        if not field.primary_key and field.name not in names
    }
    assert missing == kept_out


NOT_OF_THE_PROGRAMME = {
    # Accounts and what belongs to them.
    "people.User", "people.Grant", "people.Invitation", "access.Role", "followup.Reminder",
    # What this database has done, and when.
    "audit.Event", "audit.Answered", "audit.Attempt", "followup.TakenEdition", "events.Letter",
    # Files lie beside the database, and are backed up with it.
    "events.GatheringFile",
}  # fmt: skip


def test_every_model_is_in_the_folder_or_is_known_not_to_be():
    ours = [each for each in apps.get_models() if each.__module__.startswith("brygga.")]
    written = {table.model for table in TABLES}
    left_out = {each._meta.label for each in ours if each not in written}
    assert left_out == NOT_OF_THE_PROGRAMME


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["places", "principals", "responsibilities"])
def test_the_country_that_is_in_every_database_is_not_exported(name):
    assert list(stored_rows(TABLE[name], whole=False)) == []
    everything = stored_rows(TABLE[name], whole=True)
    assert {tuple(row) for row in everything} == TABLE[name].shipped()
