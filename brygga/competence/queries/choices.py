"""Which courses a page of coverage is about."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef

from brygga.competence.queries.coverage.material import courses_serving
from brygga.events.models import Course
from brygga.events.queries.courses import courses
from brygga.guidance.models import Provision
from brygga.guidance.queries import current_wordings, label, provision_by_ref


@dataclass(frozen=True, slots=True)
class Choice:
    """The courses asked for, what they are called together, and what else there is to choose.

    `value` is the course's slug or the provision's reference, `query` the same in an address.
    """

    courses: tuple[Course, ...]
    name: str
    value: str
    query: str
    course_choices: tuple[tuple[str, str], ...]
    provision_choices: tuple[tuple[str, str], ...]

    @property
    def is_provision(self) -> bool:
        return "/" in self.value


def choice_of(slug: str, ref: str) -> Choice | None:
    """A course by slug, or those that serve a provision; the first course when none is asked for.

    None for what does not exist; Http404 for a provision that does not. Four queries at most.
    """
    known = courses()
    provisions = _provisions()
    by_slug = tuple((each.slug, each.title) for each in known)
    if ref:
        provision = provision_by_ref(ref)
        served = tuple(courses_serving(provision.pk))
        name = dict(provisions).get(ref) or label(provision)
        return Choice(served, name, ref, urlencode({"riktlinje": ref}), by_slug, provisions)
    found = next((each for each in known if each.slug == slug or not slug), None)
    if found is None:
        return None if slug else Choice((), "", "", "", by_slug, provisions)
    query = urlencode({"kurs": found.slug})
    return Choice((found,), found.title, found.slug, query, by_slug, provisions)


def _provisions() -> tuple[tuple[str, str], ...]:
    """Provisions that some course serves, as (reference, what it is called). Two queries."""
    serving = Exists(Course.provisions.through.objects.filter(provision_id=OuterRef("pk")))
    ids = list(Provision.objects.filter(serving).order_by().values_list("pk", flat=True))
    return tuple(
        (
            f"{each.provision.document.slug}/{each.provision.number}",
            f"{label(each.provision, each)}: {each.title or each.measure}"[:90],
        )
        for each in current_wordings(ids).values()
    )
