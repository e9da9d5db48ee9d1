"""What a subscriber wrote before stands above what he writes now, and is never answered there."""

from PySide6.QtTest import QAbstractItemModelTester

from console.viewmodels.transcript_rows import RowKind
from protocol import commands
from protocol.conversations import ConversationState
from protocol.ids import ConversationId
from protocol.scalars import Millis
from tests.gui.shell.conftest import Office
from ui.chat.chat_page import ChatPage

EARLIER = "это было раньше"


def _with_an_earlier_talk(office: Office) -> tuple[ConversationId, ConversationId]:
    """The chat that is to be in view, and an older one of its subscriber."""
    server = office.server
    now, before = office.mine[0], office.mine[1]
    server.says(before, EARLIER)
    server.change(
        before,
        subscriber=server.heads[now].subscriber,
        state=ConversationState.CLOSED,
        outcome="solved",
        entered_at=Millis(server.heads[now].entered_at - 86_400_000),
    )
    server.says(now, "а это сейчас")
    return now, before


def _texts(page: ChatPage) -> list[str]:
    return [page.joined.row_at(row).text for row in range(page.joined.rowCount())]


async def _joined(office: Office, page: ChatPage) -> None:
    page.earlier.read_next()
    await office.until(lambda: EARLIER in _texts(page))


async def test_the_talk_before_comes_above_under_its_own_line(office: Office) -> None:
    now, _ = _with_an_earlier_talk(office)
    page = office.window.chat
    tester = QAbstractItemModelTester(
        page.joined, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    office.window.show_chat(office.mine[2])
    office.window.show_chat(now)
    await office.until(lambda: page.model.last_seq == office.server.heads[now].last_seq)
    await _joined(office, page)
    lines = [row for row in map(page.joined.row_at, range(page.joined.rowCount()))]
    talks = [row.text for row in lines if row.kind is RowKind.TALK]
    assert len(talks) == 2
    assert talks[1].startswith("This conversation")
    assert _texts(page).index(EARLIER) < _texts(page).index(talks[1])
    assert len({row.key for row in lines}) == len(lines)
    # What comes next stands at the end, and what one writes goes to the conversation in view.
    office.server.says(now, "и ещё")
    await office.until(lambda: _texts(page)[-1] == "и ещё")
    assert page.writer is not None
    assert page.writer.conversation == now
    assert page.joined.row_of(page.model.last_seq) == page.joined.rowCount() - 1
    del tester


async def test_a_talk_that_comes_late_is_not_put_above_another_chat(office: Office) -> None:
    now, _ = _with_an_earlier_talk(office)
    page = office.window.chat
    gate = office.server.gates["ReadHistory"]
    gate.clear()
    office.window.show_chat(office.mine[2])
    office.window.show_chat(now)
    await office.until(lambda: page.model.last_seq == office.server.heads[now].last_seq)
    page.earlier.read_next()
    await office.until(lambda: office.server.count(commands.ReadHistory))
    office.window.show_chat(office.mine[2])
    gate.set()
    answered = office.server.count(commands.ReadHistory)
    await office.until(lambda: page.model.conversation == office.mine[2] and answered)
    await office.until(lambda: page.model.rowCount())
    assert EARLIER not in _texts(page)
