"""Whoever comes to his desk can write at once: the cursor waits in the draft in view."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from console.core.arrangement import Arrangement
from console.core.tasks import TaskOwner
from protocol.ids import ConversationId
from tests.gui.shell.conftest import PATIENCE_SECONDS
from tests.support.made_up_desk import MadeUpDesk
from tests.support.made_up_morning import fill
from ui import translation
from ui.shell.desk_window import DeskWindow
from ui.shell.frame import Frame
from ui.shell.sign_in_page import SignInPage
from ui.theme import theme
from ui.translation import Language


class Arrival:
    """A frame, and a desk that is about to stand in it."""

    def __init__(self, folder: Path) -> None:
        theme.current()
        translation.current().install(Language.EN)
        self.failures: list[BaseException] = []
        self.session = MadeUpDesk(folder, on_failure=self._on_failure)
        fill(self.session.server)
        self.owner = TaskOwner("window", on_failure=self._on_failure)
        self.frame = Frame()
        self.desk: DeskWindow | None = None

    async def sign_in_page(self) -> None:
        """The first page, waiting for the server."""
        page = SignInPage(server="", login="elena", password="secret")
        self.frame.show_page(page)
        await self._come_forward()
        page.show_progress("…")

    async def show_desk(self) -> DeskWindow:
        """The desk instead."""
        self.desk = DeskWindow(self.session, owner=self.owner, version="1.0")
        self.frame.show_page(self.desk)
        await self._come_forward()
        return self.desk

    async def until_chats_are_here(self) -> None:
        """The desk is as it was left."""
        assert self.desk is not None
        await self._until(lambda: self.desk is not None and self.desk.chats.restored)

    async def _come_forward(self) -> None:
        self.frame.come_forward()
        await self._until(self.frame.isActiveWindow)

    async def _until(self, holds: Callable[[], object]) -> None:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not holds():  # noqa: ASYNC110 - a state, not an event
                await asyncio.sleep(0.001)

    def _on_failure(self, what: str, error: BaseException) -> None:
        self.failures.append(error)


@pytest.fixture
async def arrival(tmp_path: Path) -> AsyncIterator[Arrival]:
    made = Arrival(tmp_path)
    try:
        yield made
        if made.desk is not None:
            made.desk.close_page()
        await made.owner.aclose()
        await made.session.aclose()
    finally:
        made.frame.hide()
        made.frame.deleteLater()
        await asyncio.sleep(0)
    assert not made.failures, made.failures


def _draft(desk: DeskWindow) -> QWidget:
    assert desk.chats.current is not None
    assert desk.chat.conversation == desk.chats.current
    assert desk.chat.writer is not None
    return desk.chat.writer.composer.editor


@pytest.mark.parametrize("signed_in", [True, False], ids=["signed in", "started again"])
@pytest.mark.parametrize("chats_first", [True, False], ids=["chats first", "desk first"])
async def test_the_cursor_waits_in_the_draft_in_view(
    arrival: Arrival, *, signed_in: bool, chats_first: bool
) -> None:
    if signed_in:
        await arrival.sign_in_page()
    if chats_first:
        await arrival.session.begin()
    desk = await arrival.show_desk()
    if not chats_first:
        await arrival.session.begin()
    await arrival.until_chats_are_here()
    assert QApplication.focusWidget() is _draft(desk)


async def test_it_follows_the_chat_to_the_pane_where_it_stood(arrival: Arrival) -> None:
    await arrival.session.begin(connected=False)
    desk = await arrival.show_desk()
    mine = [ConversationId(one) for one in arrival.session.server.heads][:4]
    kept = Arrangement(order=tuple(mine), panes=tuple(reversed(mine)), active=2)
    arrival.session.keep_arrangement(kept)
    arrival.session.server.connect()
    await arrival.until_chats_are_here()
    assert len(desk.chats.arrangement.panes) == 4
    assert QApplication.focusWidget() is _draft(desk)


async def test_a_stray_button_gives_it_up(arrival: Arrival) -> None:
    desk = await arrival.show_desk()
    desk.top_bar.layout_button.setFocus()
    await arrival.session.begin()
    await arrival.until_chats_are_here()
    assert QApplication.focusWidget() is _draft(desk)


async def test_whoever_types_elsewhere_goes_on_typing_there(arrival: Arrival) -> None:
    await arrival.session.begin(connected=False)
    desk = await arrival.show_desk()
    desk.keys.open_palette()
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "tariff")
    arrival.session.server.connect()
    await arrival.until_chats_are_here()
    assert QApplication.focusWidget() is field
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is _draft(desk)
