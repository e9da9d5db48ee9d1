"""A menu shows its marks with the icons of the set, and nothing of what Qt would draw."""

from pytestqt.qtbot import QtBot

from ui.theme import theme
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
