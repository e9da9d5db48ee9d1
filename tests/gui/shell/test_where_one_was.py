"""Who works in the window of a chat is there again after whatever was opened over the desk."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget

from console.core.arrangement import WindowPlace
from protocol.ids import ConversationId
from tests.gui.shell.conftest import Office
from ui.shell.chat_window import ChatWindow
from ui.shell.frame import Frame


async def _torn_off(office: Office, conversation: ConversationId) -> ChatWindow:
    office.window.views.tear_off(conversation)
    torn = office.window.views.windows[conversation]
    torn.activateWindow()
    await office.until(torn.isActiveWindow)
    return torn


def _editor(torn: ChatWindow) -> QWidget:
    assert torn.pane.page.writer is not None
    return torn.pane.page.writer.composer.editor


@pytest.mark.usefixtures("frame")
@pytest.mark.parametrize("command", ["window.settings", "window.shortcuts", "me.day"])
async def test_a_page_over_the_desk_leads_back(office: Office, command: str) -> None:
    torn = await _torn_off(office, office.mine[0])
    office.window.keys.commands.action(command).trigger()
    await office.until(lambda: isinstance(QApplication.activeWindow(), QDialog))
    page = QApplication.activeModalWidget()
    assert isinstance(page, QDialog)
    page.reject()
    await office.until(torn.isActiveWindow)
    assert QApplication.focusWidget() is _editor(torn)
    assert office.window.chats.current == torn.conversation


@pytest.mark.usefixtures("frame")
async def test_a_page_that_is_open_is_not_opened_again(office: Office) -> None:
    """The window of a chat still hears its key."""
    torn = await _torn_off(office, office.mine[0])
    for command in ("window.settings", "window.settings", "replies.manage", "replies.manage"):
        office.window.keys.commands.action(command).trigger()
        torn.activateWindow()
    pages = [one for one in office.window.findChildren(QDialog) if one.isVisible()]
    assert len(pages) == 2
    for page in pages:
        page.reject()


@pytest.mark.parametrize("command", ["window.palette", "tab.list"])
async def test_what_floats_over_the_desk_leads_back(
    office: Office, frame: Frame, command: str
) -> None:
    torn = await _torn_off(office, office.mine[0])
    frame.showMinimized()
    torn.activateWindow()
    await office.until(torn.isActiveWindow)
    office.window.keys.commands.action(command).trigger()
    await office.until(frame.isActiveWindow)
    assert not frame.isMinimized()
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClick(field, Qt.Key.Key_Escape)
    await office.until(torn.isActiveWindow)
    assert QApplication.focusWidget() is _editor(torn)
    assert office.window.chats.current == torn.conversation


async def test_a_window_that_comes_forward_unasked_gives_its_keys_to_no_button(
    office: Office, frame: Frame
) -> None:
    """As after a restart, when the desktop chooses which of several is in front."""
    for conversation in office.mine[:2]:
        office.window.chats.tear_off(conversation, WindowPlace(0, 0, 500, 600))
    for torn in office.window.views.windows.values():
        torn.activateWindow()
        await office.until(torn.isActiveWindow)
        assert QApplication.focusWidget() is _editor(torn)
        assert office.window.chats.current == torn.conversation
    frame.activateWindow()
    await office.until(frame.isActiveWindow)
    assert not isinstance(QApplication.focusWidget(), QAbstractButton)
