"""Export writes what load reads, and the digest is the same for the same data."""

import pytest

from brygga.followup.models import Answer, Standing
from brygga.kernel.refusal import Refused
from brygga.people.models import User
from brygga.programme.digest import digest
from brygga.programme.export import export_folder


def bytes_of(path):
    return {file.name: file.read_bytes() for file in path.iterdir()}


@pytest.mark.usefixtures("demo")
def test_what_stands_of_accepted_mappings_is_in_no_file_and_in_the_digest(tmp_path):
    export_folder(tmp_path / "out")
    assert not (tmp_path / "out" / "standings.csv").exists()
    before = digest()
    Standing.objects.filter(pk=Standing.objects.first().pk).delete()
    assert digest() != before


@pytest.mark.usefixtures("demo")
def test_a_formula_is_marked_as_text(tmp_path):
    Answer.objects.filter(mapping__place__code="0160").update(comment="=SUM(A1)")
    export_folder(tmp_path / "out")
    text = (tmp_path / "out" / "answers.csv").read_text(encoding="utf-8")
    assert ",'=SUM(A1)," in text
    assert ",=SUM(A1)," not in text


@pytest.mark.usefixtures("demo")
def test_an_export_replaces_an_export_and_nothing_else(tmp_path):
    out = tmp_path / "out"
    export_folder(out)
    export_folder(out)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "brev.txt").write_text("Hej", encoding="utf-8")
    with pytest.raises(Refused):
        export_folder(tmp_path / "mine")
    with pytest.raises(Refused):
        export_folder(tmp_path / "mine" / "brev.txt")


@pytest.mark.usefixtures("demo")
def test_sources_get_keys_that_do_not_meet(tmp_path):
    export_folder(tmp_path / "out")
    text = (tmp_path / "out" / "programme.toml").read_text(encoding="utf-8")
    keys = [line for line in text.splitlines() if line.startswith("key = ")]
    assert len(keys) == len(set(keys)) > 5


@pytest.mark.usefixtures("demo")
def test_no_account_leaves_with_an_export(tmp_path):
    user = User.objects.create(email="nagon@demo.example", name="Någon Hemlig")
    Answer.objects.update(answered_by=user)
    export_folder(tmp_path / "out")
    written = b"".join(bytes_of(tmp_path / "out").values())
    assert b"nagon@" not in written
    assert b"Hemlig" not in written


@pytest.mark.usefixtures("demo")
def test_the_digest_sees_answers_accounts_and_who_answered():
    seen = {digest()}
    user = User.objects.create(email="nagon@demo.example", name="Någon")
    seen.add(digest())
    Answer.objects.filter(pk=Answer.objects.first().pk).update(answered_by=user)
    seen.add(digest())
    Answer.objects.filter(pk=Answer.objects.first().pk).update(comment="Ny")
    seen.add(digest())
    assert len(seen) == 4


@pytest.mark.usefixtures("demo")
def test_the_digest_is_the_same_on_every_database():
    assert digest() == DEMO_DIGEST, "the demo folders changed: put the new digest here"


# Of the two folders in `programmes/`, whichever database they are loaded into.
DEMO_DIGEST = "5d33d0b08631e6fef414d3cae6455ca1e665899331fbe9c9a4f2456959791643"
