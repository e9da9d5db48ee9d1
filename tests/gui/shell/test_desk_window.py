"""The agent's window does what its keys and buttons say."""

import asyncio
import itertools
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QKeySequence, QMouseEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

from console.core import events
from console.core.outgoing import OutgoingKind
from console.core.store import Event
from console.core.tasks import TaskOwner
from console.viewmodels.inbox_rows import InboxRowKind
from protocol import commands
from protocol.conversations import ConversationState
from protocol.errors import ErrorCode
from protocol.explaining import Explain
from protocol.ids import ConversationId, QueueId
from protocol.people import Presence
from tests.gui.shell.conftest import Office
from tests.support.made_up_server import refusal
from tests.support.pictures.stage import fail
from ui.chat.composer_editor import ComposerEditor
from ui.chat.composer_mode import ComposerMode
from ui.knowledge.knowledge_panel import KnowledgePanel
from ui.shell.disk_bar import DiskBar
from ui.shell.inbox_painter import InboxPainter
from ui.shell.side_panel import HISTORY, KNOWLEDGE, SUBSCRIBER
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import ElidedLabel, Label
from ui.widgets.toast import MOST, Toast

OFFERED = ConversationId("chat-timur-akhmetov")
_CONTROLS = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit)


def _press(office: Office, keys: str) -> None:
    """As the keyboard would: by the action that owns the keys."""
    wanted = QKeySequence(keys)
    (action,) = [one for one in office.window.actions() if one.shortcut() == wanted]
    action.trigger()


def _editor(office: Office) -> ComposerEditor:
    writer = office.window.chat.writer
    assert writer is not None
    return next(e for e in writer.composer.findChildren(ComposerEditor) if not e.isHidden())


def _said_of_draft(office: Office) -> list[str]:
    lines = [label.text() for label in office.window.chat.findChildren(ElidedLabel)]
    return [line for line in lines if line.startswith("Draft")]


async def test_f2_takes_the_offer_and_shows_it_when_nothing_is_being_written(
    office: Office,
) -> None:
    assert office.window.inbox.first_offer() == OFFERED
    _press(office, "F2")
    await office.until(lambda: office.window.chats.current == OFFERED)
    assert office.server.heads[OFFERED].state is ConversationState.ACTIVE
    await office.until(lambda: office.window.inbox.first_offer() is None)


async def test_an_accepted_chat_does_not_take_the_place_of_a_sentence_being_written(
    office: Office,
) -> None:
    current = office.mine[0]
    office.window.show_chat(current)
    writer = office.window.chat.writer
    assert writer is not None
    writer.composer.insert("Анна, ")
    _press(office, "F2")
    await office.until(lambda: OFFERED in office.mine)
    assert office.window.chats.current == current


async def test_a_refused_offer_says_why_and_lets_one_try_again(office: Office) -> None:
    office.server.failures["Accept"] = refusal(ErrorCode.NO_ROOM)
    _press(office, "F2")
    await office.until(lambda: office.window.findChildren(Toast))
    (toast,) = office.window.findChildren(Toast)
    assert "places are taken" in toast.accessibleDescription()
    card = office.window.inbox.findChild(QAbstractButton)
    assert card is not None
    await office.until(card.isEnabled)
    toast.dismiss()


async def test_an_offer_that_was_taken_is_not_taken_again_before_the_desk_has_heard_of_it(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    later: list[Sequence[Event]] = []
    card = office.window.inbox.findChild(QAbstractButton)
    assert card is not None
    with monkeypatch.context() as before_it_hears:
        before_it_hears.setattr(office.session, "apply", later.append)
        _press(office, "F2")
        await office.until(lambda: later and card.isEnabled())
        office.server.failures["Accept"] = refusal(ErrorCode.NOT_FOUND)
        _press(office, "F2")
        await asyncio.sleep(0)
    for batch in later:
        office.session.apply(batch)
    await office.until(lambda: office.window.chats.current == OFFERED)
    assert sum(isinstance(one, commands.Accept) for one in office.server.asked) == 1
    assert not office.window.findChildren(Toast)


async def test_an_offer_that_is_gone_is_told_as_one(office: Office) -> None:
    office.server.failures["Accept"] = refusal(ErrorCode.NOT_FOUND)
    _press(office, "F2")
    await office.until(lambda: office.window.findChildren(Toast))
    (toast,) = office.window.findChildren(Toast)
    assert "changed hands" in toast.accessibleDescription()
    toast.dismiss()


async def test_numbers_and_ctrl_tab_move_between_chats(office: Office) -> None:
    _press(office, "Ctrl+2")
    assert office.window.chats.current == office.mine[1]
    _press(office, "Ctrl+Tab")
    assert office.window.chats.current == office.session.store.by_urgency()[2]
    _press(office, "Ctrl+Shift+Tab")
    assert office.window.chats.current == office.mine[1]


async def test_a_note_can_never_leave_as_a_reply(office: Office) -> None:
    office.window.show_chat(office.mine[0])
    _press(office, "Ctrl+Shift+M")
    writer = office.window.chat.writer
    assert writer is not None
    assert writer.composer.mode is ComposerMode.NOTE
    writer.composer.insert("между нами")
    QTest.keyClick(_editor(office), Qt.Key.Key_Return)
    await asyncio.sleep(0.01)
    assert not office.server.sent
    QTest.keyClick(_editor(office), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    await office.until(lambda: office.server.sent)
    assert [item.kind for item in office.server.sent] == [OutgoingKind.NOTE]


async def test_enter_sends_to_the_chat_in_view_and_clears_the_field(office: Office) -> None:
    office.window.show_chat(office.mine[1])
    _editor(office).insertPlainText("Добрый день")
    QTest.keyClick(_editor(office), Qt.Key.Key_Return)
    await office.until(lambda: office.server.sent and not _editor(office).toPlainText())
    (sent,) = office.server.sent
    assert (sent.conversation, sent.text, sent.kind) == (
        office.mine[1],
        "Добрый день",
        OutgoingKind.REPLY,
    )


async def test_a_chat_is_not_finished_while_the_subscriber_types(office: Office) -> None:
    chat = office.mine[0]
    office.window.show_chat(chat)
    office.server.types(chat, "подождите")
    _press(office, "Ctrl+W")
    dialog = office.window.deeds.finishing
    assert dialog is not None
    assert not dialog.answer_button.isEnabled()
    office.server.types(chat, typing=False)
    assert dialog.answer_button.isEnabled()
    dialog.choose_outcome("explained")
    dialog.answer_button.click()
    await office.until(lambda: chat not in office.mine)
    (close,) = [c for c in office.server.asked if isinstance(c, commands.Close)]
    assert (close.conversation, close.outcome, close.topic) == (chat, "explained", "services")


async def test_hold_and_give_back_are_one_key_each(office: Office) -> None:
    chat = office.mine[0]
    office.window.show_chat(chat)
    _press(office, "Ctrl+H")
    await office.until(lambda: office.server.heads[chat].state is ConversationState.HELD)
    _press(office, "Ctrl+H")
    await office.until(lambda: office.server.heads[chat].state is ConversationState.ACTIVE)
    _press(office, "Ctrl+Shift+R")
    await office.until(lambda: office.server.heads[chat].state is ConversationState.QUEUED)


async def test_presence_is_changed_by_a_key_and_shown_as_the_server_says(office: Office) -> None:
    _press(office, "Alt+3")
    await office.until(lambda: office.server.presence is Presence.BREAK)
    await office.until(lambda: "break" in office.window.top_bar.presence.accessibleName())


async def test_the_palette_finds_chats_articles_templates_subscribers_and_commands(
    office: Office,
) -> None:
    _press(office, "Ctrl+K")
    palette = office.window.keys.palette
    palette.field.setText("анна")
    model = palette.view.model()

    def kinds() -> Counter[str]:
        rows = (model.index(row, 0) for row in range(model.rowCount()))
        return Counter(str(row.data(Qt.ItemDataRole.UserRole).kind) for row in rows)

    await office.until(lambda: {"chat", "subscriber"} <= kinds().keys())
    palette.field.setText("номер")
    await office.until(lambda: {"article", "reply"} <= kinds().keys())
    palette.field.setText("finish")
    assert kinds() == {"command": 1, "history": 1}
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    dialog = office.window.deeds.finishing
    assert dialog is not None
    dialog.reject()


async def test_what_waits_for_a_decision_after_a_break_is_sent_by_one_press(
    office: Office,
) -> None:
    chat = office.mine[0]
    office.window.show_chat(chat)
    office.server.disconnect(for_ms=60_000)
    await office.session.send(chat, "это писалось раньше")
    office.server.says(chat, "уже не надо")
    office.server.connect()
    assert not office.server.sent
    _press(office, "Ctrl+Shift+O")
    (item,) = office.session.store.outgoing()
    office.window.chat.transcript.row_action.emit(f"outgoing {item.client_id}", "retry")
    await office.until(lambda: office.server.sent)
    await office.until(lambda: not list(office.session.store.outgoing()))


async def test_texts_that_wait_are_brought_in_sight_one_by_one_and_decided_by_keys(
    office: Office,
) -> None:
    chats = office.mine[:2]
    for chat in chats:
        office.window.show_chat(chat)
    office.server.disconnect(for_ms=60_000)
    for chat in chats:
        await office.session.send(chat, f"раньше в {chat}")
        for line in range(40):
            office.server.says(chat, f"уже не надо, {line}")
    office.server.connect()
    for chat in (*chats, chats[0]):
        _press(office, "Ctrl+Shift+O")
        transcript = office.window.chat.transcript
        assert office.window.chat.conversation == chat
        assert transcript.hand.selected_text() == f"раньше в {chat}"
        assert transcript.hand.current in [placed.position for placed in transcript.placed_rows()]
        assert transcript.hasFocus()
    QTest.keyClick(office.window.chat.transcript, Qt.Key.Key_Return)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.actions()[0].text() == "Send"
    menu.actions()[0].trigger()
    menu.close()
    await office.until(lambda: office.server.sent)
    assert [item.conversation for item in office.session.store.outgoing()] == [chats[1]]


async def test_an_article_goes_into_the_draft_in_view(office: Office) -> None:
    office.window.show_chat(office.mine[0])
    office.window.show_side(KNOWLEDGE)
    knowledge = office.window.side.knowledge
    knowledge.search.setText("роуминг")
    await office.until(lambda: knowledge.cards and "оуминг" in knowledge.cards[0].text())
    knowledge.cards[0].insert()
    await office.until(lambda: len(_editor(office).toPlainText()) > 100)
    assert "##" not in _editor(office).toPlainText()


async def test_before_any_chat_is_open_the_most_read_articles_are_offered(
    office: Office,
) -> None:
    owner = TaskOwner("panel", on_failure=fail)
    panel = KnowledgePanel(office.session, owner=owner)
    panel.show()
    await office.until(lambda: panel.cards)
    wanted: list[str] = []
    panel.insert_wanted.connect(wanted.append)
    card = panel.cards[0]
    for x in range(4, card.width(), 8):  # there is no link: a press anywhere is for reading
        QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=QPoint(x, card.height() - 14))
    await office.until(lambda: panel.article)
    await owner.aclose()
    assert wanted == []
    panel.hide()
    panel.deleteLater()


async def test_nothing_asked_of_a_dead_link_is_lost_silently(office: Office) -> None:
    office.window.chats.open(office.mine[1])
    assert office.window.offline_bar.isHidden()
    office.server.disconnect(for_ms=61_000)
    assert not office.window.offline_bar.isHidden()
    assert "1:01" in office.window.offline_bar.accessibleName()
    office.server.connect()
    assert office.window.offline_bar.isHidden()


async def test_a_disk_that_fails_is_said_as_long_as_it_does(office: Office, tmp_path: Path) -> None:
    bar = office.window.disk_bar
    assert bar.isHidden()
    office.window.show_chat(office.mine[0])
    _editor(office).insertPlainText("Добрый день")
    assert _said_of_draft(office) == ["Draft saved"]
    office.session.apply([events.DiskMoved(failing=True)])
    assert _said_of_draft(office) == ["Draft not saved"]
    _editor(office).insertPlainText("!")
    assert _said_of_draft(office) == ["Draft not saved"]
    assert not bar.isHidden()
    assert bar.accessibleName().startswith("Pult cannot save to this computer’s disk.")
    assert not bar.understood.isVisible()
    office.session.apply([events.DiskMoved(failing=False)])
    assert _said_of_draft(office) == ["Draft saved"]
    assert bar.isHidden()
    unread = DiskBar(office.window.feed, set_aside=tmp_path / "desk.db", parent=office.window)
    assert str(tmp_path) in unread.accessibleName()
    unread.understood.click()
    assert unread.isHidden()


async def test_every_control_says_what_it_is(office: Office) -> None:
    window = office.window
    window.show_chat(office.mine[0])
    office.window.inbox.open_queue(window.feed.store.workplace.queues[0].id)  # type: ignore[union-attr]
    await office.until(lambda: window.side.subscriber.shown is not None)
    for view in (SUBSCRIBER, KNOWLEDGE, HISTORY):
        window.show_side(view)
    await office.until(lambda: window.side.knowledge.cards)
    window.keys.open_palette()
    window.deeds.finish_current()
    window.side.subscriber.reveal_number()
    nameless = [
        f"{type(control).__name__} in {type(control.parentWidget()).__name__}"
        for control in window.findChildren(QWidget)
        if isinstance(control, _CONTROLS)
        and not _name(control)
        and not (isinstance(control.parentWidget(), EmptyState) and control.isHidden())
    ]
    assert not nameless
    assert window.deeds.finishing is not None
    window.deeds.finishing.reject()
    assert window.side.subscriber.revealing is not None
    window.side.subscriber.revealing.reject()
    window.keys.palette.dismiss()


def _name(control: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name)


async def test_every_command_has_keys_of_its_own(office: Office) -> None:
    listed = office.window.keys.commands.all()
    assert all(not command.keys.isEmpty() and command.title for command in listed)
    keys = Counter(command.keys.toString() for command in listed)
    assert [key for key, count in keys.items() if count > 1] == []


def _in_sight(office: Office) -> dict[str, int]:
    view = office.window.chat.transcript
    view.viewport().repaint()
    QApplication.sendPostedEvents()
    return {view.row_at(placed.position).key: placed.top for placed in view.placed_rows()}


async def test_each_chat_keeps_its_reader_where_he_was(office: Office) -> None:
    here, there = office.mine[:2]
    for chat in (here, there):
        for number in range(80):
            office.server.says(chat, f"сообщение {number}")
    office.window.show_chat(here)
    view = office.window.chat.transcript
    _in_sight(office)
    view.jump_to_newest()
    view.scroll_by(-700)
    read = _in_sight(office)
    office.window.show_chat(there)
    assert _in_sight(office).keys() != read.keys()
    office.server.says(here, "пока его не было")
    office.window.show_chat(here)
    assert _in_sight(office) == read
    # The log comes anew, as after a break: the place is the same.
    office.read_logs()
    assert _in_sight(office) == read
    # Who read the newest message comes back to the newest one.
    view.jump_to_newest()
    _in_sight(office)
    office.window.show_chat(there)
    office.window.show_chat(here)
    _in_sight(office)
    assert view.following


async def test_each_chat_keeps_its_draft_with_the_cursor_and_what_is_selected(
    office: Office,
) -> None:
    here, there = office.mine[:2]
    office.window.show_chat(here)
    field = _editor(office)
    field.insertPlainText("Анна, проверяю списания")
    cursor = field.textCursor()
    cursor.setPosition(6)
    cursor.setPosition(14, QTextCursor.MoveMode.KeepAnchor)
    field.setTextCursor(cursor)
    office.window.show_chat(there)
    assert _editor(office).toPlainText() == ""
    office.window.show_chat(here)
    kept = _editor(office).textCursor()
    assert _editor(office).toPlainText() == "Анна, проверяю списания"
    assert kept.selectedText() == "проверяю"


async def test_who_is_not_on_line_is_offered_to_be(office: Office) -> None:
    for chat in list(office.mine):
        office.window.chats.close(chat)
    nothing = office.window.nothing
    (button,) = nothing.findChildren(QAbstractButton)
    assert button.isHidden()
    _press(office, "Alt+3")
    await office.until(lambda: not button.isHidden())
    button.click()
    await office.until(lambda: office.server.presence is Presence.ONLINE)
    await office.until(button.isHidden)


def _waiting_row(office: Office, number: int) -> QModelIndex:
    model = office.window.inbox.model
    rows = [at for at in range(model.rowCount()) if model.row_at(at).kind is InboxRowKind.WAITING]
    return model.index(rows[number])


def _asked(office: Office) -> list[commands.DeskCommand]:
    """Of the server; the earlier talks of the chat in view are asked for whenever there is time."""
    earlier = commands.ReadConversations
    return [one for one in office.server.asked if not isinstance(one, earlier)]


async def test_who_waits_is_read_before_he_is_taken_and_nobody_is_told(office: Office) -> None:
    window, view = office.window, office.window.inbox.view
    window.inbox.open_queue(QueueId("services"))
    await office.until(lambda: office.server.count(commands.ReadWaiting))
    view.setFocus()
    view.setCurrentIndex(_waiting_row(office, 0))
    card = window.preview.card
    assert card.row is not None
    assert (card.row.title, card.words()) == ("Лев Ким", "Как подключить роуминг?")
    view.setCurrentIndex(_waiting_row(office, 1))
    assert card.words() == "Сколько осталось гигабайт?"
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert card.isHidden()
    before = _asked(office)
    view.setCurrentIndex(_waiting_row(office, 0))
    shown = card.row
    assert shown is not None
    await asyncio.sleep(0)
    assert _asked(office) == before
    card.take.click()
    await office.until(lambda: shown.conversation in office.mine)
    assert card.isHidden()


async def test_the_card_of_who_waits_lies_beside_the_list_and_above_the_bar_below(
    office: Office,
) -> None:
    window, view = office.window, office.window.inbox.view
    window.inbox.open_queue(QueueId("services"))
    await office.until(lambda: office.server.count(commands.ReadWaiting))
    window.resize(window.width(), 500)
    await office.until(lambda: view.verticalScrollBar().maximum() > 0)
    painter, card = view.itemDelegate(), window.preview.card
    assert isinstance(painter, InboxPainter)
    view.setFocus()
    view.setCurrentIndex(_waiting_row(office, 1))
    assert card.row is not None
    assert painter.told_key == card.row.key
    assert card.take.printed_keys
    inbox = QRect(window.inbox.mapTo(window, QPoint()), window.inbox.size())
    assert card.x() > inbox.right()
    assert card.geometry().bottom() < inbox.bottom()
    window.preview.show_for(_waiting_row(office, 0))  # the mouse rests on another
    assert not card.take.printed_keys
    card.hide()
    assert not painter.told_key


async def test_why_somebody_waits_is_asked_only_when_the_person_asks(office: Office) -> None:
    window, view = office.window, office.window.inbox.view
    window.inbox.open_queue(QueueId("services"))
    await office.until(lambda: office.server.count(commands.ReadWaiting))
    view.setFocus()
    view.setCurrentIndex(_waiting_row(office, 0))
    card = window.preview.card
    assert (card.why(), office.server.count(Explain)) == ("", 0)
    window.keys.commands.action("chat.why").trigger()
    await office.until(lambda: bool(card.why()))
    assert card.why().startswith("None of 26 on line can take it now.")
    assert not card.why_button.isVisible()
    assert card.why() in card.accessibleDescription()
    # Of the next one it says nothing yet.
    view.setCurrentIndex(_waiting_row(office, 1))
    assert (card.why(), card.why_button.isVisible()) == ("", True)


async def test_a_mouse_that_rests_on_who_waits_shows_his_words(office: Office) -> None:
    window, view = office.window, office.window.inbox.view
    window.inbox.open_queue(QueueId("services"))
    await office.until(lambda: office.server.count(commands.ReadWaiting))
    where = view.visualRect(_waiting_row(office, 1)).center()
    _hover(view.viewport(), where)
    await office.until(lambda: window.preview.card.row is not None)
    assert window.preview.card.words() == "Сколько осталось гигабайт?"
    _hover(view.viewport(), view.viewport().rect().bottomRight())
    await office.until(lambda: window.preview.card.row is None)


def _hover(widget: QWidget, at: QPoint) -> None:
    none = Qt.MouseButton.NoButton
    point = at.toPointF()
    moved = QMouseEvent(
        QEvent.Type.MouseMove, point, point, none, none, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(widget, moved)


async def test_a_fault_says_that_words_are_kept_only_while_they_are(office: Office) -> None:
    for failing, said in ((True, "only in memory"), (False, "is kept")):
        office.session.apply([events.DiskMoved(failing=failing)])
        office.window.tell_of_failure()
        toast = office.window.findChildren(Toast)[-1]
        assert said in toast.accessibleDescription()
        toast.dismiss()


async def test_a_fault_that_comes_back_is_one_message(office: Office) -> None:
    for _ in range(20):
        office.window.tell_of_failure()
    office.window.tell("Something else")
    (fault, other) = office.window.findChildren(Toast)
    assert not fault.geometry().intersects(other.geometry())
    fault.dismiss()
    assert other.y() == fault.y()


async def test_of_too_many_messages_the_oldest_that_need_not_stay_goes(office: Office) -> None:
    office.window.tell("Has to be seen", stays=True)
    for number in range(MOST + 3):
        office.window.tell(f"Number {number}")
    shown = [one for one in office.window.findChildren(Toast) if not one.isHidden()]
    assert [one.accessibleName() for one in shown] == [
        "Has to be seen",
        *(f"Number {number}" for number in range(MOST + 1, MOST + 3)),
    ]
    for one, next_one in itertools.pairwise(shown):
        assert one.geometry().bottom() < next_one.geometry().top()


@pytest.mark.parametrize(
    ("phone", "told"), [("", "No number was given"), ("+7 900 ***-**-01", "belongs to no")]
)
async def test_a_chat_without_a_number_does_not_speak_of_one(
    office: Office, phone: str, told: str
) -> None:
    office.server.change(office.mine[0], phone=phone, subscriber=None)
    office.session.apply([office.server.told(office.mine[0])])
    office.window.show_chat(office.mine[0])
    nobody = office.window.side.subscriber.findChild(EmptyState)
    assert nobody is not None
    await office.until(lambda: told in nobody.accessibleDescription())


@pytest.mark.parametrize(
    ("ahead_h", "told"),
    [(26, "The clock of this computer is 26 h fast"), (-2, "2 h slow"), (0.01, "")],
)
async def test_a_wrong_clock_is_told_and_a_slightly_wrong_one_is_not(
    office: Office, ahead_h: float, told: str
) -> None:
    office.session.store.clock_offset_ms = round(-ahead_h * 3_600_000)
    office.window.feed.ticked.emit()
    labels = office.window.status_bar.findChildren(Label)
    clock = [label.text() for label in labels if not label.isHidden() and "clock" in label.text()]
    assert len(clock) == bool(told)
    assert all(told in text.replace("\u00a0", " ") for text in clock)
