"""Refusals of the domain.

DomainError(code)
├── NotFound           there is no such thing, or it is not for the one who asks
├── Forbidden          the role may not do this at all
├── StaleEpoch         the conversation has changed hands since
├── StaleView          the subscriber has written after what the command was made on
├── InvalidTransition  the conversation is not in a state that allows this
├── NoRoom             the agent's room is full
├── ClientIdReused     the same identity came with another body
├── FileTooLarge       over the limit of one file
├── PictureTooLarge    more pixels than a picture may have
├── FileTypeRefused    what it is by its content is not accepted here
├── FileDamaged        what has arrived is not what was announced
├── FileUnfinished     a message names a file that has not arrived whole
├── FileForOthers      a message names a file of a note, or a note that of a message
├── FilesFull          no room for the files of this conversation or sender
├── WrongOffset        the piece does not begin where the file ends
├── StaleVersion       a reply or a message was changed after what the command was made on
├── RepliesFull        there are as many canned replies as there may be
├── ReasonNeeded       it must be said why
├── ConfigurationRefused  the rules of the centre would not fit together
├── OutOfBounds        more was asked for than is told at once
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


class StaleVersion(DomainError):
    """A canned reply, or a message, was changed after what the command was made on."""

    code = ErrorCode.STALE_VERSION


class RepliesFull(DomainError):
    """There are as many canned replies of this kind as there may be."""

    code = ErrorCode.REPLIES_FULL


class ReasonNeeded(DomainError):
    """It must be said why."""

    code = ErrorCode.REASON_NEEDED


class FileTooLarge(DomainError):
    """Over the limit of one file, or more than was announced."""

    code = ErrorCode.FILE_TOO_LARGE


class PictureTooLarge(DomainError):
    """More pixels than anybody should decode."""

    code = ErrorCode.PICTURE_TOO_LARGE


class FileTypeRefused(DomainError):
    """What the file is by its content is not accepted here."""

    code = ErrorCode.FILE_TYPE_REFUSED


class FileDamaged(DomainError):
    """What has arrived is not what was announced."""

    code = ErrorCode.FILE_DAMAGED


class FileUnfinished(DomainError):
    """A message names a file that has not arrived whole."""

    code = ErrorCode.FILE_UNFINISHED


class FileForOthers(DomainError):
    """What names the file has other readers than those that it was announced for."""

    code = ErrorCode.FILE_FOR_OTHERS


class FilesFull(DomainError):
    """The conversation, or the sender, has no room for the file."""

    code = ErrorCode.FILES_FULL


class WrongOffset(DomainError):
    """The piece does not begin where the file ends."""

    code = ErrorCode.WRONG_OFFSET


class ConfigurationRefused(DomainError):
    """The rules of the centre would not fit together; data: `field`, `reason`."""

    code = ErrorCode.CONFIGURATION_REFUSED


class OutOfBounds(DomainError):
    """More was asked for than is told at once."""

    code = ErrorCode.INVALID


class SessionOver(DomainError):
    """The account's rights have changed since the session began."""

    code = ErrorCode.SESSION_ENDED
