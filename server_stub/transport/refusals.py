"""The one table from what went wrong inside to what the wire says."""

import uuid

import structlog

from protocol.answers import Refused
from protocol.errors import ErrorCode, ProtocolError
from server_stub.domain.errors import DomainError
from server_stub.files.errors import FilesUnavailable
from server_stub.storage.errors import StorageUnavailable

_log = structlog.get_logger(__name__)

UNAVAILABLE_RETRY_MS = 1_000
"""When to try again after the store could not be written."""


def refusal(error: BaseException, *, request: int | None) -> Refused:
    """The coded refusal of a command; what nobody expected is logged once, with an incident."""
    if isinstance(error, ProtocolError):
        number = request if error.request is None else error.request
        return Refused(code=error.code, request=number, data=error.data)
    if isinstance(error, DomainError):
        return Refused(code=error.code, request=request, data=dict(error.data))
    if isinstance(error, StorageUnavailable | FilesUnavailable):
        return Refused(
            code=ErrorCode.UNAVAILABLE,
            request=request,
            data={"retry_after_ms": UNAVAILABLE_RETRY_MS},
        )
    incident = uuid.uuid4().hex[:12]
    _log.error("internal_error", incident=incident, exc_info=error)
    return Refused(code=ErrorCode.INTERNAL, request=request, data={"incident": incident})
