"""Certificates for machines: Open Badges 3.0, a verifiable credential signed as a JWT.

Field names are those of the 1EdTech specification of Open Badges 3.0 (§ JSON Web Token Proof
Format) and of its Revocation List Status Method 1.0. What is public names nobody: the recipient
is a salted hash of the e-mail address, and the list of revoked credentials holds numbers from
which no certificate's address can be worked out.
"""

from brygga.competence.badges.credential import (
    CONTEXT,
    achievement,
    credential,
    credential_id,
    profile,
    revocation_list,
)
from brygga.competence.badges.keys import key_set
from brygga.competence.badges.signature import signed

__all__ = [
    "CONTEXT",
    "achievement",
    "credential",
    "credential_id",
    "key_set",
    "profile",
    "revocation_list",
    "signed",
]
