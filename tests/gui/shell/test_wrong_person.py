"""Whatever comes late: the panel, the header and the draft are of the conversation in view."""

import asyncio
import random

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel

from protocol.conversations import ConversationState
from protocol.ids import ConversationId
from protocol.scalars import Millis
from tests.gui.shell.conftest import Office
from ui.chat.chat_page import ChatPage
from ui.chat.composer_mode import ComposerMode
from ui.subscriber.found_list import FoundLine

SWITCHES = 1_000
RESTS = 150
"""Switches, at least, after some of which the reader stays long enough to want what was before."""
LONGEST_ANSWER = 12
_EARLIER = "раньше писал "


def _check(office: Office) -> None:
    window, store = office.window, office.session.store
    current = window.chats.current
    assert current is not None
    head = store.head(current)
    assert head is not None
    shown = window.side.subscriber.shown
    assert shown is None or shown.id == head.subscriber
    assert window.chat.header.name.text() == head.name
    assert window.chat.model.conversation == current
    writer = window.chat.writer
    assert writer is not None
    assert writer.conversation == current
    assert writer.composer.isVisible()
    assert writer.composer.text() == store.chats[current].draft
    assert current in store.chats[current].draft or not store.chats[current].draft


async def test_a_thousand_fast_switches_never_show_or_write_to_another_person(
    office: Office,
) -> None:
    chance = random.Random(20261122)
    office.server.turns = lambda: chance.randrange(LONGEST_ANSWER)
    window, chats = office.window, office.mine
    assert len(chats) >= 4
    written: dict[str, ConversationId] = {}
    for number in range(SWITCHES):
        window.show_chat(chance.choice(chats))
        _check(office)
        current = window.chats.current
        writer = window.chat.writer
        assert current is not None
        assert writer is not None
        match chance.randrange(6):
            case 0:
                writer.composer.insert(f"{current} {number} ")
            case 1:
                window.side.subscriber.search.setText(chance.choice(("анна", "пётр", "")))
            case 2 if writer.composer.text():
                written[writer.composer.text()] = current
                writer.composer.submitted.emit(ComposerMode.REPLY, writer.composer.text())
                writer.composer.set_text(ComposerMode.REPLY, "")
                office.session.draft_changed(current, "")
            case _:
                pass
        for _ in range(chance.randrange(6)):
            await asyncio.sleep(0)
            _check(office)
    await office.until(lambda: len(office.server.sent) >= len(written))
    assert written
    for item in office.server.sent:
        assert written[item.text] == item.conversation
        assert item.conversation in item.text
    window.side.subscriber.search.setText("")
    window.show_chat(chats[0])
    await office.until(lambda: window.side.subscriber.shown is not None)
    _check(office)


async def test_what_a_person_wrote_before_never_stands_above_another_ones_chat(
    office: Office,
) -> None:
    chance = random.Random(20261123)
    chats, page = office.mine, office.window.chat
    for chat in chats:
        _add_an_earlier_talk(office, chat)
    office.server.turns = lambda: chance.randrange(LONGEST_ANSWER)
    rest = page.earlier.findChild(QTimer)
    assert rest is not None
    joined: set[ConversationId] = set()
    rests = 0
    while rests < RESTS or joined != set(chats):
        rests += 1
        office.window.show_chat(chance.choice(chats))
        page.earlier.read_next()
        if chance.randrange(2):
            rest.timeout.emit()  # the reader has rested there for a moment
        for _ in range(chance.randrange(3 * LONGEST_ANSWER)):
            await asyncio.sleep(0)
            current = office.window.chats.current
            assert current is not None
            before = {text for text in _texts(page) if text.startswith(_EARLIER)}
            assert before <= {_EARLIER + current}
            if before:
                joined.add(current)


def _add_an_earlier_talk(office: Office, chat: ConversationId) -> None:
    """A conversation that the same subscriber had the day before."""
    server = office.server
    earlier = server.add(f"earlier-{chat}", "Кто-то", _EARLIER + chat, waited=None)
    server.change(
        earlier,
        subscriber=server.heads[chat].subscriber,
        state=ConversationState.CLOSED,
        outcome="solved",
        entered_at=Millis(server.heads[chat].entered_at - 86_400_000),
    )


def _texts(page: ChatPage) -> list[str]:
    return [page.joined.row_at(row).text for row in range(page.joined.rowCount())]


async def test_what_was_found_for_another_search_is_not_shown(office: Office) -> None:
    panel = office.window.side.subscriber
    office.server.gates["FindSubscribers"].clear()
    panel.search.setText("анна")
    await asyncio.sleep(0)
    panel.search.setText("пётр")
    office.server.gates["FindSubscribers"].set()
    await office.until(lambda: _found(office))
    assert all("Пётр" in name for name in _found(office))


def _found(office: Office) -> list[str]:
    panel = office.window.side.subscriber
    return [line.accessibleName() for line in panel.findChildren(FoundLine)]


async def test_a_field_that_was_revealed_late_is_not_shown_in_another_profile(
    office: Office,
) -> None:
    window = office.window
    first, second = office.mine[:2]
    window.show_chat(first)
    await office.until(lambda: window.side.subscriber.shown is not None)
    office.server.gates["Reveal"].clear()
    window.side.subscriber.reveal_number()
    dialog = window.side.subscriber.revealing
    assert dialog is not None
    dialog.answer_button.click()
    await asyncio.sleep(0)
    window.show_chat(second)
    await office.until(lambda: window.side.subscriber.shown is not None)
    office.server.gates["Reveal"].set()
    for _ in range(20):
        await asyncio.sleep(0)
    texts = [label.text() for label in window.side.findChildren(QLabel)]
    assert not any("555-41-17" in text for text in texts)
