"""What the picture says, in Swedish and in English."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from brygga.pathways.engine.spelling import plain

_NARROW_SPACE = "\N{NARROW NO-BREAK SPACE}"
_HARD_SPACE = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Words:
    """Sentences with named places for what they tell; `names` are nodes as readers call them."""

    language: str
    thousands: str
    decimal: str
    contacts: str
    days: str
    kept_back: str
    title: str
    node: str
    edge: str
    kept_back_node: str
    kept_back_edge: str
    summary: str
    left_out: str
    nothing: str
    by_width: str
    dashed: str
    unknown_wait: str
    classes: tuple[str, str, str, str]
    usual: Mapping[str, str]
    names: Mapping[str, str] = field(default_factory=dict)

    def named(self, names: Mapping[str, str]) -> "Words":
        """With names of its own for nodes, before the usual ones."""
        return replace(self, names=names)

    def name(self, node: str) -> str:
        """As told, or as the house says it, or as it was delivered with a capital."""
        told = self.names.get(node) or self.usual.get(plain(node))
        return told or node[:1].upper() + node[1:].replace("_", " ")

    def number(self, value: int) -> str:
        return f"{value:,}".replace(",", self.thousands)

    def in_days(self, value: float) -> str:
        """Whole days from ten, else one decimal where there is one."""
        text = f"{value:.0f}" if value >= 10 or value == int(value) else f"{value:.1f}"  # noqa: PLR2004 -- ten days
        return self.days % {"days": text.replace(".", self.decimal)}


_SWEDISH = {
    "social services": "Socialtjänsten",
    "primary care": "Primärvården",
    "addiction care": "Beroendevården",
    "psychiatry": "Psykiatrin",
    "emergency care": "Akutsjukvården",
    "prison and probation": "Kriminalvården",
    "compulsory care": "Tvångsvården",
    "other": "Annan verksamhet",
    "referral": "Remiss",
    "assessment": "Bedömning",
    "treatment": "Behandling",
    "counselling": "Samtal",
    "medication": "Läkemedel",
    "opioid substitution": "LARO",
    "psychosocial treatment": "Psykosocial behandling",
    "residential treatment": "Behandlingshem",
    "inpatient care": "Slutenvård",
    "acute visit": "Akutbesök",
    "joint plan": "Samordnad plan",
    "hand over": "Överlämning",
    "follow up": "Uppföljning",
}
"""Swedish for the sectors and activities of the house; words of one's own are kept."""

SWEDISH = Words(
    language="sv",
    thousands=_NARROW_SPACE,
    decimal=",",
    contacts=f"%(contacts)s{_HARD_SPACE}kontakter",
    days=f"%(days)s{_HARD_SPACE}d",
    kept_back="visas inte",
    title="Vårdkedjan: varifrån och vart människor går",
    node="%(name)s: %(contacts)s kontakter, %(persons)s personer",
    edge="Från %(source)s till %(target)s: %(count)s gånger, väntan i median %(days)s",
    kept_back_node="%(name)s: antalet visas inte, för att inte röja få personer",
    kept_back_edge="Från %(source)s till %(target)s: visas inte, för att inte röja få personer",
    summary="%(nodes)s rutor och %(edges)s pilar. Den bredaste pilen: %(largest)s.",
    left_out="Bara i tabellen: %(nodes)s rutor, %(edges)s pilar.",
    nothing="Här finns inga steg att visa.",
    by_width="Ju bredare pil, desto fler gånger",
    dashed="streckad: visas inte, för att inte röja få",
    unknown_wait="väntan okänd",
    classes=("högst 7 dagar", "8–30 dagar", "31–90 dagar", "över 90 dagar"),
    usual=_SWEDISH,
)

ENGLISH = Words(
    language="en",
    thousands=",",
    decimal=".",
    contacts=f"%(contacts)s{_HARD_SPACE}contacts",
    days=f"%(days)s{_HARD_SPACE}d",
    kept_back="not shown",
    title="The chain of care: where people come from and go",
    node="%(name)s: %(contacts)s contacts, %(persons)s persons",
    edge="From %(source)s to %(target)s: %(count)s times, median wait %(days)s",
    kept_back_node="%(name)s: not shown, so as not to reveal a few persons",
    kept_back_edge="From %(source)s to %(target)s: not shown, so as not to reveal a few persons",
    summary="%(nodes)s boxes and %(edges)s arrows. The widest arrow: %(largest)s.",
    left_out="In the table only: %(nodes)s boxes, %(edges)s arrows.",
    nothing="There are no steps to show.",
    by_width="The wider an arrow, the more times",
    dashed="dashed: not shown, so as not to reveal a few",
    unknown_wait="wait not known",
    classes=("at most 7 days", "8–30 days", "31–90 days", "more than 90 days"),
    usual={},
)
