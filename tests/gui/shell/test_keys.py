"""Every command can be given other keys, and what prints them follows."""

from pathlib import Path

import msgspec
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.core import shortcuts
from console.core.preferences import Keys
from tests.gui.shell.conftest import Office
from ui.settings.keys_page import KeysPage
from ui.settings.settings_window import SettingsWindow
from ui.shell.shortcuts_page import ShortcutsPage
from ui.widgets.key_cap import KeyCap
from ui.widgets.labels import Label


def _page(office: Office) -> KeysPage:
    office.window.open_settings()
    settings = office.window.findChildren(SettingsWindow)[-1]
    place = next(n for n, one in enumerate(settings.pages) if isinstance(one, KeysPage))
    settings.choose(place)
    page = settings.pages[place]
    assert isinstance(page, KeysPage)
    return page


def _record(page: KeysPage, command: str, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    button = page.rows[command].button
    button.setFocus()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert button.isChecked()
    held = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        held |= modifier
    QTest.keyClick(button, key, held)


def _keys(office: Office, command: str) -> str:
    return office.window.keys.commands.action(command).shortcut().toString()


async def test_new_keys_work_at_once_and_are_printed_where_the_old_ones_were(
    office: Office,
) -> None:
    page = _page(office)
    _record(page, "offer.accept", Qt.Key.Key_F9)
    assert _keys(office, "offer.accept") == "F9"
    (offer,) = office.window.inbox.offer_cards
    assert offer.accept_button.printed_keys == "F9"
    assert office.session.store.preferences.keys.changed == {"offer.accept": "F9"}
    page.window().close()


async def test_keys_taken_from_another_command_are_told_and_it_has_none(office: Office) -> None:
    page = _page(office)
    _record(page, "chat.hold", Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert (_keys(office, "chat.hold"), _keys(office, "chat.finish")) == ("Ctrl+W", "")
    assert "Finish the chat" in page.told
    page.reset("chat.hold")
    page.reset("chat.finish")
    assert (_keys(office, "chat.hold"), _keys(office, "chat.finish")) == ("Ctrl+H", "Ctrl+W")
    page.window().close()


async def test_a_letter_alone_is_refused_and_esc_leaves_the_keys(office: Office) -> None:
    page = _page(office)
    _record(page, "chat.hold", Qt.Key.Key_X)
    assert "typing" in page.told
    _record(page, "chat.hold", Qt.Key.Key_Escape)
    assert _keys(office, "chat.hold") == "Ctrl+H"
    assert page.window().isVisible()
    page.window().close()


async def test_keys_go_to_a_colleague_in_a_file(office: Office, tmp_path: Path) -> None:
    page = _page(office)
    _record(page, "chat.hold", Qt.Key.Key_F7)
    page.save_to(tmp_path / "keys.json")
    page.reset("chat.hold")
    page.load_from(tmp_path / "keys.json")
    assert _keys(office, "chat.hold") == "F7"
    (tmp_path / "other.json").write_text("{}")
    page.load_from(tmp_path / "other.json")
    assert _keys(office, "chat.hold") == "F7"
    assert "not a file of keys" in page.told
    page.load_from(tmp_path / "nowhere.json")
    assert "cannot be read" in page.told
    page.window().close()


async def test_a_file_written_by_hand_gives_no_keys_to_two_commands(
    office: Office, tmp_path: Path
) -> None:
    page = _page(office)
    keys = {
        "chat.hold": "shift+ctrl+k",  # that of another command, in other words
        "chat.finish": "Ctrl+Shift+K",
        "chat.take": "Ctrl+Shift+K, Ctrl+C",
        "write.focus": "Ctrl+Foo",
    }
    (tmp_path / "keys.json").write_text(shortcuts.export(keys))
    page.load_from(tmp_path / "keys.json")
    held = [_keys(office, one) for one in (*keys, "tab.pin")]
    assert held == ["Ctrl+H", "Ctrl+Shift+K", "Ctrl+Shift+T", "Ctrl+E", ""]
    assert "Hold the chat, or resume it" in page.told
    page.window().close()


async def test_the_page_of_keys_prints_the_chats_by_number_as_one_row(office: Office) -> None:
    page = ShortcutsPage(office.window.keys.commands, parent=office.window)
    printed = {cap.accessibleName() for cap in page.findChildren(KeyCap)}
    assert "Ctrl 1…9" in printed
    assert "Ctrl 1" not in printed
    page.deleteLater()


async def test_keys_pressed_in_another_layout_are_those_of_the_latin_one(office: Office) -> None:
    page = _page(office)
    button = page.rows["chat.hold"].button
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    on_the_key_of_w = Qt.Key(ord("Ц"))
    pressed = QKeyEvent(QEvent.Type.KeyPress, on_the_key_of_w, Qt.KeyboardModifier.ControlModifier)
    QApplication.sendEvent(button, pressed)
    assert (_keys(office, "chat.hold"), _keys(office, "chat.finish")) == ("Ctrl+W", "")
    assert "Finish the chat" in page.told
    assert office.session.store.preferences.keys.changed["chat.hold"] == "Ctrl+W"
    page.window().close()


async def test_nothing_is_printed_where_a_command_has_no_keys(office: Office) -> None:
    bar, changed = office.window.top_bar.search, {"window.palette": "", "offer.accept": ""}
    before = office.session.store.preferences
    office.session.prefer(msgspec.structs.replace(before, keys=Keys(changed=changed)))
    bare = bar.grab().toImage()
    bar.print_keys(QKeySequence("K"))
    assert bar.grab().toImage() != bare
    corner = bare.copy(bare.width() - 40, bare.height() // 2, 32, 1)
    assert len({corner.pixel(x, 0) for x in range(corner.width())}) == 1
    text = next(
        label.text()
        for label in office.window.nothing.findChildren(Label)
        if "appear" in label.text()
    )
    assert text == "New chats appear on the left."
