"""The picture of the chain: what it says, to the eye and to the ear, and that it always stands."""

from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brygga.pathways.engine.flows import Edge, Flow, Node
from brygga.pathways.engine.picture import ENGLISH, SWEDISH, draw
from brygga.pathways.engine.picture.form import NARROW, PAPER, WAITS, WIDE, wait_class

SVG = "{http://www.w3.org/2000/svg}"


def node(name, contacts=100, persons=40):
    return Node(name, contacts, persons)


def edge(source, target, count=20, days=5.0):
    return Edge(source, target, count, count and count // 2, days)


def drawn(flow, words=SWEDISH, **how):
    return ElementTree.fromstring(draw(flow, words, **how))  # noqa: S314 -- our own


def groups(svg, name):
    return [g for g in svg.iter(f"{SVG}g") if name in g.get("class", "").split()]


def titles(svg, name):
    return [
        g.findtext(f"{SVG}title") for g in groups(svg, name) if g.find(f"{SVG}title") is not None
    ]


def drawn_edges(svg):
    return [g for g in groups(svg, "flow-edge") if g.get("role") == "img"]


CHAIN = Flow(
    (node("primary_care"), node("addiction_care", 1240, 400), node("psychiatry", None, None)),
    (
        edge("primary_care", "addiction_care", 1200, 33.0),
        edge("addiction_care", "primary_care", 40, 4.5),
        edge("addiction_care", "addiction_care", 300, 120.0),
        edge("addiction_care", "psychiatry", None, None),
    ),
)
NAMES = {"primary_care": "Vårdcentralen"}


def test_every_box_and_arrow_says_in_words_what_it_shows():
    svg = drawn(CHAIN, SWEDISH.named(NAMES))
    assert set(titles(svg, "flow-node")) == {
        "Vårdcentralen: 100 kontakter, 40 personer",
        "Beroendevården: 1\N{NARROW NO-BREAK SPACE}240 kontakter, 400 personer",
        "Psykiatrin: antalet visas inte, för att inte röja få personer",
    }
    assert set(titles(svg, "flow-edge")) == {
        "Från Vårdcentralen till Beroendevården: 1\N{NARROW NO-BREAK SPACE}200 gånger,"
        " väntan i median 33\N{NO-BREAK SPACE}d",
        "Från Beroendevården till Vårdcentralen: 40 gånger, väntan i median 4,5\N{NO-BREAK SPACE}d",
        "Från Beroendevården till Beroendevården: 300 gånger,"
        " väntan i median 120\N{NO-BREAK SPACE}d",
        "Från Beroendevården till Psykiatrin: visas inte, för att inte röja få personer",
    }


def test_the_whole_has_a_title_and_a_description():
    svg = drawn(CHAIN, SWEDISH.named(NAMES), title="Vårdkedjan i Stockholms län 2025")
    told = {each.get("id"): each.text for each in svg if each.get("id")}
    assert told[svg.get("aria-labelledby")] == "Vårdkedjan i Stockholms län 2025"
    assert told[svg.get("aria-describedby")].startswith("3 rutor och 4 pilar. Den bredaste pilen: ")
    other = drawn(CHAIN, SWEDISH.named(NAMES), narrow=True)
    assert other.get("aria-labelledby") != svg.get("aria-labelledby")


def test_in_english_too():
    svg = drawn(CHAIN, ENGLISH)
    assert svg.get("lang") == "en"
    assert (
        "From Primary care to Addiction care: 1,200 times, median wait 33\N{NO-BREAK SPACE}d"
        in (titles(svg, "flow-edge"))
    )


def test_width_is_number_and_colour_is_wait():
    lines = {
        g.findtext(f"{SVG}title").split(":")[0]: (g.get("class").split()[1], g.find(f"{SVG}path"))
        for g in drawn_edges(drawn(CHAIN))
    }
    widest, line = lines["Från Primärvården till Beroendevården"]
    assert (widest, line.get("stroke")) == ("wait-2", WAITS[2])
    assert float(line.get("stroke-width")) == WIDE.widest
    kind, line = lines["Från Beroendevården till Beroendevården"]
    assert kind == "wait-3"
    assert float(line.get("stroke-width")) == WIDE.widest / 2  # 300 of 1 200: the root of a quarter
    assert lines["Från Beroendevården till Primärvården"][0] == "wait-0"


def test_what_is_kept_back_is_dashed_and_has_no_number():
    (hidden,) = [g for g in drawn_edges(drawn(CHAIN)) if "is-kept-back" in g.get("class")]
    assert hidden.find(f"{SVG}path").get("stroke-dasharray")
    assert not any(letter.isdigit() for letter in hidden.findtext(f"{SVG}title"))
    text = draw(Flow((node("a", None, None),), (edge("a", "a", None, None),)))
    assert "visas inte" in text
    assert "None" not in text


def test_waits_fall_in_four_classes():
    days = [0, 7, 7.5, 30, 31, 90, 91, None]
    assert [wait_class(each) for each in days] == [0, 0, 1, 1, 2, 2, 3, None]


def test_colours_stand_out_from_paper_and_grow_darker():
    light = [luminance(colour) for colour in WAITS]
    assert all((luminance(PAPER) + 0.05) / (each + 0.05) >= 3 for each in light)
    assert all(one > 1.4 * other for one, other in pairwise(light))


def luminance(colour):
    """Relative luminance as WCAG defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    line = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * line[0] + 0.7152 * line[1] + 0.0722 * line[2]


def test_there_is_no_script_and_no_style():
    for narrow in (False, True):
        svg = drawn(CHAIN, narrow=narrow)
        tags = {each.tag.removeprefix(SVG) for each in svg.iter()}
        assert tags <= {"svg", "title", "desc", "rect", "g", "path", "polygon", "text"}
        assert not any({"style", "onload", "href"} & set(each.attrib) for each in svg.iter())


def test_names_cannot_break_out_of_the_picture():
    name = '<script>alert("x")</script>&'
    text = draw(Flow((node(name),), (edge(name, name),)))
    assert "<script" not in text
    assert name in "".join(titles(ElementTree.fromstring(text), "flow-node"))  # noqa: S314 -- our own


def boxes(svg):
    rects = [g.find(f"{SVG}rect") for g in groups(svg, "flow-node")]
    return [tuple(float(r.get(key)) for key in ("x", "y", "width", "height")) for r in rects]


def apart(one, other):
    return (
        one[0] + one[2] <= other[0]
        or other[0] + other[2] <= one[0]
        or one[1] + one[3] <= other[1]
        or other[1] + other[3] <= one[1]
    )


numbers = st.one_of(st.none(), st.integers(5, 90_000))
pairs = st.tuples(st.integers(0, 24), st.integers(0, 24))


@pytest.mark.slow  # draws many pictures
@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 25),
    st.dictionaries(
        pairs, st.tuples(numbers, st.one_of(st.none(), st.floats(0, 400))), max_size=60
    ),
    st.booleans(),
)
def test_any_flow_stands_with_its_boxes_apart_and_inside(size, steps, narrow):
    nodes = tuple(node(f"n{number}") for number in range(size))
    edges = tuple(
        edge(f"n{a % size}", f"n{b % size}", count, days) for (a, b), (count, days) in steps.items()
    )
    flow = Flow(nodes, tuple({(e.source, e.target): e for e in edges}.values()))
    svg = drawn(flow, narrow=narrow)
    left, top, width, height = map(float, svg.get("viewBox").split())
    found = boxes(svg)
    assert all(apart(a, b) for number, a in enumerate(found) for b in found[:number])
    assert all(
        left <= x and top <= y and x + w <= left + width and y + h <= top + height
        for x, y, w, h in found
    )
    form = NARROW if narrow else WIDE
    assert len(found) <= form.nodes
    assert len(drawn_edges(svg)) <= form.edges
    assert draw(flow, narrow=narrow) == draw(flow, narrow=narrow)


def test_what_comes_first_stands_first():
    names = ["referral", "assessment", "treatment", "follow-up"]
    nodes = tuple(map(node, names))
    edges = [edge(a, b, 500) for a, b in pairwise(names)]
    edges.append(edge("follow-up", "assessment", 60))
    flow = Flow(nodes, tuple(edges))
    across = [x for x, *_ in boxes(drawn(flow))]
    down = [y for _, y, *_ in boxes(drawn(flow, narrow=True))]
    assert across == sorted(set(across))
    assert down == sorted(set(down))


def test_what_has_no_room_is_said_to_be_in_the_table():
    nodes = tuple(node(f"n{number}") for number in range(30))
    edges = tuple(edge(f"n{number}", f"n{number + 1}", 50 - number) for number in range(29))
    text = draw(Flow(nodes, edges), narrow=True)
    assert "Bara i tabellen: 21 rutor, 21 pilar." in text
    assert "Bara i tabellen" not in draw(CHAIN)


def test_nothing_is_said_to_be_nothing():
    assert "Här finns inga steg att visa." in draw(Flow((), ()))
    lonely = drawn(Flow((node("a"),), ()))
    assert len(boxes(lonely)) == 1


def test_an_arrow_to_nowhere_is_refused():
    with pytest.raises(KeyError):
        draw(Flow((node("a"),), (edge("a", "b"),)))


def test_a_phone_needs_no_more_than_a_phone_has():
    width = float(drawn(CHAIN, narrow=True).get("width"))
    assert width <= 420
