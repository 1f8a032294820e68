"""What a manager's answer must have, and what is said when none came."""

from django.utils.translation import gettext as _

from brygga.kernel.refusal import Refusal


def refuse_reason(reason: str) -> Refusal | None:
    """A no without a reason leaves whoever gets it with nothing to do."""
    if not reason.strip():
        return Refusal(_("Write why, in a sentence. The person will read it."))
    return None


def too_late_words() -> str:
    return _("Nobody approved it in time.")
