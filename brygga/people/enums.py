"""Kinds and states in the room of places and people."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PlaceKind(TextChoices):
    NATION = "nation", _("Nation")
    COUNTY = "county", _("County")
    MUNICIPALITY = "municipality", _("Municipality")
    DISTRICT = "district", _("City district")
    UNIT = "unit", _("Special unit")


class PrincipalKind(TextChoices):
    MUNICIPALITY = "municipality", pgettext_lazy("principal", "Municipality")
    REGION = "region", _("Region")
    PRIVATE = "private", _("Private provider")
    STATE = "state", _("State authority")


class Sector(TextChoices):
    SOCIAL_SERVICES = "social_services", _("Social services")
    PRIMARY_CARE = "primary_care", _("Primary care")
    ADDICTION_CARE = "addiction_care", _("Addiction care")
    PSYCHIATRY = "psychiatry", _("Psychiatry")
    PRISON_AND_PROBATION = "prison_and_probation", _("Prison and probation")
    COMPULSORY_CARE = "compulsory_care", _("Compulsory care")
    OTHER = "other", _("Other")


class Side(TextChoices):
    """The two that must answer apart: whose law, budget and records it is."""

    SOCIAL_SERVICES = "social_services", pgettext_lazy("side", "Social services")
    HEALTH_CARE = "health_care", pgettext_lazy("side", "Health care")


class GroupKind(TextChoices):
    STEERING_GROUP = "steering_group", _("Steering group")
    CONSULTATION = "consultation", _("Consultation")
    WORKING_COMMITTEE = "working_committee", _("Working committee")
    REFERENCE_GROUP = "reference_group", _("Reference group")
    EXPERT_GROUP = "expert_group", _("Expert group")
    USER_COUNCIL = "user_council", _("User council")
    SECRETARIAT = "secretariat", _("Secretariat")
    NETWORK = "network", _("Network")


class ParticipationStatus(TextChoices):
    INVITED = "invited", _("Invited")
    AGREED = "agreed", _("Agreed")
    ACTIVE = "active", pgettext_lazy("participation", "Active")
    LEFT = "left", pgettext_lazy("participation", "Left")


class InvitationState(TextChoices):
    """What can be done with the link of an invitation; told by its times, never stored."""

    PENDING = "pending", pgettext_lazy("invitation", "Waiting for an answer")
    ACCEPTED = "accepted", pgettext_lazy("invitation", "Used")
    WITHDRAWN = "withdrawn", pgettext_lazy("invitation", "Withdrawn")
    EXPIRED = "expired", pgettext_lazy("invitation", "Too old")


class Profession(TextChoices):
    """What somebody works as, as far as courses and staffing need to know."""

    SOCIAL_WORKER = "social_worker", _("Social worker")
    TREATMENT_ASSISTANT = "treatment_assistant", _("Treatment assistant")
    COUNSELLOR = "counsellor", _("Counsellor")
    NURSE = "nurse", _("Nurse")
    ASSISTANT_NURSE = "assistant_nurse", _("Assistant nurse")
    PHYSICIAN = "physician", _("Physician")
    PSYCHOLOGIST = "psychologist", _("Psychologist")
    MIDWIFE = "midwife", _("Midwife")
    PROBATION_OFFICER = "probation_officer", _("Probation officer")
    MANAGER = "manager", _("Manager")
    PROCESS_LEADER = "process_leader", _("Process leader or coordinator")
    PEER = "peer", _("Peer with own experience")
    OTHER = "other", pgettext_lazy("profession", "Other")
