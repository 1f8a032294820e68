"""Tables of interventions, who answers for them, offers, and what was said of these."""

from collections.abc import Iterator

from brygga.offer.models import (
    CareResponsibility,
    Intervention,
    Offer,
    OfferPlace,
    Verification,
    WaitingTime,
)
from brygga.offer.models.history import LONGEST_WAIT
from brygga.offer.models.offer import OLDEST
from brygga.offer.rules.refusing import refuse_contact_details
from brygga.people.enums import PrincipalKind, Sector
from brygga.programme.kinds import (
    Choice,
    Code,
    Day,
    Provisions,
    Slug,
    Source,
    Text,
    Whole,
    YesNo,
)
from brygga.programme.spec import Column, Complaint, Facts, Row, Table, Unique
from brygga.programme.tables.followup import INVENTED
from brygga.programme.tables.people import period

_SOURCE = Column("source", Source(300), "Where the fact comes from.", empty="")
_INTERVENTION = Column(
    "intervention",
    Code("interventions"),
    "Which intervention.",
    required=True,
    paths=("intervention__slug",),
)
_OFFER = Column("offer", Code("offers"), "Which offer.", required=True, paths=("offer__slug",))
_CONTACT = "telephone numbers and e-mail addresses go stale; expected web_page with the unit's own"


def _no_contact(row: Row, *names: str) -> Iterator[Complaint]:
    for name in names:
        if refuse_contact_details((getattr(row, name) or "",)) is not None:
            yield name, _CONTACT


def _intervention(row: Row, _known: Facts) -> Iterator[Complaint]:
    yield from _no_contact(row, "name", "plain_words")


INTERVENTIONS = Table(
    name="interventions",
    model=Intervention,
    says="Care or support as given (insatser), with the provisions that each carries out.",
    key=("slug",),
    columns=(
        Column("slug", Slug(), "Its code.", required=True),
        Column("name", Text(120), "What it is called.", required=True),
        Column("plain_words", Text(400), "What it is, in plain words.", required=True),
        Column("place", Code("places"), "Whose it is.", required=True, paths=("place__code",)),
        Column("provisions", Provisions(), "Which provisions it carries out.", empty=()),
        Column(
            "contact_words",
            Text(500),
            "Activities in contact data that are it, with ; between.",
            empty="",
        ),
        _SOURCE,
        INVENTED,
    ),
    check=_intervention,
)

CARE_RESPONSIBILITIES = Table(
    name="care_responsibilities",
    model=CareResponsibility,
    says="Who answers for an intervention at a place and below it, from and until.",
    key=("intervention", "place", "principal_kind", "sector", "valid_from"),
    columns=(
        _INTERVENTION,
        Column("place", Code("places"), "Where.", required=True, paths=("place__code",)),
        Column("principal_kind", Choice(PrincipalKind), "Which kind answers.", required=True),
        Column("sector", Choice(Sector), "Which part of it.", required=True),
        Column("is_shared", YesNo(), "Whether several answer by agreement.", required=True),
        Column("valid_from", Day(), "The first day it holds; empty: always, or not known."),
        Column("valid_to", Day(), "The last day it holds; empty while it does."),
        _SOURCE,
        INVENTED,
    ),
    check=period,
)


def _offer(row: Row, _known: Facts) -> Iterator[Complaint]:
    if not (row.by_self or row.by_referral or row.by_decision):
        yield "by_self", "no way in; expected yes in by_self, by_referral or by_decision"
    if row.begins_on and row.ends_on and row.ends_on < row.begins_on:
        yield "ends_on", f"the offer ends before it begins; expected {row.begins_on} or later"
    if row.age_from is not None and row.age_to is not None and row.age_to < row.age_from:
        yield "age_to", f"below age_from; expected {row.age_from} or more"
    if row.web_page and not row.web_page.startswith(("https://", "http://")):
        yield "web_page", "no address; expected one that begins with https://"
    yield from _no_contact(row, "for_whom", "first_step")


OFFERS = Table(
    name="offers",
    model=Offer,
    says="What a unit offers, to whom and how one gets there; never a person's name or number.",
    key=("slug",),
    columns=(
        Column("slug", Slug(), "Its code.", required=True),
        _INTERVENTION,
        Column("unit", Code("units"), "Which unit gives it.", required=True, paths=("unit__slug",)),
        Column("for_whom", Text(200), "For whom, as said to the person.", required=True),
        Column("age_from", Whole(0, OLDEST), "The lowest age; empty: any."),
        Column("age_to", Whole(0, OLDEST), "The highest age; empty: any."),
        Column("by_self", YesNo(), "Whether one may seek it oneself.", required=True),
        Column("by_referral", YesNo(), "Whether a referral leads there.", required=True),
        Column("by_decision", YesNo(), "Whether a decision leads there.", required=True),
        Column("first_step", Text(300), "What one does first, in a sentence.", empty=""),
        Column("web_page", Text(300), "The unit's own page.", empty=""),
        Column("begins_on", Day(), "Since when; empty: not known."),
        Column("ends_on", Day(), "The last day; empty while it has none."),
        _SOURCE,
        INVENTED,
    ),
    check=_offer,
    unique=(
        Unique(
            ("intervention", "unit", "for_whom"),
            lambda row: row.ends_on is None,
            "the unit offers it to them already, without an end",
        ),
    ),
)

OFFER_PLACES = Table(
    name="offer_places",
    model=OfferPlace,
    says="Whose people may come: a place and everything below it.",
    key=("offer", "place"),
    columns=(
        _OFFER,
        Column("place", Code("places"), "Which place.", required=True, paths=("place__code",)),
    ),
)

VERIFICATIONS = Table(
    name="verifications",
    model=Verification,
    says="Days on which somebody said that an offer is true.",
    key=("offer", "verified_on"),
    columns=(
        _OFFER,
        Column("verified_on", Day(), "The day.", required=True),
        Column("said_by", Text(120), "In which role, never a name.", required=True),
        INVENTED,
    ),
    people=("verified_by",),
)

WAITING_TIMES = Table(
    name="waiting_times",
    model=WaitingTime,
    says="How long one waits for an offer, in days, as it was on a day.",
    key=("offer", "measured_on"),
    columns=(
        _OFFER,
        Column("measured_on", Day(), "As of which day.", required=True),
        Column("days", Whole(0, LONGEST_WAIT), "Days to the first visit.", required=True),
        _SOURCE,
        INVENTED,
    ),
)
