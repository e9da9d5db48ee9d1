"""Qt's own messages, passed on to the log."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_log = logging.getLogger("pult.qt")

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}

_UNABLE = "This plugin does not support "
"""A screen that is none says so of each window that has a least size or comes to the front."""


@contextmanager
def heard() -> Iterator[None]:
    """Hear Qt until the end of the block."""
    previous = qInstallMessageHandler(_on_message)
    try:
        yield
    finally:
        qInstallMessageHandler(previous)


def _on_message(kind: QtMsgType, _: QMessageLogContext, message: str | None) -> None:
    if message is not None and not message.startswith(_UNABLE):
        _log.log(_LEVELS[kind], "%s", message)
