"""The pages of the HTTP side and the server that serves them on our event loop."""

import asyncio
import contextlib
from collections.abc import Iterator
from pathlib import Path

import h11
import msgspec
import uvicorn
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from uvicorn.protocols.http.h11_impl import H11Protocol

from server_stub.web.exchange import Exchange
from server_stub.web.health import Health, NodeState

REQUEST_SECONDS = 5.0
"""From the opening of a connection, or the first byte of its next request, to a whole request."""


def build(health: Health, registry: CollectorRegistry, exchange: Exchange) -> Starlette:
    """The pages: `/healthz` for balancers, `/metrics` for Prometheus, the way of files."""

    async def healthz(request: Request) -> Response:
        del request
        report = await health.report()
        return Response(
            msgspec.json.encode(report),
            status_code=200 if report.status is NodeState.READY else 503,
            media_type="application/json",
        )

    async def metrics(request: Request) -> Response:
        del request
        return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)

    return Starlette(
        routes=[
            Route("/healthz", healthz),
            Route("/metrics", metrics),
            *exchange.routes(),
        ]
    )


class _Prompt(H11Protocol):
    """A connection whose client must say in time what it wants: half a request holds no socket."""

    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._deadline = self.loop.call_later(REQUEST_SECONDS, self.transport.abort)

    def data_received(self, data: bytes) -> None:
        if self._deadline is None:
            self._deadline = self.loop.call_later(REQUEST_SECONDS, self.transport.abort)
        super().data_received(data)
        if self.conn.their_state not in (h11.IDLE, h11.SEND_BODY):
            self._let_be()

    def connection_lost(self, exc: Exception | None) -> None:
        self._let_be()
        super().connection_lost(exc)

    def _let_be(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None


class WebServer(uvicorn.Server):
    """uvicorn inside a program that has its own signals, on a socket that listens already."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to the composition root."""
        yield

    @property
    def port(self) -> int:
        """Where it listens, once started."""
        return int(self.servers[0].sockets[0].getsockname()[1])


def server(
    pages: Starlette, *, host: str, port: int, certificate: Path | None, key: Path | None
) -> WebServer:
    """The HTTP server, not started yet; with a certificate it speaks HTTPS only."""
    return WebServer(
        uvicorn.Config(
            pages,
            host=host,
            port=port,
            log_config=None,
            access_log=False,
            lifespan="off",
            server_header=False,
            ws="none",
            http=_Prompt,
            ssl_certfile=certificate,
            ssl_keyfile=key,
            timeout_graceful_shutdown=2,
        )
    )
