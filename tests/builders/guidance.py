"""Documents with editions, wordings and evidence, written straight into the tables."""

from datetime import date

from brygga.guidance.enums import (
    Audience,
    Dimension,
    DocumentKind,
    EditionStatus,
    PriorityClass,
    Strength,
)
from brygga.guidance.models import Document, Edition, Evidence, Provision, Wording
from brygga.guidance.rules import natural_key
from tests.builders.people import place


def document(slug="policy", *, code="01", **fields):
    fields.setdefault("title", f"Dokument {slug}")
    fields.setdefault("short_title", slug.capitalize())
    fields.setdefault("kind", DocumentKind.COUNTY_POLICY)
    fields.setdefault("issuer", "Utgivaren")
    fields.setdefault("provision_word", "Riktlinje")
    return Document.objects.create(slug=slug, place=place(code), **fields)


def edition(of, number=1, *, status=EditionStatus.PUBLISHED, numbers=(), **fields):
    """An edition, published on 1 February of 2000 + its number; a wording for each of `numbers`."""
    fields.setdefault("name", f"Utgåva {number}")
    if status == EditionStatus.PUBLISHED:
        fields.setdefault("published_on", date(2000 + number, 2, 1))
    made = Edition.objects.create(document=of, number=number, status=status, **fields)
    for each in numbers:
        wording(made, each)
    return made


def draft(of, number=2, *, numbers=(), **fields):
    return edition(of, number, status=EditionStatus.DRAFT, numbers=numbers, **fields)


def provision(of, number="3"):
    # The order is given by the first run of digits: enough for the few numbers that tests use.
    position = next((part[1] for part in natural_key(number) if part[0] == 0), 0)
    return Provision.objects.get_or_create(
        document=of, number=number, defaults={"position": position}
    )[0]


def wording(of, number="3", **fields):
    """What an edition says under a number; as little as there can be, unless told."""
    fields.setdefault("title", f"Punkt {number}")
    fields.setdefault("measure", f"Gör {number}")
    fields.setdefault("audience", Audience.UNKNOWN)
    fields.setdefault("priority_class", PriorityClass.UNKNOWN)
    return Wording.objects.create(provision=provision(of.document, number), edition=of, **fields)


def evidence(of, dimension=Dimension.RESEARCH, **fields):
    fields.setdefault("statement", "Det hjälper.")
    fields.setdefault("strength", Strength.LIMITED)
    fields.setdefault("source", "https://example.org/studie")
    return Evidence.objects.create(wording=of, dimension=dimension, **fields)
