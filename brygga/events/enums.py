"""Kinds and states of courses, gatherings and registrations."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CourseKind(TextChoices):
    BASE = "base", _("Base course")
    ADVANCED = "advanced", _("Advanced course")
    METHOD = "method", _("Course in a method")
    TRAINER = "trainer", _("Trainers' course")
    PROCESS_LEADER = "process_leader", _("Process-leader training")
    MANAGERS = "managers", _("Managers' training")
    IMPLEMENTATION = "implementation", _("Implementation training")


class CurriculumKind(TextChoices):
    """Who it is meant to be carried out by."""

    COUNTY = "county", pgettext_lazy("curriculum", "For a county")
    UNIVERSITY = "university", pgettext_lazy("curriculum", "For a university")


class QueueRule(TextChoices):
    """Who comes first when a seat is free."""

    FIRST_COME = "first_come", _("First come, first served")
    EVEN = "even", _("Even out over places and principals")
    NEED = "need", _("Greatest need first")


class GatheringKind(TextChoices):
    COURSE_ROUND = "course_round", _("Course round")
    CONFERENCE = "conference", _("Conference")
    NETWORK_MEETING = "network_meeting", _("Network meeting")
    START_DAY = "start_day", _("Start-up day")
    DIALOGUE_MEETING = "dialogue_meeting", _("Dialogue meeting")
    HEARING = "hearing", _("Hearing")
    VISIT = "visit", _("Visit to a consultation")


class GatheringStatus(TextChoices):
    DRAFT = "draft", pgettext_lazy("gathering", "Draft")
    PUBLISHED = "published", pgettext_lazy("gathering", "Published")
    CANCELLED = "cancelled", pgettext_lazy("gathering", "Cancelled")


class RegistrationMode(TextChoices):
    """Who may register."""

    NONE = "none", _("No registration")
    COORDINATORS = "coordinators", _("Only coordinators register")
    OPEN = "open", _("Everybody may register")


class RegistrationStatus(TextChoices):
    SEATED = "seated", pgettext_lazy("registration", "Has a seat")
    WAITING = "waiting", pgettext_lazy("registration", "In the queue")
    OFFERED = "offered", pgettext_lazy("registration", "Has an offer")
    CANCELLED = "cancelled", pgettext_lazy("registration", "Cancelled")
    REFUSED = "refused", pgettext_lazy("registration", "Not approved")
    LAPSED = "lapsed", pgettext_lazy("registration", "Did not answer in time")


class Approval(TextChoices):
    """Whether the principal wants a manager's yes, and has it."""

    NOT_NEEDED = "not_needed", _("No approval needed")
    ASKED = "asked", _("Waits for approval")
    GIVEN = "given", pgettext_lazy("approval", "Approved")
    REFUSED = "refused", pgettext_lazy("approval", "Refused")


class QuotaBy(TextChoices):
    """What a quota counts by."""

    PLACE = "place", pgettext_lazy("quota", "Place")
    PRINCIPAL = "principal", pgettext_lazy("quota", "Principal")
    PROFESSION = "profession", pgettext_lazy("quota", "Profession")


class StepKind(TextChoices):
    """One thing that happened to a registration, told to whoever waits."""

    SEATED = "seated", _("Got a seat")
    QUEUED = "queued", _("Joined the queue")
    OFFERED = "offered", _("Was offered a seat")
    PASSED = "passed", _("Was passed over")
    ACCEPTED = "accepted", _("Took the offer")
    DECLINED = "declined", _("Declined the offer")
    LAPSED = "lapsed", _("Let the offer run out")
    CANCELLED = "cancelled", pgettext_lazy("step", "Cancelled")
    MOVED = "moved", _("Moved to another round")
    APPROVAL_ASKED = "approval_asked", _("Approval was asked for")
    APPROVED = "approved", pgettext_lazy("step", "Was approved")
    REFUSED = "refused", pgettext_lazy("step", "Was not approved")
    NEED_SAID = "need_said", _("The need was said")


class CheckIn(TextChoices):
    """How somebody's presence came to be known."""

    LIST = "list", _("On the list")
    QR = "qr", _("QR code")
    WALL_CODE = "wall_code", _("Code on the wall")
    REPORTED = "reported", _("Reported afterwards")


class LetterKind(TextChoices):
    SEAT = "seat", _("Your seat")
    QUEUE = "queue", _("You are in the queue")
    OFFER = "offer", _("An offer of a seat")
    LAPSED = "lapsed", _("The offer has run out")
    CANCELLED = "cancelled", pgettext_lazy("letter", "Your registration is cancelled")
    CHANGED = "changed", _("Something has changed")
    CALLED_OFF = "called_off", _("The gathering is called off")
    REMINDER = "reminder", pgettext_lazy("letter", "Reminder")
    APPROVAL = "approval", _("Please approve")
    REFUSED = "refused", pgettext_lazy("letter", "Not approved")
    CERTIFICATE = "certificate", _("Your certificate")
    AGAIN = "again", _("Your link once more")
