"""What nobody foresaw: logged, told to the person, remembered for the exit code."""

import asyncio
import logging
from types import TracebackType
from typing import Any

from PySide6.QtCore import QObject, Signal

_log = logging.getLogger("pult.console")


class Failures(QObject):
    """Where every task, slot and loop reports to.

    Attributes:
        code: the exit code that what has failed so far calls for.

    Signals:
        happened: something failed; work goes on.
        interrupted: somebody pressed Ctrl+C.
    """

    happened = Signal()
    interrupted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.code = 0

    def on_failure(self, what: str, error: BaseException) -> None:
        """A task failed."""
        _log.error("%s failed", what, exc_info=error)
        self._tell()

    def on_exception(
        self,
        kind: type[BaseException],
        error: BaseException,
        traceback: TracebackType | None,
    ) -> None:
        """An exception left a slot or the main program."""
        if issubclass(kind, KeyboardInterrupt):
            self.interrupted.emit()
            return
        _log.error("unforeseen", exc_info=(kind, error, traceback))
        self._tell()

    def on_loop_exception(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """The event loop has nobody else to tell."""
        _log.error("%s", context.get("message"), exc_info=context.get("exception"))
        self._tell()

    def _tell(self) -> None:
        self.code = 1
        self.happened.emit()
