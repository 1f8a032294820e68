"""The key that badges are signed with: made at first use, kept in the home, never shown."""

import base64
import hashlib
import json
import os
import tempfile
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from brygga.competence.links import lasting_url

FILE = "badge-key.pem"
"""Name of the file in the home. Lost, old badges can no longer be told from false ones."""


def signing_key() -> Ed25519PrivateKey:
    """Ours. Raises ImproperlyConfigured with the file's name where it holds something else."""
    return read_key(Path(settings.HOME) / FILE)


@lru_cache(maxsize=2)
def read_key(file: Path) -> Ed25519PrivateKey:
    """Read once a process."""
    if not file.exists():
        make_key(file)
    try:
        key = serialization.load_pem_private_key(file.read_bytes(), password=None)
    except ValueError:
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        message = f"{file} must hold an Ed25519 key in PEM; restore it, or move it away for a new"
        raise ImproperlyConfigured(message)
    return key


def make_key(file: Path) -> None:
    """Whole or not at all: two processes that start together agree on one key.

    It is written beside and then given its name; a name that is taken is left as it is.
    """
    pem = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{FILE}")  # readable by us alone
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(pem)
            stream.flush()
            os.fsync(stream.fileno())
        file.hardlink_to(beside)
    except FileExistsError:
        return
    finally:
        beside.unlink()


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def public_jwk() -> dict[str, str]:
    """The public half alone, as RFC 8037 writes it."""
    raw = signing_key().public_key().public_bytes_raw()
    return {"kty": "OKP", "crv": "Ed25519", "x": base64url(raw)}


def thumbprint() -> str:
    """The key's name: RFC 7638."""
    canonical = json.dumps(public_jwk(), sort_keys=True, separators=(",", ":"))
    return base64url(hashlib.sha256(canonical.encode()).digest())


def key_url() -> str:
    return f"{lasting_url('competence:badge_keys')}#{thumbprint()}"


def key_set() -> dict[str, object]:
    """What /intyg/utfardare/nycklar.json answers: RFC 7517."""
    key = public_jwk() | {"kid": thumbprint(), "alg": "EdDSA", "use": "sig"}
    return {"keys": [key]}
