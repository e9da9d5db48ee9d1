"""What a new person tries at once: to take whoever waits, and to look something up and go on."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from protocol.values import ConversationState
from tests.gui.shell.conftest import Office
from ui.widgets.toast import Toast


def _press(office: Office, keys: str) -> None:
    """As the keyboard would: by the action that owns the keys."""
    wanted = QKeySequence(keys)
    (action,) = [one for one in office.window.actions() if one.shortcut() == wanted]
    action.trigger()


async def test_who_waits_longest_is_taken_with_every_queue_folded(office: Office) -> None:
    waiting = list(office.server.waiting)
    longest = min(waiting, key=lambda one: office.server.heads[one].waiting_since or 0)
    _press(office, "Ctrl+Shift+T")
    _press(office, "Ctrl+Shift+T")
    await office.until(lambda: longest in office.mine)
    assert set(waiting) - set(office.server.waiting) == {longest}
    assert office.server.heads[longest].state is ConversationState.ACTIVE


async def test_where_nobody_waits_the_key_says_so(office: Office) -> None:
    office.server.waiting.clear()
    _press(office, "Ctrl+Shift+T")
    await office.until(lambda: office.window.findChildren(Toast))
    (toast,) = office.window.findChildren(Toast)
    assert toast.accessibleName() == "Nobody is waiting"
    toast.dismiss()


@pytest.mark.parametrize("keys", ["Ctrl+K", "Ctrl+Shift+L"])
async def test_escape_out_of_what_floats_goes_on_where_one_was(office: Office, keys: str) -> None:
    office.window.show_chat(office.mine[0])
    _press(office, "Ctrl+E")
    writing = QApplication.focusWidget()
    assert writing is not None
    _press(office, keys)
    floating = QApplication.focusWidget()
    assert floating is not None
    assert floating is not writing
    QTest.keyClick(floating, Qt.Key.Key_Escape)
    assert not floating.isVisible()
    assert QApplication.focusWidget() is writing
