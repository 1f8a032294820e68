"""A certificate for whoever holds its code: to read, to print, for machines, to take back."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from brygga.competence import badges
from brygga.competence.actions.certificates import revoke
from brygga.competence.enums import CertificateState
from brygga.competence.forms.certificates import RevokeForm
from brygga.competence.paper.setting import pdf
from brygga.competence.paper.words import goals_of, page_of
from brygga.competence.permissions import REVOKE_CERTIFICATE
from brygga.competence.queries.certificates import (
    Proof,
    issuer_name,
    proof_by_uid,
    proof_of,
    revoked_uids,
)
from brygga.events.permissions import VIEW_COURSE
from brygga.ui.attempt import attempt
from brygga.ui.http import Request, page, public

NOT_FOUND, GONE = 404, 410
TAKEN_BACK = (CertificateState.REVOKED, CertificateState.RENEWED)


@public
@require_safe
def certificate(request: Request, uid: str) -> HttpResponse:
    proof = proof_by_uid(uid)
    if proof is None:
        context: dict[str, object] = {"uid": uid}
        unknown = "competence/certificate_unknown.html"
        return _unlisted(page(request, unknown, context, part="proof", status=NOT_FOUND))
    context = {
        "proof": proof,
        "goals": goals_of(proof.course.goals),
        "taken_back": proof.state in TAKEN_BACK,
        "may_revoke": REVOKE_CERTIFICATE.allows(request.actor, proof.certificate),
        "invented": proof.certificate.invented
        and _("This certificate is invented, to try the system."),
    }
    return _unlisted(page(request, "competence/certificate.html", context, part="proof"))


@public
@require_safe
def certificate_pdf(request: Request, uid: str) -> HttpResponse:
    """On paper, in the language asked in; one that does not stand is not printed."""
    proof = proof_by_uid(uid)
    if proof is None or proof.state in TAKEN_BACK:
        return redirect("competence:certificate", uid)
    response = HttpResponse(pdf(page_of(proof)), content_type="application/pdf")
    name = f"intyg-{proof.course.slug}.pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return _unlisted(response)


@public
@require_safe
def badge_json(request: Request, uid: str) -> HttpResponse:
    """The credential as it is read; /badge.jwt is the signed one."""
    proof = proof_by_uid(uid)
    if proof is None or proof.state in TAKEN_BACK:
        return _no_badge(proof)
    return _unlisted(_json(badges.credential(proof, issuer_name())))


@public
@require_safe
def badge_jwt(request: Request, uid: str) -> HttpResponse:
    proof = proof_by_uid(uid)
    if proof is None or proof.state in TAKEN_BACK:
        return _no_badge(proof)
    signed = badges.signed(badges.credential(proof, issuer_name()))
    return _unlisted(HttpResponse(signed, content_type="application/jwt"))


def _no_badge(proof: Proof | None) -> HttpResponse:
    """A badge that was taken back is gone, and says so; of others nothing is known."""
    if proof is None:
        return _unlisted(_json({"error": "unknown"}, status=NOT_FOUND))
    told = {"id": badges.credential_id(proof.certificate.uid), "revoked": True}
    return _unlisted(_json(told, status=GONE))


@public
@require_safe
def issuer(request: Request) -> HttpResponse:
    return _json({"@context": badges.CONTEXT, **badges.profile(issuer_name())})


@public
@require_safe
def badge_keys(request: Request) -> HttpResponse:
    return _json(badges.key_set())


@public
@require_safe
def revoked(request: Request) -> HttpResponse:
    return _json(badges.revocation_list(revoked_uids()))


@public
@require_safe
def achievement(request: Request, slug: str) -> HttpResponse:
    course = VIEW_COURSE.get(request.actor, slug=slug)
    return _json({"@context": badges.CONTEXT, **badges.achievement(course)})


@require_http_methods(["GET", "POST"])
def certificate_revoke(request: Request, uid: str) -> HttpResponse:
    found = REVOKE_CERTIFICATE.get(request.actor, uid=uid)
    form = RevokeForm(request.POST or None)
    done = attempt(
        form,
        lambda: revoke(certificate=found, reason=form.cleaned_data["reason"], by=request.actor),
    )
    if done is not None:
        messages.success(request, _("The certificate is revoked."))
        return redirect("competence:certificate", uid)
    context: dict[str, object] = {"proof": proof_of(found), "form": form}
    return page(request, "competence/certificate_revoke.html", context, part="form")


def _json(told: object, status: int = 200) -> JsonResponse:
    """For machines anywhere, which may read it from a page of their own."""
    options = {"ensure_ascii": False, "indent": 1}
    response = JsonResponse(told, status=status, json_dumps_params=options)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _unlisted(response: HttpResponse) -> HttpResponse:
    """Whoever has the code may read; search robots may not, and no cache keeps it."""
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Cache-Control"] = "private, no-store"
    return response
