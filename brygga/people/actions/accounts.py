"""What is kept about an account's ways in."""

from allauth.socialaccount.models import SocialAccount
from django.db import transaction


@transaction.atomic
def forget_claims(*, account_id: int) -> None:
    """Drop what an identity provider told about somebody besides the id that it knows them by."""
    SocialAccount.objects.filter(pk=account_id).update(extra_data={})
