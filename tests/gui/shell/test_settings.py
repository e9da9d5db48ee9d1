"""What is chosen in the settings holds at once, and is there again after the next start."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from console.core.preferences import Accent, ThemeChoice
from tests.gui.shell.conftest import Office
from ui.settings.settings_window import SettingsWindow
from ui.theme import theme


def _open(office: Office) -> SettingsWindow:
    office.window.open_settings()
    (window,) = office.window.findChildren(SettingsWindow)
    return window


async def test_a_theme_chosen_in_the_settings_is_kept_on_disk(office: Office) -> None:
    settings = _open(office)
    themes = next(
        one for one in settings.findChildren(QComboBox) if one.accessibleName() == "Theme"
    )
    themes.setFocus()
    themes.setCurrentIndex(themes.findData(ThemeChoice.LIGHT))
    QTest.keyClick(themes, Qt.Key.Key_Down)
    assert office.session.store.preferences.appearance.theme is ThemeChoice.DARK
    assert '"dark"' in office.session.setting("preferences")
    settings.close()


async def test_the_menu_of_the_account_and_the_settings_choose_the_same(office: Office) -> None:
    office.window.top_bar.account.theme_chosen.emit("contrast")
    settings = _open(office)
    themes = next(
        one for one in settings.findChildren(QComboBox) if one.accessibleName() == "Theme"
    )
    assert themes.currentData() == ThemeChoice.CONTRAST
    settings.close()


async def test_another_accent_is_kept_on_disk(office: Office) -> None:
    settings = _open(office)
    accents = next(
        one for one in settings.findChildren(QComboBox) if one.accessibleName() == "Accent"
    )
    accents.setFocus()
    QTest.keyClick(accents, Qt.Key.Key_Down)
    assert office.session.store.preferences.appearance.accent is Accent.BLUE
    assert '"blue"' in office.session.setting("preferences")
    settings.close()


def test_an_accent_is_worn_at_once_in_every_theme(qapp: QApplication) -> None:
    wears = theme.current()
    before = wears.choice
    for choice in (ThemeChoice.LIGHT, ThemeChoice.DARK, ThemeChoice.CONTRAST):
        wears.choose(choice)
        own = wears.tokens.accent
        wears.tint(Accent.PLUM)
        assert wears.tokens.accent != own
        assert qapp.palette().accent().color() == wears.tokens.accent
        wears.tint(Accent.TEAL)
        assert wears.tokens.accent == own
    wears.choose(before)


async def test_tab_goes_from_the_subjects_to_the_first_control_of_the_page(office: Office) -> None:
    """No stop in between where nobody sees the ring."""
    office.window.open_settings()
    (settings,) = office.window.findChildren(SettingsWindow)
    await office.until(settings.isActiveWindow)
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert isinstance(QApplication.focusWidget(), QComboBox)
    settings.close()
