"""Sentences from numbers: right for none, one and many, and never more than is known."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brygga.followup.enums import Level, MappingStatus
from brygga.people.enums import ParticipationStatus, PlaceKind
from brygga.thread.report.parts import Completeness, ParticipantLine, PriorityLine, Spot
from brygga.thread.report.words import sentences_of
from brygga.thread.report.words.numbers import alike, digits, in_words, listed
from tests.builders.report import COUNTY, TABY, gap, line, report, said, single, tally


def takes_part(kind, number, status=ParticipationStatus.ACTIVE):
    spots = (Spot(f"{kind}-{n}", f"Plats {n}", kind) for n in range(number))
    return tuple(ParticipantLine(spot, status, date(2009, 10, 12), "", "") for spot in spots)


def priority(number="3"):
    return PriorityLine(TABY, f"policy/{number}", "", "", "Samrådet", date(2010, 9, 1), "")


@pytest.mark.parametrize(
    ("counted", "text"),
    [
        ((31, 24, 19), "24 av 31 lokala samråd har skickat in sina svar, 19 är godkända."),
        ((31, 24, 1), "24 av 31 lokala samråd har skickat in sina svar, 1 är godkänt."),
        (
            (31, 24, 0),
            "24 av 31 lokala samråd har skickat in sina svar, men inget är godkänt ännu.",
        ),
        ((31, 24, 24), "24 av 31 lokala samråd har skickat in sina svar, och alla 24 är godkända."),
        ((31, 1, 1), "1 av 31 lokala samråd har skickat in sina svar, och det är godkänt."),
        ((31, 31, 19), "Alla 31 lokala samråd har skickat in sina svar, 19 är godkända."),
        ((31, 0, 0), "Inget av de 31 lokala samråden har skickat in sina svar ännu."),
        ((0, 0, 0), "Inget lokalt samråd har fått några frågor ännu."),
        (
            (1, 0, 0),
            "Det enda lokala samråd som har fått frågor har inte skickat in sina svar ännu.",
        ),
        (
            (1, 1, 0),
            "Det enda lokala samråd som har fått frågor har skickat in sina svar,"
            " men de är inte godkända ännu.",
        ),
        (
            (1, 1, 1),
            "Det enda lokala samråd som har fått frågor har skickat in sina svar,"
            " och de är godkända.",
        ),
    ],
)
def test_who_has_answered(counted, text):
    assert said(report(completeness=Completeness(*counted)), "answers") == [text]


def test_who_takes_part_is_told_by_kind():
    many = takes_part(PlaceKind.MUNICIPALITY, 22) + takes_part(PlaceKind.DISTRICT, 8)
    many += takes_part(PlaceKind.UNIT, 1)
    assert said(report(participants=many), "participation") == [
        "22 kommuner, åtta stadsdelar och en särskild enhet deltar."
    ]


def test_the_invited_do_not_take_part_yet():
    invited = takes_part(PlaceKind.MUNICIPALITY, 1, ParticipationStatus.INVITED)
    assert said(report(participants=invited), "participation") == [
        "Ingen plats deltar ännu.",
        "En plats är inbjuden.",
    ]
    one = report(participants=takes_part(PlaceKind.MUNICIPALITY, 1))
    assert said(one, "participation") == ["En kommun deltar."]


@pytest.mark.parametrize(
    ("status", "text"),
    [
        (ParticipationStatus.ACTIVE, "Täby deltar aktivt sedan den 12 oktober 2009."),
        (ParticipationStatus.AGREED, "Täby tackade ja till att delta den 12 oktober 2009."),
        (ParticipationStatus.INVITED, "Täby bjöds in den 12 oktober 2009."),
        (None, "Täby deltog inte den 31 december 2010."),
    ],
)
def test_how_a_single_place_takes_part(status, text):
    own = (ParticipantLine(TABY, status, date(2009, 10, 12), "", ""),) if status else ()
    assert said(single(participants=own), "participation") == [text]


@pytest.mark.parametrize(
    ("status", "text"),
    [
        (MappingStatus.ACCEPTED, "Täby har skickat in sina svar och länet har godkänt dem."),
        (
            MappingStatus.SUBMITTED,
            "Täby har skickat in sina svar. Länet har inte godkänt dem ännu.",
        ),
        (MappingStatus.RETURNED, "Täby har inte skickat in sina svar ännu."),
        (MappingStatus.OPEN, "Täby har inte skickat in sina svar ännu."),
        ("", "Täby har inte fått några frågor 2010."),
    ],
)
def test_how_far_a_single_place_has_come(status, text):
    assert said(single(status), "answers") == [text]


@pytest.mark.parametrize(
    ("moves", "text"),
    [
        ((7, 2, 3), "Riktlinje 3 har gått framåt på sju platser och backat på två."),
        ((20, 2, 3), "Riktlinje 3 har gått framåt på 20 platser och backat på 2."),
        ((1, 1, 0), "Riktlinje 3 har gått framåt på en plats och backat på en."),
        ((7, 0, 3), "Riktlinje 3 har gått framåt på sju platser och inte backat någonstans."),
        ((1, 0, 0), "Riktlinje 3 har gått framåt på en plats och inte backat någonstans."),
        ((0, 2, 0), "Riktlinje 3 har backat på två platser och inte gått framåt någonstans."),
        ((0, 1, 9), "Riktlinje 3 har backat på en plats och inte gått framåt någonstans."),
        ((0, 0, 4), "Riktlinje 3 står där den stod: ingen plats har gått framåt eller backat."),
    ],
)
def test_how_the_focus_has_moved(moves, text):
    forward, back, still = moves
    counted = tally(partly=12, forward=forward, back=back, still=still, change=forward - back)
    assert said(report(lines=(line(focus=True, counted=counted),)), "focus")[-1] == text


def test_the_focus_of_a_county():
    counted = tally(not_begun=10, planned=8, in_place=4, followed_up=2)
    assert said(report(lines=(line(focus=True, counted=counted),)), "focus") == [
        "I fokus: riktlinje 3, Sak 3.",
        "18 av 24 har inte påbörjat eller bara planerat riktlinje 3.",
        "6 av 24 har den på plats.",
    ]


def test_a_focus_that_nobody_has_in_place_or_has_answered():
    nobody = report(lines=(line(focus=True, counted=tally(partly=5)),))
    assert said(nobody, "focus")[-1] == "Ingen av de 5 som har svarat har den på plats."
    silent = report(lines=(line(focus=True),))
    assert said(silent, "focus")[-1] == "Inget svar om riktlinje 3 är godkänt ännu."
    assert said(report(lines=(line(),)), "focus") == []


def test_a_single_answer_is_told_by_its_level():
    own = line(focus=True, counted=tally(partly=1), level=Level.PARTLY, before=Level.PLANNED)
    assert said(single(lines=(own,)), "focus")[-1] == (
        "Svaret om riktlinje 3 är ”Delvis”. Året före var det ”Planerat”."
    )
    alone = line(focus=True, counted=tally(partly=1), level=Level.PARTLY)
    assert said(single(lines=(alone,)), "focus")[-1] == "Svaret om riktlinje 3 är ”Delvis”."


def test_levels_and_movement_since_the_year_before():
    lines = (
        line("3", focus=True, counted=tally(in_place=1, forward=9, change=9), level=Level.IN_PLACE),
        line("4", counted=tally(partly=5, in_place=2, forward=3, still=1, change=3)),
        line("5", counted=tally(planned=3, dont_know=1, back=2, change=-2, aged=1)),
    )
    found = report(lines=lines, share=25, share_before=31)
    assert said(found, "levels") == [
        "3 av 12 godkända svar säger att det är på plats: 25 procent."
        " Året före var det 31 procent.",
        "Sedan 2009 har 12 svar gått framåt, 2 backat och 1 står kvar.",
        "Riktlinje 4 har gått framåt på tre platser och inte backat någonstans.",
        "Riktlinje 5 har backat på två platser och inte gått framåt någonstans.",
        "Ett svar är ”vet ej”.",
        "Ett svar om att något är på plats vilar på gammalt underlag.",
    ]


def test_what_cannot_be_known_is_said():
    assert said(report(lines=(line(),)), "levels") == [
        "Inga svar är godkända ännu, så läget är inte känt."
    ]
    first = report(lines=(line(counted=tally(partly=2)),), has_before=False, share=0)
    assert said(first, "levels") == [
        "Inget av 2 godkända svar säger att det är på plats.",
        "Det finns ingen uppföljning från 2009 att jämföra med.",
    ]
    unlike = report(lines=(line(counted=tally(partly=1)),), share=0)
    assert said(unlike, "levels") == [
        "Ett svar är godkänt.",
        "Inget svar går att jämföra med 2009.",
    ]


@pytest.mark.parametrize(
    ("differing", "settled", "texts"),
    [
        (
            0,
            0,
            ["I inget godkänt svar skiljer sig socialtjänsten och hälso- och sjukvården åt."],
        ),
        (
            1,
            0,
            [
                "Socialtjänsten och hälso- och sjukvården svarar olika i ett godkänt svar.",
                "Huvudmännen har inte enats om svaret ännu.",
            ],
        ),
        (
            1,
            1,
            [
                "Socialtjänsten och hälso- och sjukvården svarar olika i ett godkänt svar.",
                "Huvudmännen har enats om svaret.",
            ],
        ),
        (
            15,
            4,
            [
                "Socialtjänsten och hälso- och sjukvården svarar olika i 15 godkända svar.",
                "Huvudmännen har enats om fyra av de olika svaren; kvar att enas om: elva.",
            ],
        ),
        (
            15,
            1,
            [
                "Socialtjänsten och hälso- och sjukvården svarar olika i 15 godkända svar.",
                "Huvudmännen har enats om ett av de olika svaren; kvar att enas om: 14.",
            ],
        ),
        (
            3,
            2,
            [
                "Socialtjänsten och hälso- och sjukvården svarar olika i tre godkända svar.",
                "Huvudmännen har enats om två av de olika svaren; kvar att enas om: 1.",
            ],
        ),
        (
            3,
            3,
            [
                "Socialtjänsten och hälso- och sjukvården svarar olika i tre godkända svar.",
                "Huvudmännen har enats om alla de olika svaren.",
            ],
        ),
    ],
)
def test_where_principals_differ(differing, settled, texts):
    counted = tally(partly=20, differing=differing, settled=settled)
    assert said(report(lines=(line(counted=counted),)), "differences") == texts


def test_nothing_is_said_of_differences_and_gaps_when_nothing_is_accepted():
    assert said(report(lines=(line(),)), "differences") == []
    assert said(report(lines=(line(),)), "gaps") == []


@pytest.mark.parametrize(
    ("numbers", "texts"),
    [
        (
            {"places": 18, "answered": 24, "without_activity": 12},
            [
                "Störst är glappet i riktlinje 3, Sak 3: 18 av 24 har den inte på plats.",
                "På tolv av de platserna finns ingen aktivitet för den i en antagen plan.",
            ],
        ),
        (
            {"places": 24, "answered": 24, "without_activity": 24},
            [
                "Störst är glappet i riktlinje 3, Sak 3: ingen av de 24 har den på plats.",
                "Ingenstans där glappet är känt finns en aktivitet för det i en antagen plan.",
            ],
        ),
        (
            {"places": 3, "answered": 24, "unknown": 1},
            [
                "Störst är glappet i riktlinje 3, Sak 3: 2 av 24 har den inte på plats.",
                "Överallt där glappet är känt finns en aktivitet för det i en antagen plan.",
            ],
        ),
        (
            {"places": 2, "answered": 24, "unknown": 2},
            ["Störst är glappet i riktlinje 3, Sak 3: 2 av 24 vet inte."],
        ),
    ],
)
def test_the_widest_gap(numbers, texts):
    one = line(counted=tally(partly=24))
    places, answered = numbers.pop("places"), numbers.pop("answered")
    found = report(lines=(one,), gaps=(gap(one, places, answered, **numbers),))
    assert said(found, "gaps") == texts


def test_gaps_of_one_place_and_of_none():
    one = line(counted=tally(not_begun=1), level=Level.NOT_BEGUN)
    own = single(lines=(one,), gaps=(gap(one, 1, 1, without_activity=1),))
    assert said(own, "gaps")[0] == (
        "Störst är glappet i riktlinje 3, Sak 3: svaret är ”Ej påbörjat”."
    )
    closed = report(lines=(line(counted=tally(in_place=4)),))
    assert said(closed, "gaps") == ["Inget glapp är känt: allt som är godkänt är på plats."]


@pytest.mark.parametrize(
    ("numbers", "texts"),
    [
        ([], ["Ingen prioritering är beslutad för 2010."]),
        (["3"], ["En prioritering är beslutad för 2010.", "Den gäller riktlinje 3."]),
        (["4"], ["En prioritering är beslutad för 2010.", "Den gäller inte riktlinje 3."]),
        (
            ["3", "4"],
            ["Två prioriteringar är beslutade för 2010.", "En av dem gäller riktlinje 3."],
        ),
        (
            ["3", "3", "4"],
            ["Tre prioriteringar är beslutade för 2010.", "Två av dem gäller riktlinje 3."],
        ),
        (
            ["3", "3"],
            ["Två prioriteringar är beslutade för 2010.", "Alla gäller riktlinje 3."],
        ),
    ],
)
def test_priorities(numbers, texts):
    decided = tuple(priority(number) for number in numbers)
    found = report(lines=(line(focus=True),), priorities=decided)
    assert said(found, "priorities") == texts


@pytest.mark.parametrize(
    ("counts", "text"),
    [
        ({}, "Ingen antagen plan för 2010 har någon aktivitet."),
        (
            {"done": 1},
            "De antagna planerna för 2010 har en aktivitet. Den 31 december 2010: en var klar.",
        ),
        (
            {"done": 12, "ongoing": 9, "planned": 1, "late": 6, "dropped": 3},
            "De antagna planerna för 2010 har 31 aktiviteter. Den 31 december 2010: tolv var"
            " klara, nio pågick, en var planerad, sex var försenade och tre hade strukits.",
        ),
        (
            {"done": 13, "late": 1},
            "De antagna planerna för 2010 har 14 aktiviteter. Den 31 december 2010: 13 var klara"
            " och 1 var försenad.",
        ),
    ],
)
def test_activities(counts, text):
    found = report()
    found = report(counts={**found.counts, **counts})
    assert said(found, "activities") == [text]


def test_activities_of_a_single_place():
    found = single()
    assert said(single(counts={**found.counts, "late": 2}), "activities") == [
        "Den antagna planen för 2010 har två aktiviteter. Den 31 december 2010: två var försenade."
    ]


def test_small_numbers_are_words_and_compared_ones_are_alike():
    assert [in_words(number) for number in (0, 1, 2, 12, 13)] == ["0", "en", "två", "tolv", "13"]
    assert alike(3, 12) == ("tre", "tolv")
    assert alike(3, 13) == ("3", "13")
    assert digits(2000) == "2\xa0000"
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b och c"


numbers = st.integers(min_value=0, max_value=60)
COUNTED = (*Level.values, "differing", "settled", "forward", "back", "still", "aged")


@given(
    counted=st.fixed_dictionaries(dict.fromkeys(COUNTED, numbers)),
    completeness=st.tuples(numbers, numbers, numbers),
    in_focus=st.booleans(),
)
def test_whatever_the_numbers_every_sentence_is_whole(counted, completeness, in_focus):
    accepted, submitted, expected = sorted(completeness)
    forward, back = counted["forward"], counted["back"]
    moved = forward + back + counted["still"]
    counted["settled"] = min(counted["settled"], counted["differing"])
    one = line(
        focus=in_focus,
        counted=tally(**counted, change=forward - back if moved else None),
        level=Level.PARTLY,
    )
    found = report(
        COUNTY,
        lines=(one,),
        share=12,
        completeness=Completeness(expected, submitted, accepted),
    )
    for sentence in sentences_of(found):
        assert sentence.text.endswith(".")
        assert not sentence.text[0].islower()
        assert "%(" not in sentence.text
        assert "None" not in sentence.text
