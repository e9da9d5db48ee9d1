"""What was typed is in its field whenever its chat is looked at, and in no other."""

from protocol.conversations import ConversationState
from tests.gui.shell.conftest import Office
from ui.chat.composer_mode import ComposerMode


async def test_a_chat_that_is_opened_shows_what_was_typed_into_it_before(office: Office) -> None:
    here = office.server.add("chat-of-yesterday", "Вера Лунина", "Вы ещё здесь?")
    there = office.server.add("chat-of-another", "Глеб Сомов", "Алло", state=ConversationState.HELD)
    office.server.tell_desk()
    await office.until(lambda: {here, there} <= set(office.mine))
    office.session.draft_changed(here, "Вера, здрав")
    office.session.draft_changed(here, "уточнить адрес", note=True)
    office.window.show_chat(there)
    shown = office.window.chat.writer
    assert shown is not None
    assert [shown.composer.text(mode) for mode in ComposerMode] == ["", ""]
    office.window.show_chat(here)
    shown = office.window.chat.writer
    assert shown is not None
    assert [shown.composer.text(mode) for mode in ComposerMode] == ["Вера, здрав", "уточнить адрес"]
