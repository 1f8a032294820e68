"""The fairness log as organisers read it: what happened to somebody, and what decided it."""

from django.utils.translation import gettext as _

from brygga.events.enums import QueueRule, StepKind
from brygga.events.rules.steps import StepFacts, queue_rule_words


def log_words(step: StepFacts) -> str:
    """“Was offered a seat in … at number 3 of 14.”, and the rule or the reason."""
    parts = [_what(step), _by(step), step.reason]
    return " ".join(part for part in parts if part)


def _what(step: StepFacts) -> str:
    words = {
        "what": str(StepKind(step.kind).label),
        "gathering": step.gathering,
        "position": step.position,
        "waiting": step.waiting,
    }
    if step.kind == StepKind.OFFERED and step.position is not None:
        return _("%(what)s: %(gathering)s. Stood at number %(position)s of %(waiting)s.") % words
    if step.gathering:
        return _("%(what)s: %(gathering)s.") % words
    return f"{words['what']}."


def _by(step: StepFacts) -> str:
    if step.kind != StepKind.OFFERED or not step.rule:
        return ""
    if step.rule == QueueRule.EVEN and step.share is not None:
        got = _("From %(origin)s, %(share)s had a seat already.")
        return f"{queue_rule_words(step.rule)} {got % {'origin': step.origin, 'share': step.share}}"
    return queue_rule_words(step.rule)
