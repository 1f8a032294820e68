"""What the colours and the widths mean, below the picture."""

from xml.etree.ElementTree import Element, SubElement

from brygga.pathways.engine.flows import Flow
from brygga.pathways.engine.picture import form as look
from brygga.pathways.engine.picture.drawing import Drawing
from brygga.pathways.engine.picture.form import css
from brygga.pathways.engine.picture.labels import Area
from brygga.pathways.engine.picture.words import Words

_ROW, _SAMPLE, _LETTER, _BETWEEN = 22.0, 30.0, 6.6, 26.0


def draw_legend(sheet: Element, drawing: Drawing, over: Area, flow: Flow) -> Area:
    """Returns what the picture takes up, with what was written below it."""
    shown, words, form = drawing.flow, drawing.words, drawing.form
    right = max(over.right, over.left + 292)
    group = SubElement(sheet, "g", css(class_="flow-legend", font_size=12, fill=look.INK))
    x, y = over.left, over.bottom + 26
    for kind, text in _entries(shown, words):
        needs = _SAMPLE + 8 + _LETTER * len(text)
        if x > over.left and (x + needs > right or form.is_narrow):
            x, y = over.left, y + _ROW
        _sample(group, kind, x, y)
        SubElement(group, "text", css(class_="flow-text", x=x + _SAMPLE + 8, y=y + 4)).text = text
        x += needs + _BETWEEN
    for line in _lines(flow, shown, words):
        y += _ROW
        SubElement(group, "text", css(class_="flow-text", x=over.left, y=y + 4)).text = line
    return Area(over.left, over.top, right, y + 8)


def _lines(flow: Flow, shown: Flow, words: Words) -> list[str]:
    if not shown.edges:
        return [words.nothing]
    nodes, edges = len(flow.nodes) - len(shown.nodes), len(flow.edges) - len(shown.edges)
    told = {"nodes": words.number(nodes), "edges": words.number(edges)}
    return [words.by_width, *([words.left_out % told] if nodes or edges else [])]


def _entries(shown: Flow, words: Words) -> list[tuple[int | str, str]]:
    """The kinds of arrows that are in the picture, with what they mean."""
    waits = {look.wait_class(edge.median_days) for edge in shown.edges if edge.count is not None}
    found: list[tuple[int | str, str]] = [
        (number, text) for number, text in enumerate(words.classes) if number in waits
    ]
    if None in waits:
        found.append(("unknown", words.unknown_wait))
    if any(edge.count is None for edge in shown.edges):
        found.append(("kept back", words.dashed))
    return found


def _sample(group: Element, kind: int | str, x: float, y: float) -> None:
    if kind == "kept back":
        name, colour, more = "is-kept-back", look.KEPT_BACK, css(stroke_dasharray="6 5")
    else:
        colour = look.WAITS[kind] if isinstance(kind, int) else look.UNKNOWN_WAIT
        name, more = f"wait-{kind}", css()
    within = SubElement(group, "g", css(class_=f"flow-edge {name}"))
    width = 1.5 if kind == "kept back" else 6.0
    line = css(class_="flow-line", d=f"M{x:.1f} {y:.1f}h{_SAMPLE:.0f}", stroke=colour)
    SubElement(within, "path", {**line, **css(stroke_width=width), **more})
