"""What the pages show, to whom, and what a forged request gets."""

import csv
import io

import pytest

from brygga import clock
from brygga.access.models import Role
from brygga.audit.models import Event
from brygga.people import actions
from brygga.people.links import token_of
from brygga.people.models import Appointment, Grant, Group, Invitation, Participation, User
from brygga.people.queries import Offer
from tests.builders import people as build

pytestmark = pytest.mark.django_db
PEOPLE = "/plats/0160/manniskor/"
ADDRESS = "ny@taby.example"


@pytest.fixture
def as_county(client):
    person = build.county()
    client.force_login(person.user)
    return person


def text(answer):
    return answer.content.decode()


def next_year():
    today = clock.today()
    return today.replace(year=today.year + 1, day=1).isoformat()


def rows_of(answer):
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


class TestPeoplePage:
    def make(self):
        group = build.group("0160", name="Lokalt samråd", mandate="Enas om svaren.")
        holder = build.user(name="Hemlig Person")
        build.appointment(group, role="Ordförande", represents="Socialtjänsten", user=holder)
        build.participation("0160", source="Protokoll 12 januari")
        return group

    def test_a_visitor_sees_groups_and_participation_but_no_names(self, client):
        self.make()
        build.municipality()
        shown = text(client.get(PEOPLE))
        for word in ("Lokalt samråd", "Enas om svaren.", "Ordförande", "Protokoll 12 januari"):
            assert word in shown
        for word in ("Hemlig Person", "Lokala Processledaren", "/ny-grupp/", "/ny-roll/"):
            assert word not in shown
        assert "Täby kommun" in shown
        assert "Region Stockholm" in shown

    def test_somebody_from_elsewhere_sees_no_more_than_a_visitor(self, client):
        self.make()
        client.force_login(build.outsider().user)
        assert "Hemlig Person" not in text(client.get(PEOPLE))

    def test_those_inside_see_names_and_those_who_may_see_buttons(self, client):
        group = self.make()
        person = build.municipality()
        client.force_login(person.user)
        shown = text(client.get(PEOPLE))
        for word in ("Hemlig Person", person.user.name, "/ny-grupp/", f"/grupp/{group.slug}/utse/"):
            assert word in shown
        assert "/deltagande/" not in shown
        assert "/logg/" not in shown

    def test_an_unknown_place_is_not_found(self, client):
        assert client.get("/plats/9999/manniskor/").status_code == 404

    def test_an_empty_place_and_english_work(self, client):
        assert "Ingen grupp" in text(client.get("/plats/1280/manniskor/"))
        assert "No group meets here yet." in text(client.get("/en/plats/1280/manniskor/"))

    def test_the_file_has_every_seat_and_no_names(self, client):
        self.make()
        rows = rows_of(client.get(PEOPLE, {"format": "csv"}))
        assert rows[1][:4] == ["Lokalt samråd", "Samråd", "Ordförande", "Socialtjänsten"]
        assert "Hemlig Person" not in str(rows)

    @pytest.mark.parametrize("number", [1, 3])
    def test_it_costs_the_same_however_many_groups(self, client, django_assert_num_queries, number):
        for _ in range(number):
            self.make_one_more()
        with django_assert_num_queries(6):
            client.get(PEOPLE)

    def make_one_more(self):
        build.appointment(build.group("0160"), user=build.user())


class TestGroups:
    def test_a_group_is_made(self, client, as_county):
        answer = client.post("/plats/0160/ny-grupp/", {"name": "Samråd", "kind": "consultation"})
        assert answer.headers["Location"] == PEOPLE
        assert Group.objects.get().name == "Samråd"

    def test_what_is_missing_or_wrong_is_said_in_place(self, client, as_county):
        data = {"name": "", "kind": "nonsense", "valid_from": "2010-02-01"}
        answer = client.post("/plats/0160/ny-grupp/", data | {"valid_to": "2010-01-01"})
        assert answer.status_code == 200
        assert set(answer.context["form"].errors) == {"name", "kind", "valid_to"}
        assert not Group.objects.exists()

    def test_a_group_is_changed(self, client, as_county):
        group = build.group("0160", name="Gammalt", mandate="Står kvar")
        assert "Gammalt" in text(client.get(f"/grupp/{group.slug}/andra/"))
        client.post(f"/grupp/{group.slug}/andra/", {"name": "Nytt", "kind": "network"})
        assert Group.objects.get().name == "Nytt"

    def test_somebody_is_appointed_and_the_appointment_ends(self, client, as_county):
        group, holder = build.group("0160"), build.user()
        data = {"role": "Ledamot", "email": holder.email.upper(), "valid_from": "2010-01-01"}
        client.post(f"/grupp/{group.slug}/utse/", data)
        seat = Appointment.objects.get()
        assert (seat.role, seat.user) == ("Ledamot", holder)
        address = f"/uppdrag/{seat.pk}/avsluta/"
        assert client.post(address, {"last_on": "2009-01-01"}).status_code == 200
        client.post(address, {"last_on": "2010-06-01"})
        assert str(Appointment.objects.get().valid_to) == "2010-06-01"

    def test_an_address_without_account_is_told(self, client, as_county):
        group = build.group("0160")
        answer = client.post(
            f"/grupp/{group.slug}/utse/", {"role": "x", "email": "ingen@taby.example"}
        )
        assert "email" in answer.context["form"].errors

    def test_a_principal_from_elsewhere_is_no_choice(self, client, as_county):
        group = build.group("0160")
        skane = build.place("12").principals.get()
        answer = client.post(f"/grupp/{group.slug}/utse/", {"role": "x", "principal": skane.pk})
        assert "principal" in answer.context["form"].errors


class TestParticipation:
    def test_a_step_is_added_and_a_second_one_the_same_day_refused(self, client, as_county):
        programme = build.programme()
        data = {"programme": programme.pk, "status": "active", "since": "2010-01-01"}
        data["source"] = "Protokoll"
        client.post("/plats/0160/deltagande/", data)
        assert Participation.objects.get().source == "Protokoll"
        answer = client.post("/plats/0160/deltagande/", data | {"status": "left"})
        assert "senare" in text(answer)
        assert Participation.objects.count() == 1


class TestRoles:
    def role(self, **changes):
        data = {"email": ADDRESS, "role": "consultation-member", "side": "health_care"}
        return data | {"valid_to": next_year()} | changes

    def test_somebody_with_an_account_gets_the_role_at_once(self, client, as_county):
        holder = build.user()
        client.post("/plats/0160/ny-roll/", self.role(email=holder.email))
        assert holder.grants.get().side == "health_care"

    def test_somebody_without_is_invited(self, client, as_county):
        client.post("/plats/0160/ny-roll/", self.role())
        assert Invitation.objects.get().email == ADDRESS
        assert ADDRESS in text(client.get(PEOPLE))

    def test_a_forged_role_is_not_a_choice(self, client, as_county):
        answer = client.post("/plats/0160/ny-roll/", self.role(role="national-office"))
        assert "role" in answer.context["form"].errors
        assert not Invitation.objects.exists()

    def test_a_forged_side_is_not_a_choice(self, client):
        client.force_login(build.municipality(side="social_services").user)
        answer = client.post("/plats/0160/ny-roll/", self.role())
        assert "side" in answer.context["form"].errors

    def test_a_refusal_is_said_in_place(self, client):
        person = build.county()
        Grant.objects.filter(user=person.user).update(valid_to=clock.today())
        client.force_login(person.user)
        answer = client.post("/plats/0160/ny-roll/", self.role())
        assert "sista dagen för din egen roll" in text(answer)

    def test_a_role_is_ended_after_a_question(self, client, as_county):
        given = build.grant(build.user(name="Någon Annan"))
        address = f"/roll/{given.pk}/avsluta/"
        assert "Någon Annan" in text(client.get(address))
        assert Grant.objects.get(pk=given.pk).ended_at is None
        client.post(address)
        assert Grant.objects.get(pk=given.pk).ended_at is not None

    def test_a_role_one_could_not_have_given_stays(self, client):
        leader = build.county()
        client.force_login(build.person("county-coordinator", "01").user)
        given = leader.user.grants.get()
        answer = client.post(f"/roll/{given.pk}/avsluta/")
        assert "Bara den som kunde ha gett rollen" in text(answer)
        assert f"/roll/{given.pk}/avsluta/" not in text(client.get("/plats/01/manniskor/"))

    def test_an_invitation_is_withdrawn(self, client, as_county):
        client.post("/plats/0160/ny-roll/", self.role())
        made = Invitation.objects.get()
        client.post(f"/inbjudan/{made.pk}/dra-tillbaka/")
        assert Invitation.objects.get().withdrawn_at is not None
        assert "dragits tillbaka" in text(client.post(f"/inbjudan/{made.pk}/dra-tillbaka/"))


class TestInvitationPage:
    @pytest.fixture
    def invitation(self):
        offer = Offer(
            Role.objects.get(slug="local-process-leader"),
            build.place("0160"),
            valid_to=clock.today(),
        )
        return actions.invite(email=ADDRESS, offer=offer, by=build.county().actor)

    def at(self, invitation):
        return f"/inbjudan/{token_of(invitation)}/"

    def test_it_says_what_the_role_means(self, client, invitation):
        answer = client.get(self.at(invitation))
        assert "Driver arbetet på en plats" in text(answer)
        assert ADDRESS in text(answer)
        assert "no-store" in answer.headers["Cache-Control"]

    def test_a_new_person_is_signed_in_and_sent_to_the_second_step(self, client, invitation):
        data = {"name": "Ny Person", "password": "en bro över vattnet"}
        client.post(self.at(invitation), data)
        user = User.objects.get(email=ADDRESS)
        assert client.session["_auth_user_id"] == str(user.pk)
        assert client.get(PEOPLE).headers["Location"] == "/konto/2fa/"
        assert client.get("/konto/2fa/totp/activate/").status_code == 200

    @pytest.mark.parametrize("password", ["kort", "password1234", ADDRESS, "123456789012"])
    def test_a_weak_password_is_refused(self, client, invitation, password):
        answer = client.post(self.at(invitation), {"name": "Ny", "password": password})
        assert "password" in answer.context["form"].errors
        assert not User.objects.filter(email=ADDRESS).exists()

    def test_somebody_with_an_account_is_asked_to_sign_in_first(self, client, invitation):
        user = build.user(ADDRESS)
        shown = text(client.get(self.at(invitation)))
        assert f"/konto/login/?next={self.at(invitation)}" in shown
        client.post(self.at(invitation), {"name": "x", "password": build.PASSWORD})
        assert not user.grants.exists()

    def test_the_account_of_the_address_accepts(self, client, invitation):
        user = build.user(ADDRESS)
        client.force_login(user)
        assert not user.grants.exists()
        client.get(self.at(invitation))
        assert not user.grants.exists()
        assert client.post(self.at(invitation)).status_code == 302
        assert user.grants.get().role_id == "local-process-leader"

    def test_another_account_is_told_to_sign_out(self, client, invitation):
        client.force_login(build.user())
        for answer in (client.get(self.at(invitation)), client.post(self.at(invitation))):
            assert answer.status_code == 403
            assert "annan e-postadress" in text(answer)

    @pytest.mark.parametrize("column", ["accepted_at", "withdrawn_at", "expires_at"])
    def test_a_link_that_is_over_says_what_to_do(self, client, invitation, column):
        Invitation.objects.update(**{column: clock.now()})
        for answer in (client.get(self.at(invitation)), client.post(self.at(invitation))):
            assert answer.status_code == 410
            assert "Inbjudan kan inte användas" in text(answer)

    @pytest.mark.parametrize("token", ["x", "å", "a" * 300, "%00", "..", "0' OR 1=1"])
    def test_a_wrong_link_is_a_page_and_never_a_fault(self, client, token):
        answer = client.get(f"/inbjudan/{token}/")
        assert answer.status_code == 404


class TestLog:
    def test_it_tells_in_sentences_who_did_what_where(self, client, as_county):
        actions.save_group(
            place=build.place("0160"),
            facts=actions.GroupFacts("Samråd", "consultation"),
            by=as_county.actor,
        )
        shown = text(client.get("/plats/01/logg/"))
        for word in ("Ändrade en grupp", as_county.user.name, "Täby"):
            assert word in shown
        rows = rows_of(client.get("/plats/01/logg/", {"format": "csv"}))
        assert rows[1][1:5] == [
            as_county.user.name,
            "Ändrade en grupp",
            "Täby",
            "people.group.saved",
        ]

    def test_it_is_filtered_by_kind_and_nonsense_filters_nothing(self, client, as_county):
        for kind in ("people.group.saved", "people.grant.given"):
            Event.objects.create(kind=kind, path="00/01/")
        shown = {
            kind: client.get("/plats/01/logg/", {"kind": kind}).context["shown"].paginator.count
            for kind in ("", "people.group.saved", "people.group.nonsense")
        }
        assert list(shown.values()) == [2, 1, 2]

    @pytest.mark.parametrize("page", ["2", "999", "x", "-1"])
    def test_it_has_pages_and_falls_back(self, client, as_county, page):
        Event.objects.bulk_create(
            Event(kind="people.group.saved", path="00/01/") for _ in range(60)
        )
        answer = client.get("/plats/01/logg/", {"page": page})
        assert answer.status_code == 200
        assert len(answer.context["lines"]) in {10, 50}

    def test_what_happens_elsewhere_is_not_shown(self, client, as_county):
        Event.objects.create(kind="people.group.saved", path="00/12/")
        assert client.get("/plats/01/logg/").context["lines"] == []


@pytest.mark.parametrize(
    ("address", "town", "member"),
    [
        ("/plats/0160/ny-grupp/", 200, 403),
        ("/plats/0160/deltagande/", 403, 403),
        ("/plats/0160/ny-roll/", 200, 403),
        ("/plats/0160/logg/", 403, 403),
        ("/plats/9999/logg/", 404, 404),
        ("/grupp/finns-inte/andra/", 404, 404),
        ("/grupp/finns-inte/utse/", 404, 404),
        ("/uppdrag/99999999999999999999/avsluta/", 404, 404),
        ("/roll/0/avsluta/", 404, 404),
        ("/inbjudan/99999999999999999999/dra-tillbaka/", 404, 404),
    ],
)
def test_who_is_let_in(client, address, town, member):
    assert client.get(address).headers["Location"].startswith("/konto/login/")
    for person, expected in (
        (build.municipality(), town),
        (build.person("consultation-member", "0160"), member),
        (build.outsider(), 404),
    ):
        client.force_login(person.user)
        assert client.get(address).status_code == expected
        if expected != 200:
            assert client.post(address, {"name": "x"}).status_code == expected
