"""Pages of the room: the county's round, a place's mapping, one question at a time."""

from brygga.followup.views.answering import question, same_again, settle, unsettle
from brygga.followup.views.asking import (
    question_edit,
    question_move,
    question_new,
    question_remove,
    round_provisions,
)
from brygga.followup.views.mapping import finish, mapping, meeting, submit
from brygga.followup.views.reviewing import reopen, review
from brygga.followup.views.rounds import (
    remind,
    round_add_places,
    round_board,
    round_close,
    round_edit,
    round_new,
    round_open,
    rounds,
)

__all__ = [
    "finish",
    "mapping",
    "meeting",
    "question",
    "question_edit",
    "question_move",
    "question_new",
    "question_remove",
    "remind",
    "reopen",
    "review",
    "round_add_places",
    "round_board",
    "round_close",
    "round_edit",
    "round_new",
    "round_open",
    "round_provisions",
    "rounds",
    "same_again",
    "settle",
    "submit",
    "unsettle",
]
