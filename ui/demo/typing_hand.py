"""Presses keys on real widgets as a person at a keyboard does, only faster."""

import asyncio

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

LETTERS_AT_ONCE = 24
"""Between two breaths of the event loop: no keystroke of the hand may hold up the desk."""


async def type_text(widget: QWidget, text: str) -> None:
    """Type into a widget, letter by letter."""
    for start in range(0, len(text), LETTERS_AT_ONCE):
        for letter in text[start : start + LETTERS_AT_ONCE]:
            if letter == "\n":
                press(widget, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
            else:
                _press_letter(widget, letter)
        await asyncio.sleep(0.01)


def press(
    widget: QWidget,
    key: Qt.Key,
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Press a key and let it go; shortcuts of the window hear it.

    A person looks at the window he types into. An offscreen platform has no window manager to give
    the focus back when a dialog has gone.
    """
    widget.window().activateWindow()
    QTest.keyClick(widget, key, modifiers)


def _press_letter(widget: QWidget, letter: str) -> None:
    """Any letter of any script: Qt's own test keys know Latin only."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(widget, event)
