"""A search in all conversations narrowed to days and a queue, by keys alone."""

from datetime import timedelta

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from console.viewmodels import days
from console.viewmodels.search_bounds import SearchBounds
from protocol import commands
from protocol.ids import QueueId
from protocol.scalars import Millis
from tests.gui.shell.conftest import Office
from ui.subscriber.bounds_dialog import BoundsDialog
from ui.subscriber.found_words import FoundWordsRow
from ui.widgets.day_field import today
from ui.widgets.labels import Label

WORD = "Зурбаган"
BACK = (0, 3, 6)
"""How many days ago it was said."""


def _said_on_three_days(office: Office) -> None:
    server = office.server
    for chat, back in zip(office.mine, BACK, strict=False):
        server.says(chat, f"{WORD} {back}")
        log = server.logs[chat]
        at = Millis(days.began(today() - timedelta(days=back)) + 3_600_000)
        log[-1] = msgspec.structs.replace(log[-1], at=at)


def _asked(office: Office) -> BoundsDialog:
    office.window.keys.commands.action("side.narrow_history").trigger()
    dialog = office.window.side.talks.dialog
    assert dialog is not None
    return dialog


def _found(office: Office) -> list[str]:
    rows = office.window.side.talks.found.findChildren(FoundWordsRow)
    return sorted(row.accessibleName().rsplit(f"{WORD} ", 1)[1] for row in rows)


def _last_asked(office: Office) -> commands.FindEntries:
    return next(
        one for one in reversed(office.server.asked) if isinstance(one, commands.FindEntries)
    )


async def test_days_and_queue_narrow_the_search_until_their_chips_are_taken_away(
    office: Office,
) -> None:
    _said_on_three_days(office)
    talks = office.window.side.talks
    talks.look_for(WORD)
    await office.until(lambda: _found(office) == ["0", "3", "6"])
    dialog = _asked(office)
    first = today() - timedelta(days=4)
    dialog.first.setText(f"{first:%d.%m.%Y}")
    dialog.last.setText(f"{today() - timedelta(days=1):%d.%m.%Y}")
    QTest.keyClick(dialog.last, Qt.Key.Key_Return)
    await office.until(lambda: _found(office) == ["3"])
    asked = _last_asked(office)
    assert (asked.since, asked.until) == (days.began(first), days.began(today()))
    assert len(talks.chips.chips) == 2
    # They hold for another search as well, and for the next question.
    talks.look_for(WORD[:5])
    await office.until(lambda: _last_asked(office).query == WORD[:5])
    assert _last_asked(office).since == days.began(first)
    dialog = _asked(office)
    assert dialog.first.day == first
    queue = office.server.heads[office.mine[1]].queue
    dialog.queue.setCurrentIndex(dialog.queue.findData(queue))
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    await office.until(lambda: _last_asked(office).queue == queue)
    assert len(talks.chips.chips) == 3
    # By keys: along the chips, and each one away.
    chips = talks.chips
    chips.chips[0].setFocus()
    QTest.keyClick(chips.chips[0], Qt.Key.Key_Right)
    assert office.window.focusWidget() is chips.chips[1]
    QTest.keyClick(chips.chips[1], Qt.Key.Key_Delete)
    assert talks.bounds == SearchBounds(first=first, queue=QueueId(queue))
    for key in (Qt.Key.Key_Backspace, Qt.Key.Key_Return):
        assert office.window.focusWidget() in chips.chips
        QTest.keyClick(office.window.focusWidget(), key)
    assert not talks.bounds
    assert chips.isHidden()
    assert office.window.focusWidget() is talks.search
    talks.look_for(WORD)
    await office.until(lambda: _found(office) == ["0", "3", "6"])


async def test_turned_days_and_other_words_are_told_before_anything_is_asked(
    office: Office,
) -> None:
    dialog = _asked(office)

    def said() -> str:
        return " ".join(one.text() for one in dialog.findChildren(Label) if one.isVisible())

    dialog.first.set_day(today())
    dialog.last.set_day(today() - timedelta(days=1))
    dialog.answer_button.click()
    assert "after the last one" in said()
    marked = [one.property("invalid") for one in (dialog.first, dialog.last)]
    assert marked == ["true", "true"], "it is of both"
    dialog.last.setText("<b>никогда</b>")
    dialog.answer_button.click()
    assert "This is not a day" in said()
    assert dialog.first.property("invalid") == "false"
    dialog.last.selectAll()
    QTest.keyClick(dialog.last, Qt.Key.Key_Delete)
    assert "no day" not in said()
    dialog.answer_button.click()
    talks = office.window.side.talks
    assert talks.bounds == SearchBounds(first=today())
    assert not office.server.count(commands.FindEntries)  # no words were looked for


async def test_a_day_from_the_month_goes_into_the_field_that_has_the_cursor(
    office: Office,
) -> None:
    office.window.activateWindow()
    dialog = _asked(office)
    dialog.calendar.day_chosen.emit(today() - timedelta(days=2))
    assert dialog.focusWidget() is dialog.last
    dialog.calendar.day_chosen.emit(today())
    assert dialog.focusWidget() is dialog.queue
    assert dialog.bounds == SearchBounds(today() - timedelta(days=2), today())
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not office.window.side.talks.bounds


async def test_what_is_wrong_with_the_days_stands_under_them_and_moves_nothing(
    office: Office,
) -> None:
    office.window.resize(1440, 900)
    dialog = _asked(office)
    size, places = dialog.size(), [dialog.calendar.y(), dialog.queue.y()]
    dialog.last.setText("когда рак на горе свистнет")
    dialog.answer_button.click()
    (error,) = (one for one in dialog.findChildren(Label) if "not a day" in one.text())
    assert dialog.last.geometry().bottom() < error.y() < dialog.calendar.y()
    assert error.geometry().bottom() < dialog.calendar.y()
    assert error.alignment() & Qt.AlignmentFlag.AlignRight, "it is of the one at the right"
    assert (dialog.size(), [dialog.calendar.y(), dialog.queue.y()]) == (size, places)
