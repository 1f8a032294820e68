"""Which letters have grown moot before they were sent."""

from brygga.events.enums import Approval, LetterKind, RegistrationStatus

_TRUE_WHILE = {
    LetterKind.SEAT: {RegistrationStatus.SEATED},
    LetterKind.QUEUE: {RegistrationStatus.WAITING},
    LetterKind.OFFER: {RegistrationStatus.OFFERED},
    LetterKind.REMINDER: {RegistrationStatus.SEATED},
    LetterKind.CHANGED: {RegistrationStatus.SEATED, RegistrationStatus.OFFERED},
    LetterKind.APPROVAL: {RegistrationStatus.SEATED},
    LetterKind.AGAIN: {
        RegistrationStatus.SEATED,
        RegistrationStatus.WAITING,
        RegistrationStatus.OFFERED,
    },
}
"""What a letter says is true as long as the registration is in one of these states; letters that
tell of an ending are always true."""


def is_moot(kind: str, *, status: str, approval: str) -> bool:
    """Whether the letter would tell of something that has changed since it was written.

    Whatever changed it has written a letter of its own.
    """
    if kind == LetterKind.APPROVAL and approval != Approval.ASKED:
        return True
    true_while = _TRUE_WHILE.get(LetterKind(kind))
    return true_while is not None and status not in true_while
