"""A menu has our marks and round corners, and lies beside what it belongs to, never on it."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.support.noise import ExpectNoise
from ui.theme import blending, theme
from ui.widgets import hanging
from ui.widgets.buttons import Button
from ui.widgets.choices import DropDown
from ui.widgets.field_menus import FieldMenus
from ui.widgets.menu import Menu

_ROOM = 30
"""Of an entry before its words."""


def colors_before_the_words(menu: Menu, entry: int) -> set[str]:
    """What is painted where a mark would be."""
    menu.resize(menu.sizeHint())
    picture = menu.grab().toImage()
    ratio = picture.devicePixelRatio()
    box = menu.actionGeometry(menu.actions()[entry])
    return {
        picture.pixelColor(round(x * ratio), round(y * ratio)).name()
        for x in range(box.left() + 4, box.left() + _ROOM)
        for y in range(box.top() + 4, box.bottom() - 4)
    }


def test_what_is_chosen_is_marked_in_the_accent_and_nothing_else_is(qtbot: QtBot) -> None:
    menu = Menu(choices=True)
    qtbot.addWidget(menu)
    for title in ("One", "Two"):
        menu.addAction(title).setCheckable(True)
    menu.actions()[1].setChecked(True)
    tokens = theme.current().tokens
    assert colors_before_the_words(menu, 0) == {tokens.surface.name()}
    assert tokens.accent.name() in colors_before_the_words(menu, 1)
    menu.actions()[1].setChecked(False)
    assert colors_before_the_words(menu, 1) == {tokens.surface.name()}


def columns_painted(menu: Menu, entry: int) -> list[int]:
    """Where in an entry there is something, from its left edge."""
    menu.resize(menu.sizeHint())
    picture = menu.grab().toImage()
    ratio = picture.devicePixelRatio()
    box = menu.actionGeometry(menu.actions()[entry])
    ground = theme.current().tokens.surface
    return [
        x - box.left()
        for x in range(box.left(), box.right() + 1)
        if any(
            picture.pixelColor(round(x * ratio), round(y * ratio)) != ground
            for y in range(box.top() + 2, box.bottom() - 2)
        )
    ]


def test_keys_end_as_far_from_the_right_as_words_begin_from_the_left(qtbot: QtBot) -> None:
    menu = Menu()
    qtbot.addWidget(menu)
    for words, keys in (("HHHHHH", "Ctrl Shift H"), ("HH", "Ctrl H")):
        menu.addAction(f"{words}\t{keys}")
    for entry in range(2):
        columns = columns_painted(menu, entry)
        width = menu.actionGeometry(menu.actions()[entry]).width()
        assert abs(columns[0] - (width - 1 - columns[-1])) <= 2
        gaps = [after - one for one, after in pairwise(columns)]
        assert max(gaps) > columns[0]  # the words end well before the keys


def test_the_head_of_a_menu_is_a_title_and_no_dimmed_command(qtbot: QtBot) -> None:
    menu = Menu()
    qtbot.addWidget(menu)
    head = menu.add_head()
    head.setText("HHHH")
    menu.addAction("HHHH").setEnabled(False)
    picture = menu.grab().toImage()
    seen = []
    for action in menu.actions():
        box = menu.actionGeometry(action)
        seen.append(
            {
                picture.pixelColor(x, y).name()
                for x in range(box.left() + 8, box.right() - 8)
                for y in range(box.top() + 2, box.bottom() - 2)
            }
        )
    tokens = theme.current().tokens
    assert [tokens.text.name() in one for one in seen] == [True, False]
    assert tokens.muted.name() in seen[1]
    assert not head.isEnabled()


def corners(picture: QImage) -> list[int]:
    """How dense the corners are."""
    right, low = picture.width() - 1, picture.height() - 1
    return [picture.pixelColor(x, y).alpha() for x in (0, right) for y in (0, low)]


def made_of_two(home: QWidget) -> tuple[Menu, DropDown]:
    """Both kinds of windows that open under a control."""
    theme.current()
    menu, drop_down = Menu(parent=home), DropDown(name="Which", parent=home)
    for title in ("One", "Two"):
        menu.addAction(title)
        drop_down.addItem(title)
    home.resize(300, 200)
    home.show()
    return menu, drop_down


def test_nothing_is_seen_behind_round_corners(qtbot: QtBot) -> None:
    home = QWidget()
    qtbot.addWidget(home)
    menu, drop_down = made_of_two(home)
    menu.popup(QPoint(10, 10))
    drop_down.showPopup()
    for window in (menu, drop_down.view().window()):
        picture = window.grab().toImage()
        assert corners(picture) == [0, 0, 0, 0]
        assert picture.pixelColor(picture.width() // 2, 0).alpha() == 255
        assert window.mask().isEmpty()
        window.close()


def test_corners_are_cut_off_where_the_desktop_blends_nothing(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, expect_noise: ExpectNoise
) -> None:
    expect_noise("does not support setting window masks")  # and keeps them for us to look at
    monkeypatch.setattr(blending, "blends", lambda: False)
    home = QWidget()
    qtbot.addWidget(home)
    menu, drop_down = made_of_two(home)
    menu.popup(QPoint(10, 10))
    drop_down.showPopup()
    for window in (menu, drop_down.view().window()):
        mask = window.mask()
        assert not mask.contains(QPoint(0, 0))
        picture = QImage(window.size(), QImage.Format.Format_ARGB32_Premultiplied)
        picture.fill(Qt.GlobalColor.transparent)
        window.render(picture)
        seen = [
            picture.pixelColor(x, y).alpha()
            for x in range(window.width())
            for y in range(window.height())
            if mask.contains(QPoint(x, y))
        ]
        assert set(seen) == {255}, window
        window.close()


def test_what_opens_under_a_control_keeps_its_distance(qtbot: QtBot) -> None:
    home = QWidget()
    qtbot.addWidget(home)
    menu, drop_down = made_of_two(home)
    button = Button("More", parent=home)
    button.move(40, 120)
    button.show()
    menu.hang(button)
    drop_down.showPopup()
    for window, control in ((menu, button), (drop_down.view().window(), drop_down)):
        under = hanging.on_screen(control).bottom() + 1
        assert window.geometry().top() == under + hanging.gap()
        window.close()


def test_the_menu_of_a_field_is_one_of_ours(qtbot: QtBot) -> None:
    home = QWidget()
    qtbot.addWidget(home)
    field = QLineEdit("words", home)
    menus = FieldMenus(home)
    assert menus.parent() is home
    home.show()
    home.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(
        field, QContextMenuEvent(reason, QPoint(3, 3), field.mapToGlobal(QPoint(3, 3)))
    )
    (menu,) = (one for one in field.findChildren(QMenu) if one.isVisible())
    assert isinstance(menu, Menu)
    for action in menu.actions():
        if "Select all" in action.text():
            action.trigger()
    assert field.selectedText() == "words"
    menu.close()


def test_a_field_s_menu_prints_keys_as_everything_does_and_underlines_nothing(qtbot: QtBot) -> None:
    field = QLineEdit("words")
    qtbot.addWidget(field)
    menu = Menu(parent=field)
    menu.adopt(field.createStandardContextMenu())
    texts = [action.text() for action in menu.actions()]
    assert any(text.endswith("\tCtrl C") for text in texts)
    assert not any("&" in text for text in texts)
