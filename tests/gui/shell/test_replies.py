"""Canned replies by keys: written, checked, saved, deleted and undone, found behind a slash."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from console.core.errors import LinkLost
from console.core.link_state import LinkPhase
from console.core.reply_drafts import ReplyDraft
from console.local import resting
from protocol import commands
from protocol.knowledge import CannedReply, ReplyScope
from protocol.people import Role
from tests.gui.shell.conftest import Office
from tests.support.made_up_replies import made_up_reply
from tests.support.pictures.replies import put_replies
from ui.chat.canned_popup import CannedPopup
from ui.chat.composer import Composer
from ui.demo.typing_hand import press, type_text
from ui.replies.replies_window import RepliesWindow
from ui.widgets.toast import Toast

Key = Qt.Key
_CONTROL = Qt.KeyboardModifier.ControlModifier
_CONTROL_SHIFT = _CONTROL | Qt.KeyboardModifier.ShiftModifier
_CONTROL_ALT = _CONTROL | Qt.KeyboardModifier.AltModifier


async def _opened(office: Office) -> RepliesWindow:
    put_replies(office.session)
    await office.until(lambda: len(_own(office)) == 2)
    office.window.show_chat(office.mine[0])
    await office.until(lambda: office.window.side.subscriber.shown is not None)
    manager = _open(office)
    await office.until(manager.isActiveWindow)  # so that it hears keys
    return manager


def _open(office: Office) -> RepliesWindow:
    press(office.window, Key.Key_S, _CONTROL_SHIFT)
    return office.window.findChildren(RepliesWindow)[-1]


async def _close(office: Office, manager: RepliesWindow) -> None:
    manager.reject()
    office.window.activateWindow()
    await office.until(office.window.isActiveWindow)  # nobody else gives the focus back here


def _own(office: Office) -> list[CannedReply]:
    return [one for one in office.session.replies() if one.scope is ReplyScope.OWN]


def _composer(office: Office) -> Composer:
    writer = office.window.chat.writer
    assert writer is not None
    return writer.composer


def _bottom(widget: QWidget) -> int:
    return widget.mapTo(widget.window(), widget.rect().bottomLeft()).y()


def _is_whole(widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect() == widget.rect()


def _drafts(office: Office) -> list[ReplyDraft]:
    return list(office.session.reply_drafts.values())


def _says(office: Office, reply: str, text: str) -> bool:
    return [one.text for one in _own(office) if one.id == reply] == [text]


async def test_a_reply_is_found_written_on_checked_and_saved_by_keys(office: Office) -> None:
    manager = await _opened(office)
    manager.search.setText("спс")
    assert [manager.list.rows.row_at(0).key] == [("thanks", "ru")]  # type: ignore[union-attr]
    spoken = manager.list.rows.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Спасибо за ожидание, mine, /спс"
    editor = manager.editor
    assert editor.preview.text().endswith("Проверяю тариф «Прилив», это займёт пару минут.")
    press(manager.search, Key.Key_Return)
    assert manager.focusWidget() is editor.title
    assert not editor.save_button.isEnabled()

    editor.text.setPlainText("{greeting}! Ваш баланс — ")
    editor.text.moveCursor(editor.text.textCursor().MoveOperation.End)
    await type_text(editor.text, "{сумма}")
    assert editor.fault == (
        "There is no variable “сумма”: take one under the text, or leave the braces out."
    )
    press(manager, Key.Key_Return, _CONTROL)
    assert office.server.count(commands.SaveReply) == 0
    for _ in "{сумма}":
        press(editor.text, Key.Key_Backspace)
    balance = next(
        one
        for one in editor.variables.children()
        if one.property("variable") == "subscriber.balance"
    )
    assert isinstance(balance, QWidget)
    balance.setFocus()
    press(balance, Key.Key_Space)
    assert manager.focusWidget() is editor.text
    assert editor.text.toPlainText() == "{greeting}! Ваш баланс — {balance}"
    assert editor.preview.text().endswith("Ваш баланс — 214.60\N{NO-BREAK SPACE}₽")
    press(manager, Key.Key_Return, _CONTROL)
    await office.until(lambda: manager.editor.row is not None and not manager.editor.row.edited)
    kept = next(one for one in _own(office) if one.id == "thanks")
    assert kept.text == "{greeting}! Ваш баланс — {subscriber.balance}"
    assert office.session.reply_drafts == {}
    manager.reject()


async def test_a_new_one_is_made_of_what_is_written_and_comes_behind_the_slash(
    office: Office,
) -> None:
    manager = await _opened(office)
    await _close(office, manager)
    composer = _composer(office)
    composer.editor.setPlainText("")
    composer.insert("Анна, вернусь к вам до 18:00. ")
    await type_text(composer.editor, "/")
    await office.until(lambda: office.window.findChildren(CannedPopup))
    (popup,) = office.window.findChildren(CannedPopup)
    await office.until(popup.isVisible)
    press(composer.editor, Key.Key_Up)  # round from the first to the last
    press(composer.editor, Key.Key_Return)
    assert composer.text() == "Анна, вернусь к вам до 18:00. "
    manager = office.window.findChildren(RepliesWindow)[-1]
    editor = manager.editor
    assert editor.text.toPlainText() == "{first name}, вернусь к вам до 18:00."
    assert manager.focusWidget() is editor.title
    assert editor.fault == "Give it a title: it is found by the words of its title."
    await type_text(editor.title, "Вернусь")
    press(editor.title, Key.Key_Tab)
    await type_text(editor.shortcut, "вер нусь")
    assert editor.fault.startswith("A shortcut is one word")
    editor.shortcut.selectAll()
    await type_text(editor.shortcut, "18")
    press(manager, Key.Key_Return, _CONTROL)
    await office.until(lambda: len(_own(office)) == 3)
    press(manager, Key.Key_Escape)
    assert not manager.isVisible()

    composer.editor.setPlainText("")
    await type_text(composer.editor, "/18")
    await office.until(lambda: popup.isVisible() and popup.model().rowCount() == 1)
    offered = popup.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert offered == "Вернусь (/18 · mine). Анна, вернусь к вам до 18:00."
    press(composer.editor, Key.Key_Return)
    press(composer.editor, Key.Key_Return)
    await office.until(lambda: office.server.sent)
    made = next(one for one in _own(office) if one.shortcut == "18")
    assert office.session.reply_uses()[made.id].mine == 1
    composer.insert("Что-нибудь ещё?")
    press(composer.editor, Key.Key_Return)
    await office.until(lambda: len(office.server.sent) == 2)
    assert [one.replies for one in office.server.sent] == [(made.id,), ()]


async def test_a_reply_out_of_the_palette_is_counted_one_that_was_erased_is_not(
    office: Office,
) -> None:
    manager = await _opened(office)
    await _close(office, manager)
    composer = _composer(office)
    _out_of_the_palette(office, "спасибо за ожидание")
    assert "Проверяю тариф «Прилив»" in composer.text()
    press(composer.editor, Key.Key_Return)
    await office.until(lambda: len(office.server.sent) == 1)
    _out_of_the_palette(office, "спасибо за ожидание")
    composer.editor.selectAll()
    press(composer.editor, Key.Key_Backspace)
    await type_text(composer.editor, "Нет")
    press(composer.editor, Key.Key_Return)
    await office.until(lambda: len(office.server.sent) == 2)
    assert [one.replies for one in office.server.sent] == [("thanks",), ()]


def _out_of_the_palette(office: Office, query: str) -> None:
    office.window.keys.open_palette()
    field = office.window.keys.palette.field
    field.setText(query)
    press(field, Key.Key_Return)


async def test_what_is_not_saved_is_there_the_next_time_and_without_a_server(
    office: Office,
) -> None:
    manager = await _opened(office)
    manager.list.choose(("later", "ru"))
    office.server.disconnect()
    await type_text(manager.editor.title, "!")
    gone = "There is no connection to the server. Try again later."
    office.server.failures["SaveReply"] = LinkLost()
    press(manager, Key.Key_Return, _CONTROL)
    await office.until(lambda: manager.editor.error == gone)
    await _close(office, manager)
    (draft,) = office.session.reply_drafts.values()
    assert draft.title.startswith("!") or draft.title.endswith("!")
    again = _open(office)
    again.list.choose(("later", "ru"))
    assert again.editor.title.text() == draft.title
    spoken = again.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("not saved")
    again.editor.revert_button.click()
    assert again.editor.title.text() == "Перезвоню позже"
    assert office.session.reply_drafts == {}
    again.reject()


async def test_what_is_typed_without_a_pause_is_kept_all_the_same(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resting, "PAUSE_SECONDS", 3600.0)
    manager = await _opened(office)
    manager.begin()
    text = manager.editor.text
    for words in ("Здравствуйте", "Здравствуйте, Анна"):
        text.setPlainText("")
        await type_text(text, words)
        await office.until(lambda: [one.text for one in _drafts(office)] == [text.toPlainText()])
    assert text.toPlainText() == words
    manager.reject()


async def test_two_editors_do_not_overwrite_each_other(office: Office) -> None:
    manager = await _opened(office)
    editor = manager.editor
    for ends in ("theirs", "mine", "gone"):
        manager.list.choose(("later", "ru"))
        editor.text.setPlainText(f"Моё: {ends}")
        if ends == "gone":
            office.server.replies.lose(("later", "ru"))
        else:
            theirs = made_up_reply("later", "Перезвоню позже", f"Их: {ends}")
            office.server.replies.put(theirs)
        await office.until(editor.clash.isVisible)
        assert not editor.save_button.isEnabled()
        assert editor.text.toPlainText() == f"Моё: {ends}"
        (editor.clash.theirs if ends == "theirs" else editor.clash.mine).click()
        wanted = "Их: theirs" if ends == "theirs" else f"Моё: {ends}"
        await office.until(partial(_says, office, "later", wanted))
        await office.until(lambda: not editor.clash.isVisible())
        assert editor.text.toPlainText() == wanted
    manager.reject()


async def test_deleting_can_be_undone(office: Office) -> None:
    manager = await _opened(office)
    manager.list.choose(("later", "ru"))
    manager.list.setFocus()
    press(manager.list, Key.Key_Delete)
    await office.until(lambda: [one.id for one in _own(office)] == ["thanks"])
    await office.until(lambda: manager.findChildren(Toast))
    (toast,) = manager.findChildren(Toast)
    assert toast.accessibleName() == "“Перезвоню позже” is deleted"
    await office.until(lambda: _bottom(manager.list) < _bottom(toast) - toast.height())
    top = _bottom(toast) - toast.height()
    assert manager.list.viewport().height() % manager.list.sizeHintForRow(0) == 0, "rows are whole"
    toast.acted.emit()
    toast.dismiss()
    await office.until(lambda: _bottom(manager.list) > top)
    assert manager.list.viewport().height() % manager.list.sizeHintForRow(0) == 0
    await office.until(lambda: len(_own(office)) == 2)
    await office.until(lambda: manager.editor.row.key == ("later", "ru"))  # type: ignore[union-attr]
    # What is not one's own is only read, and can be copied.
    manager.tabs.choose(2)
    press(manager.list, Key.Key_Delete)
    editor = manager.editor
    for field in (editor.title, editor.shortcut, editor.text):
        assert not field.isVisible()
    assert editor.title_told.isVisible()
    assert editor.title_told.text() == editor.title.text()
    assert editor.text_told.text() == editor.text.toPlainText()
    assert not editor.text_told.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert not manager.editor.save_button.isVisible()
    manager.editor.copy_button.click()
    row = manager.editor.row
    assert row is not None
    assert (row.draft.scope, row.reply, row.draft.shortcut) == (ReplyScope.OWN, None, "утром")
    assert office.server.count(commands.DeleteReply) == 1
    manager.reject()


async def test_a_lead_chooses_a_group_once(office: Office) -> None:
    office.server.role = Role.LEAD
    office.server.connect()
    manager = await _opened(office)
    press(manager, Key.Key_N, _CONTROL)
    editor = manager.editor
    await type_text(editor.title, "Всей группе")
    editor.text.setPlainText("Минуту.")
    editor.place.language.setCurrentIndex(1)
    press(editor.place.scope, Key.Key_Down)
    assert editor.place.queue.isVisible()
    editor.save_button.click()
    await office.until(lambda: any(one.title == "Всей группе" for one in office.session.replies()))
    made = next(one for one in office.session.replies() if one.title == "Всей группе")
    first = office.session.store.workplace.queues[0].id  # type: ignore[union-attr]
    assert (made.scope, made.queue, made.language) == (ReplyScope.GROUP, first, "en")
    assert not editor.place.scope.isVisible()
    assert office.session.reply_drafts == {}
    manager.reject()


async def test_ones_own_go_to_a_file_and_come_back_once(office: Office, tmp_path: Path) -> None:
    manager = await _opened(office)
    told: list[str] = []
    manager.files.told.connect(lambda title, text: told.append(f"{title} / {text}"))
    path = tmp_path / "mine.json"
    manager.files.save_to(path)
    await office.until(lambda: told == ["Your templates are saved / mine.json · 2 templates"])
    office.server.replies.lose(("later", "ru"))
    await office.until(lambda: len(_own(office)) == 1)
    manager.files.load_from(path)
    await office.until(lambda: told[1:] == ["1 template loaded / 1 was here already."])
    assert sorted(one.title for one in _own(office)) == ["Перезвоню позже", "Спасибо за ожидание"]
    path.write_text("{}", encoding="utf-8")
    manager.files.load_from(path)
    await office.until(lambda: len(told) == 3)
    manager.files.load_from(tmp_path / "nothing.json")
    await office.until(lambda: len(told) == 4)
    assert told[2].startswith("The file was not loaded / This is not a file of templates")
    assert told[3].startswith("The file was not loaded / The file cannot be used:")
    manager.reject()


async def test_the_draft_or_what_is_selected_in_it_becomes_a_template(office: Office) -> None:
    manager = await _opened(office)
    await _close(office, manager)
    assert office.session.store.link.phase is LinkPhase.CAUGHT_UP
    composer = _composer(office)
    composer.editor.setPlainText("Здравствуйте! Подождите минуту.")
    composer.editor.choose(14, 17)
    press(office.window, Key.Key_S, _CONTROL_ALT)
    manager = office.window.findChildren(RepliesWindow)[-1]
    assert manager.editor.text.toPlainText() == "Подождите минуту."
    manager.editor.revert_button.click()
    assert office.session.reply_drafts == {}
    manager.reject()


async def test_the_window_stays_within_a_small_desk_whatever_is_written(office: Office) -> None:
    manager = await _opened(office)
    manager.resize(805, 432)  # on a desk of 1280 x 720 pixels at 150 %
    common = next(one for one in office.session.replies() if one.scope is ReplyScope.COMMON)
    manager.list.choose((common.id, common.language))
    assert manager.editor.copy_button.text()
    assert not manager.editor.shortcut.isVisible()  # nothing could be typed there
    manager.begin("Вернусь к вам до 18:00.")
    assert manager.editor.revert_button.isVisible()
    assert manager.editor.shortcut.isVisible()
    assert manager.width() == 805
    for seen in (manager.editor.variables, manager.editor.preview):
        await office.until(partial(_is_whole, seen))
    manager.reject()


async def test_what_is_not_found_is_said_where_it_was_looked_for(office: Office) -> None:
    manager = await _opened(office)
    manager.search.setText("щщщщ")
    assert manager.nothing.isVisible()
    assert manager.nothing.accessibleName() == "No templates found"
    assert not manager.editor.isVisible()
    assert _bottom(manager.nothing) > _bottom(manager.tabs)
    left = manager.search.mapTo(manager, manager.search.rect().topLeft()).x()
    assert manager.nothing.mapTo(manager, manager.nothing.rect().topLeft()).x() == left
    manager.search.clear()
    assert manager.list.isVisible()
    assert manager.editor.isVisible()
    manager.reject()
