"""Which event loop an asynchronous test runs on: the one its side of the product runs on."""

import asyncio
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.support import loopback

LoopFactory = Callable[[], asyncio.AbstractEventLoop]

# By the folder under tests/, at any depth.
_QT_FOLDERS = frozenset({"gui"})
_SERVER_FOLDERS = frozenset({"server_stub", "contract", "end2end"})

_kept: list[object] = []  # Qt wants its one application to outlive every loop


def _qt_loop() -> asyncio.AbstractEventLoop:
    # Qt takes a fifth of a second to import, and only GUI tests need it.
    import qasync  # noqa: PLC0415
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    application = QApplication.instance() or QApplication([])
    _kept[:] = [application]
    # Else closing a test's last window stops the loop under the test.
    QApplication.setQuitOnLastWindowClosed(False)
    loop: asyncio.AbstractEventLoop = qasync.QEventLoop(application)
    return loop


def _server_loop() -> asyncio.AbstractEventLoop:
    if sys.platform == "win32":
        return asyncio.new_event_loop()
    return loopback.LoopbackUvloop()


def pytest_asyncio_loop_factories(
    config: pytest.Config, item: pytest.Item
) -> Mapping[str, LoopFactory]:
    """Pick by folder: qasync for tests of widgets, uvloop for tests of the server."""
    folders = set(Path(item.path).relative_to(config.rootpath).parts[:-1])
    if folders & _QT_FOLDERS:
        return {"qasync": _qt_loop}
    if folders & _SERVER_FOLDERS:
        return {"uvloop": _server_loop}
    return {"asyncio": asyncio.new_event_loop}
