"""The lists of keys are narrowed by a name or by keys, pressed or typed, in either layout."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.shell.conftest import Office
from ui.settings.keys_page import KeysPage
from ui.settings.settings_window import SettingsWindow
from ui.shell.shortcuts_page import ShortcutsPage
from ui.widgets.key_cap import KeyCap

_CTRL = Qt.KeyboardModifier.ControlModifier
_CTRL_SHIFT = _CTRL | Qt.KeyboardModifier.ShiftModifier
_ON_THE_KEY_OF_A = Qt.Key(ord("Ф"))


def _help(office: Office) -> ShortcutsPage:
    office.window.keys.open_shortcuts()
    (page,) = office.window.findChildren(ShortcutsPage)
    return page


def _printed(page: ShortcutsPage) -> set[str]:
    return {cap.accessibleName() for cap in page.findChildren(KeyCap) if cap.isVisibleTo(page)}


def _settings(office: Office) -> KeysPage:
    office.window.open_settings()
    settings = office.window.findChildren(SettingsWindow)[-1]
    place = next(n for n, one in enumerate(settings.pages) if isinstance(one, KeysPage))
    settings.choose(place)
    page = settings.pages[place]
    assert isinstance(page, KeysPage)
    return page


def _listed(page: KeysPage) -> list[str]:
    return [one for one, row in page.rows.items() if row.isVisibleTo(page)]


@pytest.mark.parametrize(
    "typed", ["account theme", "фссщгте еруьу", "ctrl shift a", "ctrl+shift+a"]
)
async def test_what_is_typed_narrows_the_help(office: Office, typed: str) -> None:
    page = _help(office)
    assert len(_printed(page)) > 40
    page.search.insert(typed)
    assert _printed(page) == {"Ctrl Shift A"}
    page.search.clear()
    assert len(_printed(page)) > 40
    page.search.insert("no such command")
    assert _printed(page) == set()
    page.reject()


@pytest.mark.parametrize("key", [Qt.Key.Key_A, _ON_THE_KEY_OF_A])
async def test_keys_pressed_find_what_has_them_and_do_nothing_else(
    office: Office, key: Qt.Key
) -> None:
    page = _help(office)
    pressed = QKeyEvent(QEvent.Type.KeyPress, key, _CTRL_SHIFT)
    QApplication.sendEvent(page.search, pressed)
    assert page.search.text() == "Ctrl+Shift+A"
    assert _printed(page) == {"Ctrl Shift A"}
    QTest.keyClick(page.search, Qt.Key.Key_F1)
    assert _printed(page) == {"F1"}
    QTest.keyClick(page.search, Qt.Key.Key_5, _CTRL)
    assert _printed(page) == {"Ctrl 1…9"}
    QTest.keyClick(page.search, Qt.Key.Key_A, _CTRL)
    assert page.search.selectedText() == "Ctrl+5"
    page.reject()


async def test_the_settings_show_the_rows_that_are_looked_for(office: Office) -> None:
    page = _settings(office)
    everything = _listed(page)
    page.assign("chat.finish", "Ctrl+Shift+W")
    QTest.keyClick(page.search, Qt.Key.Key_W, _CTRL_SHIFT)
    assert _listed(page) == ["chat.finish"]
    page.search.clear()
    assert _listed(page) == everything
    page.window().close()
