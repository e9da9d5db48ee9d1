"""Small tests that misbehave, for test_guards.py to run apart and see caught.

The name says what each does; those whose name ends in `_is_fine` must pass.
"""

import asyncio
import contextlib
import logging
import socket
import threading
from pathlib import Path

import pytest
import structlog
from PySide6.QtCore import QTimer, qWarning
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.support.noise import ExpectNoise
from tests.support.real_data import TestData

_kept: list[object] = []


class Page(QWidget):
    """A window of ours, to be named by a message."""


def test_logs_a_warning() -> None:
    logging.getLogger("pult.link").warning("link lost after %d s", 3)


def test_logs_by_structlog() -> None:
    structlog.get_logger().error("lane.failed", lane=1)


def test_makes_qt_complain(qapp: QApplication) -> None:
    qWarning("QPainter::begin: Paint device returned engine == 0")


def test_declares_what_it_logs_is_fine(expect_noise: ExpectNoise, qapp: QApplication) -> None:
    expect_noise("link lost")
    expect_noise("^qt: QPainter")
    logging.getLogger("pult.link").warning("link lost after %d s", 3)
    qWarning("QPainter::begin: Paint device returned engine == 0")


def test_declares_what_never_comes(expect_noise: ExpectNoise) -> None:
    expect_noise("link lost")


def test_logs_at_info_is_fine() -> None:
    logging.getLogger("pult.link").info("caught up")
    structlog.get_logger().info("server.ready")


async def test_leaves_a_task() -> None:
    _kept.append(asyncio.create_task(asyncio.sleep(60)))  # noqa: TID251 - the misbehaviour


async def test_finishes_its_tasks_is_fine() -> None:
    async with asyncio.TaskGroup() as group:
        group.create_task(asyncio.to_thread(int))


def test_leaves_a_thread() -> None:
    threading.Thread(target=threading.Event().wait, daemon=True).start()


def test_leaves_a_timer(qapp: QApplication) -> None:
    timer = QTimer()
    timer.start(60_000)
    _kept.append(timer)


def test_leaves_a_window(qapp: QApplication) -> None:
    _kept.append(Page())


def test_closes_its_windows_is_fine(qtbot: QtBot) -> None:
    page = Page()
    qtbot.addWidget(page)
    page.show()
    deleted = QLabel()
    deleted.deleteLater()
    _kept.append(deleted)


def test_connects_beyond_loopback() -> None:
    with socket.socket() as plain:
        plain.connect(("192.0.2.1", 80))


def test_looks_up_a_name() -> None:
    socket.getaddrinfo("subscribers.example", 80)


async def test_connects_by_its_loop() -> None:
    await asyncio.open_connection("192.0.2.1", 80)


async def test_connects_to_loopback_is_fine() -> None:
    async with asyncio.timeout(60):
        server = await asyncio.start_server(lambda reader, writer: writer.close(), "127.0.0.1", 0)
        async with server:
            address = server.sockets[0].getsockname()
            reader, writer = await asyncio.open_connection(*address)
            assert await reader.read() == b""
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()


def test_needs_missing_data(test_data: TestData) -> None:
    test_data("star/dialogues.jsonl")


async def test_tells_its_loop(request: pytest.FixtureRequest) -> None:
    Path(f"{request.path.parent.name}.loop").write_text(type(asyncio.get_running_loop()).__name__)
