from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brygga.guidance.enums import (
    Audience,
    Change,
    Dimension,
    EditionStatus,
    PriorityClass,
    Strength,
)
from brygga.guidance.rules import (
    COMPARED,
    Difference,
    EvidenceValues,
    Wanted,
    WordingValues,
    change_between,
    changed_fields,
    class_of_priority,
    diff,
    is_number,
    natural_key,
    positions,
    refuse_draft,
    refuse_edit,
    refuse_evidence,
    refuse_number,
    refuse_priority,
    refuse_publish,
    refuse_wording,
    settled_class,
    site,
    web_address,
)

RANKED = {PriorityClass.SHOULD, PriorityClass.CAN, PriorityClass.EXCEPTIONALLY}
numbers = st.text("019Aa.-", min_size=1, max_size=4).filter(is_number)
wordings = st.builds(
    WordingValues,
    title=st.sampled_from(["AUDIT", "DUDIT"]),
    condition=st.sampled_from(["", "Vuxna"]),
    measure=st.sampled_from(["Fråga", "Erbjud"]),
    audience=st.sampled_from(Audience.values),
    priority=st.none() | st.integers(1, 10),
    priority_class=st.sampled_from(PriorityClass.values),
)
editions = st.dictionaries(numbers, wordings, max_size=6)


def values(**fields):
    return WordingValues(**{"title": "AUDIT", "measure": "Fråga"} | fields)


# -- Priorities


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, PriorityClass.SHOULD),
        (3, PriorityClass.SHOULD),
        (4, PriorityClass.CAN),
        (7, PriorityClass.CAN),
        (8, PriorityClass.EXCEPTIONALLY),
        (10, PriorityClass.EXCEPTIONALLY),
    ],
)
def test_the_class_of_a_priority_is_that_of_socialstyrelsens_scale(number, expected):
    assert class_of_priority(number) == expected


@pytest.mark.parametrize("number", [-1, 0, 11])
def test_a_number_off_the_scale_has_no_class(number):
    with pytest.raises(ValueError, match="scale"):
        class_of_priority(number)


@given(number=st.integers(-3, 14), chosen=st.sampled_from(PriorityClass.values))
def test_a_number_goes_with_exactly_one_class(number, chosen):
    fits = 1 <= number <= 10 and class_of_priority(number) == chosen
    assert (refuse_priority(number, chosen) is None) == fits


@given(chosen=st.sampled_from(PriorityClass.values))
def test_a_number_may_always_be_left_out_and_is_then_not_guessed(chosen):
    assert refuse_priority(None, chosen) is None
    assert settled_class(None, chosen) == chosen


@given(number=st.integers(-3, 14), chosen=st.sampled_from(PriorityClass.values))
def test_a_class_that_was_chosen_is_never_overruled(number, chosen):
    settled = settled_class(number, chosen)
    if chosen != PriorityClass.UNKNOWN:
        assert settled == chosen
    elif 1 <= number <= 10:
        assert settled == class_of_priority(number)
    else:
        assert settled == PriorityClass.UNKNOWN


# -- What may be kept


def test_a_wording_needs_a_title_and_a_measure():
    assert refuse_wording(values()) is None
    assert refuse_wording(values(title=" ")) is not None
    assert refuse_wording(values(measure="\n")) is not None


@pytest.mark.parametrize("fields", [{"audience": "x"}, {"priority_class": "x"}, {"priority": 11}])
def test_a_wording_says_only_what_the_lists_know(fields):
    assert refuse_wording(values(**fields)) is not None


def test_evidence_needs_a_statement_and_a_source_of_its_own():
    said = {"dimension": Dimension.RESEARCH, "strength": Strength.STRONG}
    whole = EvidenceValues(statement="Hjälper", source="Studien", **said)
    assert refuse_evidence(whole, set()) is None
    assert refuse_evidence(whole, {"Studien"}) is not None
    assert (
        refuse_evidence(EvidenceValues(statement="", source="Studien", **said), set()) is not None
    )
    assert (
        refuse_evidence(EvidenceValues(statement="Hjälper", source=" ", **said), set()) is not None
    )


def test_only_one_edition_is_written_at_a_time():
    assert refuse_draft(has_draft=True) is not None
    assert refuse_draft(has_draft=False) is None


def test_a_published_edition_is_not_edited():
    assert refuse_edit(EditionStatus.PUBLISHED) is not None
    assert refuse_edit(EditionStatus.DRAFT) is None


@pytest.mark.parametrize("number", ["3", "14.A07", "a-b", "x" * 20])
def test_numbers_that_fit_in_an_address(number):
    assert is_number(number)
    assert refuse_number(number, []) is None


@pytest.mark.parametrize("number", ["", "../x", "3/4", "å", " 3", "3\n", "x" * 21, ".3", "\0"])
def test_numbers_that_do_not(number):
    assert not is_number(number)
    assert refuse_number(number, []) is not None


def test_a_number_is_taken_whatever_its_case():
    assert refuse_number("14.a07", ["14.A07"]) is not None


@pytest.mark.parametrize(
    "fields",
    [
        {"status": EditionStatus.PUBLISHED},
        {"provisions": 0},
        {"on": date(2026, 11, 23)},
        {"on": date(2019, 1, 14)},
    ],
)
def test_an_edition_is_published_once_with_something_in_it_and_in_its_turn(fields):
    ready = {
        "status": EditionStatus.DRAFT,
        "provisions": 1,
        "on": date(2026, 11, 22),
        "today": date(2026, 11, 22),
        "previous_on": date(2019, 1, 15),
    }
    assert refuse_publish(**ready) is None
    assert refuse_publish(**ready | {"previous_on": None}) is None
    assert refuse_publish(**ready | fields) is not None


# -- Order


def test_numbers_sort_as_a_reader_counts():
    given_ = ["10", "14.A10", "2", "14.A07", "1", "14.B1", "14"]
    assert list(positions(given_)) == ["1", "2", "10", "14", "14.A07", "14.A10", "14.B1"]


@given(st.lists(numbers, max_size=8))
def test_every_number_has_a_place_of_its_own(given_):
    places = positions(given_)
    assert sorted(places.values()) == list(range(1, len(set(given_)) + 1))
    assert positions(reversed(given_)) == places


@given(numbers, numbers)
def test_any_two_numbers_can_be_compared(one, other):
    assert (natural_key(one) < natural_key(other)) or (natural_key(other) <= natural_key(one))


# -- What a new edition changes


@given(editions)
def test_an_edition_differs_not_from_itself(edition):
    assert diff(edition, edition) == []


@given(editions, editions)
def test_added_and_withdrawn_are_mirror_images(before, after):
    def of(found, change):
        return [each.number for each in found if each.change == change]

    there, back = diff(before, after), diff(after, before)
    assert of(there, Change.ADDED) == of(back, Change.WITHDRAWN)
    assert of(there, Change.WITHDRAWN) == of(back, Change.ADDED)
    assert [(each.number, each.fields) for each in there if each.change == Change.CHANGED] == [
        (each.number, each.fields) for each in back if each.change == Change.CHANGED
    ]


@given(editions, editions)
def test_what_is_not_named_reads_as_before(before, after):
    named = {each.number for each in diff(before, after)}
    assert {n: v for n, v in before.items() if n not in named} == {
        n: v for n, v in after.items() if n not in named
    }


@given(wordings, wordings)
def test_a_change_names_the_fields_that_differ_and_no_others(before, after):
    named = changed_fields(before, after)
    assert all((getattr(before, n) != getattr(after, n)) == (n in named) for n in COMPARED)
    assert bool(named) == (change_between(before, after) == Change.CHANGED)


def test_differences_come_in_reading_order():
    found = diff({"10": values(), "2": values()}, {"2": values(measure="Erbjud"), "1": values()})
    assert found == [
        Difference("1", Change.ADDED),
        Difference("2", Change.CHANGED, ("measure",)),
        Difference("10", Change.WITHDRAWN),
    ]


# -- Reading


def test_whoever_asks_for_one_audience_gets_what_both_do():
    wanted = Wanted(audience=Audience.HEALTH_CARE)
    assert wanted.matches("1", values(audience=Audience.BOTH))
    assert wanted.matches("1", values(audience=Audience.HEALTH_CARE))
    assert not wanted.matches("1", values(audience=Audience.SOCIAL_SERVICES))
    assert not wanted.matches("1", values(audience=Audience.UNKNOWN))
    assert not Wanted(audience=Audience.BOTH).matches("1", values(audience=Audience.HEALTH_CARE))


def test_words_are_found_in_any_order_and_case_in_swedish_too():
    said = values(title="Återfallsprevention", condition="Missbruk av alkohol")
    assert Wanted(text="ALKOHOL åter").matches("19", said)
    assert Wanted(text="19").matches("19", said)
    assert not Wanted(text="cannabis").matches("19", said)


def test_a_class_is_matched_exactly():
    wanted = Wanted(priority_class=PriorityClass.CAN)
    assert wanted.matches("1", values(priority_class=PriorityClass.CAN))
    assert not wanted.matches("1", values())


def test_nothing_asked_for_is_everything():
    assert not Wanted()
    assert Wanted(text="x")
    assert Wanted().matches("1", values())


@pytest.mark.parametrize(
    "source",
    ["https://www.socialstyrelsen.se/a?b=1", " http://example.org "],
)
def test_web_addresses_are_linked(source):
    assert web_address(source) == source.strip()


@pytest.mark.parametrize(
    "source",
    [
        "",
        "nyhetsbrev nr 2/2010",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "https://",
        "//example.org",
        "https://a.example b",
        "https://[::1",
        "http://a.example http://b.example",
    ],
)
def test_anything_else_is_words(source):
    assert web_address(source) == ""
    assert site(source) == ""


def test_a_link_says_whose_page_it_leads_to():
    assert site("https://www.socialstyrelsen.se/x") == "socialstyrelsen.se"
