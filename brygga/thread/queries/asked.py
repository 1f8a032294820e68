"""What rounds have asked about."""

from brygga.followup.enums import QuestionKind, RoundStatus
from brygga.followup.models import Question


def provisions_asked(year: int | None) -> list[tuple[str, str]]:
    """Provisions asked about anywhere in a year, as (reference, heading). One query."""
    if year is None:
        return []
    rows = (
        Question.objects.filter(round__year=year, kind=QuestionKind.PROVISION)
        .exclude(round__status=RoundStatus.DRAFT)
        .order_by("provision__document__slug", "provision__position", "provision__number")
        .values_list(
            "provision__document__slug",
            "provision__document__provision_word",
            "provision__number",
            "short",
        )
    )
    found: dict[str, str] = {}
    for document, word, number, short in rows:
        found.setdefault(f"{document}/{number}", f"{word} {number}: {short}")
    return list(found.items())
