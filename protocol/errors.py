"""What can be refused and why connections close: closed sets, never renumbered, never reused.

An error carries its code and data; the side that shows it owns the sentence.
"""

from enum import IntEnum, StrEnum


class ErrorCode(StrEnum):
    """Why a frame or a command was refused."""

    MALFORMED = "malformed"
    """Not JSON, or not an object with a verb and a request number."""
    UNKNOWN_VERB = "unknown_verb"
    """There is no such verb on this side of the server; for a client, no such kind of frame."""
    INVALID = "invalid"
    """A field is missing, unknown, of the wrong type or over its limit; data: `rule`, `field`."""
    TOO_FAST = "too_fast"
    """Over the rate of the connection; data: `retry_after_ms`."""
    NOT_SIGNED_IN = "not_signed_in"
    """The first command must open a session."""
    ALREADY_SIGNED_IN = "already_signed_in"
    """This connection has a session: another account needs another connection."""
    BAD_CREDENTIALS = "bad_credentials"
    """A wrong login and a wrong password are told apart by nobody."""
    SESSION_ENDED = "session_ended"
    """The token is unknown, expired or revoked: sign in again."""
    TOO_MANY_TRIES = "too_many_tries"
    """Too many failed passwords for this login, or from this address; data: `retry_after_ms`."""
    TOO_MANY_VISITS = "too_many_visits"
    """Too many new visits from this address lately; data: `retry_after_ms`."""
    FORBIDDEN = "forbidden"
    """The role of the account does not allow this."""
    NOT_FOUND = "not_found"
    """There is no such thing, or it is not for you: the two look the same."""
    STALE_EPOCH = "stale_epoch"
    """The conversation has changed hands since; data: `epoch`, `state`."""
    STALE_VIEW = "stale_view"
    """The subscriber has written after what the command was made on; data: `seq` of his message."""
    WRONG_STATE = "wrong_state"
    """The conversation is not in a state that allows this; data: `state`."""
    NO_ROOM = "no_room"
    """The agent's room is full; data: `used`, `room`."""
    CLIENT_ID_REUSED = "client_id_reused"
    """The same identity came with another body: nothing was done."""
    REASON_NEEDED = "reason_needed"
    """This is recorded with a reason, and none was given."""
    FILE_TOO_LARGE = "file_too_large"
    """Over the limit of one file; data: `limit`, in bytes."""
    PICTURE_TOO_LARGE = "picture_too_large"
    """More pixels, or a longer side, than a picture may have; data: `width`, `height`, `limit`."""
    FILE_TYPE_REFUSED = "file_type_refused"
    """What the file is by its content is not accepted here; data: `media_type`."""
    FILE_DAMAGED = "file_damaged"
    """What has arrived is not what was announced, or is cut off: begin anew."""
    FILE_UNFINISHED = "file_unfinished"
    """A message or a note names a file that has not arrived whole; data: `file`."""
    FILE_FOR_OTHERS = "file_for_others"
    """The file was announced for a note and a message names it, or the reverse; data: `file`."""
    FILES_FULL = "files_full"
    """The conversation, or its sender, has no room for this file; data: `limit`, in bytes."""
    WRONG_OFFSET = "wrong_offset"
    """The piece does not begin where the file ends; data: `offset`, where it does."""
    STALE_VERSION = "stale_version"
    """Somebody has changed it since; data: `version`, the present one."""
    REPLIES_FULL = "replies_full"
    """There are as many canned replies of this kind as there may be; data: `limit`."""
    CONFIGURATION_REFUSED = "configuration_refused"
    """The rules do not fit together; data: `field`, `reason`, out of `Flaw`."""
    OVERLOADED = "overloaded"
    """The server sheds load; nothing was done, try again; data: `retry_after_ms`."""
    UNAVAILABLE = "unavailable"
    """The store cannot be written now; nothing was done, try again; data: `retry_after_ms`."""
    INTERNAL = "internal"
    """A defect of ours; data: `incident`, to be found in the server's log."""


RETRYABLE = frozenset(
    {
        ErrorCode.TOO_FAST,
        ErrorCode.TOO_MANY_VISITS,
        ErrorCode.OVERLOADED,
        ErrorCode.UNAVAILABLE,
        ErrorCode.INTERNAL,
    }
)
"""Refusals that say «not now»: the outbox keeps such a command and sends it again."""


class CloseCode(IntEnum):
    """Why a connection was closed; 4000-4099 invite to come back, 4400 and above do not."""

    SLOW = 4008
    """The reader did not keep up: reconnect and catch up."""
    DRAINING = 1012
    """The node restarts: reconnect, after the pause that `bye` names."""
    SILENT = 4002
    """Nothing valid came in time after the opening."""
    BAD_HANDSHAKE = 4400
    """No program of ours: it keeps on far over the rate, whatever it is told."""
    SESSION_ENDED = 4401
    """The session was ended by its user or revoked: sign in again."""
    REPLACED = 4409
    """The account has opened more sessions than it may hold: the oldest one ends."""
    VERSION = 4406
    """No version of the contract that both sides know."""


class ProtocolError(Exception):
    """A frame that breaks the contract.

    Attributes: `code`; `request`, the number of the refused command where it could be read;
    `data`, what the refusal carries.
    """

    def __init__(
        self,
        code: ErrorCode,
        *,
        request: int | None = None,
        data: dict[str, str | int] | None = None,
    ) -> None:
        super().__init__(code.value)
        self.code = code
        self.request = request
        self.data = data or {}
