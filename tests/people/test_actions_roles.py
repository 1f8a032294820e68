"""Giving, handing on and ending roles; the invitation, used once."""

import hashlib
import threading
from datetime import timedelta

import pytest

from brygga import clock
from brygga.access.actor import SYSTEM, VISITOR
from brygga.access.models import Role
from brygga.audit.models import Event
from brygga.kernel.refusal import Refused
from brygga.people import actions
from brygga.people.enums import Side
from brygga.people.links import link_to, token_of
from brygga.people.models import Grant, Invitation, User
from brygga.people.queries import Offer, actor_for, invitation_by_token
from tests.builders import people as build
from tests.builders.race import race

ADDRESS = "ny@taby.example"


def soon(days=30):
    return clock.today() + timedelta(days=days)


def offer(role="consultation-member", code="0160", side="", days=30):
    return Offer(Role.objects.get(slug=role), build.place(code), side, soon(days))


def kinds():
    return list(Event.objects.order_by("pk").values_list("kind", flat=True))


@pytest.mark.django_db
class TestGiving:
    def test_a_role_is_given_logged_and_told_by_mail(
        self, django_capture_on_commit_callbacks, mailoutbox
    ):
        county, user = build.county(), build.user()
        with django_capture_on_commit_callbacks(execute=True):
            grant = actions.give_grant(user=user, offer=offer(), by=county.actor)
        assert grant.parent == Grant.objects.get(user=county.user)
        assert grant.granted_by == county.user
        assert kinds() == ["people.grant.given"]
        assert Event.objects.get().path == "00/01/0160/"
        assert mailoutbox[0].to == [user.email]
        assert "Ledamot i samråd" in mailoutbox[0].subject
        assert county.user.name in mailoutbox[0].body

    @pytest.mark.parametrize(
        ("role", "code", "days"),
        [
            ("national-office", "00", 30),
            ("county-process-leader", "01", 30),
            ("consultation-member", "1280", 30),
            ("consultation-member", "0160", -1),
        ],
    )
    def test_nobody_gives_more_than_they_have(self, role, code, days):
        with pytest.raises(Refused):
            actions.give_grant(
                user=build.user(), offer=offer(role, code, days=days), by=build.county().actor
            )
        assert not Event.objects.exists()
        assert Grant.objects.count() == 1

    def test_a_member_and_a_visitor_give_nothing(self):
        for by in (build.actor("consultation-member"), VISITOR):
            with pytest.raises(Refused):
                actions.give_grant(user=build.user(), offer=offer(), by=by)

    def test_whoever_answers_for_one_side_cannot_make_somebody_answer_for_the_other(self):
        by = build.municipality(side=Side.SOCIAL_SERVICES).actor
        for side in ("", Side.HEALTH_CARE):
            with pytest.raises(Refused):
                actions.give_grant(user=build.user(), offer=offer(side=side), by=by)
        actions.give_grant(user=build.user(), offer=offer(side=Side.SOCIAL_SERVICES), by=by)
        actions.give_grant(user=build.user(), offer=offer("steering-group-member"), by=by)

    def test_the_same_role_twice_is_refused_but_may_be_prolonged(self):
        by, user = build.county().actor, build.user()
        actions.give_grant(user=user, offer=offer(), by=by)
        with pytest.raises(Refused):
            actions.give_grant(user=user, offer=offer(), by=by)
        actions.give_grant(user=user, offer=offer(days=60), by=by)
        assert user.grants.count() == 2

    def test_only_the_house_gives_the_first_role_and_sends_no_mail(
        self, django_capture_on_commit_callbacks, mailoutbox
    ):
        with django_capture_on_commit_callbacks(execute=True):
            grant = actions.give_grant(
                user=build.user(), offer=Offer(Role.objects.first(), build.place("00")), by=SYSTEM
            )
        assert (grant.parent, grant.granted_by, grant.valid_to) == (None, None, None)
        assert mailoutbox == []


@pytest.mark.django_db
class TestEnding:
    def test_a_role_ends_with_all_that_was_handed_on_from_it(self):
        national = build.national()
        leader, local, member = build.user(), build.user(), build.user()
        first = actions.give_grant(
            user=leader, offer=offer("county-process-leader", "01"), by=national.actor
        )
        actions.give_grant(user=local, offer=offer("local-process-leader"), by=actor_for(leader.pk))
        actions.give_grant(user=member, offer=offer(), by=actor_for(local.pk))
        actions.invite(email=ADDRESS, offer=offer(), by=actor_for(local.pk))
        actions.end_grant(grant=first, by=national.actor)
        for user in (leader, local, member):
            assert not actor_for(user.pk).reaches
        assert Invitation.objects.get().withdrawn_at is not None
        assert kinds()[-4:] == ["people.grant.ended"] * 3 + ["people.invitation.withdrawn"]

    def test_ending_twice_changes_nothing(self):
        county, user = build.county(), build.user()
        grant = actions.give_grant(user=user, offer=offer(), by=county.actor)
        actions.end_grant(grant=grant, by=county.actor)
        ended_at = Grant.objects.get(pk=grant.pk).ended_at
        actions.end_grant(grant=grant, by=county.actor)
        assert Grant.objects.get(pk=grant.pk).ended_at == ended_at
        assert kinds().count("people.grant.ended") == 1

    def test_a_coordinator_cannot_end_the_process_leader(self):
        county = build.county()
        by = build.actor("county-coordinator", "01")
        with pytest.raises(Refused):
            actions.end_grant(grant=county.user.grants.get(), by=by)
        assert actor_for(county.user.pk).reaches

    def test_the_house_ends_anything(self):
        national = build.national()
        actions.end_grant(grant=national.user.grants.get(), by=SYSTEM)
        assert not actor_for(national.user.pk).reaches

    def test_a_closed_account_reaches_nothing(self):
        county = build.county()
        User.objects.filter(pk=county.user.pk).update(is_active=False)
        assert not actor_for(county.user.pk).reaches
        with pytest.raises(Refused):
            actions.give_grant(user=build.user(), offer=offer(), by=county.actor)


@pytest.fixture
def invitation(db):
    return actions.invite(email=ADDRESS, offer=offer(), by=build.county().actor)


class TestInvitation:
    def test_it_is_mailed_with_its_link_and_logged(
        self, db, django_capture_on_commit_callbacks, mailoutbox
    ):
        county = build.county()
        with django_capture_on_commit_callbacks(execute=True):
            made = actions.invite(email=" NY@Taby.example ", offer=offer(), by=county.actor)
        letter = mailoutbox[0]
        assert letter.to == [ADDRESS]
        assert link_to(made) in letter.body
        assert "Du är inbjuden" in letter.subject
        assert county.user.name in letter.body
        assert kinds() == ["people.invitation.sent"]

    def test_only_the_hash_of_its_token_is_kept(self, invitation):
        token = token_of(invitation)
        invitation.refresh_from_db()
        assert len(token) >= 43  # 32 bytes
        assert invitation.token_hash == hashlib.sha256(token.encode()).hexdigest()
        assert token not in str(list(Invitation.objects.values()))
        assert token_of(invitation) == token  # what the worker reads back gives the same link
        assert invitation_by_token(token) == invitation
        assert invitation_by_token(token[:-1]) is None

    def test_two_invitations_have_two_tokens(self, invitation):
        other = actions.invite(email=ADDRESS, offer=offer("evaluator"), by=build.county().actor)
        assert token_of(other) != token_of(invitation)

    def test_the_worker_sends_nothing_for_a_withdrawn_one(
        self, db, django_capture_on_commit_callbacks, mailoutbox
    ):
        by = build.county().actor
        with django_capture_on_commit_callbacks(execute=True):
            made = actions.invite(email=ADDRESS, offer=offer(), by=by)
            actions.withdraw_invitation(invitation=made, by=by)
        assert mailoutbox == []

    def test_the_same_thing_is_not_promised_twice(self, invitation):
        with pytest.raises(Refused):
            actions.invite(email=ADDRESS.upper(), offer=offer(), by=build.county().actor)

    def test_a_role_is_not_raised_by_invitation(self, db):
        by = build.actor("county-coordinator", "01")
        for role, code in (("county-process-leader", "01"), ("local-process-leader", "1280")):
            with pytest.raises(Refused):
                actions.invite(email=ADDRESS, offer=offer(role, code), by=by)
        assert not Invitation.objects.exists()

    def test_a_new_account_gets_the_role_and_a_verified_address(self, invitation):
        user = actions.accept_with_new_account(
            invitation=invitation, name="Ny Person", password=build.PASSWORD
        )
        grant = user.grants.get()
        assert (grant.role_id, grant.place.code) == ("consultation-member", "0160")
        assert grant.parent == invitation.parent
        assert user.emailaddress_set.get().verified
        assert kinds() == ["people.invitation.sent", "people.invitation.accepted"]
        assert Event.objects.first().actor_id == user.pk

    def test_it_is_used_once(self, invitation):
        user = actions.accept_with_new_account(
            invitation=invitation, name="Ny Person", password=build.PASSWORD
        )
        with pytest.raises(Refused):
            actions.accept_with_account(invitation=invitation, user=user)
        with pytest.raises(Refused):
            actions.withdraw_invitation(invitation=invitation, by=build.county().actor)
        assert user.grants.count() == 1

    def test_it_is_bound_to_its_address(self, invitation):
        with pytest.raises(Refused):
            actions.accept_with_account(invitation=invitation, user=build.user("bo@taby.example"))
        invitation.refresh_from_db()
        assert invitation.accepted_at is None

    def test_it_expires(self, invitation):
        Invitation.objects.update(expires_at=clock.now())
        invitation.refresh_from_db()
        with pytest.raises(Refused):
            actions.accept_with_account(invitation=invitation, user=build.user(ADDRESS))

    def test_it_can_be_withdrawn(self, invitation):
        actions.withdraw_invitation(invitation=invitation, by=build.county().actor)
        with pytest.raises(Refused):
            actions.accept_with_new_account(
                invitation=invitation, name="Ny", password=build.PASSWORD
            )
        assert not User.objects.filter(email=ADDRESS).exists()

    def test_it_gives_nothing_once_the_inviter_has_lost_the_role(self, invitation):
        Grant.objects.filter(pk=invitation.parent_id).update(ended_at=clock.now())
        with pytest.raises(Refused):
            actions.accept_with_new_account(
                invitation=invitation, name="Ny", password=build.PASSWORD
            )
        invitation.refresh_from_db()
        assert invitation.accepted_at is None
        assert not User.objects.filter(email=ADDRESS).exists()

    def test_an_address_with_an_account_makes_no_second(self, invitation):
        build.user(ADDRESS)
        with pytest.raises(Refused):
            actions.accept_with_new_account(
                invitation=invitation, name="Ny", password=build.PASSWORD
            )

    def test_an_account_made_in_the_meantime_stops_it(self, invitation, monkeypatch):
        """Another invitation to the same address, taken up between our look and our write."""
        build.user(ADDRESS)
        monkeypatch.setattr("brygga.people.actions.invitations.account_by_email", lambda _: None)
        with pytest.raises(Refused):
            actions.accept_with_new_account(
                invitation=invitation, name="Ny", password=build.PASSWORD
            )
        invitation.refresh_from_db()
        assert invitation.accepted_at is None

    def test_the_first_invitation_of_a_system_has_no_inviter(self, db):
        made = actions.invite(
            email=ADDRESS, offer=Offer(Role.objects.first(), build.place("00")), by=SYSTEM
        )
        user = actions.accept_with_new_account(
            invitation=made, name="Kansli", password=build.PASSWORD
        )
        assert user.grants.get().role_id == "national-office"


@pytest.mark.django_db(transaction=True)
class TestTwoAtOnce:
    """The same link, pressed by two at the same moment."""

    def prepared(self):
        made = actions.invite(email=ADDRESS, offer=offer(), by=build.county().actor)
        return made, build.user(ADDRESS)

    def test_one_of_them_gets_the_role(self):
        made, user = self.prepared()
        line = threading.Barrier(2)

        def accept():
            line.wait()
            actions.accept_with_account(invitation=made, user=user)

        with race() as run:
            outcomes = run(accept, accept)
            (given,) = run(user.grants.count)
        assert sorted(type(one).__name__ for one in outcomes) == ["NoneType", "Refused"]
        assert given == 1

    def test_without_the_guard_both_would(self):
        """The control: looking first and writing afterwards gives the role twice."""
        made, user = self.prepared()
        line = threading.Barrier(2)

        def accept_naively():
            row = Invitation.objects.get(pk=made.pk)
            line.wait()
            if row.accepted_at is None:
                Grant.objects.create(
                    user=user,
                    role_id=row.role_id,
                    place_id=row.place_id,
                    valid_from=clock.today(),
                )
                Invitation.objects.filter(pk=row.pk).update(accepted_at=clock.now())

        with race() as run:
            run(accept_naively, accept_naively)
            (given,) = run(user.grants.count)
        assert given == 2
