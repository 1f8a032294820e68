"""What a badge says: the credential, its achievement and its issuer."""

import hashlib
import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from brygga.competence.links import lasting_url
from brygga.competence.models import Certificate
from brygga.competence.queries.certificates import Proof
from brygga.events.models import Course

Json = dict[str, Any]
CONTEXT = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
]
SCHEMA = (
    "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"
)


def credential_id(uid: str) -> str:
    """A name that gives away no address: the list of revoked ones is open to anybody."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"brygga:certificate:{uid}").urn


def credential(proof: Proof, issuer: str) -> Json:
    """The AchievementCredential of a certificate, from the issuer with this name."""
    certificate = proof.certificate
    made: Json = {
        "@context": CONTEXT,
        "id": credential_id(certificate.uid),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": certificate.course.title,
        "issuer": profile(issuer),
        "validFrom": _begins(certificate.issued_on),
        "credentialSubject": _subject(proof),
        "credentialStatus": {
            "id": lasting_url("competence:revoked"),
            "type": "1EdTechRevocationList",
        },
        "credentialSchema": [{"id": SCHEMA, "type": "1EdTechJsonSchemaValidator2019"}],
    }
    if certificate.valid_to is not None:
        made["validUntil"] = _ends(certificate.valid_to)
    return made


def _subject(proof: Proof) -> Json:
    certificate = proof.certificate
    subject: Json = {
        "id": f"{credential_id(certificate.uid)}#holder",
        "type": ["AchievementSubject"],
        "identifier": [_identity(certificate)],
        "achievement": achievement(certificate.course),
    }
    if proof.days:
        subject["activityStartDate"] = _begins(proof.days[0].on)
        subject["activityEndDate"] = _ends(proof.days[-1].on)
    return subject


def _identity(certificate: Certificate) -> Json:
    """The e-mail address, hashed with a salt of the certificate's own."""
    salt = hashlib.sha256(f"brygga.salt {certificate.uid}".encode()).hexdigest()[:16]
    told = hashlib.sha256(f"{certificate.attendee.email}{salt}".encode()).hexdigest()
    return {
        "type": "IdentityObject",
        "hashed": True,
        "identityHash": f"sha256${told}",
        "identityType": "emailAddress",
        "salt": salt,
    }


def achievement(course: Course) -> Json:
    """What was learnt; its id is an address that answers with the same."""
    with override(settings.LANGUAGE_CODE):
        words = _("Has taken the course.")
        if course.days:
            words = _("Has been there all %(days)s days of the course.") % {"days": course.days}
    return {
        "id": lasting_url("competence:achievement", course.slug),
        "type": ["Achievement"],
        "achievementType": "Course",
        "name": course.title,
        "description": course.goals.strip() or course.audience or course.title,
        "criteria": {"narrative": words},
    }


def profile(name: str) -> Json:
    """Who issues: this installation, in the name of its programme."""
    return {
        "id": lasting_url("competence:issuer"),
        "type": ["Profile"],
        "name": name,
        "url": settings.BASE_URL + "/",
    }


def revocation_list(uids: Iterable[str]) -> Json:
    """What /intyg/utfardare/aterkallade.json answers."""
    return {
        "id": lasting_url("competence:revoked"),
        "issuer": lasting_url("competence:issuer"),
        "revokedCredentials": [{"id": credential_id(uid), "revoked": True} for uid in uids],
    }


def _begins(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _ends(day: date) -> str:
    return f"{day.isoformat()}T23:59:59Z"
