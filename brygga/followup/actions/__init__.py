"""Writes about rounds, answers, mappings and the process leader's words."""

from brygga.followup.actions.answers import (
    AnswerValues,
    Overtaken,
    clear_joint,
    repeat_answer,
    save_answer,
    settle_joint,
)
from brygga.followup.actions.editions import (
    ask_again,
    catch_up,
    mark_taken_in,
    take_in_edition,
)
from brygga.followup.actions.moves import (
    accept_mapping,
    finish_side,
    plan_meeting,
    reopen_mapping,
    resume_side,
    return_mapping,
    submit_mapping,
)
from brygga.followup.actions.questions import (
    choose_provisions,
    move_question,
    remove_question,
    save_question,
)
from brygga.followup.actions.reminders import (
    deliver_reminder,
    send_due_reminders,
    send_reminders,
)
from brygga.followup.actions.rounds import (
    RoundValues,
    add_places,
    change_round,
    close_round,
    create_round,
    open_round,
)
from brygga.followup.actions.standings import rebuild_standings
from brygga.followup.actions.texts import save_report_text

__all__ = [
    "AnswerValues",
    "Overtaken",
    "RoundValues",
    "accept_mapping",
    "add_places",
    "ask_again",
    "catch_up",
    "change_round",
    "choose_provisions",
    "clear_joint",
    "close_round",
    "create_round",
    "deliver_reminder",
    "finish_side",
    "mark_taken_in",
    "move_question",
    "open_round",
    "plan_meeting",
    "rebuild_standings",
    "remove_question",
    "reopen_mapping",
    "repeat_answer",
    "resume_side",
    "return_mapping",
    "save_answer",
    "save_question",
    "save_report_text",
    "send_due_reminders",
    "send_reminders",
    "settle_joint",
    "submit_mapping",
    "take_in_edition",
]
