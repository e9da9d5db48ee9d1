"""Composition root of the server: builds every part, starts in order, stops in reverse in time."""

import asyncio
import contextlib
import faulthandler
import os
import signal
import socket
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import structlog

from protocol.scalars import Millis
from server_stub.accounts.signing_in import SigningIn
from server_stub.board.board import Board
from server_stub.bus.memory import MemoryBus
from server_stub.channels.visits import Visits
from server_stub.checkpoints import Checkpoints
from server_stub.config import Config, ConfigError
from server_stub.files.exchange import Files
from server_stub.files.folder import Folder
from server_stub.observability import Metrics
from server_stub.router import Router
from server_stub.storage import founding, migrate
from server_stub.storage.engine import writing_engine
from server_stub.storage.sole_use import sole_use
from server_stub.store import Store
from server_stub.tasks import TaskOwner
from server_stub.transport import addresses
from server_stub.transport.door import Door
from server_stub.transport.hub import Hub
from server_stub.transport.listener import Listener
from server_stub.transport.services import Services
from server_stub.volna import volna_directory
from server_stub.web import site
from server_stub.web.exchange import Exchange
from server_stub.web.health import Health
from server_stub.words_follower import WordsFollower

_log = structlog.get_logger(__name__)

STOP_SECONDS = 20.0
"""From the signal to the end, whatever hangs: twice what draining, leaving and closing may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A running node: where it listens and the parts that others may use in its process."""

    port: int
    http_port: int
    services: Services


@contextmanager
def sole_server(config: Config) -> Iterator[None]:
    """Keep others from serving or preparing the store for the block.

    Raises `ConfigError`, `StoreInUse`.
    """
    config.check()
    make_folders(config)
    file = config.store_file()
    with sole_use(file) if file else nullcontext():
        yield


def make_folders(config: Config) -> None:
    """The folders of the server's own files. Idempotent; raises `ConfigError`."""
    if config.database is None:
        _make_folder("data", config.data)
    if config.files is not None:
        _make_folder("files", config.files)


def _make_folder(field: str, folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(field, f"{error.filename}: {error.strerror}") from error


def prepare_blocking(config: Config) -> None:
    """Create or migrate the store; the server must not be serving from it."""
    config.check()
    config.tls()
    make_folders(config)
    engine = writing_engine(config.url(), lanes=1)
    try:
        migrate.upgrade(engine)
        with engine.begin() as connection:
            founding.found_store(connection)
    finally:
        engine.dispose()


@asynccontextmanager
async def running(config: Config) -> AsyncIterator[Node]:
    """A node that serves until the block ends. The store must have been prepared."""
    async with AsyncExitStack() as stack:
        bus = MemoryBus()
        stack.push_async_callback(bus.aclose)
        metrics = Metrics()
        store = Store(config.url(), offer_ms=int(config.offer_seconds * 1000), publish=bus.publish)
        stack.push_async_callback(store.close)
        directory = volna_directory(store.readers)
        files = Files(store, Folder(config.files_folder()), refused=config.refused_types())
        stack.push_async_callback(files.close)
        # Ours, for uvicorn ends the process where it cannot listen.
        listening = _listening(config, "http_port")
        stack.callback(listening.close)
        hub = Hub(store, bus, metrics)
        stack.callback(hub.close)
        board = Board(store, bus)
        stack.callback(board.close)
        router = Router(store, bus, metrics)
        stack.callback(router.close)
        services = Services(
            config=config,
            store=store,
            bus=bus,
            hub=hub,
            board=board,
            door=Door(
                connections=config.connections_per_address,
                strangers=config.strangers_per_address,
                visits=config.visits_per_address,
            ),
            metrics=metrics,
            signing_in=SigningIn(store),
            visits=Visits(store, bus, directory.by_phone),
            directory=directory,
            files=files,
            web_port=listening.getsockname()[1],
            clock=_now,
        )
        metrics.waiting_jobs.set_function(lambda: store.lanes.waiting)
        tasks = TaskOwner("node")
        stack.push_async_callback(tasks.aclose)
        tasks.spawn(hub.run(), what="hub")
        tasks.spawn(hub.beats.run(), what="beats")
        tasks.spawn(board.run(), what="board")
        tasks.spawn(router.route(), what="router")
        tasks.spawn(router.keep_time(), what="alarms")
        tasks.spawn(files.sweep(), what="files")
        tasks.spawn(WordsFollower(store).follow(), what="words")
        tasks.spawn(Checkpoints(store).run(), what="checkpoints")
        health = Health(store, written_seconds_ago=lambda: hub.written_seconds_ago)
        web = site.server(
            site.build(health, metrics.registry, Exchange(files, may_speak=_may_speak(config))),
            host=config.host,
            port=config.http_port,
            certificate=config.certificate,
            key=config.key,
        )
        serving = tasks.spawn(web.serve([listening]), what="web")
        stack.push_async_callback(_stop_web, web, serving)
        listener = Listener(services)
        try:
            port = await listener.start()
        except OSError as error:
            raise _cannot_listen(config, "port", error) from error
        stack.push_async_callback(listener.drain)
        stack.callback(health.drain)
        while not web.started:
            if serving is None or serving.done():
                raise OSError(f"the HTTP side cannot start on {config.host}:{config.http_port}")
            await asyncio.sleep(0.005)
        yield Node(port=port, http_port=web.port, services=services)


async def serve(config: Config) -> None:
    """Serve until SIGTERM or SIGINT."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, stop.set)
    async with running(config) as node:
        _log.info("serving", host=config.host, port=node.port, http_port=node.http_port)
        await stop.wait()
        _log.info("draining")
        # Whatever hangs after this is a defect: its stacks go to standard error, the process ends.
        faulthandler.dump_traceback_later(STOP_SECONDS, exit=True)
    faulthandler.cancel_dump_traceback_later()
    _log.info("stopped")


def require_ports(config: Config) -> None:
    """Find out at once, before anything is opened, that a port is taken. Raises `ConfigError`."""
    for field in ("port", "http_port"):
        _listening(config, field).close()


def _listening(config: Config, field: str) -> socket.socket:
    family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
    try:
        return socket.create_server((config.host, getattr(config, field)), family=family)
    except OSError as error:
        raise _cannot_listen(config, field, error) from error


def _may_speak(config: Config) -> Callable[[str], bool]:
    """Whether a peer may bring and fetch files: over TLS anyone, else who may speak plainly."""
    proxies = config.proxy_networks()
    secure = config.certificate is not None
    return lambda peer: secure or addresses.may_speak_plainly(peer, proxies=proxies)


def _cannot_listen(config: Config, field: str, error: OSError) -> ConfigError:
    where = f"{config.host}:{getattr(config, field)}"
    # asyncio wraps the reason in a sentence of its own.
    code = error.errno or 0
    reason = os.strerror(code) if code > 0 else "there is no such address"
    return ConfigError(field, f"cannot listen on {where}: {reason}")


async def _stop_web(web: site.WebServer, serving: "asyncio.Task[None] | None") -> None:
    web.should_exit = True
    if serving is not None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(3):
                await serving


def _now() -> Millis:
    return Millis(time.time_ns() // 1_000_000)
