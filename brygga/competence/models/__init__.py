"""Tables of certificates, trainers and staff."""

from brygga.competence.models.certificate import Certificate
from brygga.competence.models.staff import StaffCount
from brygga.competence.models.trainer import Teaching, Trainer

__all__ = ["Certificate", "StaffCount", "Teaching", "Trainer"]
