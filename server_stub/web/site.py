"""The pages of the HTTP side and the server that serves them on our event loop."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import msgspec
import uvicorn
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server_stub.web.exchange import Exchange
from server_stub.web.health import Health, NodeState


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
            ssl_certfile=certificate,
            ssl_keyfile=key,
            timeout_graceful_shutdown=2,
        )
    )
