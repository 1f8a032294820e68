"""What the shipped programme has none of: drafts, and things that are on their way.

Rows of the access table and the browser's tests name these by "@name".
"""

from datetime import UTC, date, datetime, timedelta

from django.core.files.base import ContentFile

from brygga import clock
from brygga.access.actor import Actor
from brygga.access.models import Role
from brygga.events import links
from brygga.events.models import Approver, GatheringFile
from brygga.followup.actions import RoundValues, create_round
from brygga.guidance.actions import draft_edition
from brygga.guidance.enums import Dimension
from brygga.guidance.models import Document, Evidence, Wording
from brygga.offer import models as offers
from brygga.people.actions import invite
from brygga.people.links import token_of
from brygga.people.models import Appointment, Grant, User
from brygga.people.queries import Offer, actor_for
from brygga.plans.actions import ActivityValues, begin_activity
from brygga.plans.models import Activity, Priority
from tests.builders import competence_days, events, people


def inhabitants() -> dict[str, User]:
    """New accounts with one role each, but for the outsider's none."""
    roles = {
        "health": ("consultation-member", "0160", "health_care"),
        "local": ("local-process-leader", "0160", "social_services"),
        "county": ("county-process-leader", "01", ""),
        "neighbour": ("county-process-leader", "12", ""),
        "national": ("national-office", "00", ""),
        "evaluator": ("evaluator", "01", ""),
    }
    users = {"outsider": people.user("outsider@brygga.example")}
    for name, (role, place, side) in roles.items():
        users[name] = people.user(f"{name}@brygga.example")
        people.grant(users[name], role, place, side)
    return users


def furniture(users: dict[str, User]) -> dict[str, object]:
    """Make it, and find by name what the programme does have."""
    county, national = actor_for(users["county"].pk), actor_for(users["national"].pk)
    _round_being_prepared(county)
    return {
        "appointment": Appointment.objects.filter(group__slug="lokala-samradet-0160")[0].pk,
        "grant": Grant.objects.get(user=users["health"]).pk,
        "priority": Priority.objects.filter(place__code="0160", year=2010)[0].slug,
        "activity": Activity.objects.filter(plan__place__code="0160", plan__year=2010)[0].slug,
        "evidence": _draft_of_policy(national).pk,
        "draft_activity": _draft_of_plan(county).slug,
        **_invitation(county),
        **_registration(),
        **_certificate(),
        "offer": offers.Offer.objects.get(slug="ap-vuxen-0160").slug,
    }


def _draft_of_policy(by: Actor) -> Evidence:
    document = Document.objects.get(slug="stockholm-policy")
    edition = draft_edition(document=document, name="Utgåva 2", by=by)
    wording = Wording.objects.get(edition=edition, provision__number="3")
    return Evidence.objects.create(
        wording=wording, dimension=Dimension.PROFESSION, statement="Sagt på mötet", source="Möte"
    )


def _draft_of_plan(by: Actor) -> Activity:
    values = ActivityValues(title="Ett utkast", owner="Samrådet", due_on=date(2011, 5, 1))
    return begin_activity(place=people.place("0160"), year=2011, values=values, by=by)


def _round_being_prepared(by: Actor) -> None:
    days = RoundValues("Kartläggning 2011", date(2011, 9, 1), date(2011, 11, 30))
    create_round(county=people.place("01"), year=2011, values=days, by=by)


def _invitation(by: Actor) -> dict[str, object]:
    role = Role.objects.get(slug="service-user-representative")
    half_a_year = clock.today() + timedelta(days=180)
    offer = Offer(role, people.place("0160"), valid_to=half_a_year)
    invitation = invite(email="inbjuden@brygga.example", offer=offer, by=by)
    return {"invitation": invitation.pk, "token": token_of(invitation)}


def _registration() -> dict[str, object]:
    """A seat at something that is to come, with a file, that a manager is asked to approve."""
    coming = events.gathering(slug="framtidens-konferens", title="Framtidens konferens", seats=50)
    file = GatheringFile.objects.create(
        gathering=coming, title="Bilder", file=ContentFile(b"%PDF-1.7", name="bilder.pdf")
    )
    answers_for = events.principal()
    Approver.objects.get_or_create(principal=answers_for, email="chef@brygga.example")
    made = events.registered(coming, events.person("anmald@brygga.example"))
    events.gathering(slug="ett-utkast", title="Ett utkast", status="draft")
    return {
        "file": file.pk,
        "manage": links.manage_token(made),
        "approve": links.approve_token(made),
        "receipt_token": links.receipt_token(made),
        "registration": made.pk,
        "check_in": links.check_in_token(made.attendee),
        "feed_token": links.feed_token(made.attendee),
    }


def _certificate() -> dict[str, object]:
    """A certificate of the county's own course, and a trainer in it who held its round."""
    course = events.course("lansintyg", days=1, title="Länets egen kurs", place=people.place("01"))
    # Over, also on the day that a demo stands on.
    first = datetime(2010, 3, 18, 8, tzinfo=UTC)
    round_ = competence_days.held_round(course, slug="lansintyg-2010", first=first)
    trainer = competence_days.trainer(course)
    competence_days.teaches(trainer, round_)
    made = competence_days.certified(course, round_=round_)
    return {"certificate": made.uid, "trainer": trainer.pk, "round": round_.slug}
