"""A desk on a made-up server: the real session, store, disk and knowledge base, another link."""

from collections.abc import Callable
from pathlib import Path

from console.core.translating import Translator
from console.session import DeskSession
from tests.support.desks import NoKeys
from tests.support.made_up_operator import knowledge
from tests.support.made_up_server import MadeUpServer


class MadeUpDesk(DeskSession):
    """The session of the agent Elena; `server` is the made-up other side."""

    def __init__(
        self,
        folder: Path,
        *,
        on_failure: Callable[[str, BaseException], None],
        translator: Translator | None = None,
    ) -> None:
        super().__init__(
            "127.0.0.1:9",
            folder=folder,
            on_failure=on_failure,
            keys=NoKeys(),
            translator=translator,
        )
        self.server = MadeUpServer(self)
        self._link = self._basis.link = self.server  # type: ignore[assignment]

    async def begin(self, *, connected: bool = True) -> None:
        """Sign in without a socket; the other side may be silent at first."""
        await self.knowledge.open()
        await self.knowledge.take(knowledge())
        local = await self._accounts.open_known("elena", "password", server_secret=bytes(32))
        await self._use("elena", local)
        if connected:
            self.server.connect()
