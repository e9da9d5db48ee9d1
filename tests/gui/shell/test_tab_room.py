"""The name in a tab has all the room there is; the cross comes without moving anything."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from tests.gui.shell.conftest import Office
from ui.shell.chat_tab import ChatTab

_CROSS = 26
"""From the right end of a tab to where its cross begins."""
_END = 12
"""After the last of what a tab shows there is no more than that."""


def _picture(tab: ChatTab) -> QImage:
    return tab.grab().toImage()


def _inked(picture: QImage, *, to: int) -> list[int]:
    """Columns, left of `to`, in which something is drawn on the ground."""
    middle = range(8, picture.height() - 8)
    ground = picture.pixel(5, picture.height() // 2)
    return [x for x in range(5, to) if any(picture.pixel(x, y) != ground for y in middle)]


@pytest.mark.parametrize("number", range(2))
async def test_a_tab_is_full_of_what_it_shows(office: Office, number: int) -> None:
    tab = office.window.tabs.tab(office.mine[number])
    assert tab is not None
    tab.setChecked(True)
    tab.resize(tab.wanted_width(), tab.height())
    picture = _picture(tab)
    assert picture.width() - max(_inked(picture, to=picture.width() - 3)) <= _END


@pytest.mark.parametrize("number", range(4))
async def test_the_cross_moves_nothing(office: Office, number: int) -> None:
    tab = office.window.tabs.tab(office.mine[number])
    assert tab is not None
    tab.setChecked(True)
    tab.resize(tab.least_width(), tab.height())
    width, before = tab.wanted_width(), _picture(tab)
    tab.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    after = _picture(tab)
    assert tab.wanted_width() == width
    assert after != before
    until = tab.width() - _CROSS
    assert set(_inked(after, to=until)) <= set(_inked(before, to=until))
