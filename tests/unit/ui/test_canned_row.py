"""A name has the whole line where it needs it; what stood beside it goes below."""

from ui.chat.canned_row import CannedRow, laid_out


def _row(title: str, remark: str = "общий") -> CannedRow:
    return laid_out(title, remark, "Текст", width=20, gap=2, title_width=len, remark_width=len)


def test_there_is_room_for_all() -> None:
    assert _row("Номер") == CannedRow("Номер", "общий", "Текст")


def test_whose_it_is_goes_below_a_name_that_needs_the_line() -> None:
    assert _row("Возврат за подписку") == CannedRow("Возврат за подписку", "", "общий · Текст")
    assert _row("Возврат за подписку", "") == CannedRow("Возврат за подписку", "", "Текст")


def test_a_name_longer_than_the_line_leaves_nothing_out() -> None:
    title = "Возврат за подписку третьих лиц"
    assert _row(title) == CannedRow(title, "", "общий · Текст")
