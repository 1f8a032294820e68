"""Swedish order."""

from hypothesis import given
from hypothesis import strategies as st

from brygga.kernel.sorting import swedish_key


def test_the_alphabet_ends_with_three_letters_in_their_own_order():
    names = ["Öland", "Ängelholm", "Åmål", "Zinkgruvan", "ab", "Aa"]
    assert sorted(names, key=swedish_key) == [
        "Aa",
        "ab",
        "Zinkgruvan",
        "Åmål",
        "Ängelholm",
        "Öland",
    ]


def test_other_accents_and_hyphens_do_not_move_a_name():
    names = ["Upplands Väsby", "Upplands-Bro", "Ümeå", "Yxlan", "Idé", "Ideal"]
    assert sorted(names, key=swedish_key) == [
        "Idé",
        "Ideal",
        "Upplands-Bro",
        "Upplands Väsby",
        "Ümeå",
        "Yxlan",
    ]


def test_a_letter_written_in_two_parts_is_the_same_letter():
    assert swedish_key("A\u030amål")[0] == swedish_key("Åmål")[0]


@given(st.lists(st.text(max_size=8), unique=True))
def test_the_order_is_the_same_however_the_list_began(names):
    backwards = list(reversed(names))
    assert sorted(names, key=swedish_key) == sorted(backwards, key=swedish_key)
