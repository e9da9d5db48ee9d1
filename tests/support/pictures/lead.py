"""The lead's window: the board in all its states, lists behind figures, others' chats, the wall."""

from console.core import events
from protocol.conversations import Guest
from protocol.ids import AccountId
from protocol.people import Role
from tests.support import made_up_board
from tests.support.made_up_operator import ME, now
from tests.support.pictures.camera import Camera
from tests.support.pictures.stage import Stage, stage
from ui.lead.board_page import BoardPage
from ui.lead.figure_sheet import Figure
from ui.lead.wall import Wall

_SIZES = ((1280, 720), (2560, 1440))


async def lead_pages(camera: Camera) -> None:
    """Each state on a window of its own kind of shift."""
    async with stage(camera, role=Role.LEAD) as on:
        await _board(on)
    async with stage(camera, role=Role.LEAD) as large:
        await large.camera.settle()
        told = made_up_board.large_shift(now())
        large.session.apply([events.BoardAsked(), told])
        await large.take("lead-board-large")
    async with stage(camera, role=Role.LEAD) as looking:
        await _chat(looking)
    async with stage(camera, role=Role.LEAD) as room:
        await _wall(room)
    async with stage(camera, role=Role.LEAD, empty=True, shift=False) as quiet:
        await quiet.take("lead-board-loading")


def board_of(on: Stage) -> BoardPage:
    """The board of a lead's window."""
    area = on.desk.area
    assert area is not None
    assert isinstance(area.page, BoardPage)
    return area.page


async def _chat(on: Stage) -> None:
    """Somebody else's chat, looked at unseen, whispered in, and joined."""
    desk, server = on.desk, on.server
    owner = AccountId("agent-0001")
    server.change(on.anna, owner=owner, owner_name="Рустам Гайнуллин")
    server.tell_desk()
    server.connect()
    desk.show_chat(on.anna)
    await on.take("lead-chat")
    desk.chat.lead_bar.start_whisper()
    desk.chat.lead_bar.whisper.field.setPlainText("Предложите перерасчёт за ноябрь: 60 рублей.")
    await on.take("lead-chat-whisper")
    joined = (Guest(account=ME, name="Елена Морозова", lead=True),)
    server.change(on.anna, guests=joined)
    server.connect()
    await on.take("lead-chat-joined")


async def _wall(on: Stage) -> None:
    """In a room: in order, and without a link."""
    wall = Wall(on.desk.feed)
    for size in ((1280, 720), (1920, 1080)):
        wall.resize(on.camera.size(*size))
        wall.show()
        await on.camera.take(f"lead-wall-{size[0]}", wall, alone=True)
    on.server.disconnect(for_ms=42_000)
    await on.camera.take("lead-wall-offline", wall, alone=True)
    on.server.connect()
    wall.close()


async def _board(on: Stage) -> None:
    board = board_of(on)
    await on.take("lead-board")
    for size in _SIZES:
        on.desk.resize(on.camera.size(*size))
        await on.take(f"lead-board-{size[0]}x{size[1]}")
    on.desk.resize(on.camera.size())
    board.agents.setFocus()
    board.agents.selectRow(1)
    await on.take("lead-board-row")
    board.show_list(Figure("waiting", "Ждут"))
    await on.take("lead-board-list")
    board.sheet.dismiss()
    on.server.disconnect(for_ms=42_000)
    await on.take("lead-board-offline")
    on.server.connect()
