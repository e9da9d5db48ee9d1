"""Listens for desks and subscribers: which path, which version, which origin, how many."""

import asyncio
import contextlib
import random
from collections.abc import Sequence
from http import HTTPStatus
from typing import cast

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.http11 import Request, Response
from websockets.typing import Subprotocol

from protocol import limits, version
from protocol.errors import CloseCode
from server_stub.transport import addresses
from server_stub.transport.connection import FAREWELL_SECONDS, Connection
from server_stub.transport.desk_session import DeskSession
from server_stub.transport.services import Services
from server_stub.transport.visit_session import VisitSession
from server_stub.transport.websocket import Websocket

DESK_PATH = "/desk"
VISIT_PATH = "/visit"

READ_AHEAD_FRAMES = 4
"""Frames the library may read before we take them: the rest waits in the kernel."""

READ_BYTES = 4 * limits.FRAME_BYTES
"""A frame a little too long is refused with a code; a far too long one ends the connection."""

RETURN_WITHIN_MS = 3_000
"""Clients of a draining node come back spread over this time, not all at once."""


class Listener:
    """The websocket side of a node."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._sessions: set[DeskSession | VisitSession] = set()
        self._server: Server | None = None
        self._proxies = services.config.proxy_networks()

    async def start(self) -> int:
        """Listen; says on which port."""
        config = self._services.config
        self._server = await serve(
            self._serve,
            config.host,
            config.port,
            ssl=config.tls(),
            subprotocols=[Subprotocol(one) for one in version.SUBPROTOCOLS],
            select_subprotocol=_select,
            process_request=self._admit,
            create_connection=Websocket,
            max_size=READ_BYTES,
            max_queue=READ_AHEAD_FRAMES,
            open_timeout=limits.AUTHENTICATE_SECONDS,
            close_timeout=1,
            compression=None,
            server_header=None,
        )
        port: int = next(iter(self._server.sockets)).getsockname()[1]
        return port

    async def drain(self) -> None:
        """Take nobody new, send everybody away with a pause, wait until they are gone."""
        if self._server is None:
            return
        self._server.close(close_connections=False)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._services.config.drain_seconds):
                async with asyncio.TaskGroup() as tasks:
                    for session in tuple(self._sessions):
                        tasks.create_task(session.drain(retry_after_ms=_return_after_ms()))
                await self._server.wait_closed()
        for session in tuple(self._sessions):
            session.say_goodbye(retry_after_ms=_return_after_ms())
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(FAREWELL_SECONDS):
                await self._server.wait_closed()
        self._server.close()

    def _admit(self, socket: ServerConnection, request: Request) -> Response | None:
        """Refuse before the handshake what can never become a session."""
        status = self._refusal(socket, request)
        if status is None:
            return None
        self._services.metrics.refused.labels(status.phrase.lower()).inc()
        return socket.respond(status, "")

    def _refusal(self, socket: ServerConnection, request: Request) -> HTTPStatus | None:
        path = request.path.partition("?")[0]
        if path not in (DESK_PATH, VISIT_PATH):
            return HTTPStatus.NOT_FOUND
        if len(self._sessions) >= limits.CONNECTIONS:
            return HTTPStatus.SERVICE_UNAVAILABLE
        origins = request.headers.get_all("Origin")
        # Programs send no Origin; pages do, and only those the operator has named may.
        if origins and (path == DESK_PATH or not self._known(origins)):
            return HTTPStatus.FORBIDDEN
        peer = str(socket.remote_address[0])
        plain = self._services.config.certificate is None
        if plain and not addresses.may_speak_plainly(peer, proxies=self._proxies):
            return HTTPStatus.FORBIDDEN
        forwarded = request.headers.get_all("X-Forwarded-For")
        address = addresses.client_address(peer, forwarded, proxies=self._proxies)
        ticket = self._services.door.let_in(address)
        if ticket is None:
            return HTTPStatus.TOO_MANY_REQUESTS
        cast(Websocket, socket).ticket = ticket
        return None

    def _known(self, origins: Sequence[str]) -> bool:
        return len(origins) == 1 and origins[0] in self._services.config.origins

    async def _serve(self, socket: ServerConnection) -> None:
        websocket = cast(Websocket, socket)
        ticket = websocket.ticket
        if ticket is None:
            raise RuntimeError("nobody gets past the door without a ticket")
        connection = Connection(websocket, address=ticket.address, on_known=ticket.known)
        if socket.subprotocol is None:
            await socket.close(CloseCode.VERSION, "version")
            return
        path = socket.request.path.partition("?")[0] if socket.request else ""
        kind = DeskSession if path == DESK_PATH else VisitSession
        session = kind(connection, self._services)
        self._sessions.add(session)
        try:
            await session.run()
        finally:
            self._sessions.discard(session)


def _return_after_ms() -> int:
    return random.randrange(RETURN_WITHIN_MS)


def _select(socket: ServerConnection, offered: Sequence[Subprotocol]) -> Subprotocol | None:
    """The newest version both know; without one the session closes with a code that says so."""
    del socket
    chosen = version.agree(list(offered))
    return None if chosen is None else Subprotocol(chosen)
