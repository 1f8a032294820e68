"""The badge: what Open Badges 3.0 asks for, and a signature that others can check."""

import base64
import hashlib
import json
import stat
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.core.exceptions import ImproperlyConfigured

from brygga.access.actor import SYSTEM
from brygga.competence import badges
from brygga.competence.actions.certificates import revoke
from brygga.competence.badges import keys
from tests.builders import competence_days as days
from tests.builders import events as build

pytestmark = pytest.mark.django_db


def decoded(part):
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def read(client, name, uid):
    return client.get(f"/intyg/{uid}/{name}")


def verified(token, jwk):
    """An independent reader: RFC 7515 by hand, the arithmetic by cryptography."""
    header, payload, signature = token.split(".")
    key = Ed25519PublicKey.from_public_bytes(decoded(jwk["x"]))
    key.verify(decoded(signature), f"{header}.{payload}".encode())
    return json.loads(decoded(header)), json.loads(decoded(payload))


@pytest.fixture
def certificate():
    return days.certified(build.course(validity_months=24, goals="Kunna fråga om alkohol"))


class TestSignature:
    def test_whoever_has_the_published_key_can_check_the_badge(self, client, certificate):
        token = read(client, "badge.jwt", certificate.uid).content.decode()
        (key,) = client.get("/intyg/utfardare/nycklar.json").json()["keys"]
        header, _payload = verified(token, key)
        assert set(header) == {"alg", "kid", "jwk", "typ"}
        assert header["alg"] == "EdDSA"
        assert header["typ"] == "JWT"
        assert header["kid"].endswith(f"/intyg/utfardare/nycklar.json#{key['kid']}")
        assert header["jwk"] == {name: key[name] for name in ("kty", "crv", "x")}
        assert "d" not in key

    def test_the_claims_say_what_the_credential_says(self, client, certificate):
        token = read(client, "badge.jwt", certificate.uid).content.decode()
        _header, payload = verified(token, keys.public_jwk())
        told = read(client, "badge.json", certificate.uid).json()
        assert {key: payload[key] for key in told} == told
        assert payload["iss"] == told["issuer"]["id"]
        assert payload["jti"] == told["id"]
        assert payload["sub"] == told["credentialSubject"]["id"]
        assert payload["nbf"] == 1290297600  # 2010-11-21T00:00:00Z
        assert payload["exp"] == 1353542399  # 2012-11-21T23:59:59Z

    def test_a_changed_letter_is_found_out(self, client, certificate):
        header, _payload, signature = (
            read(client, "badge.jwt", certificate.uid).content.decode().split(".")
        )
        false = base64.urlsafe_b64encode(b'{"name":"Kirurg"}').decode().rstrip("=")
        with pytest.raises(InvalidSignature):
            verified(f"{header}.{false}.{signature}", keys.public_jwk())

    def test_the_kid_is_the_thumbprint_of_rfc_7638(self):
        jwk = keys.public_jwk()
        told = f'{{"crv":"Ed25519","kty":"OKP","x":"{jwk["x"]}"}}'.encode()
        assert decoded(keys.thumbprint()) == hashlib.sha256(told).digest()


class TestCredential:
    def test_it_has_every_field_that_the_standard_asks_for(self, client, certificate):
        told = read(client, "badge.json", certificate.uid).json()
        assert told["@context"][:2] == [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        ]
        assert told["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
        assert told["validFrom"] == "2010-11-21T00:00:00Z"
        assert told["validUntil"] == "2012-11-21T23:59:59Z"
        assert told["issuer"]["type"] == ["Profile"]
        subject = told["credentialSubject"]
        assert subject["type"] == ["AchievementSubject"]
        achievement = subject["achievement"]
        assert achievement["type"] == ["Achievement"]
        assert achievement["description"] == "Kunna fråga om alkohol"
        assert achievement["criteria"]["narrative"]
        assert told["credentialStatus"]["type"] == "1EdTechRevocationList"
        assert told["credentialSchema"][0]["type"] == "1EdTechJsonSchemaValidator2019"

    def test_one_without_an_end_has_none(self, client):
        found = days.certified(build.course(days=1))
        assert "validUntil" not in read(client, "badge.json", found.uid).json()

    def test_the_recipient_is_a_salted_hash_of_the_address(self, client, certificate):
        text = read(client, "badge.json", certificate.uid).content.decode()
        (who,) = json.loads(text)["credentialSubject"]["identifier"]
        told = f"{certificate.attendee.email}{who['salt']}".encode()
        assert who["identityHash"] == f"sha256${hashlib.sha256(told).hexdigest()}"
        assert (who["type"], who["identityType"], who["hashed"]) == (
            "IdentityObject",
            "emailAddress",
            True,
        )
        assert certificate.attendee.email not in text
        assert certificate.name not in text

    def test_its_addresses_answer_with_the_same(self, client, certificate):
        told = read(client, "badge.json", certificate.uid).json()
        for part in (told["issuer"], told["credentialSubject"]["achievement"]):
            address = part["id"].split("/", 3)[3]
            answer = client.get(f"/{address}").json()
            assert {key: answer[key] for key in part} == part

    def test_it_is_the_same_in_every_language(self, client, certificate):
        swedish = read(client, "badge.json", certificate.uid).json()
        assert client.get(f"/en/intyg/{certificate.uid}/badge.json").json() == swedish


class TestRevoked:
    def test_it_stands_on_the_list_and_the_badge_is_gone(self, client, certificate):
        told = read(client, "badge.json", certificate.uid).json()
        before = client.get("/intyg/utfardare/aterkallade.json").json()
        assert told["credentialStatus"]["id"] == before["id"]
        assert before["issuer"] == told["issuer"]["id"]
        assert before["revokedCredentials"] == []
        revoke(certificate=certificate, reason="Fel person", by=SYSTEM)
        after = client.get("/intyg/utfardare/aterkallade.json").json()
        assert after["revokedCredentials"] == [{"id": told["id"], "revoked": True}]
        for name in ("badge.json", "badge.jwt"):
            gone = read(client, name, certificate.uid)
            assert gone.status_code == 410
            assert gone.json() == {"id": told["id"], "revoked": True}

    def test_the_list_gives_away_no_address(self, client, certificate):
        revoke(certificate=certificate, reason="Fel person", by=SYSTEM)
        text = client.get("/intyg/utfardare/aterkallade.json").content.decode()
        assert badges.credential_id(certificate.uid) in text
        assert certificate.uid not in text

    def test_of_a_code_that_nobody_issued_nothing_is_known(self, client):
        assert read(client, "badge.json", "0" * 32).status_code == 404
        assert read(client, "badge.jwt", "0" * 32).status_code == 404


class TestKey:
    @pytest.fixture
    def home(self, settings, tmp_path):
        settings.HOME = tmp_path
        return tmp_path

    def test_it_is_made_once_and_read_by_us_alone(self, home):
        first = keys.signing_key().public_key().public_bytes_raw()
        keys.read_key.cache_clear()
        assert keys.signing_key().public_key().public_bytes_raw() == first
        assert stat.S_IMODE((home / keys.FILE).stat().st_mode) == 0o600
        assert [file.name for file in home.iterdir()] == [keys.FILE]

    def test_who_comes_second_takes_the_first_ones(self, home):
        first = keys.signing_key().public_key().public_bytes_raw()
        keys.make_key(home / keys.FILE)
        keys.read_key.cache_clear()
        assert keys.signing_key().public_key().public_bytes_raw() == first
        assert [file.name for file in home.iterdir()] == [keys.FILE]

    def test_another_thing_in_its_place_is_told_by_name(self, home):
        Path(home / keys.FILE).write_text("inte en nyckel", encoding="utf-8")
        with pytest.raises(ImproperlyConfigured, match=keys.FILE):
            keys.signing_key()
