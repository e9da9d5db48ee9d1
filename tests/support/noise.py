"""Fails a test that logs a warning or makes Qt complain, unless it said that it would."""

import logging
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
import structlog
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

ExpectNoise = Callable[[str], None]

_STRUCTLOG_LOUD = frozenset({"warn", "warning", "error", "exception", "critical", "fatal"})
_QT_LOUD = frozenset({QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg})

# Noise of the setting, never of the product.
_HARMLESS = re.compile(
    # The offscreen screen says so for each window.
    r"qt: This plugin does not support (propagateSizeHints\(\)|raise\(\)|grabbing the)"
    # asyncio's debug mode times every step: a busy machine is no fault of the test.
    r"|(asyncio|qasync\._SimpleTimer): Executing .* took \d"
    # asyncio says so of its own streams, once somebody has turned to TLS on them.
    r"|asyncio: returning true from eof_received\(\) has no effect when using ssl"
    # psycopg says now and then that it ends a pipeline whose error it has raised already.
    r"|psycopg: error ignored terminating <psycopg\.Pipeline .*pipeline aborted",
    re.DOTALL,
)


@dataclass(slots=True)
class _Ear:
    """What was heard since the test began, and what the test said it would hear."""

    heard: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def hear(self, source: str, text: str) -> None:
        line = f"{source}: {text}"
        if not _HARMLESS.match(line):
            self.heard.append(line)


_ear = _Ear()


class _Handler(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        _ear.hear(record.name, record.getMessage())


def _on_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    sys.stderr.write(f"qt: {message}\n")
    if kind in _QT_LOUD:
        _ear.hear("qt", message)


@pytest.fixture(autouse=True, scope="session")
def _ears() -> Iterator[None]:
    """Listen where structlog and Qt complain; `hearing_logs` does at the standard library's log."""
    previous = qInstallMessageHandler(_on_qt_message)
    # Every structlog logger passes here, however the product configures it.
    process_event = structlog.BoundLoggerBase._process_event  # noqa: SLF001

    def listening(
        self: structlog.BoundLoggerBase,
        method_name: str,
        event: str | None,
        event_kw: dict[str, Any],
    ) -> Any:
        if method_name in _STRUCTLOG_LOUD:
            _ear.hear("structlog", f"{event} {event_kw}" if event_kw else str(event))
        return process_event(self, method_name, event, event_kw)

    structlog.BoundLoggerBase._process_event = listening  # type: ignore[method-assign]  # noqa: SLF001
    yield
    structlog.BoundLoggerBase._process_event = process_event  # type: ignore[method-assign]  # noqa: SLF001
    qInstallMessageHandler(previous)


@pytest.fixture
def expect_noise() -> ExpectNoise:
    """Declare a complaint: `expect_noise("link lost")`. One that never comes fails the test too."""
    return _ear.expected.append


@contextmanager
def hearing_logs() -> Iterator[None]:
    """Listen at the standard library's log, whatever a server in this process has made of it."""
    root, handler = logging.getLogger(), _Handler(level=logging.WARNING)
    for one in tuple(root.handlers):
        if isinstance(one.formatter, structlog.stdlib.ProcessorFormatter):
            root.removeHandler(one)
    root.addHandler(handler)
    try:
        yield
    finally:
        root.removeHandler(handler)


@pytest.fixture(autouse=True)
def noise_guard() -> Iterator[None]:
    """Fail on a WARNING or worse in a log, or a Qt message, that the test did not declare."""
    _ear.heard.clear()
    _ear.expected.clear()
    with hearing_logs():
        yield
    heard, expected = list(_ear.heard), list(_ear.expected)
    undeclared = [line for line in heard if not any(re.search(e, line) for e in expected)]
    silent = [e for e in expected if not any(re.search(e, line) for line in heard)]
    if undeclared:
        pytest.fail("noise that the test did not declare:\n" + "\n".join(undeclared), pytrace=False)
    if silent:
        pytest.fail(f"declared noise that never came: {silent}", pytrace=False)
