"""A made-up desk in a window, opened for some pictures and closed after them."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from console.core.tasks import TaskOwner
from protocol.conversations import ConversationState
from protocol.ids import ConversationId
from protocol.people import Role
from tests.support.made_up_desk import MadeUpDesk
from tests.support.made_up_morning import fill
from tests.support.made_up_server import MadeUpServer
from tests.support.pictures.camera import Camera
from ui.shell.desk_window import DeskWindow

_OFFERED_SECONDS = 600
"""Longer than all pictures of one stage take."""
_PATIENCE_SECONDS = 120.0
_GLANCE_SECONDS = 0.05


def fail(what: str, error: BaseException) -> None:
    """No picture is taken of what went wrong."""
    raise error


class Stage:
    """The window, and the camera before it."""

    def __init__(self, camera: Camera, session: MadeUpDesk, desk: DeskWindow) -> None:
        self.camera = camera
        self.session = session
        self.desk = desk

    @property
    def server(self) -> MadeUpServer:
        """The made-up other side."""
        return self.session.server

    @property
    def anna(self) -> ConversationId:
        """The chat that is worked in."""
        return next(iter(self.server.heads))

    async def until(self, holds: Callable[[], object]) -> None:
        """Until the window is so far, however busy the machine."""
        async with asyncio.timeout(_PATIENCE_SECONDS):
            while not holds():  # noqa: ASYNC110 - states of widgets, without an event for all
                await asyncio.sleep(_GLANCE_SECONDS)

    async def take(self, page: str) -> None:
        """The desk with whatever lies over it."""
        await self.camera.take(page, self.desk)


@asynccontextmanager
async def stage(
    camera: Camera,
    *,
    empty: bool = False,
    more: Sequence[tuple[str, str, int | None]] = (),
    role: Role = Role.AGENT,
    shift: bool = True,
) -> AsyncIterator[Stage]:
    """A desk in the middle of a morning, or before it has begun; of an agent, or of a lead."""
    with tempfile.TemporaryDirectory() as own:
        session = MadeUpDesk(Path(own), on_failure=fail)
        session.server.role, session.server.has_worked = role, shift
        if not empty:
            fill(session.server)
        for number, (who, words, waited) in enumerate(more):
            session.server.add(f"chat-more-{number}", who, words, waited=waited)
        for conversation, head in session.server.heads.items():
            if head.state is ConversationState.OFFERED:
                session.server.offer(conversation, seconds=_OFFERED_SECONDS)
        await session.begin()
        owner = TaskOwner("pictures", on_failure=fail)
        desk = DeskWindow(session, owner=owner, version="0.1.0")
        desk.resize(camera.size())
        desk.show()
        try:
            for conversation in session.store.chats:
                session.server.read_log(conversation)
            yield Stage(camera, session, desk)
        finally:
            desk.close_page()
            await owner.aclose()
            await session.aclose()
            desk.hide()
            desk.deleteLater()
