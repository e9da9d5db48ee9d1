"""Passing a chat on and asking colleagues in, with the keyboard alone."""

import pytest
from PySide6.QtCore import Qt

from console.core.desk import Section
from console.core.outgoing import OutgoingState
from protocol import commands
from protocol.bodies import Declined, Expired, GuestLeft
from protocol.errors import ErrorCode
from protocol.ids import ConversationId
from tests.gui.shell.conftest import Office
from tests.support.made_up_server import refusal
from tests.support.made_up_sharing import colleagues
from ui.chat.composer_mode import ComposerMode
from ui.demo.typing_hand import press, type_text
from ui.sharing.purpose import Purpose
from ui.sharing.share_dialog import ShareDialog
from ui.widgets.labels import Label
from ui.widgets.toast import Toast

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
NOTE = "Спросила о возврате; подписка отключена"


@pytest.fixture
def anna(office: Office) -> ConversationId:
    first = office.mine[0]
    office.window.show_chat(first)
    return first


async def in_front(office: Office) -> None:
    """Without a window manager nobody gives the focus back when a dialog has gone."""
    office.window.activateWindow()
    await office.until(office.window.isActiveWindow)


async def opened(office: Office, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> ShareDialog:
    await in_front(office)
    press(office.window, key, modifiers)
    dialog = office.window.sharing.asking
    assert dialog is not None
    await office.until(lambda: dialog.rows.rowCount())
    await office.until(lambda: dialog.chosen is not None and dialog.chosen.account)
    return dialog


def said(office: Office) -> str:
    """What is told over the window."""
    toasts = office.window.findChildren(Toast)
    return " | ".join(
        f"{toast.accessibleName()}: {toast.accessibleDescription()}" for toast in toasts
    )


def seen(dialog: ShareDialog) -> str:
    """What is written in it."""
    return " ".join(label.text() for label in dialog.findChildren(Label) if label.isVisible())


async def passed_on(office: Office, chat: ConversationId) -> None:
    """Held out to the colleague with the most room."""
    dialog = await opened(office, Qt.Key.Key_G, CTRL)
    await type_text(dialog.note_field, NOTE)
    press(dialog.note_field, Qt.Key.Key_Return, CTRL)
    await office.until(lambda: office.window.sharing.asking is None)
    head = office.session.store.head(chat)
    assert head is not None
    assert head.offer is not None


async def test_a_chat_is_passed_on_by_name_with_a_note_and_stays_mine(
    office: Office, anna: ConversationId
) -> None:
    dialog = await opened(office, Qt.Key.Key_G, CTRL)
    assert dialog.purpose is Purpose.PASS
    await type_text(dialog.search, "вер")
    await office.until(lambda: dialog.chosen is not None and "Вера" in dialog.chosen.title)
    assert dialog.chosen is not None
    assert dialog.chosen.figure == "3/5"
    press(dialog.search, Qt.Key.Key_Return)
    press(dialog.note_field, Qt.Key.Key_Return, CTRL)
    assert office.server.count(commands.PassOn) == 0, "without a note"
    await type_text(dialog.note_field, NOTE)
    press(dialog.note_field, Qt.Key.Key_Return, CTRL)
    await office.until(lambda: office.window.sharing.asking is None)
    asked = [one for one in office.server.asked if isinstance(one, commands.PassOn)]
    assert [(one.agent, one.note) for one in asked] == [(colleagues()[1].account, NOTE)]
    page = office.window.chat
    await office.until(lambda: "Вера Соколова" in page.shared.accessibleName())
    assert page.writer is not None
    assert page.writer.composer.is_writable
    await in_front(office)
    press(office.window, Qt.Key.Key_G, CTRL | ALT)
    await office.until(page.shared.isHidden)
    assert office.session.store.desk.places[anna] is Section.MINE


async def test_who_has_no_room_cannot_be_chosen_and_a_refusal_loses_no_word(
    office: Office, anna: ConversationId
) -> None:
    dialog = await opened(office, Qt.Key.Key_G, CTRL)
    await type_text(dialog.note_field, NOTE)
    await type_text(dialog.search, "грейс")
    await office.until(lambda: dialog.rows.rowCount() == 1)
    assert not dialog.answer_button.isEnabled()
    press(dialog.search, Qt.Key.Key_Down)
    assert not dialog.answer_button.isEnabled()
    assert "has no room now" in seen(dialog)
    press(dialog.search, Qt.Key.Key_Return, CTRL)
    assert office.server.count(commands.PassOn) == 0
    dialog.search.setText("nobody at all")
    await office.until(lambda: not dialog.rows.rowCount())
    assert not dialog.answer_button.isEnabled()
    assert "No colleague and no topic is called that" in seen(dialog)
    dialog.search.clear()
    await office.until(lambda: dialog.chosen is not None and dialog.chosen.open)
    office.server.failures["PassOn"] = refusal(ErrorCode.NO_ROOM)
    dialog.answer()
    high = dialog.height()
    await office.until(lambda: "Антон Лебедев has no room left" in seen(dialog))
    assert office.window.sharing.asking is dialog
    assert dialog.note == NOTE
    assert "until Антон Лебедев accepts" not in seen(dialog), "nothing is said against the refusal"
    assert dialog.height() == high
    assert not dialog.answer_button.isEnabled(), "the same one is not asked again at once"
    await office.until(lambda: dialog.chosen is not None and dialog.chosen.open)
    press(dialog.search, Qt.Key.Key_Return, CTRL)
    assert office.server.count(commands.PassOn) == 1
    press(dialog.search, Qt.Key.Key_Down)
    assert dialog.answer_button.isEnabled()
    assert "has no room left" not in seen(dialog)
    dialog.reject()
    again = await opened(office, Qt.Key.Key_G, CTRL)
    assert again.note == NOTE, "what was begun waits for the next try"
    again.reject()


async def test_a_chat_goes_to_a_topic_at_once(office: Office, anna: ConversationId) -> None:
    dialog = await opened(office, Qt.Key.Key_G, CTRL)
    await type_text(dialog.search, "мошен")
    await office.until(lambda: dialog.chosen is not None and dialog.chosen.topic == "fraud")
    assert dialog.chosen is not None
    assert dialog.chosen.urgent, "as in the inbox"
    await type_text(dialog.note_field, NOTE)
    press(dialog.note_field, Qt.Key.Key_Return, CTRL)
    await office.until(lambda: office.server.count(commands.PassToTopic))
    await office.until(lambda: anna not in office.session.store.desk.places)
    assert "accepted" not in said(office)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            Declined(agent=colleagues()[0].account, reason="обед", kept_by="Елена"),
            "Антон Лебедев did not accept",
        ),
        (Expired(agent=colleagues()[0].account, name="Антон", kept_by="Елена"), "in time"),
    ],
)
async def test_what_was_not_accepted_stays_and_that_is_told(
    office: Office, anna: ConversationId, body: Declined | Expired, told: str
) -> None:
    await passed_on(office, anna)
    office.server.answered(anna, body)
    await office.until(lambda: told in said(office))
    assert "stays with you" in said(office)
    assert office.window.chat.shared.isHidden()
    assert anna in office.mine


async def test_what_is_accepted_goes_and_an_unsent_text_stays(
    office: Office, anna: ConversationId
) -> None:
    await passed_on(office, anna)
    writer = office.window.chat.writer
    assert writer is not None
    writer.composer.insert("Ещё одно слово")
    office.session.draft_changed(anna, "Ещё одно слово")
    office.server.taken_over(anna)
    await office.until(lambda: "Антон Лебедев has accepted" in said(office))
    assert anna in office.mine, "there is a text in it that has not gone"
    assert not writer.composer.is_writable
    assert writer.composer.text() == "Ещё одно слово"
    assert writer.composer.isVisible()


async def test_the_tab_of_what_is_accepted_goes_by_itself(
    office: Office, anna: ConversationId
) -> None:
    await passed_on(office, anna)
    office.server.taken_over(anna)
    await office.until(lambda: anna not in office.mine)


async def test_a_text_that_met_the_acceptance_waits_for_its_writer(
    office: Office, anna: ConversationId
) -> None:
    await passed_on(office, anna)
    office.server.live = False  # on its way when the colleague accepts
    await office.session.send(anna, "Сейчас посмотрю")
    office.server.taken_over(anna)
    chat = office.session.store.chats[anna]
    await office.until(lambda: [one.state for one in chat.outgoing] == [OutgoingState.WAITING])
    assert [one.text for one in chat.outgoing] == ["Сейчас посмотрю"]
    assert anna in office.mine


async def test_an_offer_of_a_colleague_says_who_gives_it_and_what_was_done(office: Office) -> None:
    chat = office.server.add("chat-given", "Лидия Жук", "Нет интернета", waited=95)
    office.server.held_out(chat, by="Вера Соколова", note=NOTE)
    await office.until(
        lambda: chat in [card.conversation for card in office.window.inbox.offer_cards]
    )
    card = next(card for card in office.window.inbox.offer_cards if card.conversation == chat)
    await office.until(lambda: NOTE in card.accessibleName())
    assert "Вера Соколова" in card.accessibleName()
    card.accept_button.click()
    await office.until(lambda: office.session.store.desk.places.get(chat) is Section.MINE)


async def test_a_guest_writes_notes_and_nothing_else_and_leaves(office: Office) -> None:
    chat = office.server.add("chat-asked-in", "Лидия Жук", "Нет интернета", waited=95)
    office.server.invited(chat, by="Вера Соколова", why="посмотри адрес")
    await office.until(lambda: office.session.store.desk.places.get(chat) is Section.GUEST)
    await office.until(lambda: "посмотри адрес" in said(office))
    office.window.show_chat(chat)
    page = office.window.chat
    await office.until(lambda: not page.shared.isHidden())
    assert page.writer is not None
    composer = page.writer.composer
    assert composer.mode is ComposerMode.NOTE
    office.window.toggle_note()
    assert composer.mode is ComposerMode.NOTE
    await type_text(composer.editor, "Адрес подключён")
    press(composer.editor, Qt.Key.Key_Return, CTRL)
    await office.until(lambda: office.server.sent)
    assert [(one.conversation, one.kind.value) for one in office.server.sent] == [(chat, "note")]
    assert chat not in [conversation for conversation, _ in office.server.typing_told]
    press(office.window, Qt.Key.Key_W, CTRL | ALT)
    await office.until(lambda: chat not in office.session.store.desk.places)
    await office.until(lambda: chat not in office.mine)


async def test_a_colleague_is_asked_in_and_sent_away(office: Office, anna: ConversationId) -> None:
    dialog = await opened(office, Qt.Key.Key_I, CTRL | SHIFT)
    assert dialog.purpose is Purpose.INVITE
    assert dialog.search.placeholderText() == "Find a colleague", "topics are no guests"
    await type_text(dialog.search, "задунай")
    await office.until(lambda: dialog.rows.rowCount() == 0)
    dialog.search.setText("дмит")
    await office.until(lambda: dialog.chosen is not None and "Дмитрий" in dialog.chosen.title)
    dialog.answer()
    await office.until(lambda: office.window.sharing.asking is None)
    bar = office.window.chat.shared
    await office.until(lambda: "Дмитрий" in bar.accessibleName())
    bar.buttons()[0].click()
    await office.until(bar.isHidden)
    left = [entry.body for entry in office.server.logs[anna] if isinstance(entry.body, GuestLeft)]
    assert [body.how for body in left] == ["sent_away"]
