"""The same person is the same however written, and a pseudonym is HMAC-SHA256."""

import hashlib
import hmac

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brygga.pathways.engine.identity import are_personal_numbers, pseudonyms, same_however_written

# Invented numbers of days long ago or to come, with the right check digit.
WRITTEN = [
    ("189001019802", 2009, "189001019802"),
    ("18900101-9802", 2009, "189001019802"),
    ("900101+9802", 2009, "189001019802"),
    ("900101-9802", 2009, "199001019802"),
    ("9001019802", 2009, "199001019802"),
    ("900101-9802", 1985, "189001019802"),
    # A coordination number: the day and sixty.
    ("900161-9809", 2009, "199001619809"),
    # No day, no check digit, no number: as it stands.
    ("901301-9802", 2009, "901301-9802"),
    ("900101-9803", 2009, "900101-9803"),
    ("900101x9802", 2009, "900101x9802"),
    (" patient 7 ", 2009, "patient 7"),
]


@pytest.mark.parametrize(("written", "year", "same"), WRITTEN)
def test_a_number_is_read_the_same_however_written(written, year, same):
    found, changed = same_however_written(pa.array([written]), np.array([year]))
    assert found.to_pylist() == [same]
    assert changed == (written != same)


@given(st.lists(st.text(max_size=14).filter(lambda text: "\0" not in text), min_size=1, max_size=5))
def test_other_identities_are_only_stripped_of_spaces(texts):
    found, _changed = same_however_written(pa.array(texts, pa.string()), np.full(len(texts), 2009))
    digits = [sum(letter in "0123456789" for letter in text) for text in texts]
    for text, number, same in zip(texts, digits, found.to_pylist(), strict=True):
        assert number >= 10 or same.strip() == text.strip()


@given(st.lists(st.text(max_size=80), min_size=1), st.binary(min_size=1, max_size=100))
def test_a_pseudonym_is_the_first_half_of_hmac_sha256(identities, key):
    expected = [hmac.digest(key, each.encode(), hashlib.sha256)[:16] for each in identities]
    assert pseudonyms(pa.array(identities, pa.string()), key).to_pylist() == expected


def test_a_word_that_is_a_personal_number_is_found_among_others():
    assert are_personal_numbers(["unit 1", "189001019802"])
    assert are_personal_numbers(["unit 1", "900101-9802"])
    assert not are_personal_numbers(["unit 1", "0160", "189001019803"])
