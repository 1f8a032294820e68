"""Who reads and who writes documents."""

from django.db.models import Exists, OuterRef, Q

from brygga.access.actor import Actor
from brygga.access.capabilities import Capability
from brygga.access.rule import Rule
from brygga.guidance.enums import EditionStatus
from brygga.guidance.models import Document, Edition, Provision


def _published() -> Q:
    editions = Edition.objects.filter(document=OuterRef("pk"), status=EditionStatus.PUBLISHED)
    return Q(Exists(editions))


def _editable(actor: Actor) -> Q:
    return actor.reach(Capability.GUIDANCE_EDIT).q("place__path")


def _inside(actor: Actor) -> Q:
    return actor.reach(Capability.PLACE_VIEW).q("place__path")


def _known_provisions(_actor: Actor) -> Q:
    said = Provision.objects.filter(
        pk=OuterRef("pk"), wordings__edition__status=EditionStatus.PUBLISHED
    )
    return Q(Exists(said))


# Open to everyone once an edition is published; before that only for those who write it.
VIEW_DOCUMENT = Rule(Document, scope=lambda actor: _published() | _editable(actor))
# The same question about one edition.
VIEW_EDITION = Rule(
    Edition,
    scope=lambda actor: (
        Q(status=EditionStatus.PUBLISHED)
        | actor.reach(Capability.GUIDANCE_EDIT).q("document__place__path")
    ),
)
# Asked of the document, not of the draft: the answer is the same whether a draft exists or not.
EDIT_DOCUMENT = Rule(Document, scope=_editable, inside=_inside)
# A provision that only a draft speaks of does not exist for anybody outside the draft's own pages.
VIEW_PROVISION = Rule(Provision, scope=_known_provisions)
