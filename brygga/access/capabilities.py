"""Everything a person can be allowed to do, one word each: OBJECT_VERB."""

from enum import StrEnum


class Capability(StrEnum):
    """A verb on a kind of thing. What is open to the public needs no capability."""

    PLACE_VIEW = "place_view"  # the inside of a place: drafts, comments, who answered
    GROUP_EDIT = "group_edit"
    PARTICIPATION_EDIT = "participation_edit"
    ROLE_GRANT = "role_grant"
    GUIDANCE_EDIT = "guidance_edit"
    ROUND_EDIT = "round_edit"
    ANSWER_SOCIAL_SERVICES = "answer_social_services"
    ANSWER_HEALTH_CARE = "answer_health_care"
    JOINT_ANSWER_SETTLE = "joint_answer_settle"
    MAPPING_SUBMIT = "mapping_submit"
    MAPPING_REVIEW = "mapping_review"
    REMINDER_SEND = "reminder_send"
    PRIORITY_EDIT = "priority_edit"
    PLAN_EDIT = "plan_edit"
    PLAN_ADOPT = "plan_adopt"
    REPORT_EDIT = "report_edit"
    GATHERING_EDIT = "gathering_edit"  # courses, rounds and other gatherings, their days and seats
    REGISTRATION_EDIT = "registration_edit"  # who is registered, who waits, who was there
    COMPETENCE_EDIT = "competence_edit"  # trainers, staff in post, certificates taken back
    OFFER_EDIT = "offer_edit"  # interventions, what is offered, who answers for it
    OFFER_VERIFY = "offer_verify"  # that an offer is still true, and how long one waits
    LOG_READ = "log_read"
