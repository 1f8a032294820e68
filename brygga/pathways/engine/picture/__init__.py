"""The chain of care drawn: who is met where, how many go on to where, and how long they wait.

    svg = draw(flow, SWEDISH.named({"addiction_care": "Beroendevården"}))

One SVG without script and without inline style. Layers go from left to right; narrow ones, for a
phone, from above downwards. An arrow is wider the more it is (as the root of
the number), and its colour and its words say
the median wait. What is kept back is dashed. Every box and arrow has a title, and the whole a title
and a description for those who cannot see it; the numbers stand as well in the table that belongs
beside it. Colours are attributes, which a page's style sheet may overrule by class: `flow`,
`flow-box`, `flow-text`, `flow-edge` with `wait-0` to `wait-3`, `wait-unknown` or `is-kept-back`.

The layout is our own: layers, order, places, curves, some 400 lines. The libraries there are need
Graphviz on the machine, or are no longer cared for; none routes a line by its width.
"""

from xml.etree.ElementTree import Element, SubElement, tostring
from zlib import crc32

from brygga.pathways.engine.flows import Flow
from brygga.pathways.engine.picture import form as look
from brygga.pathways.engine.picture.drawing import Drawing
from brygga.pathways.engine.picture.form import NARROW, WIDE, css
from brygga.pathways.engine.picture.labels import Area
from brygga.pathways.engine.picture.layers import drawn
from brygga.pathways.engine.picture.legend import draw_legend
from brygga.pathways.engine.picture.words import ENGLISH, SWEDISH, Words

__all__ = ["ENGLISH", "SWEDISH", "Words", "draw"]

_MARGIN = 14.0


def draw(flow: Flow, words: Words = SWEDISH, *, title: str = "", narrow: bool = False) -> str:
    """The flow as SVG. `title` is what the picture is of, the words' own if not said.

    Raises KeyError for an edge to or from a node that is not among the nodes.
    """
    form = NARROW if narrow else WIDE
    shown = drawn(flow, nodes=form.nodes, edges=form.edges)
    root = Element("svg")
    told = SubElement(root, "title")
    told.text = title or words.title
    described = SubElement(root, "desc")
    SubElement(root, "rect", css(class_="flow-paper", fill=look.PAPER))
    sheet = SubElement(root, "g", css(font_family="system-ui, sans-serif"))
    drawing = Drawing(shown, words, form, sheet)
    over = drawing.draw() if shown.nodes else Area(0, 0, 0, 0)
    described.text = " ".join(_summary(flow, shown, drawing))
    over = draw_legend(sheet, drawing, over, flow)
    _frame(root, over, f"{told.text} {described.text} {narrow}")
    root.set("lang", words.language)
    return tostring(root, encoding="unicode")


def _summary(flow: Flow, shown: Flow, drawing: Drawing) -> list[str]:
    words = drawing.words
    if not shown.edges:
        return [words.nothing]
    told = {
        "nodes": words.number(len(shown.nodes)),
        "edges": words.number(len(shown.edges)),
        "largest": drawing.told_edge(shown.edges[0]),
    }
    return [words.summary % told]


def _frame(root: Element, over: Area, told: str) -> None:
    """Sizes, and names for the title and the description that no other picture on a page has."""
    left, top = over.left - _MARGIN, over.top - _MARGIN
    width, height = over.right + _MARGIN - left, over.bottom + _MARGIN - top
    about = f"flow-{crc32(told.encode()):08x}"
    root.attrib |= css(
        xmlns="http://www.w3.org/2000/svg",
        class_="flow",
        viewBox=f"{left:.0f} {top:.0f} {width:.0f} {height:.0f}",
        width=f"{width:.0f}",
        height=f"{height:.0f}",
        role="group",
        aria_labelledby=f"{about}-title",
        aria_describedby=f"{about}-desc",
    )
    for name in ("title", "desc"):
        found = root.find(name)
        if found is not None:
            found.set("id", f"{about}-{name}")
    paper = root.find("rect")
    if paper is not None:
        paper.attrib |= css(x=left, y=top, width=width, height=height)
