"""Ways in: password and second step, passkeys, identity providers, demo accounts."""

import time

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal.flows.login import complete_login
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.exceptions import ImproperlyConfigured
from django.test import RequestFactory
from django.urls import reverse

from brygga.config.env import identity_providers
from brygga.people.actions import DEMO_PASSWORD, create_demo_personas
from brygga.people.models import Grant, User
from tests.builders import people as build

LOGIN = "/konto/login/"
SECRET = "JBSWY3DPEHPK3PXP"
PROVIDER = {
    "provider_id": "kommunen",
    "name": "Kommunens inloggning",
    "client_id": "brygga",
    "secret": "hemlig",
    "settings": {"server_url": "https://id.example", "verified_email": ["taby.example"]},
}


def sign_in(client, user, password=build.PASSWORD):
    return client.post(LOGIN, {"login": user.email, "password": password})


def code_now(secret=SECRET):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def is_signed_in(client):
    return "_auth_user_id" in client.session


@pytest.mark.django_db
class TestSecondStep:
    def test_a_password_alone_is_half_the_way(self, client):
        user = build.user()
        answer = sign_in(client, user)
        assert answer.headers["Location"].startswith("/konto/2fa/authenticate/")
        assert not is_signed_in(client)
        client.post("/konto/2fa/authenticate/", {"code": code_now()})
        assert is_signed_in(client)

    def test_without_one_every_page_leads_to_setting_it_up(self, client):
        user = build.user(second_factor=False)
        build.grant(user)
        sign_in(client, user)
        for path in ("/", "/min-sida/", "/plats/0160/manniskor/", "/plats/0160/logg/"):
            answer = client.get(path)
            assert answer.status_code == 302, path
            assert answer.headers["Location"] == "/konto/2fa/"
        assert client.get("/konto/2fa/").status_code == 200
        assert client.get("/konto/2fa/totp/activate/").status_code == 200

    def test_setting_one_up_opens_the_house(self, client):
        user = build.user(second_factor=False)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        sign_in(client, user)
        secret = client.get("/konto/2fa/totp/activate/").context["form"].secret
        answer = client.post("/konto/2fa/totp/activate/", {"code": code_now(secret)})
        assert answer.status_code == 302
        assert client.get("/plats/0160/manniskor/").status_code == 200
        kinds = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
        assert kinds == {"totp", "recovery_codes"}

    def test_an_old_session_proves_itself_before_it_sets_one_up(self, client):
        user = build.user(second_factor=False)
        with time_machine.travel("2026-06-01 08:00", tick=False):
            sign_in(client, user)
        with time_machine.travel("2026-06-01 09:00", tick=False):
            answer = client.get("/konto/2fa/totp/activate/")
        assert answer.headers["Location"].startswith("/konto/reauthenticate/")

    def test_a_second_one_is_added_only_by_whoever_proves_themselves(self, client):
        user = build.user()
        sign_in(client, user)
        client.post("/konto/2fa/authenticate/", {"code": code_now()})
        assert client.get("/konto/2fa/webauthn/add/").status_code == 302

    def test_the_secret_is_sealed_in_the_database(self, client):
        secret = "JBSWY3DPEHPK3PXP"
        stored = Authenticator.objects.get(user=build.user()).data["secret"]
        assert secret not in stored
        assert get_mfa_adapter().decrypt(stored) == secret

    def test_a_secret_sealed_by_another_installation_matches_no_code(self, client, settings):
        user = build.user()
        settings.SECRET_KEY = "en annan nyckel, så lång att den räcker gott och väl till"
        sign_in(client, user)
        answer = client.post("/konto/2fa/authenticate/", {"code": code_now()})
        assert answer.status_code == 200
        assert not is_signed_in(client)

    def test_spare_codes_alone_are_no_second_step(self, client):
        user = build.user(second_factor=False)
        Authenticator.objects.create(user=user, type="recovery_codes", data={"seed": "x"})
        client.force_login(user)
        assert client.get("/plats/0160/manniskor/").headers["Location"] == "/konto/2fa/"

    def test_the_last_one_cannot_be_removed(self, client):
        user = build.user()
        sign_in(client, user)
        client.post("/konto/2fa/authenticate/", {"code": code_now()})
        client.post("/konto/2fa/totp/deactivate/")
        assert Authenticator.objects.filter(user=user, type="totp").exists()

    def test_signing_out_and_proving_oneself_stay_open(self, client):
        client.force_login(build.user(second_factor=False))
        assert client.get("/konto/logout/").status_code == 200
        assert client.get("/konto/reauthenticate/").status_code == 200
        client.post("/konto/logout/")
        assert not is_signed_in(client)

    def test_a_session_begun_with_one_is_asked_no_more(self, client, django_assert_num_queries):
        user = build.user()
        sign_in(client, user)
        client.post("/konto/2fa/authenticate/", {"code": code_now()})
        Authenticator.objects.filter(user=user).delete()
        assert client.get("/plats/0160/manniskor/").status_code == 200


@pytest.mark.django_db
class TestAccounts:
    def test_nobody_signs_up(self, client):
        for path in ("/konto/signup/", "/konto/email/", "/konto/3rdparty/"):
            assert client.get(path).status_code == 404
            assert client.post(path, {"email": "x@example.com"}).status_code == 404
        assert User.objects.count() == 0

    def test_a_wrong_password_and_an_unknown_address_read_the_same(self, client):
        build.user("finns@taby.example")
        answers = [
            client.post(LOGIN, {"login": email, "password": "fel lösenord här"})
            for email in ("finns@taby.example", "saknas@taby.example")
        ]
        errors = [str(answer.context["form"].errors) for answer in answers]
        assert errors[0] == errors[1]

    def test_many_tries_are_stopped(self, client):
        user = build.user()
        for _ in range(5):
            sign_in(client, user, "fel lösenord här")
        sign_in(client, user)
        assert client.get("/konto/2fa/authenticate/").status_code == 302
        assert not is_signed_in(client)

    def test_a_closed_account_stays_outside(self, client):
        user = build.user(is_active=False)
        sign_in(client, user)
        assert not is_signed_in(client)

    def test_a_new_password_is_asked_for_by_mail_and_unknown_addresses_get_none(
        self, client, mailoutbox
    ):
        user = build.user()
        answers = [
            client.post("/konto/password/reset/", {"email": email})
            for email in (user.email, "saknas@taby.example")
        ]
        assert {answer.headers["Location"] for answer in answers} == {"/konto/password/reset/done/"}
        assert [letter.to for letter in mailoutbox] == [[user.email]]

    def test_an_ended_role_is_felt_at_the_next_request(self, client):
        county = build.county()
        client.force_login(county.user)
        assert client.get("/plats/0160/logg/").status_code == 200
        Grant.objects.filter(user=county.user).update(ended_at=county.user.joined_at)
        assert client.get("/plats/0160/logg/").status_code == 404


@pytest.mark.django_db
class TestDemo:
    def test_a_demo_account_signs_in_by_password_alone(self, client, settings):
        settings.DEMO = True
        user = create_demo_personas()[0]
        sign_in(client, user, DEMO_PASSWORD)
        assert is_signed_in(client)
        assert client.get("/plats/0160/manniskor/").status_code == 200

    def test_outside_a_demo_it_cannot_sign_in_and_is_thrown_out(self, client, settings):
        settings.DEMO = True
        user = create_demo_personas()[0]
        client.force_login(user)
        assert client.get("/plats/0160/logg/").status_code == 200
        settings.DEMO = False
        assert client.get("/plats/0160/logg/").status_code == 302
        client.logout()
        sign_in(client, user, DEMO_PASSWORD)
        assert not is_signed_in(client)

    def test_the_sign_in_page_speaks_of_the_demo_only_in_one(self, client, settings):
        settings.DEMO = False
        assert reverse("portal:try") not in client.get(LOGIN).content.decode()
        settings.DEMO = True
        assert reverse("portal:try") in client.get(LOGIN).content.decode()


@pytest.mark.django_db
class TestIdentityProvider:
    """What happens when a provider says who somebody is; the talk with it is allauth's own."""

    @pytest.fixture(autouse=True)
    def provider(self, settings):
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [PROVIDER]}}

    def told(self, client, email, *, process="login", uid="123"):
        request = RequestFactory().get("/konto/oidc/kommunen/login/callback/")
        request.session = client.session
        request.user = AnonymousUser()
        request._messages = CookieStorage(request)  # noqa: SLF001 -- as Django's middleware does
        with context.request_context(request):
            provider = get_adapter().get_provider(request, "kommunen")
            claims = {"sub": uid, "email": email, "name": "Någon", "personnummer": "tolv siffror"}
            login = SocialLogin(
                user=User(email=email),
                account=SocialAccount(
                    provider="kommunen", uid=uid, extra_data={"userinfo": claims}
                ),
                email_addresses=[EmailAddress(email=email, verified=True, primary=True)],
                provider=provider,
            )
            login.state = {"process": process}
            answer = complete_login(request, login)
            request.session.save()
        return request, answer

    def test_it_signs_in_the_account_with_the_address_and_keeps_no_claims(self, client):
        user = build.user("anna@taby.example", second_factor=False)
        request, answer = self.told(client, "anna@taby.example")
        assert answer.status_code == 302
        assert request.user == user
        known = SocialAccount.objects.get()
        assert (known.user, known.uid, known.extra_data) == (user, "123", {})
        request, _ = self.told(client, "anna@taby.example")
        assert request.user == user
        assert SocialAccount.objects.get().extra_data == {}

    def test_it_vouches_for_the_second_step(self, client):
        build.user("anna@taby.example", second_factor=False)
        self.told(client, "anna@taby.example")
        client.cookies["brygga"] = client.session.session_key
        assert client.get("/plats/0160/manniskor/").status_code == 200

    def test_it_does_not_vouch_for_another_domain(self, client):
        build.user("anna@nacka.example")
        request, answer = self.told(client, "anna@nacka.example")
        assert not request.user.is_authenticated
        assert "inget konto" in answer.content.decode()
        assert not SocialAccount.objects.exists()

    def test_it_makes_no_account(self, client):
        request, _ = self.told(client, "okand@taby.example")
        assert not request.user.is_authenticated
        assert not User.objects.exists()

    def test_nobody_ties_an_identity_to_their_own_account(self, client):
        build.user("anna@taby.example")
        _, answer = self.told(client, "bo@taby.example", process="connect")
        assert answer.headers["Location"] == "/konto/2fa/"
        assert not SocialAccount.objects.exists()

    def test_a_closed_account_stays_closed(self, client):
        build.user("anna@taby.example", is_active=False)
        request, _ = self.told(client, "anna@taby.example")
        assert not request.user.is_authenticated

    def test_the_sign_in_page_names_it(self, client):
        assert "Kommunens inloggning" in client.get(LOGIN).content.decode()


class TestProvidersFile:
    GOOD = """
[[openid_connect]]
provider_id = "kommunen"
name = "Kommunens inloggning"
client_id = "brygga"
secret = "hemlig"
[openid_connect.settings]
server_url = "https://id.example"
verified_email = ["taby.example"]
"""

    def read(self, tmp_path, text):
        (tmp_path / "identity-providers.toml").write_text(text, encoding="utf-8")
        return identity_providers(tmp_path)

    def test_it_becomes_settings(self, tmp_path):
        assert self.read(tmp_path, self.GOOD) == {"openid_connect": {"APPS": [PROVIDER]}}

    def test_no_file_means_no_provider(self, tmp_path):
        assert identity_providers(tmp_path) == {}

    @pytest.mark.parametrize(
        ("text", "says"),
        [
            ("[[openid_connect]", "cannot be read"),
            ("[[oidc]]\nname='x'", "unknown table 'oidc'"),
            ("[saml]\nname='x'", "[[saml]]"),
            (GOOD.replace('client_id = "brygga"\n', ""), "client_id is missing"),
            (GOOD.replace('verified_email = ["taby.example"]', ""), "verified_email"),
            (GOOD.replace('["taby.example"]', "true"), "verified_email"),
        ],
    )
    def test_a_fault_is_told_at_start(self, tmp_path, text, says):
        with pytest.raises(ImproperlyConfigured, match=says.replace("[", r"\[")):
            self.read(tmp_path, text)
