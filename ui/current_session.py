"""The session in force, and another in its place when the server changes or somebody signs out."""

from pathlib import Path

from console.core.tasks import FailureSink
from console.core.translating import Translator
from console.local.machine import MachineSettings
from console.session import DeskSession
from ui.options import DEFAULT_SERVER

_SERVER = "server"


class CurrentSession:
    """One session at a time; the windows ask here for the one of now.

    Attributes:
        machine: what is known before anybody signs in, the same for every session.
    """

    def __init__(
        self,
        server: str | None,
        *,
        folder: Path,
        on_failure: FailureSink,
        translator: Translator | None = None,
    ) -> None:
        self.machine = MachineSettings(folder)
        self._folder = folder
        self._on_failure = on_failure
        self._translator = translator
        self._server = server or self.machine.get(_SERVER, DEFAULT_SERVER)
        self._session = self._new(self._server)

    @property
    def session(self) -> DeskSession:
        """The session of now."""
        return self._session

    @property
    def server(self) -> str:
        """Its server."""
        return self._server

    async def at(self, server: str) -> DeskSession:
        """The session with a server, remembered; raises `SettingsError` for what is no address."""
        if server != self._server:
            await self._replace_by(self._new(server))
            self._server = server
        self.machine.put(_SERVER, server)
        return self._session

    async def renew(self) -> None:
        """End this session and begin another with the same server."""
        await self._replace_by(self._new(self._server))

    async def _replace_by(self, fresh: DeskSession) -> None:
        old, self._session = self._session, fresh
        await old.aclose()
        await fresh.start()

    def _new(self, server: str) -> DeskSession:
        return DeskSession(
            server,
            folder=self._folder,
            machine=self.machine,
            on_failure=self._on_failure,
            translator=self._translator,
        )
