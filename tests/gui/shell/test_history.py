"""Earlier conversations are the others: the chat in view is none of them."""

import pytest
from PySide6.QtWidgets import QAbstractButton

from protocol.conversations import FILE_MARK, ConversationState
from protocol.errors import ErrorCode
from protocol.ids import ConversationId
from tests.gui.shell.conftest import Office
from tests.support.made_up_before import write_before
from tests.support.made_up_server import refusal
from ui.shell.side_panel import HISTORY
from ui.theme import fonts
from ui.widgets.empty_state import EmptyState


def _listed(office: Office) -> int:
    page = office.window.side.history.widget()
    assert page is not None
    return len(page.findChildren(QAbstractButton))


def _tab(office: Office) -> str:
    return office.window.side.tabs.findChildren(QAbstractButton)[HISTORY].text()


async def test_who_writes_for_the_first_time_has_no_history(office: Office) -> None:
    here = office.mine[0]
    office.window.show_chat(here)
    history = office.window.side.history
    await office.until(lambda: history.findChildren(EmptyState))
    (state,) = history.findChildren(EmptyState)
    assert "first message" in state.accessibleDescription()
    assert _tab(office) == "History"


async def test_two_chats_of_one_subscriber_are_each_the_others_history(office: Office) -> None:
    here, there = office.mine[0], ConversationId("chat-of-the-same")
    subscriber = office.server.heads[here].subscriber
    assert subscriber is not None
    office.server.add(there, "Вера Лунина", "И ещё одно", state=ConversationState.HELD)
    office.server.change(there, subscriber=subscriber)
    office.server.tell_desk()
    await office.until(lambda: there in office.mine)
    for chat in (there, here):
        office.window.show_chat(chat)
        await office.until(lambda: _tab(office) == "History · 1")
        assert _listed(office) == 1


async def test_the_mark_of_a_file_is_drawn_and_not_written(office: Office) -> None:
    here = office.mine[0]
    known = set(office.server.heads)
    write_before(office.server, here)
    earlier = min(set(office.server.heads) - known)
    office.server.change(earlier, preview=f"{FILE_MARK}договор.pdf")
    office.window.show_chat(here)
    office.window.side.history.reload()
    await office.until(lambda: _listed(office) == 3)
    page = office.window.side.history.widget()
    assert page is not None
    names = [row.accessibleName() for row in page.findChildren(QAbstractButton)]
    assert [name for name in names if name.endswith(", договор.pdf")]
    assert not any(FILE_MARK.strip() in name for name in names)


async def test_a_row_is_as_high_as_all_that_was_said_last(office: Office) -> None:
    here = office.mine[0]
    write_before(office.server, here)
    office.window.show_chat(here)
    office.window.side.history.reload()
    await office.until(lambda: _listed(office) == 3)
    page = office.window.side.history.widget()
    assert page is not None
    rows = {row.accessibleName(): row.height() for row in page.findChildren(QAbstractButton)}
    (long,) = (high for name, high in rows.items() if "Звонки с незнакомых" in name)
    (short,) = (high for name, high in rows.items() if "На какой адрес" in name)
    assert long >= short + fonts.Type.CAPTION.line_height


@pytest.mark.parametrize("code", [ErrorCode.UNAVAILABLE, ErrorCode.INTERNAL])
async def test_what_could_not_be_read_is_not_said_to_be_undone(
    office: Office, code: ErrorCode
) -> None:
    office.server.failures["ReadConversations"] = refusal(code)
    office.window.show_chat(office.mine[1])
    history = office.window.side.history
    await office.until(
        lambda: any(
            ". Try again" in state.accessibleDescription()
            for state in history.findChildren(EmptyState)
        )
    )
    (state,) = history.findChildren(EmptyState)
    assert "Nothing was done" not in state.accessibleDescription()
