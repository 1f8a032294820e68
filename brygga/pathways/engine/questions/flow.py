"""Flow: the map of the chain, what is met and where people go from there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from brygga.pathways.engine.answers import SUPPRESSED, Draft
from brygga.pathways.engine.flows import Edge, Flow, Node
from brygga.pathways.engine.protecting import Answer as Told
from brygga.pathways.engine.protecting import Cell, Sum, together
from brygga.pathways.engine.questions.asked import Data, Level, Question, Row
from brygga.pathways.engine.questions.levels import Counted, whole_of
from brygga.pathways.engine.questions.steps import Steps

if TYPE_CHECKING:
    import ibis

MOST_EDGES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowMap(Question):
    """Contacts and persons at each activity, sector or unit, and the steps between them.

    `nodes` count the contacts that start in the period and the place; `rows` are the steps, as in
    the question of that name, those with the most first.
    """

    by: Level = "sector"
    most: int = MOST_EDGES

    def draft(self, data: Data) -> Draft:
        steps = self._steps()
        taken = steps.taken(data)
        nodes: list[Row] = [
            {
                "name": data.name(self.by, row["node"]),
                "contacts": int(row["contacts"]),
                "persons": int(row["persons"]),
            }
            for row in data.rows(self.expression(data))
        ]
        nodes.sort(key=lambda node: (-node["contacts"], node["name"]))
        content: Row = {"by": self.by, "nodes": nodes, "rows": taken.rows}
        if taken.left_out:
            content["rows_left_out"] = taken.left_out
        told = together([steps.told(taken, data), self._told(nodes, taken.rows)])
        return Draft(content, told, draw_flow)

    def expression(self, data: Data) -> "ibis.Table":
        """One row a node: contacts and persons."""
        contacts = self.placed(self.during(data.table("contacts")), data)
        if self.is_placed:
            persons = contacts.person.nunique()
        else:
            # A person's first such contact in the period has none before it in the period.
            persons = (contacts[f"{self.by}_before"] < self.first).ifelse(1, 0).sum()
        return contacts.group_by(node=contacts[self.by]).agg(
            contacts=contacts.count(), persons=persons
        )

    def _steps(self) -> Steps:
        return Steps(
            by=self.by, place=self.place, since=self.since, until=self.until, most=self.most
        )

    def _told(self, nodes: list[Row], rows: list[Row]) -> Told:
        cells: list[Cell] = []
        sums: list[Sum] = []
        for number, node in enumerate(nodes):
            name = f"nodes/{number}/contacts"
            count = self.scope("flow", self.by, node["name"], "contacts")
            persons = self.scope("flow", self.by, node["name"], "persons", adds_up=False)
            going = [n for n, row in enumerate(rows) if row["from"] == node["name"]]
            ends = node["contacts"] - sum(rows[n]["count"] for n in going)
            cells += [
                Cell(name, node["contacts"], node["persons"], of=count),
                Cell(f"nodes/{number}/persons", node["persons"], of=persons),
                # Contacts that no step leads on from: nobody is told how many.
                Cell(f"ends/{number}", ends, is_shown=False),
            ]
            sums.append(Sum(name, (*(f"rows/{n}/count" for n in going), f"ends/{number}")))
        return together([Told(tuple(cells), tuple(sums)), *self._everywhere(nodes)])

    def _everywhere(self, nodes: list[Row]) -> Iterator[Told]:
        """Contacts are the same in all, by activity, sector or unit."""
        counted = [
            Counted(f"nodes/{number}/contacts", (node["name"], None), node["contacts"])
            for number, node in enumerate(nodes)
        ]
        if counted:
            everything, count = self.scope("flow", "all", "contacts"), sum(n.times for n in counted)
            yield whole_of("contacts", everything, count, counted, is_cut=False)


def flow_in(content: Mapping[str, Any]) -> Flow:
    """The picture's own shape of an answer; what is suppressed is None there."""
    nodes = tuple(
        Node(node["name"], _known(node["contacts"]), _known(node["persons"]))
        for node in content["nodes"]
    )
    edges = tuple(
        Edge(
            row["from"],
            row["to"],
            *(_known(row[name]) for name in ("count", "persons", "median_days")),
        )
        for row in content["rows"]
    )
    return Flow(nodes, edges)


def draw_flow(content: Mapping[str, Any]) -> str:
    from brygga.pathways.engine.picture import draw  # noqa: PLC0415 -- only who wants one waits

    return draw(flow_in(content))


def _known(value: Any) -> Any:  # noqa: ANN401 -- a number or what stands for one
    return None if value == SUPPRESSED else value
