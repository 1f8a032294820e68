"""States of certificates."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Revocation(TextChoices):
    """How a certificate stopped standing. None said: as if by hand."""

    BY_HAND = "by_hand", _("Revoked")
    CORRECTED = "corrected", _("Presence was corrected")
    RENEWED = "renewed", _("Renewed by a newer one")


class CertificateState(TextChoices):
    """What a certificate is worth today; told by its days, never stored."""

    VALID = "valid", pgettext_lazy("certificate", "Valid")
    EXPIRED = "expired", pgettext_lazy("certificate", "Has run out")
    REVOKED = "revoked", pgettext_lazy("certificate", "Revoked")
    RENEWED = "renewed", pgettext_lazy("certificate", "Renewed")


class CoverageLevel(TextChoices):
    """The levels on which those trained are counted, each the sum of those below it."""

    UNIT = "unit", pgettext_lazy("coverage", "Unit")
    PRINCIPAL = "principal", pgettext_lazy("coverage", "Principal")
    PLACE = "place", pgettext_lazy("coverage", "Place")
    COUNTY = "county", pgettext_lazy("coverage", "County")
