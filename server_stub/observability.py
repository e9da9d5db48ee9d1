"""Logs and figures of a node: JSON lines and Prometheus, without anybody's words or names."""

import logging
import sys
from typing import TextIO

import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge

from server_stub.answered import Answered


class Metrics:
    """The figures of one node, in a registry of its own so that two nodes fit in one process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.answered = Answered()
        self.registry.register(self.answered)
        self.connections = Gauge(
            "pult_connections", "Open sockets", ["side"], registry=self.registry
        )
        self.closed = Counter(
            "pult_connections_closed",
            "Connections closed by the server, by code",
            ["code"],
            registry=self.registry,
        )
        self.refused = Counter(
            "pult_connections_refused",
            "Connections refused before they began, by reason",
            ["reason"],
            registry=self.registry,
        )
        self.offers = Counter("pult_offers", "Offers made by the router", registry=self.registry)
        self.repairs = Counter(
            "pult_repairs", "Reads made because a wake-up was missing", registry=self.registry
        )
        self.waiting_jobs = Gauge(
            "pult_lane_waiting", "Jobs that no transaction has taken yet", registry=self.registry
        )
        self.bus_connected = Gauge(
            "pult_bus_connected",
            "Whether the broker between nodes is reached; 0 without one",
            registry=self.registry,
        )
        self.bus_wakes = Counter(
            "pult_bus_wakes",
            "Wake-ups between nodes, by what has become of them",
            ["fate"],
            registry=self.registry,
        )


def set_up_logging(*, stream: TextIO | None = None, level: int = logging.INFO) -> None:
    """JSON lines on standard error, the standard library's records among them."""
    stamp = structlog.processors.TimeStamper(fmt="iso", utc=True)
    shared: list[structlog.types.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        stamp,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    # A hostile frame or a cut connection is a count, not a traceback a line.
    logging.getLogger("websockets").setLevel(logging.CRITICAL)
    logging.getLogger("uvicorn").setLevel(logging.WARNING)
    logging.getLogger("alembic").setLevel(logging.WARNING)
