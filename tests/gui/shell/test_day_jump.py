"""Going to a day of a chat by keys: older history comes, or it is told that there is none."""

import asyncio
from datetime import date, timedelta

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from console.viewmodels import days
from protocol import commands
from protocol.conversations import ConversationState
from protocol.entries import Entry
from protocol.errors import ErrorCode
from protocol.ids import ConversationId
from protocol.scalars import Millis
from tests.gui.shell.conftest import Office
from tests.support.made_up_server import refusal
from ui.chat.day_dialog import DayDialog
from ui.widgets.day_field import today
from ui.widgets.labels import Label
from ui.widgets.toast import Toast

DAYS = 12
A_DAY = 6
"""Messages: two pages of the made-up server."""


def _at(entry: Entry, day: date, hour: int) -> Entry:
    return msgspec.structs.replace(entry, at=Millis(days.began(day) + hour * 3_600_000))


async def _a_long_chat(office: Office) -> tuple[ConversationId, date]:
    """A chat in view in which something was said on every other day, and the first of them."""
    server, chat = office.server, office.mine[0]
    server.logs[chat].clear()
    first = today() - timedelta(days=2 * DAYS)
    for number in range(DAYS * A_DAY):
        day, place = divmod(number, A_DAY)
        server.says(chat, f"день {day}, строка {place}")
        log = server.logs[chat]
        log[-1] = _at(log[-1], first + timedelta(days=2 * day), 9 + place)
    server.change(chat, entered_at=server.logs[chat][0].at)
    server.page_entries = A_DAY // 2
    server.connect()  # the logs are read anew
    server.read_log(chat)
    office.window.activateWindow()
    office.window.show_chat(chat)
    page = office.window.chat
    await office.until(lambda: page.model.rowCount() and page.model.has_older)
    return chat, first


def _asked(office: Office) -> DayDialog:
    office.window.keys.commands.action("chat.day").trigger()
    dialog = office.window.chat.days.dialog
    assert dialog is not None
    return dialog


def _write(dialog: DayDialog, day: date) -> None:
    dialog.field.setText(f"{day:%d.%m.%Y}")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)


def _said(dialog: DayDialog) -> str:
    return " ".join(one.text() for one in dialog.findChildren(Label) if one.isVisible())


def _here(office: Office) -> str:
    page = office.window.chat
    current = page.transcript.hand.current
    return "" if current is None else page.joined.row_at(current).text


async def test_the_first_message_of_a_day_that_was_not_loaded_comes_in_sight(
    office: Office,
) -> None:
    _, first = await _a_long_chat(office)
    page = office.window.chat
    _write(_asked(office), first + timedelta(days=6))
    await office.until(lambda: page.days.dialog is None)
    assert _here(office) == "день 3, строка 0"
    assert page.transcript.hand.current in [one.position for one in page.transcript.placed_rows()]
    assert page.model.has_older  # and no more was read than was needed
    # Written to meanwhile, the reader stays where he has gone.
    kept = page.transcript.placed_rows()[0]
    office.server.says(page.model.conversation or office.mine[0], "новое")
    await office.until(lambda: page.joined.row_at(page.joined.rowCount() - 1).text == "новое")
    assert page.transcript.placed_rows()[0] == kept
    assert not page.findChildren(Toast)


async def test_a_day_without_messages_leads_to_the_next_and_says_so(office: Office) -> None:
    _, first = await _a_long_chat(office)
    _write(_asked(office), first + timedelta(days=7))
    await office.until(lambda: office.window.chat.days.dialog is None)
    assert _here(office) == "день 4, строка 0"
    (toast,) = office.window.chat.findChildren(Toast)
    assert toast.accessibleName() == "Nothing was said on that day"


async def test_before_the_beginning_it_leads_to_the_first_message_there_is(office: Office) -> None:
    await _a_long_chat(office)
    page = office.window.chat
    _write(_asked(office), date(2001, 2, 3))
    await office.until(lambda: page.days.dialog is None)
    assert not page.model.has_older
    assert _here(office) == "день 0, строка 0"
    (toast,) = page.findChildren(Toast)
    assert toast.accessibleName() == "Nothing here is older"


async def test_a_day_before_this_conversation_is_found_in_the_one_before(office: Office) -> None:
    chat, first = await _a_long_chat(office)
    server, earlier = office.server, office.mine[1]
    server.logs[earlier].clear()
    server.says(earlier, "это было раньше")
    server.logs[earlier][0] = _at(server.logs[earlier][0], first - timedelta(days=30), 12)
    server.change(
        earlier,
        subscriber=server.heads[chat].subscriber,
        state=ConversationState.CLOSED,
        entered_at=server.logs[earlier][0].at,
        changed_at=server.logs[earlier][0].at,
    )
    _write(_asked(office), first - timedelta(days=30))
    await office.until(lambda: office.window.chat.days.dialog is None)
    assert _here(office) == "это было раньше"


def _one_before(office: Office, at: int, said: dict[str, date], *, channel: str = "web") -> None:
    """Another conversation of the subscriber in view, long over: what was said in it, and when."""
    server, chat = office.server, office.mine[0]
    earlier = server.add(f"chat-earlier-{at}", "Анна", channel=channel, waited=None)
    server.logs[earlier].clear()
    for text, day in said.items():
        server.says(earlier, text)
        server.logs[earlier][-1] = _at(server.logs[earlier][-1], day, 12)
    log = server.logs[earlier]
    server.change(
        earlier,
        subscriber=server.heads[chat].subscriber,
        owner=None,
        state=ConversationState.CLOSED,
        entered_at=log[0].at,
        changed_at=log[-1].at,
    )


def _before(first: date, days_before: int) -> date:
    return first - timedelta(days=days_before)


async def test_a_day_is_found_behind_a_conversation_that_was_over_by_then(office: Office) -> None:
    _, first = await _a_long_chat(office)
    office.server.listed = 1  # a page of the list for each
    _one_before(office, 1, {"коротко": _before(first, 40), "и всё": _before(first, 38)})
    _one_before(
        office, 2, {"начали": _before(first, 50), "в тот день": _before(first, 30)}, channel="sms"
    )
    _one_before(office, 3, {"давно": _before(first, 90)})
    _write(_asked(office), _before(first, 30))
    await office.until(lambda: office.window.chat.days.dialog is None)
    assert _here(office) == "в тот день"
    assert not office.window.chat.findChildren(Toast)
    texts = [
        office.window.chat.joined.row_at(row).text
        for row in range(office.window.chat.joined.rowCount())
    ]
    assert "давно" not in texts  # which was over long before
    assert texts.index("начали") < texts.index("коротко")


async def test_the_nearest_words_after_a_quiet_day_may_be_of_any_channel(office: Office) -> None:
    _, first = await _a_long_chat(office)
    _one_before(office, 1, {"одно": _before(first, 40), "позже": _before(first, 20)})
    _one_before(office, 2, {"другое": _before(first, 60), "раньше": _before(first, 25)})
    _one_before(office, 3, {"давно": _before(first, 70), "ещё позже": _before(first, 10)})
    _write(_asked(office), _before(first, 30))
    await office.until(lambda: office.window.chat.days.dialog is None)
    assert _here(office) == "раньше"
    (toast,) = office.window.chat.findChildren(Toast)
    assert toast.accessibleName() == "Nothing was said on that day"


async def test_the_beginning_of_a_long_conversation_before_is_read_to_its_day(
    office: Office,
) -> None:
    _, first = await _a_long_chat(office)
    said = {f"строка {at}": _before(first, 60 - at) for at in range(50)}
    _one_before(office, 1, said)  # of more pages than are read for who only scrolls
    _write(_asked(office), _before(first, 58))
    await office.until(lambda: office.window.chat.days.dialog is None)
    assert _here(office) == "строка 2"


async def test_esc_stops_looking_through_earlier_conversations(office: Office) -> None:
    _, first = await _a_long_chat(office)
    _one_before(office, 1, {"раньше": _before(first, 40)})
    server, page = office.server, office.window.chat
    gate = server.gates["ReadConversations"]
    gate.clear()
    dialog = _asked(office)
    _write(dialog, _before(first, 40))
    await office.until(lambda: not page.model.has_older)
    await office.until(lambda: server.count(commands.ReadConversations))
    assert "back to" in _said(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    gate.set()
    assert page.days.dialog is None
    for _ in range(5):
        await asyncio.sleep(0)  # the reading learns that it is over
    page.earlier.read_next()  # who scrolls to the top still gets it
    await office.until(lambda: page.joined.has_above)
    assert not _here(office)


async def test_wrong_words_a_day_to_come_and_a_broken_link_are_told_in_the_question(
    office: Office,
) -> None:
    await _a_long_chat(office)
    dialog = _asked(office)
    dialog.field.setText("когда-то")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert dialog.field.is_wrong
    assert office.window.chat.days.dialog is dialog
    _write(dialog, today() + timedelta(days=1))
    await office.until(lambda: "or later" in _said(dialog))
    server = office.server
    server.failures["ReadHistory"] = refusal(ErrorCode.UNAVAILABLE)
    _write(dialog, date(2001, 2, 3))
    await office.until(dialog.answer_button.isEnabled)
    assert "or later" not in _said(dialog)
    del server.failures["ReadHistory"]
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert office.window.chat.days.dialog is None


async def test_esc_stops_the_reading(office: Office) -> None:
    chat, _ = await _a_long_chat(office)
    server, page = office.server, office.window.chat
    gate = server.gates["ReadHistory"]
    gate.clear()
    before = server.count(commands.ReadHistory)
    dialog = _asked(office)
    _write(dialog, date(2001, 2, 3))
    await office.until(lambda: server.count(commands.ReadHistory) > before)
    asked = server.count(commands.ReadHistory)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert page.days.dialog is None
    gate.set()
    server.says(chat, "после")
    await office.until(lambda: page.joined.row_at(page.joined.rowCount() - 1).text == "после")
    assert server.count(commands.ReadHistory) == asked
    assert page.model.has_older
    assert not _here(office)


async def test_a_page_that_is_being_read_already_is_waited_for(office: Office) -> None:
    _, first = await _a_long_chat(office)
    gate, page = office.server.gates["ReadHistory"], office.window.chat
    gate.clear()
    before = office.server.count(commands.ReadHistory)
    page.transcript.history_wanted.emit()  # the reader has come to the top
    await office.until(lambda: office.server.count(commands.ReadHistory) > before)
    _write(_asked(office), first)
    gate.set()
    await office.until(lambda: page.days.dialog is None)
    assert _here(office) == "день 0, строка 0"


async def test_the_calendar_is_gone_through_by_keys(office: Office) -> None:
    _, first = await _a_long_chat(office)
    dialog = _asked(office)
    dialog.field.set_day(first + timedelta(days=10))
    QTest.keyClick(dialog.field, Qt.Key.Key_Down)
    for key, moved in (
        (Qt.Key.Key_Left, -1),
        (Qt.Key.Key_Up, -8),
        (Qt.Key.Key_Right, -7),
        (Qt.Key.Key_Right, -6),
    ):
        QTest.keyClick(dialog.focusWidget(), key)
        assert dialog.calendar.current == first + timedelta(days=10 + moved)
    assert days.written_day(first + timedelta(days=4)) in dialog.focusWidget().accessibleName()
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    await office.until(lambda: office.window.chat.days.dialog is None)
    assert _here(office) == "день 2, строка 0"
