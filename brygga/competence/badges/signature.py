"""A credential signed as a compact JWS (RFC 7515) with EdDSA over Ed25519 (RFC 8037)."""

import json
from datetime import datetime

from brygga.competence.badges.credential import Json
from brygga.competence.badges.keys import base64url, key_url, public_jwk, signing_key


def signed(credential: Json) -> str:
    """The credential is the payload, with the claims that the specification asks for beside it."""
    header = {"alg": "EdDSA", "kid": key_url(), "jwk": public_jwk(), "typ": "JWT"}
    payload = credential | {
        "iss": credential["issuer"]["id"],
        "jti": credential["id"],
        "sub": credential["credentialSubject"]["id"],
        "nbf": _instant(credential["validFrom"]),
    }
    if "validUntil" in credential:
        payload["exp"] = _instant(credential["validUntil"])
    told = f"{_part(header)}.{_part(payload)}"
    return f"{told}.{base64url(signing_key().sign(told.encode('ascii')))}"


def _part(value: Json) -> str:
    return base64url(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def _instant(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp())
