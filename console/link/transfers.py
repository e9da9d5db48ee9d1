"""Bytes over HTTP beside the websocket: pieces of files to the server, whole files from it.

The library blocks, so it works on threads of its own; what waits there is cut off by `close`.
"""

import asyncio
import contextlib
import http.client
import ssl
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from typing import TypeVar
from urllib.parse import urlencode, urlsplit
from urllib.request import getproxies, proxy_bypass

import msgspec

from console.core.errors import CommandRejected, LinkLost
from console.link.address import ServerAddress
from protocol import limits
from protocol.errors import ErrorCode

SILENCE_SECONDS = 20.0
"""A server that says nothing for so long does not answer."""
THREADS = 3
"""Two files on their way up, one down."""

_T = TypeVar("_T")


class _Received(msgspec.Struct):
    received: int


class _Refusal(msgspec.Struct):
    code: str
    data: dict[str, str | int] = {}


class Transfers:
    """Raises `LinkLost` where the server cannot be reached, `CommandRejected` where it refuses."""

    def __init__(self, address: ServerAddress, certificates: ssl.SSLContext | None) -> None:
        self._address = address
        self._certificates = certificates
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="pult-files")
        self._open: set[http.client.HTTPConnection] = set()

    async def put(self, url: str, token: str, offset: int, piece: bytes) -> int:
        """Bring a piece; how much of the file is there then."""

        def work(connection: http.client.HTTPConnection, path: str) -> int:
            query = urlencode({"offset": offset})
            connection.request("PUT", f"{path}?{query}", body=piece, headers=_bearer(token))
            body = _body(connection.getresponse(), most=limits.FRAME_BYTES)
            return msgspec.json.decode(body, type=_Received).received

        return await self._run(url, work)

    async def get(self, url: str, token: str) -> bytes:
        """A whole file."""

        def work(connection: http.client.HTTPConnection, path: str) -> bytes:
            connection.request("GET", path, headers=_bearer(token))
            return _body(connection.getresponse(), most=limits.FILE_BYTES)

        return await self._run(url, work)

    async def aclose(self) -> None:
        """Cut off what is under way and end the threads. Idempotent."""
        for connection in tuple(self._open):
            connection.close()
        await asyncio.to_thread(self._threads.shutdown, cancel_futures=True)

    async def _run(self, url: str, work: Callable[[http.client.HTTPConnection, str], _T]) -> _T:
        def with_connection() -> _T:
            connection, path = self._connection(url)
            self._open.add(connection)
            try:
                return work(connection, path)
            except (OSError, http.client.HTTPException, msgspec.DecodeError):
                raise LinkLost from None
            finally:
                self._open.discard(connection)
                connection.close()

        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, with_connection)
        except RuntimeError:  # the threads have ended
            raise LinkLost from None

    def _connection(self, url: str) -> tuple[http.client.HTTPConnection, str]:
        """As safe as the websocket: a token never leaves this machine in plain text."""
        with contextlib.suppress(ValueError):
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
            if parts.scheme == "https" and host:
                return self._secure(host, port), parts.path
            if parts.scheme == "http" and host and self._address.loopback:
                # The host is ours: a server of this machine sends nobody elsewhere.
                plain = http.client.HTTPConnection(
                    self._address.host, port, timeout=SILENCE_SECONDS
                )
                return plain, parts.path
        raise LinkLost

    def _secure(self, host: str, port: int | None) -> http.client.HTTPConnection:
        context = self._certificates or ssl.create_default_context()
        proxy = None if proxy_bypass(host) else getproxies().get("https")
        if proxy is None:
            return http.client.HTTPSConnection(host, port, timeout=SILENCE_SECONDS, context=context)
        way = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
        connection = http.client.HTTPSConnection(
            way.hostname or "", way.port, timeout=SILENCE_SECONDS, context=context
        )
        connection.set_tunnel(host, port)
        return connection


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def _body(answer: http.client.HTTPResponse, *, most: int) -> bytes:
    body = answer.read(most + 1)
    if answer.status == HTTPStatus.OK and len(body) <= most:
        return body
    refusal = msgspec.json.decode(body, type=_Refusal)
    try:
        code = ErrorCode(refusal.code)
    except ValueError:
        code = ErrorCode.UNAVAILABLE
    raise CommandRejected(code, data=refusal.data)
