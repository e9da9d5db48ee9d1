"""What a role would be refused is not offered to it."""

import asyncio

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from console.viewmodels.inbox_rows import InboxRowKind
from protocol import commands
from protocol.ids import QueueId
from protocol.people import Role
from tests.gui.shell.conftest import Office
from tests.support.made_up_talks import PAVEL

_ANSWERING = {Role.AGENT, Role.LEAD}


@pytest.mark.parametrize("role", Role)
async def test_only_who_may_answer_is_asked_to(office: Office, role: Role) -> None:
    window, server = office.window, office.server
    server.role = role
    server.connect()
    answers = role in _ANSWERING
    await office.until(lambda: window.feed.may_answer is answers)
    window.show_desk()  # a lead sees his board first
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


@pytest.mark.parametrize("role", Role)
async def test_every_role_writes_to_colleagues(office: Office, role: Role) -> None:
    window, server = office.window, office.server
    server.role = role
    server.connect()
    await office.until(lambda: window.feed.may_answer is (role in _ANSWERING))
    actions = window.keys.commands.action
    assert actions("talk.open").isEnabled()
    assert actions("talk.group").isEnabled()
    assert actions("talk.ask").isEnabled() is (role in _ANSWERING)
    talk = server.add_talk(PAVEL)
    server.said_by(talk, PAVEL, "Ты тут?")
    server.tell_talks(talk)
    model = window.inbox.model
    await office.until(
        lambda: any(model.row_at(at).conversation == talk for at in range(model.rowCount()))
    )
    window.show_chat(talk)
    server.read_log(talk)
    writer = window.chat.writer
    assert writer is not None
    await office.until(lambda: not writer.composer.editor.isReadOnly())
    QTest.keyClicks(writer.composer.editor, "Here")
    QTest.keyClick(writer.composer.editor, Qt.Key.Key_Return)
    await office.until(lambda: any(one.text == "Here" for one in server.sent))
