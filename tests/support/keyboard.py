"""A keyboard: keys go to whatever has the focus, and Qt decides who hears them."""

import asyncio
from collections.abc import Callable

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

PATIENCE_SECONDS = 90.0
"""What a window may take to follow a key on a machine under load."""
_GLANCE_SECONDS = 0.02


class Keyboard:
    """Presses keys."""

    def press(self, keys: str) -> None:
        """Press keys by their names: «Ctrl+Shift+H»."""
        QTest.keySequence(
            self._focus(), QKeySequence.fromString(keys, QKeySequence.SequenceFormat.PortableText)
        )

    async def type(self, text: str) -> None:
        """Press the letters of a text."""
        for letter in text:
            QTest.keyClicks(self._focus(), letter)
            await asyncio.sleep(0)

    def _focus(self) -> QWidget:
        """Who hears keys: a menu, or whoever has the focus in the window in use."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            return popup
        for one in (QApplication.focusWidget(), QApplication.activeWindow()):
            if one is not None:
                return one
        raise AssertionError("nobody hears keys")


async def until(what: str, holds: Callable[[], object]) -> None:
    """Look until something holds, as a person looks at a window."""
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not holds():  # noqa: ASYNC110 - states of widgets, without an event for all
                await asyncio.sleep(_GLANCE_SECONDS)
    except TimeoutError:
        focus = QApplication.focusWidget()
        where = f"{type(focus).__name__} {focus.accessibleName()!r}" if focus else "nobody"
        raise AssertionError(f"never came: {what}; the focus has {where}") from None
