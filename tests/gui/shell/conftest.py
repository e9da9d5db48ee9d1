"""The agent's window on a made-up server."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from console.core.preferences import Preferences, Writing
from console.core.tasks import TaskOwner
from console.core.translating import Translator
from protocol.ids import ConversationId
from protocol.people import Role
from tests.support.made_up_desk import MadeUpDesk
from tests.support.made_up_morning import fill
from ui import translation
from ui.shell.desk_window import DeskWindow
from ui.shell.frame import Frame
from ui.theme import theme
from ui.translation import Language
from ui.widgets import toast

PATIENCE_SECONDS = 120.0


class Office:
    """A window, the session under it, and the server that it believes in."""

    def __init__(self, session: MadeUpDesk, window: DeskWindow) -> None:
        self.session = session
        self.server = session.server
        self.window = window

    @property
    def mine(self) -> list[ConversationId]:
        """The tabs."""
        return self.window.chats.order

    async def until(self, holds: Callable[[], object]) -> None:
        """Turn the loop until something holds."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not holds():  # noqa: ASYNC110 - what is waited for is a state, not an event
                await asyncio.sleep(0.001)

    def read_logs(self) -> None:
        """The logs of everything that is open come."""
        for conversation in list(self.session.store.chats):
            self.server.read_log(conversation)


@pytest.fixture(autouse=True)
def _what_is_told_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine what goes by itself would be gone before a test has seen it."""
    monkeypatch.setattr(toast, "SHOWN_MS", 3_600_000)


async def opened_office(
    folder: Path,
    language: Language,
    *,
    translator: Translator | None = None,
    role: Role = Role.AGENT,
) -> AsyncIterator[Office]:
    """An office that is closed when its test is over."""
    failures: list[BaseException] = []

    def on_failure(what: str, error: BaseException) -> None:
        failures.append(error)

    theme.current()
    translation.current().install(language)
    session = MadeUpDesk(folder, on_failure=on_failure, translator=translator)
    session.server.role = role
    fill(session.server)
    await session.begin()
    # Most tests are about what is said, and not about second thoughts.
    session.prefer(Preferences(writing=Writing(undo_s=0, spelling=False, layout=False)))
    owner = TaskOwner("window", on_failure=on_failure)
    window = DeskWindow(session, owner=owner, version="1.0")
    window.resize(1440, 900)
    window.show()
    made = Office(session, window)
    try:
        made.read_logs()
        yield made
        window.close_page()
        await owner.aclose()
        await session.aclose()
    finally:
        # Whatever failed: a window that Python collects while it is seen asks its filters, which
        # have nothing left, and the test that runs then is blamed for that.
        window.hide()
        window.deleteLater()
        await asyncio.sleep(0)
    assert not failures, failures


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async for made in opened_office(tmp_path, Language.EN):
        yield made


@pytest.fixture
async def frame(office: Office) -> AsyncIterator[Frame]:
    """The window that holds the desk."""
    made = Frame()
    made.show_page(office.window)
    made.show()
    yield made
    made.removeWidget(office.window)
    office.window.setParent(None)
    made.hide()
    made.deleteLater()
    await asyncio.sleep(0)
