"""Refusals of the domain.

DomainError(code)
├── NotFound           there is no such thing, or it is not for the one who asks
├── Forbidden          the role may not do this at all
├── StaleEpoch         the conversation has changed hands since
├── InvalidTransition  the conversation is not in a state that allows this
├── NoRoom             the agent's room is full
├── ClientIdReused     the same identity came with another body
├── ReasonNeeded       it must be said why
└── SessionOver        the account's rights have changed since the session began
"""

from protocol.errors import ErrorCode


class DomainError(Exception):
    """A refusal: nothing was changed. `data` is what the refusal carries."""

    code: ErrorCode = ErrorCode.INTERNAL

    def __init__(self, **data: str | int) -> None:
        super().__init__(self.code.value)
        self.data = data


class NotFound(DomainError):
    code = ErrorCode.NOT_FOUND


class Forbidden(DomainError):
    code = ErrorCode.FORBIDDEN


class StaleEpoch(DomainError):
    code = ErrorCode.STALE_EPOCH


class InvalidTransition(DomainError):
    code = ErrorCode.WRONG_STATE


class NoRoom(DomainError):
    code = ErrorCode.NO_ROOM


class ClientIdReused(DomainError):
    code = ErrorCode.CLIENT_ID_REUSED


class ReasonNeeded(DomainError):
    code = ErrorCode.REASON_NEEDED


class SessionOver(DomainError):
    code = ErrorCode.SESSION_ENDED
