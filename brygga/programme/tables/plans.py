"""Tables of priorities, plans and activities."""

from collections.abc import Iterator

from brygga.plans.enums import ActivityStatus, PlanStatus
from brygga.plans.models import Activity, ActivityStep, Plan, PlanStep, Priority
from brygga.programme.kinds import (
    Choice,
    Code,
    Day,
    Instant,
    Money,
    Provisions,
    Slug,
    Text,
    Year,
)
from brygga.programme.spec import Column, Complaint, Facts, Link, Row, Table, Unique
from brygga.programme.tables.followup import INVENTED
from brygga.programme.tables.people import SOURCE


def _place(path: str = "place__code") -> Column:
    return Column("place", Code("places"), "Which place.", required=True, paths=(path,))


def _year(path: str = "year") -> Column:
    return Column("year", Year(), "Which year.", required=True, paths=(path,))


PRIORITIES = Table(
    name="priorities",
    model=Priority,
    says="A group's decision that a provision comes first in a place a year, and why.",
    key=("slug",),
    columns=(
        Column("slug", Slug(80), "Its code.", required=True),
        _place(),
        _year(),
        Column(
            "provision",
            Code("provisions"),
            "Which provision.",
            required=True,
            paths=("provision__document__slug", "provision__number"),
        ),
        Column(
            "group", Code("groups"), "Which group decided.", required=True, paths=("group__slug",)
        ),
        Column("decided_on", Day(), "When it was decided.", required=True),
        Column("why", Text(), "Why.", required=True),
        Column("withdrawn_on", Day(), "When it was withdrawn."),
        INVENTED,
    ),
    unique=(
        Unique(
            ("place", "year", "provision"),
            lambda row: row.withdrawn_on is None,
            "the provision is prioritised there that year already",
        ),
    ),
)


def _plan(row: Row, _known: Facts) -> Iterator[Complaint]:
    adopted = row.status == PlanStatus.ADOPTED
    for name in ("adopted_on", "adopted_by"):
        if bool(getattr(row, name)) != adopted:
            yield (
                name,
                (
                    "an adopted plan says when and by which group"
                    if adopted
                    else "expected nothing: the plan is a draft"
                ),
            )


PLANS = Table(
    name="plans",
    model=Plan,
    says="What a place does in a year. Public once a group has adopted it.",
    key=("place", "year"),
    columns=(
        _place(),
        _year(),
        Column("status", Choice(PlanStatus), "Draft or adopted.", required=True),
        Column("adopted_on", Day(), "When it was adopted."),
        Column(
            "adopted_by", Code("groups"), "Which group adopted it.", paths=("adopted_by__slug",)
        ),
        SOURCE,
        INVENTED,
    ),
    check=_plan,
)

PLAN_STEPS = Table(
    name="plan_steps",
    model=PlanStep,
    says="How plans were adopted and opened again.",
    key=("place", "year", "at", "status"),
    columns=(
        _place("plan__place__code"),
        _year("plan__year"),
        Column("at", Instant(), "When.", required=True),
        Column("status", Choice(PlanStatus), "Into which status.", required=True),
        Column("reason", Text(300), "Why it was opened again; never public.", empty=""),
    ),
    links=(Link("plan", ("place", "year"), "plans"),),
    people=("by",),
    many=True,
)

ACTIVITIES = Table(
    name="activities",
    model=Activity,
    says="What is to be done, for which provisions, by whom and by when.",
    key=("slug",),
    columns=(
        Column("slug", Slug(100), "Its code.", required=True),
        _place("plan__place__code"),
        _year("plan__year"),
        Column("title", Text(200), "What is to be done.", required=True),
        Column("provisions", Provisions(), "For which provisions.", empty=()),
        Column("owner", Text(120), "Who owns it: a role or function.", required=True),
        Column("due_on", Day(), "By when.", required=True),
        Column("status", Choice(ActivityStatus), "How far it has come.", required=True),
        Column("cost", Money(), "Cost in kronor."),
        Column("notes", Text(), "Notes; never public.", empty=""),
    ),
    links=(Link("plan", ("place", "year"), "plans"),),
    people=("owner_user",),
)

ACTIVITY_STEPS = Table(
    name="activity_steps",
    model=ActivityStep,
    says="How activities moved.",
    key=("activity", "at", "status"),
    columns=(
        Column(
            "activity",
            Code("activities"),
            "Which activity.",
            required=True,
            paths=("activity__slug",),
        ),
        Column("at", Instant(), "When.", required=True),
        Column("status", Choice(ActivityStatus), "Into which status.", required=True),
        Column("note", Text(300), "What happened; never public.", empty=""),
    ),
    people=("by",),
    many=True,
)
