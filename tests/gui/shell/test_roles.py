"""What a role would be refused is not offered to it."""

import asyncio

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from console.viewmodels.inbox_rows import InboxRowKind
from protocol import commands
from protocol.ids import QueueId
from protocol.values import Role
from tests.gui.shell.conftest import Office

_ANSWERING = {Role.AGENT, Role.LEAD}


@pytest.mark.parametrize("role", Role)
async def test_only_who_may_answer_is_asked_to(office: Office, role: Role) -> None:
    window, server = office.window, office.server
    server.role = role
    server.connect()
    answers = role in _ANSWERING
    await office.until(lambda: window.feed.may_answer is answers)
    keys = window.keys.commands
    for command in ("presence.online", "offer.accept", "chat.take", "window.presence"):
        assert keys.action(command).isEnabled() is answers
    assert window.top_bar.presence.isVisible() is answers
    for chat in list(office.mine):
        window.chats.close(chat)
    window.inbox.open_queue(QueueId("services"))
    model = window.inbox.model
    await office.until(
        lambda: any(
            model.row_at(row).kind is InboxRowKind.WAITING for row in range(model.rowCount())
        )
    )
    waiting = next(
        row for row in range(model.rowCount()) if model.row_at(row).kind is InboxRowKind.WAITING
    )
    window.inbox.view.setFocus()
    window.inbox.view.setCurrentIndex(model.index(waiting))
    window.preview.show_for(model.index(waiting))
    assert window.preview.card.take.isVisible() is answers
    QTest.keyClick(window.inbox.view, Qt.Key.Key_Return)
    if answers:
        await office.until(lambda: server.count(commands.Take))
    for _ in range(20):
        await asyncio.sleep(0)
    assert server.count(commands.Take) == int(answers)
