"""A console without its windows, for tests: sessions, and waiting for what they show."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from console.core.changes import Change
from console.core.outgoing import Outgoing
from console.session import DeskSession
from protocol.bodies import Message, Note
from protocol.ids import ConversationId

DEADLINE = 120.0
"""Seconds: longer than any pause of the link that a test can meet."""


class MemoryKeys:
    """A keyring that forgets with the test."""

    def __init__(self) -> None:
        self._keys: dict[str, bytes] = {}

    def get_blocking(self, name: str) -> bytes | None:
        return self._keys.get(name)

    def set_blocking(self, name: str, key: bytes) -> bool:
        self._keys[name] = key
        return True


class NoKeys:
    """A machine without a keyring."""

    def get_blocking(self, name: str) -> bytes | None:
        return None

    def set_blocking(self, name: str, key: bytes) -> bool:
        return False


class Console:
    """A session, what it reported, and waiting for it."""

    def __init__(self, session: DeskSession) -> None:
        self.session = session
        self.changes: list[Change] = []
        self._changed = asyncio.Event()
        session.subscribe(self._on_changes)
        session.subscribe_to_knowledge(self._changed.set)
        session.subscribe_to_replies(self._changed.set)

    def _on_changes(self, changes: tuple[Change, ...]) -> None:
        self.changes.extend(changes)
        self._changed.set()

    async def until(self, wanted: Callable[[], object]) -> None:
        """Wait until the state is as wanted."""
        async with asyncio.timeout(DEADLINE):
            while not wanted():
                self._changed.clear()
                await self._changed.wait()

    def texts(self, conversation: ConversationId) -> list[str]:
        """What was said, as the console has it."""
        chat = self.session.store.chats[conversation]
        return [e.body.text for e in chat.entries if isinstance(e.body, Message | Note)]

    def outgoing(self) -> list[Outgoing]:
        return list(self.session.store.outgoing())


@asynccontextmanager
async def console_on(
    folder: Path,
    port: int,
    *,
    keys: MemoryKeys | NoKeys | None = None,
    trust: ssl.SSLContext | None = None,
) -> AsyncIterator[Console]:
    """A started console that has not signed in; over TLS where it is told whom to trust."""
    failures: list[Exception] = []
    session = DeskSession(
        f"{'wss' if trust else 'ws'}://127.0.0.1:{port}",
        folder=folder,
        on_failure=lambda _, failure: failures.append(RuntimeError(repr(failure))),
        keys=keys or MemoryKeys(),
        certificates=trust,
    )
    await session.start()
    try:
        yield Console(session)
    finally:
        await session.aclose()
    if failures:
        raise ExceptionGroup("tasks of the session failed", failures)
