"""The fairness log in words that anybody can read."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from brygga.events.enums import QueueRule, StepKind


@dataclass(frozen=True, slots=True)
class StepFacts:
    """One step as it was written down. `gathering` and `origin` are names to show."""

    kind: str
    gathering: str
    rule: str
    position: int | None
    waiting: int | None
    share: int | None
    reason: str
    origin: str


def queue_rule_words(rule: str) -> str:
    """Who comes first, as a sentence."""
    return {
        QueueRule.FIRST_COME: _("Whoever joined the queue first comes first."),
        QueueRule.EVEN: _(
            "Those from the place and principal with the fewest seats come first, so that the "
            "room is mixed; among them, whoever joined first."
        ),
        QueueRule.NEED: _(
            "Those who need the course the most come first; among those with the same need, "
            "whoever joined first."
        ),
    }[QueueRule(rule)]


def step_words(step: StepFacts) -> str:
    """What happened, and what decided it."""
    if step.kind == StepKind.OFFERED:
        return " ".join(filter(None, [_offered(step), _by_rule(step)]))
    if step.kind == StepKind.QUEUED:
        return " ".join(filter(None, [_("You joined the queue."), step.reason]))
    sentence = _SAID[StepKind(step.kind)]() % {"what": step.gathering}
    return " ".join(filter(None, [sentence, step.reason]))


_SAID = {
    StepKind.SEATED: lambda: _("You got a seat in %(what)s."),
    StepKind.PASSED: lambda: _("A seat in %(what)s went to somebody behind you."),
    StepKind.ACCEPTED: lambda: _("You took the seat in %(what)s."),
    StepKind.DECLINED: lambda: _("You declined the seat in %(what)s and wait for another round."),
    StepKind.LAPSED: lambda: _("You did not answer in time, and the seat was offered on."),
    StepKind.CANCELLED: lambda: _("The registration was cancelled."),
    StepKind.MOVED: lambda: _("You were moved to %(what)s."),
    StepKind.APPROVAL_ASKED: lambda: _("Your manager was asked to approve."),
    StepKind.APPROVED: lambda: _("Your manager approved."),
    StepKind.REFUSED: lambda: _("It was not approved, and the seat was offered on."),
    StepKind.NEED_SAID: lambda: _("Your coordinator said how much the course is needed."),
}


def _offered(step: StepFacts) -> str:
    words = {"what": step.gathering, "position": step.position, "waiting": step.waiting}
    if step.position is None:
        return _("You were offered a seat in %(what)s.") % words
    if step.waiting == 1:
        return _("You were offered a seat in %(what)s: you were alone in the queue.") % words
    if step.position == 1:
        return _("You were offered a seat in %(what)s: you stood first of %(waiting)s.") % words
    return (
        _(
            "You were offered a seat in %(what)s: you stood at number %(position)s of %(waiting)s, "
            "and those before you could not have this one."
        )
        % words
    )


def _by_rule(step: StepFacts) -> str:
    if not step.rule:
        return ""
    rule = pgettext("queue", "The rule: %(rule)s") % {"rule": queue_rule_words(step.rule)}
    if step.rule != QueueRule.EVEN or step.share is None:
        return rule
    got = _("From %(origin)s, %(share)s had a seat already.")
    return f"{rule} {got % {'origin': step.origin, 'share': step.share}}"
