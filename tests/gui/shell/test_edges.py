"""What stands under each other ends at one edge, and what is in view is not shortened first."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QDialog, QWidget

from tests.gui.shell.conftest import Office
from tests.support.made_up_talks import PAVEL
from ui.chat.chat_header import HEIGHT
from ui.day.day_window import DayWindow
from ui.settings.settings_window import SettingsWindow
from ui.shell.export_bar import ExportBar
from ui.shell.shortcuts_page import ShortcutsPage
from ui.shell.side_panel import KNOWLEDGE
from ui.talks.colleague_dialog import ColleagueDialog
from ui.talks.rename_dialog import RenameDialog
from ui.widgets.buttons import Button
from ui.widgets.scroll_page import ScrollPage
from ui.widgets.toast import Toast


def _edges(dialog: QDialog) -> tuple[int, int]:
    """Where the lines of the page in view end, and where the last button does."""
    scroll = next(one for one in dialog.findChildren(ScrollPage) if one.isVisible())
    page = scroll.widget()
    assert page is not None
    layout = page.layout()
    assert layout is not None
    lines = page.mapTo(dialog, QPoint(layout.contentsRect().right(), 0)).x()
    (close,) = (one for one in dialog.findChildren(Button) if one.text() == "Close")
    return lines, close.mapTo(dialog, close.rect().topRight()).x()


def _top(widget: QWidget, window: QWidget) -> int:
    return widget.mapTo(window, QPoint(0, 0)).y()


async def test_a_page_that_scrolls_ends_where_the_button_under_it_does(office: Office) -> None:
    office.window.keys.open_day()
    office.window.open_settings()
    office.window.keys.open_shortcuts()
    (day,) = office.window.findChildren(DayWindow)
    await office.until(lambda: day.stack.currentWidget() is day.figures)
    for kind in (DayWindow, SettingsWindow, ShortcutsPage):
        (dialog,) = office.window.findChildren(kind)
        lines, button = _edges(dialog)
        assert lines == button, kind
        dialog.reject()


async def test_the_tab_in_view_is_whole_while_others_can_give(office: Office) -> None:
    tabs = office.window.tabs
    chosen = office.mine[-1]
    office.window.show_chat(chosen)
    tab = tabs.tab(chosen)
    assert tab is not None
    others = [one for one in map(tabs.tab, office.mine[:-1]) if one is not None]
    wanted = tab.wanted_width() + sum(one.wanted_width() for one in others)
    tabs.resize(wanted - 20, tabs.height())
    assert tab.width() == tab.wanted_width()
    assert any(one.width() < one.wanted_width() for one in others)


async def test_the_tab_in_view_is_whole_before_another_one_is_seen(office: Office) -> None:
    tabs = office.window.tabs
    chosen = office.mine[-1]
    office.window.show_chat(chosen)
    tab = tabs.tab(chosen)
    assert tab is not None
    others = [one for one in map(tabs.tab, office.mine[:-1]) if one is not None]
    least = tab.wanted_width() + sum(one.least_width() for one in others)
    for room in range(tab.wanted_width() + 90, least + 40, 7):
        tabs.resize(room, tabs.height())
        assert tab.width() == tab.wanted_width()
        shown = [one for one in others if one.isVisible()]
        assert all(one.width() >= one.least_width() for one in shown)
        right = max(one.geometry().right() for one in (tab, *shown))
        more = next(one for one in tabs.findChildren(Button) if one.text().startswith("+"))
        assert more.isVisible() == (len(shown) < len(others))
        assert (more.geometry().right() if more.isVisible() else right) < room


async def test_what_is_saved_and_what_is_told_end_at_one_edge_and_lie_on_nothing(
    office: Office,
) -> None:
    window = office.window
    window.resize(960, 600)
    await office.until(lambda: not window.side.isVisible())
    bar = ExportBar(over=window.told_over)
    window.tell("Saved", stays=True)
    (toast,) = window.told_over.findChildren(Toast)
    for view in (None, KNOWLEDGE):
        if view is not None:
            window.show_side(view)
        seen = window.told_over.width() - (window.side.width() if window.side.isVisible() else 0)
        assert bar.geometry().right() == toast.geometry().right() == seen - 17
        assert bar.geometry().bottom() < toast.y()
    assert bar.mapTo(window, QPoint()).y() > _top(window.chat.header, window) + HEIGHT
    bar.dismiss()
    assert toast.y() == bar.y()


async def test_that_nobody_is_found_stands_in_the_place_of_the_found(office: Office) -> None:
    office.window.talk_deeds.choose_colleague()
    asking = office.window.talk_deeds.asking
    assert isinstance(asking, ColleagueDialog)
    await office.until(asking.people.rowCount)
    assert asking.list.accessibleDescription() == ""
    asking.field.setText("nobody at all")
    await office.until(lambda: not asking.people.rowCount())
    assert asking.list.accessibleDescription() == "No colleague is called that. Try another name."
    asking.reject()


async def test_a_group_is_renamed_by_typing_at_once(office: Office) -> None:
    talk = office.server.add_talk(PAVEL, name="Night shift")
    office.server.tell_talks()
    office.window.show_chat(talk)
    office.window.talk_deeds.rename_group()
    (question,) = office.window.findChildren(RenameDialog)
    assert question.focusWidget() is question.name
    assert question.name.selectedText() == "Night shift"
    question.reject()


async def test_the_deed_that_ends_a_chat_keeps_its_words_longest(office: Office) -> None:
    header = office.window.chat.header
    seen = set()
    for width in range(1_100, 420, -10):
        header.resize(width, header.height())
        seen.add((bool(header.hold.text()), bool(header.finish.text())))
    assert seen == {(True, True), (False, True), (False, False)}
