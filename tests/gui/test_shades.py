"""The shadow of what floats goes with it, lies beside it only, and ends with it."""

from PySide6.QtCore import QEvent, QPoint, QRect
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.shades import FloatShade


def test_a_floating_frame_takes_its_shadow_along(qtbot: QtBot) -> None:
    home = QWidget()
    qtbot.addWidget(home)
    home.resize(400, 300)
    frame = QFrame(home)
    shade = FloatShade(frame)
    home.show()
    frame.hide()
    assert not shade.isVisible()

    for place in (QRect(50, 50, 100, 80), QRect(120, 90, 160, 60)):
        frame.setGeometry(place)
        frame.show()
        assert shade.isVisible()
        assert shade.geometry().contains(place)
        on_home = shade.mask().translated(shade.pos())
        assert not on_home.contains(place.center())
        assert on_home.contains(place.bottomRight() + QPoint(5, 5))
        assert home.childAt(place.bottomRight() + QPoint(5, 5)) is None  # the mouse passes

    frame.hide()
    assert not shade.isVisible()
    frame.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert home.findChildren(FloatShade) == []
