"""What the header of a chat gives up first where it has less room, and what it never does."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget

from tests.gui.shell.conftest import Office
from ui.chat.chat_header import ChatHeader
from ui.widgets.pill import PillTone


def _settle() -> None:
    for _ in range(3):
        QApplication.sendPostedEvents()


def _header(office: Office) -> ChatHeader:
    """As narrow as it may be with all the words on its buttons."""
    office.window.show_chat(office.mine[0])
    _settle()
    header = office.window.chat.header
    for width in range(1_600, 400, -4):
        header.setFixedWidth(width)
        if not header.hold.text():
            break
    header.setFixedWidth(header.width() + 4)
    assert header.hold.text()
    return header


async def test_buttons_lose_their_words_before_the_topic_goes_for_who_looks_on(
    office: Office,
) -> None:
    header, chat = _header(office), office.mine[0]
    office.server.looks(chat, "Pavel Orlov", typing=True)
    _settle()
    assert not header.hold.text()
    assert header.about.width() >= header.about.sizeHint().width()
    parts = header.about, header.hold, header.finish
    folded = [one.geometry() for one in parts]
    office.server.looks(chat, "Pavel Orlov", typing=False)
    _settle()
    assert [one.geometry() for one in parts] == folded


async def test_buttons_do_not_slip_from_under_the_mouse_when_somebody_comes_to_look(
    office: Office,
) -> None:
    header = _header(office)
    header.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    office.server.looks(office.mine[0], "Pavel Orlov", typing=True)
    _settle()
    assert header.hold.text()
    header.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, on=False)
    QApplication.sendEvent(header, QEvent(QEvent.Type.Leave))
    assert not header.hold.text()


async def test_a_name_in_a_narrow_pane_is_whole_though_it_waits_and_is_verified(
    office: Office,
) -> None:
    chat = office.mine[0]
    office.server.change(chat, verified=True, name="Анна Кольцова")
    office.server.tell_desk()
    office.window.show_chat(chat)
    _settle()
    header = office.window.chat.header
    header.set_compact(True)
    header.show_wait("1:45", PillTone.LATE)
    header.setFixedWidth(345)
    _settle()
    assert header.name.width() >= header.name.sizeHint().width()
    marks = [
        one for one in header.findChildren(QWidget) if one.accessibleName() == "number verified"
    ]
    assert [one.isVisible() for one in marks].count(True) == 1
