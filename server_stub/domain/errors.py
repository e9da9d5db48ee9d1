"""Refusals of the domain.

DomainError(code)
├── NotFound           there is no such thing, or it is not for the one who asks
├── Forbidden          the role may not do this at all
├── StaleEpoch         the conversation has changed hands since
├── StaleView          the subscriber has written after what the command was made on
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
    """There is no such thing, or it is not for the one who asks."""

    code = ErrorCode.NOT_FOUND


class Forbidden(DomainError):
    """The role may not do this at all."""

    code = ErrorCode.FORBIDDEN


class StaleEpoch(DomainError):
    """The conversation has changed hands since."""

    code = ErrorCode.STALE_EPOCH


class StaleView(DomainError):
    """The subscriber has written after what the command was made on."""

    code = ErrorCode.STALE_VIEW


class InvalidTransition(DomainError):
    """The conversation is not in a state that allows this."""

    code = ErrorCode.WRONG_STATE


class NoRoom(DomainError):
    """The agent's room is full."""

    code = ErrorCode.NO_ROOM


class ClientIdReused(DomainError):
    """The same identity came with another body."""

    code = ErrorCode.CLIENT_ID_REUSED


class ReasonNeeded(DomainError):
    """It must be said why."""

    code = ErrorCode.REASON_NEEDED


class SessionOver(DomainError):
    """The account's rights have changed since the session began."""

    code = ErrorCode.SESSION_ENDED
