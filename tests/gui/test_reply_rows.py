"""A row in the manager of canned replies: what is small stands on the line of what is large."""

from PySide6.QtGui import QImage, QPixmap
from pytestqt.qtbot import QtBot

from console.core.reply_drafts import draft_of
from console.viewmodels.reply_rows import ReplyRow
from tests.support.made_up_replies import made_up_reply
from ui.replies.reply_list import ROW, ReplyList

_WIDE, _SHARP = 300, 4


def _foot(image: QImage, left: int, right: int) -> int:
    """The lowest row of pixels with ink in the upper line, between two columns."""
    ground = image.pixelColor(0, 0).lightness()
    return max(
        y
        for y in range(ROW * _SHARP // 2)
        for x in range(left * _SHARP, right * _SHARP)
        if abs(image.pixelColor(x, y).lightness() - ground) > 60
    )


def test_whose_a_reply_is_stands_on_the_line_of_its_title(qtbot: QtBot) -> None:
    rows = ReplyList()
    qtbot.addWidget(rows)
    rows.resize(_WIDE, ROW * 2)
    reply = made_up_reply("one", "Н" * 8, "Текст")
    rows.show_rows([ReplyRow(draft_of(reply), reply)], None)
    rows.choose(None)
    pixmap = QPixmap(_WIDE * _SHARP, ROW * 2 * _SHARP)
    pixmap.setDevicePixelRatio(_SHARP)
    rows.render(pixmap)
    image = pixmap.toImage()
    apart = _foot(image, 10, 60) - _foot(image, _WIDE - 50, _WIDE - 5)
    assert abs(apart) <= 1, "of so many to a pixel only the overshoot of a round letter is left"
