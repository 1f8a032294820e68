"""Tags for what only this room shows: sources, numbers and Socialstyrelsen's scale."""

from django import template
from django.utils.translation import gettext_lazy as _

from brygga.guidance import rules
from brygga.guidance.enums import PriorityClass
from brygga.guidance.models import Provision, Wording
from brygga.guidance.queries import label

register = template.Library()

MEANINGS = (
    (PriorityClass.SHOULD, _("What services should offer. 1 is the most urgent.")),
    (PriorityClass.CAN, _("What services can offer.")),
    (PriorityClass.EXCEPTIONALLY, _("What services can offer in exceptional cases.")),
    (PriorityClass.RESEARCH, _("Only within research, or where it is evaluated systematically.")),
    (PriorityClass.DO_NOT, _("What services should not do, or should stop doing.")),
)


@register.filter
def provision_label(provision: Provision) -> str:
    """Riktlinje 3."""
    return label(provision)


@register.filter
def web_address(source: str) -> str:
    """The source if a page may link to it, else nothing."""
    return rules.web_address(source)


@register.filter
def site(address: str) -> str:
    """www.socialstyrelsen.se → socialstyrelsen.se"""
    return rules.site(address)


@register.inclusion_tag("guidance/components/scale.html")
def priority_scale(wording: Wording) -> dict[str, object]:
    """The whole scale, with the wording's own class marked."""
    steps = [
        {"name": step.label, "meaning": meaning, "is_here": wording.priority_class == step}
        for step, meaning in MEANINGS
    ]
    return {"steps": steps, "wording": wording}
