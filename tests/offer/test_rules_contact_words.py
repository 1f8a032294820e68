"""Words of contact data, in one text and one by one."""

import pytest

from brygga.offer.rules.contact_words import as_text, words_in


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ()),
        (" ; ;", ()),
        ("MET", ("MET",)),
        (" MET ;motiverande samtal; MET;", ("MET", "motiverande samtal")),
    ],
)
def test_each_word_once_without_spaces_around(text, words):
    assert words_in(text) == words
    assert words_in(as_text(words)) == words
