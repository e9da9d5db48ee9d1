"""A console without windows in a process of its own, to be killed: enters replies without end.

`python -m tests.support.console_process PORT FOLDER LOGIN PASSWORD`. It says `entered TEXT` once a
reply is on its disk, and after `stop` on its input, when everything has been acknowledged, `state`
with what each of its chats shows.
"""

import asyncio
import json
import sys
import time
from pathlib import Path

from console.core.desk import Section
from console.core.errors import ConsoleError
from console.core.link_state import LinkPhase
from console.session import DeskSession
from protocol.bodies import Message
from protocol.ids import ConversationId
from protocol.people import Presence
from tests.support.desks import NoKeys

ENTER_SECONDS = 0.4
"""With five chats a dozen replies a second: faster than any person, within the server's pace."""
GLANCE_SECONDS = 0.05


class Writer:
    """Takes whatever is offered and writes into all of it."""

    def __init__(self, session: DeskSession) -> None:
        self.session = session
        self.stopping = asyncio.Event()

    async def work(self) -> None:
        """Until told to stop; then until everything entered is acknowledged."""
        loop = asyncio.get_running_loop()
        enter_at = loop.time()
        while not self.stopping.is_set():
            await self._take_offers()
            await self._decide()
            await asyncio.sleep(GLANCE_SECONDS)
            if loop.time() < enter_at:
                continue
            enter_at = loop.time() + ENTER_SECONDS
            for conversation in self._mine():
                text = f"{conversation} {time.time_ns()}"
                try:
                    await self.session.send(conversation, text)
                except ConsoleError:
                    continue
                say(f"entered {text}")
        while any(True for _ in self.session.store.outgoing()) or not self._caught_up():
            await self._decide()
            await asyncio.sleep(GLANCE_SECONDS)

    def state(self) -> dict[str, list[str]]:
        """What each chat shows."""
        return {
            conversation: [
                entry.body.text
                for entry in self.session.store.chats[conversation].entries
                if isinstance(entry.body, Message)
            ]
            for conversation in self._mine()
        }

    def _caught_up(self) -> bool:
        store = self.session.store
        return store.link.phase is LinkPhase.CAUGHT_UP and not any(
            store.chats[conversation].behind for conversation in self._mine()
        )

    def _mine(self) -> list[ConversationId]:
        store = self.session.store
        return [
            conversation
            for conversation in store.section(Section.MINE)
            if conversation in store.chats and store.chats[conversation].loaded
        ]

    async def _take_offers(self) -> None:
        store = self.session.store
        for conversation in store.section(Section.MINE):
            if conversation not in store.chats or not store.chats[conversation].loaded:
                self.session.open_chat(conversation)
        if store.link.phase is not LinkPhase.CAUGHT_UP:
            return
        for conversation in store.section(Section.OFFERS):
            try:
                await self.session.accept(conversation)
            except ConsoleError:
                continue

    async def _decide(self) -> None:
        """What waits for a person goes: this one always says yes."""
        for item in list(self.session.store.outgoing()):
            if item.stopped and self.session.store.link.phase is LinkPhase.CAUGHT_UP:
                await self.session.send_again(item.client_id)


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


async def main(port: str, folder: str, login: str, password: str) -> None:
    """Sign in and write."""
    session = DeskSession(
        f"ws://127.0.0.1:{port}",
        folder=Path(folder),
        on_failure=lambda name, failure: say(f"failure {name} {failure!r}"),
        keys=NoKeys(),
    )
    await session.start()
    await session.sign_in(login, password)
    writer = Writer(session)
    loop = asyncio.get_running_loop()

    async def obey() -> None:
        await loop.run_in_executor(None, sys.stdin.readline)
        writer.stopping.set()

    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(obey())
        tasks.create_task(online(session))
        await writer.work()
    say("state " + json.dumps(writer.state()))
    await session.aclose()


async def online(session: DeskSession) -> None:
    """Say that work is wanted, as soon as there is somebody to say it to."""
    while True:
        try:
            await session.set_presence(Presence.ONLINE)
        except ConsoleError:
            await asyncio.sleep(GLANCE_SECONDS)
        else:
            return


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
