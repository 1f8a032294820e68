"""Accounts, what they have been granted, and invitations to be granted more."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from brygga import clock
from brygga.access.models import Role
from brygga.access.privacy import Privacy
from brygga.people.enums import Side
from brygga.people.models.place import Place


class UserManager(BaseUserManager["User"]):
    """How accounts come to be; there is no superuser to make."""

    def create_user(
        self,
        email: str,
        password: str | None = None,
        **extra: Any,  # noqa: ANN401 -- the account's own fields, as Django has it
    ) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """Somebody who can sign in. What they may do is in their grants, nowhere else."""

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(_("language"), max_length=5, default="sv")
    is_active = models.BooleanField(_("active"), default=True)
    is_demo = models.BooleanField(default=False)
    joined_at = models.DateTimeField(default=clock.now)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    # Django's own rights mean nothing in this house; reading them must not crash a library.
    is_staff = False
    is_superuser = False

    objects: ClassVar[UserManager] = UserManager()

    PRIVACY: ClassVar = {
        "email": Privacy.PERSONAL,
        "name": Privacy.PERSONAL,
        "language": Privacy.INTERNAL,
        "is_active": Privacy.INTERNAL,
        "is_demo": Privacy.INTERNAL,
        "joined_at": Privacy.INTERNAL,
        "password": Privacy.SECRET,
        "last_login": Privacy.PERSONAL,
    }

    class Meta:
        ordering = ("email",)

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name


class Grant(models.Model):
    """A role over a branch, from and until. `side` says for whom its holder answers.

    A grant handed on by somebody who was granted their own (`parent`) never outlives it. One
    that was ended before its last day has `ended_at`, so that the day's own end is not waited for.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="grants")
    role = models.ForeignKey(Role, models.PROTECT, related_name="grants")
    place = models.ForeignKey(Place, models.PROTECT, related_name="grants")
    side = models.CharField(_("answers for"), max_length=20, choices=Side, blank=True)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    granted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="handed_on"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    PRIVACY: ClassVar = {
        "user": Privacy.PERSONAL,
        "role": Privacy.INTERNAL,
        "place": Privacy.INTERNAL,
        "side": Privacy.INTERNAL,
        "valid_from": Privacy.INTERNAL,
        "valid_to": Privacy.INTERNAL,
        "granted_by": Privacy.PERSONAL,
        "parent": Privacy.INTERNAL,
        "ended_at": Privacy.INTERNAL,
    }

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__lte=F("valid_to")),
                name="grant_begins_before_it_ends",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id} {self.role_id} {self.place_id}"


class Invitation(models.Model):
    """A promise of a role to one address: used once, before it expires.

    Only the hash of the link's token is kept, so a copy of the database opens no door. `parent`
    is the grant it is handed on from; the very first invitation of a system has none.
    """

    email = models.EmailField(_("e-mail"))
    role = models.ForeignKey(Role, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    side = models.CharField(_("answers for"), max_length=20, choices=Side, blank=True)
    valid_to = models.DateField(_("role valid to"), null=True, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    parent = models.ForeignKey(Grant, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    PRIVACY: ClassVar = {
        "email": Privacy.PERSONAL,
        "role": Privacy.INTERNAL,
        "place": Privacy.INTERNAL,
        "side": Privacy.INTERNAL,
        "valid_to": Privacy.INTERNAL,
        "token_hash": Privacy.SECRET,
        "invited_by": Privacy.PERSONAL,
        "parent": Privacy.INTERNAL,
        "created_at": Privacy.INTERNAL,
        "expires_at": Privacy.INTERNAL,
        "accepted_at": Privacy.INTERNAL,
        "withdrawn_at": Privacy.INTERNAL,
    }

    class Meta:
        ordering = ("-created_at",)
        constraints = (
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="invitation_is_used_or_withdrawn_not_both",
            ),
        )

    def __str__(self) -> str:
        return f"{self.role_id} {self.place_id}"
