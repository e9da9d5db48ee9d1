"""Which event loop an asynchronous test runs on: the one its side of the product runs on."""

import asyncio
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any

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

    class QtLoop(qasync.QEventLoop):  # type: ignore[misc]
        """Stops when it is told.

        WORKAROUND: qasync 0.28 turns Qt's events once more after `run_until_complete` has stopped
        the loop; a task that goes on there finds no running loop, and what it asked for fails. The
        product runs one main task to its end and never comes back to its loop.
        """

        def run_until_complete(self, future: Any) -> Any:
            task = asyncio.ensure_future(future, loop=self)  # noqa: TID251 - what a loop is for
            task.add_done_callback(self._on_done)
            self.run_forever()
            return task.result()

        def _on_done(self, task: "asyncio.Future[Any]") -> None:
            self.stop()

    loop: asyncio.AbstractEventLoop = QtLoop(application)
    return loop


def _server_loop() -> asyncio.AbstractEventLoop:
    if sys.platform == "win32":
        return asyncio.new_event_loop()
    return loopback.LoopbackUvloop()


@pytest.fixture(autouse=True, scope="session")
def _events_belong_to_the_loop() -> Iterator[None]:
    """Keep pytest-qt, too, from turning Qt's events while the loop of a test stands still."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pytestqt.plugin._process_events", lambda: None)
        yield


def pytest_asyncio_loop_factories(
    config: pytest.Config, item: pytest.Item
) -> Mapping[str, LoopFactory]:
    """Pick by folder: qasync for tests of widgets, uvloop for tests of the server."""
    folders = set(item.nodeid.partition("::")[0].split("/")[:-1])
    if folders & _QT_FOLDERS:
        return {"qasync": _qt_loop}
    if folders & _SERVER_FOLDERS:
        return {"uvloop": _server_loop}
    return {"asyncio": asyncio.new_event_loop}
