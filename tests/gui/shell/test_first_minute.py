"""What a new person tries at once: to take whoever waits, and to look something up and go on."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from console.core.store import Event
from protocol.conversations import ConversationState
from protocol.ids import ConversationId
from tests.gui.shell.conftest import Office
from ui.shell.palette_hits import HitKind
from ui.widgets.toast import Toast

OFFERED = ConversationId("chat-timur-akhmetov")


def _press(office: Office, keys: str) -> None:
    """As the keyboard would: by the action that owns the keys."""
    wanted = QKeySequence(keys)
    (action,) = [one for one in office.window.actions() if one.shortcut() == wanted]
    action.trigger()


async def test_who_waits_longest_is_taken_with_every_queue_folded(office: Office) -> None:
    waiting = list(office.server.waiting)
    longest = min(waiting, key=lambda one: office.server.heads[one].waiting_since or 0)
    _press(office, "Ctrl+Shift+T")
    _press(office, "Ctrl+Shift+T")
    await office.until(lambda: longest in office.mine)
    assert set(waiting) - set(office.server.waiting) == {longest}
    assert office.server.heads[longest].state is ConversationState.ACTIVE


async def test_where_nobody_waits_the_key_says_so(office: Office) -> None:
    office.server.waiting.clear()
    _press(office, "Ctrl+Shift+T")
    await office.until(lambda: office.window.findChildren(Toast))
    (toast,) = office.window.findChildren(Toast)
    assert toast.accessibleName() == "Nobody is waiting"
    toast.dismiss()


@pytest.mark.parametrize("keys", ["Ctrl+K", "Ctrl+Shift+L"])
async def test_escape_out_of_what_floats_goes_on_where_one_was(office: Office, keys: str) -> None:
    office.window.show_chat(office.mine[0])
    _press(office, "Ctrl+E")
    writing = QApplication.focusWidget()
    assert writing is not None
    _press(office, keys)
    floating = QApplication.focusWidget()
    assert floating is not None
    assert floating is not writing
    QTest.keyClick(floating, Qt.Key.Key_Escape)
    assert not floating.isVisible()
    assert QApplication.focusWidget() is writing


@pytest.mark.parametrize("keys", ["F2", "Ctrl+Shift+T"])
async def test_whoever_takes_a_chat_writes_in_it_at_once(office: Office, keys: str) -> None:
    before = set(office.mine)
    office.window.inbox.view.setFocus()
    _press(office, keys)
    await office.until(lambda: set(office.mine) - before)
    await office.until(lambda: _writes_in(office) not in before)
    assert _writes_in(office) in office.mine


async def test_the_answer_to_an_offer_may_come_before_the_desk_that_has_the_chat(
    office: Office,
) -> None:
    office.window.inbox.view.setFocus()
    await _accepted_and_then_told(office)
    assert _writes_in(office) == OFFERED


async def test_a_chat_that_comes_after_its_answer_leaves_one_to_the_sentence_he_writes(
    office: Office,
) -> None:
    current = office.mine[0]
    office.window.show_chat(current)
    writer = office.window.chat.writer
    assert writer is not None
    writer.composer.insert("Анна, ")
    await _accepted_and_then_told(office)
    assert office.window.chats.current == current


async def _accepted_and_then_told(office: Office) -> None:
    apply, held = office.session.apply, list[Event]()

    def hold(happened: Sequence[Event]) -> None:
        held.extend(happened)

    card = office.window.inbox.findChild(QAbstractButton)
    assert card is not None
    office.session.apply = hold  # type: ignore[method-assign]
    _press(office, "F2")
    assert not card.isEnabled()
    await office.until(card.isEnabled)
    office.session.apply = apply  # type: ignore[method-assign]
    office.session.apply(held)
    await office.until(lambda: OFFERED in office.mine)


@pytest.mark.parametrize(
    ("typed", "kind", "title"),
    [
        ("Fyyf Rjkm", HitKind.CHAT, "Анна Кольцова"),
        ("fyyf", HitKind.SUBSCRIBER, "Кольцова"),
        ("аштшыр еру срфе", HitKind.COMMAND, "Finish the chat"),
        ("bhbyf", HitKind.COLLEAGUE, "Ирина"),
    ],
)
async def test_the_palette_finds_what_was_typed_in_the_other_layout(
    office: Office, typed: str, kind: HitKind, title: str
) -> None:
    _press(office, "Ctrl+K")
    palette = office.window.keys.palette
    palette.field.setText(typed)
    model = palette.view.model()

    def found() -> list[tuple[HitKind, str]]:
        rows = [model.index(row, 0) for row in range(model.rowCount())]
        hits = [row.data(Qt.ItemDataRole.UserRole) for row in rows]
        return [(hit.kind, hit.title) for hit in hits]

    await office.until(lambda: any(one == kind and title in name for one, name in found()))
    palette.dismiss()


async def test_the_list_of_chats_is_narrowed_in_either_layout(office: Office) -> None:
    _press(office, "Ctrl+Shift+L")
    chats = office.window.open_chats_list
    chats.field.setText("fyyf")
    assert chats.rows.rowCount() == 1
    state = chats.rows.row_at(0)
    assert state is not None
    assert state.conversation == office.mine[0]
    QTest.keyClick(chats.field, Qt.Key.Key_Escape)
    QTest.keyClick(chats.field, Qt.Key.Key_Escape)


def _writes_in(office: Office) -> ConversationId | None:
    """Into whose draft the keys go."""
    writer, focused = office.window.chat.writer, QApplication.focusWidget()
    if writer is None or focused is None or not writer.composer.isAncestorOf(focused):
        return None
    return office.window.chats.current
