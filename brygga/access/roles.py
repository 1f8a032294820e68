"""The roles of the house. Rows in the database follow this list at every migrate.

The slug is stable: it is what a grant points at. Reach comes from the grant, not the role.
"""

from dataclasses import dataclass

from brygga.access.capabilities import Capability


@dataclass(frozen=True, slots=True)
class RoleSpec:
    """One role as shipped: what it may do, and which roles its holder may hand on."""

    slug: str
    name: str
    name_en: str
    sentence: str
    sentence_en: str
    capabilities: frozenset[Capability]
    hands_on: tuple[str, ...] = ()


_ANSWERS = frozenset({Capability.ANSWER_SOCIAL_SERVICES, Capability.ANSWER_HEALTH_CARE})
_LOCAL_WORK = frozenset(
    {Capability.PLACE_VIEW, Capability.JOINT_ANSWER_SETTLE, Capability.MAPPING_SUBMIT}
)
_PLANS = frozenset({Capability.PRIORITY_EDIT, Capability.PLAN_EDIT, Capability.PLAN_ADOPT})
_COURSES = frozenset(
    {Capability.GATHERING_EDIT, Capability.REGISTRATION_EDIT, Capability.COMPETENCE_EDIT}
)
_OFFERS = frozenset({Capability.OFFER_EDIT, Capability.OFFER_VERIFY})
_COUNTY = (
    _LOCAL_WORK
    | _ANSWERS
    | _PLANS
    | _COURSES
    | _OFFERS
    | {
        Capability.GROUP_EDIT,
        Capability.PARTICIPATION_EDIT,
        Capability.ROLE_GRANT,
        Capability.ROUND_EDIT,
        Capability.MAPPING_REVIEW,
        Capability.REMINDER_SEND,
        Capability.REPORT_EDIT,
    }
)
_LOCAL_ROLES = (
    "local-process-leader",
    "consultation-member",
    "unit-head",
    "steering-group-member",
    "service-user-representative",
)
_COUNTY_ROLES = ("county-process-leader", "county-coordinator", "evaluator", "editor")

ROLES: tuple[RoleSpec, ...] = (
    RoleSpec(
        "national-office",
        "Nationellt kansli",
        "National office",
        "Håller ihop programmet i hela landet: dokument, omgångar, deltagande och roller.",
        "Holds the programme together nationally: documents, rounds, participation and roles.",
        _COUNTY | {Capability.GUIDANCE_EDIT, Capability.LOG_READ},
        (*_COUNTY_ROLES, *_LOCAL_ROLES),
    ),
    RoleSpec(
        "county-process-leader",
        "Processledare i länet",
        "County process leader",
        "Leder arbetet i länet: kartläggning, granskning, planer, kurser och årets uppföljning.",
        "Leads the work in the county: mapping, review, plans, courses and the follow-up.",
        _COUNTY | {Capability.LOG_READ},
        ("county-coordinator", "evaluator", "editor", *_LOCAL_ROLES),
    ),
    RoleSpec(
        "county-coordinator",
        "Koordinator i länet",
        "County coordinator",
        "Stöder de lokala processledarna: ser allt i länet, påminner och hjälper till att svara.",
        "Supports the local process leaders: sees all in the county, reminds, helps to answer.",
        _LOCAL_WORK
        | _ANSWERS
        | _OFFERS
        | {
            Capability.REMINDER_SEND,
            Capability.PLAN_EDIT,
            Capability.GROUP_EDIT,
            Capability.ROLE_GRANT,
            Capability.GATHERING_EDIT,
            Capability.REGISTRATION_EDIT,
        },
        _LOCAL_ROLES,
    ),
    RoleSpec(
        "local-process-leader",
        "Lokal processledare",
        "Local process leader",
        "Driver arbetet på en plats: svarar för sin huvudman, enar samrådet, har plan och kurser.",
        "Drives the work in one place: answers for their principal, settles, has plan and courses.",
        _LOCAL_WORK
        | _ANSWERS
        | _PLANS
        | _COURSES
        | _OFFERS
        | {Capability.GROUP_EDIT, Capability.ROLE_GRANT},
        (
            "consultation-member",
            "unit-head",
            "steering-group-member",
            "service-user-representative",
        ),
    ),
    RoleSpec(
        "consultation-member",
        "Ledamot i samråd",
        "Consultation member",
        "Svarar för sin huvudman i kartläggningen och är med och enar samrådet.",
        "Answers for their principal in the mapping and takes part in settling joint answers.",
        frozenset({Capability.PLACE_VIEW, Capability.JOINT_ANSWER_SETTLE, Capability.OFFER_VERIFY})
        | _ANSWERS,
    ),
    RoleSpec(
        "unit-head",
        "Enhetschef",
        "Head of unit",
        "Säger att det som enheterna på platsen erbjuder stämmer, och hur lång väntan är.",
        "Says that what the units in the place offer is true, and how long people wait.",
        frozenset({Capability.PLACE_VIEW, Capability.OFFER_VERIFY}),
    ),
    RoleSpec(
        "steering-group-member",
        "Ledamot i styrgrupp",
        "Steering-group member",
        "Beslutar prioriteringar och antar planer; ser underlaget.",
        "Decides priorities and adopts plans; sees what they rest on.",
        frozenset({Capability.PLACE_VIEW, Capability.PRIORITY_EDIT, Capability.PLAN_ADOPT}),
    ),
    RoleSpec(
        "service-user-representative",
        "Brukarrepresentant",
        "Service-user representative",
        "Ser hela läget på platsen, också utkast, för att kunna föra brukarnas talan.",
        "Sees the whole picture of the place, drafts included, to speak for service users.",
        frozenset({Capability.PLACE_VIEW}),
    ),
    RoleSpec(
        "evaluator",
        "Utvärderare",
        "Evaluator",
        "Läser allt i sin gren, ändrar inget.",
        "Reads everything in the branch, changes nothing.",
        frozenset({Capability.PLACE_VIEW}),
    ),
    RoleSpec(
        "editor",
        "Redaktör",
        "Editor",
        "Skriver länets egen text i den årliga uppföljningen.",
        "Writes the county's own text in the yearly follow-up.",
        frozenset({Capability.PLACE_VIEW, Capability.REPORT_EDIT}),
    ),
)
