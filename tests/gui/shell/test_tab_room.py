"""The name in a tab has all the room there is; the cross comes without moving anything."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from protocol.scalars import Millis
from tests.gui.shell.conftest import Office
from ui.shell.chat_tab import ChatTab
from ui.theme import fonts
from ui.widgets import painting

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


async def test_a_name_in_a_tab_is_never_cut_to_a_stub(office: Office) -> None:
    letters = painting.text_width("Пётр Дяги…", fonts.Type.BODY_STRONG)
    long = office.mine[-1]
    office.server.change(long, name="Константин Верещагин-Петроградский")
    office.server.tell_desk()
    tab = office.window.tabs.tab(long)
    assert tab is not None
    await office.until(lambda: tab.text().startswith("Константин"))
    whole = painting.text_width(tab.text(), fonts.Type.BODY_STRONG)
    assert whole > letters
    assert tab.wanted_width() > tab.least_width()
    marks = tab.least_width()
    office.server.change(long, name="")
    office.server.tell_desk()
    await office.until(lambda: not tab.text())
    assert marks - tab.least_width() >= letters


async def test_who_waits_too_long_keeps_his_tab_before_those_who_do_not(office: Office) -> None:
    tabs, states = office.window.tabs, office.window.chats.tab_states()
    calm = [replace(state, since=None) for state in states]
    late = replace(states[0], conversation=states[-1].conversation, since=Millis(0), held=False)
    assert late.queue_info is not None
    shown = []
    tabs.setFixedWidth(520)
    for last in (calm[-1], late):
        tabs.show_tabs([*calm[:-1], last], current=states[0].conversation)
        ones = [tabs.tab(state.conversation) for state in states]
        shown.append([one is not None and not one.isHidden() for one in ones])
    assert [row[0] for row in shown] == [True, True]
    assert [row[-1] for row in shown] == [False, True]
    assert not all(shown[1])


@pytest.mark.parametrize("width", range(30, 120, 5))
def test_no_blank_stands_before_an_ellipsis(qapp: QApplication, width: int) -> None:
    assert " …" not in painting.elided("Ан на Коль цова и ещё", fonts.Type.BODY_STRONG, width)
