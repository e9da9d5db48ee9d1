"""The lead's window: the board full, empty, being read, without a link; the lists behind figures."""

from console.core import events
from protocol.people import Role
from tests.support import made_up_board
from tests.support.made_up_operator import now
from tests.support.pictures.camera import Camera
from tests.support.pictures.stage import Stage, stage
from ui.lead.board_page import BoardPage
from ui.lead.figure_sheet import Figure

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
    async with stage(camera, role=Role.LEAD, empty=True, shift=False) as quiet:
        await quiet.take("lead-board-loading")


def board_of(on: Stage) -> BoardPage:
    """The board of a lead's window."""
    area = on.desk.area
    assert area is not None
    assert isinstance(area.page, BoardPage)
    return area.page


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
