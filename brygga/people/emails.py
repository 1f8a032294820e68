"""Mail about roles, written by the worker once the transaction holds."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django_tasks import task

from brygga.people.links import link_to
from brygga.people.models import Grant, Invitation
from brygga.people.queries import account_by_email


def _send(template: str, to: str, language: str, context: dict[str, object]) -> None:
    with translation.override(language):
        text = render_to_string(f"people/mail/{template}.txt", context).strip()
    subject, _, body = text.partition("\n")
    EmailMessage(subject.strip(), body.strip() + "\n", to=[to]).send()


@task()
def send_invitation(invitation_id: int) -> None:
    """Send the link, unless it has been used or withdrawn before the worker came to it."""
    invitation = (
        Invitation.objects.select_related("role", "place", "invited_by")
        .filter(pk=invitation_id, accepted_at__isnull=True, withdrawn_at__isnull=True)
        .first()
    )
    if invitation is None:
        return
    account = account_by_email(invitation.email)
    language = account.language if account else settings.LANGUAGE_CODE
    with translation.override(language):
        link = link_to(invitation)
    context: dict[str, object] = {"invitation": invitation, "link": link}
    _send("invitation", invitation.email, language, context)


@task()
def send_role_given(grant_id: int) -> None:
    """Tell somebody who has an account that they have a new role."""
    grant = Grant.objects.select_related("user", "role", "place", "granted_by").get(pk=grant_id)
    context: dict[str, object] = {"grant": grant, "link": settings.BASE_URL}
    _send("role_given", grant.user.email, grant.user.language, context)
