"""Files of messages over HTTP: pieces come with an offset, contents go to who shows a ticket."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from urllib.parse import quote

import msgspec
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from protocol.answers import Refused
from protocol.errors import ErrorCode
from server_stub.domain.errors import DomainError, NotFound
from server_stub.files.errors import FilesUnavailable
from server_stub.files.exchange import Files
from server_stub.storage.errors import StorageUnavailable

SILENCE_SECONDS = 30.0
"""A sender from whom nothing comes for so long is gone; what has come stays."""

AT_ONCE = 64
"""Files on their way at a time: more would take the disk from the store."""

RETRY_MS = 1_000

_STATUS = {
    ErrorCode.NOT_FOUND: 404,
    ErrorCode.FORBIDDEN: 403,
    ErrorCode.WRONG_OFFSET: 409,
    ErrorCode.FILE_TOO_LARGE: 413,
    ErrorCode.PICTURE_TOO_LARGE: 413,
    ErrorCode.FILE_TYPE_REFUSED: 415,
    ErrorCode.FILE_DAMAGED: 422,
    ErrorCode.OVERLOADED: 503,
    ErrorCode.UNAVAILABLE: 503,
}


class Received(msgspec.Struct, frozen=True):
    """How much of a file has arrived."""

    received: int


class Exchange:
    """The pages by which files come and go; a token in `Authorization` opens one file."""

    def __init__(self, files: Files, *, may_speak: Callable[[str], bool]) -> None:
        self._files = files
        self._may_speak = may_speak
        self._under_way = 0

    def routes(self) -> list[Route]:
        """What they answer to."""
        return [
            Route("/uploads", self._how_much, methods=["GET"]),
            Route("/uploads", self._receive, methods=["PUT"]),
            Route("/files", self._give, methods=["GET"]),
        ]

    async def _how_much(self, request: Request) -> Response:
        async def work(token: str) -> Response:
            return _json(Received(await self._files.received(token)))

        return await self._answered(request, work)

    async def _receive(self, request: Request) -> Response:
        async def work(token: str) -> Response:
            offset = request.query_params.get("offset", "0")
            if not offset.isdecimal() or len(offset) > 12:
                return _refused(ErrorCode.INVALID, {"field": "offset", "rule": "type"})
            pieces = _pieces(request)
            return _json(Received(await self._files.receive(token, int(offset), pieces)))

        return await self._answered(request, work)

    async def _give(self, request: Request) -> Response:
        async def work(token: str) -> Response:
            file, content = await self._files.open(token)
            return StreamingResponse(
                content,
                media_type=file.media_type,
                headers={
                    "Content-Length": str(file.size),
                    "Content-Disposition": f"attachment; filename*=UTF-8''{quote(file.name)}",
                    "X-Content-Type-Options": "nosniff",
                    "Content-Security-Policy": "sandbox; default-src 'none'",
                    "Cache-Control": "private, no-store",
                    "Cross-Origin-Resource-Policy": "same-origin",
                },
            )

        return await self._answered(request, work)

    async def _answered(
        self, request: Request, work: Callable[[str], Awaitable[Response]]
    ) -> Response:
        """What the work says, or a coded refusal."""
        if request.client is None or not self._may_speak(request.client.host):
            return _refused(ErrorCode.FORBIDDEN)
        if self._under_way >= AT_ONCE:
            return _refused(ErrorCode.OVERLOADED, {"retry_after_ms": RETRY_MS})
        self._under_way += 1
        try:
            return await work(_token(request))
        except DomainError as refusal:
            return _refused(refusal.code, refusal.data)
        except (StorageUnavailable, FilesUnavailable, TimeoutError, ClientDisconnect):
            return _refused(ErrorCode.UNAVAILABLE, {"retry_after_ms": RETRY_MS})
        finally:
            self._under_way -= 1


def _token(request: Request) -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme != "Bearer" or not token:
        raise NotFound
    return token


async def _pieces(request: Request) -> AsyncIterator[bytes]:
    stream = request.stream()
    while True:
        async with asyncio.timeout(SILENCE_SECONDS):
            piece = await anext(stream, None)
        if piece is None:
            return
        yield piece


def _json(said: msgspec.Struct, *, status: int = 200) -> Response:
    return Response(
        msgspec.json.encode(said),
        status_code=status,
        media_type="application/json",
        headers={"Cache-Control": "no-store"},
    )


def _refused(code: ErrorCode, data: dict[str, str | int] | None = None) -> Response:
    return _json(Refused(code=code, data=data or {}), status=_STATUS.get(code, 400))
