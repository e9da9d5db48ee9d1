"""What nobody has looked at is not read, and a chat with such words in it is not finished."""

from PySide6.QtWidgets import QPlainTextEdit

from protocol import commands
from protocol.errors import ErrorCode
from protocol.ids import ConversationId
from tests.gui.shell.conftest import Office
from tests.support.made_up_server import refusal
from ui.shell.finish_dialog import FinishDialog
from ui.widgets.toast import Toast

WORDS = "И ещё: верните деньги за подписку."


async def _reading(office: Office) -> ConversationId:
    """A chat in view of the window in use, all of it read."""
    chat = office.mine[0]
    office.window.activateWindow()
    office.window.show_chat(chat)
    await office.until(lambda: _read_all(office, chat))
    return chat


def _read_all(office: Office, chat: ConversationId) -> bool:
    return office.session.store.chats[chat].read_seq == office.server.heads[chat].last_seq


def _ask_to_finish(office: Office) -> FinishDialog:
    office.window.deeds.finish_current()
    dialog = office.window.deeds.finishing
    assert dialog is not None
    return dialog


def _comment(dialog: FinishDialog) -> QPlainTextEdit:
    return dialog.findChildren(QPlainTextEdit)[0]


async def test_words_in_a_window_that_stands_aside_are_not_read_until_somebody_looks(
    office: Office,
) -> None:
    chat = await _reading(office)
    before = office.session.store.chats[chat].read_seq
    dialog = _ask_to_finish(office)  # another window in front
    office.server.says(chat, WORDS)
    view = office.window.chat.transcript
    seen: list[int] = []
    view.newest_seen.connect(lambda: seen.append(1))
    await office.until(lambda: seen)
    assert office.session.store.chats[chat].read_seq == before
    dialog.reject()
    office.window.activateWindow()
    await office.until(lambda: _read_all(office, chat))


async def test_a_chat_whose_subscriber_writes_meanwhile_is_not_finished_unread(
    office: Office,
) -> None:
    chat = await _reading(office)
    dialog = _ask_to_finish(office)
    _comment(dialog).setPlainText("обещан звонок")
    assert dialog.answer_button.isEnabled()
    office.server.says(chat, WORDS)
    assert not dialog.answer_button.isEnabled()
    dialog.reject()
    office.window.activateWindow()
    await office.until(lambda: _read_all(office, chat))
    again = _ask_to_finish(office)
    assert again.answer_button.isEnabled()
    assert _comment(again).toPlainText() == "обещан звонок"
    again.answer_button.click()
    await office.until(lambda: chat not in office.mine)
    (close,) = [c for c in office.server.asked if isinstance(c, commands.Close)]
    assert (close.seen_seq, close.comment) == (
        office.session.store.chats[chat].read_seq,
        "обещан звонок",
    )


async def test_a_close_that_came_too_late_brings_the_message_into_view(office: Office) -> None:
    chat = await _reading(office)
    dialog = _ask_to_finish(office)
    office.server.failures["Close"] = refusal(ErrorCode.STALE_VIEW)
    other = office.mine[1]
    dialog.answer_button.click()
    office.window.show_chat(other)
    await office.until(lambda: office.window.chats.current == chat)
    assert chat in office.mine
    assert office.window.findChildren(Toast)
    assert office.window.chat.transcript.following
