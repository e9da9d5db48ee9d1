"""A console in a process of its own that passes its chat on when told to, until somebody kills it.

Arguments: port, folder, login, password. Each line of its input is done in turn: `take` the first
offer, `pass NAME` to a colleague with a reply behind it that has not gone, `look`, which says
`looks` with what its desk shows.
"""

import asyncio
import json
import sys
from pathlib import Path

from console.core.desk import Section
from console.core.link_state import LinkPhase
from console.core.sharing import held_out
from protocol.people import Presence
from tests.support.desks import Console, NoKeys, console_on

UNSENT = "Одну минуту"
HELD_BACK_S = 3_600
"""So that it has not gone when the console falls."""


async def take(console: Console) -> None:
    """Whatever is offered first."""
    session = console.session
    await session.set_presence(Presence.ONLINE)
    await console.until(lambda: session.store.section(Section.OFFERS))
    (chat,) = session.store.section(Section.OFFERS)
    await session.accept(chat)
    await console.until(lambda: session.store.section(Section.MINE) == [chat])
    tell("taken", chat)


async def pass_on(console: Console, name: str) -> None:
    """Hold it out, and write on."""
    session = console.session
    (chat,) = session.store.section(Section.MINE)
    await console.until(lambda: session.store.chats[chat].fresh)
    await session.send(chat, UNSENT, undo_s=HELD_BACK_S)
    (receiver,) = (await session.find_receivers(name)).found
    await session.pass_on(chat, receiver.account, note="Спросил о возврате")
    tell("passed", chat)


async def look(console: Console) -> None:
    """As it is once everything is read."""
    store = console.session.store
    await console.until(lambda: store.link.phase is LinkPhase.CAUGHT_UP)
    await console.until(lambda: not any(item.broken for item in console.outgoing()))
    mine = store.section(Section.MINE)
    heads = [head for chat in mine if (head := store.head(chat)) is not None]
    shown = {
        "mine": mine,
        "held_out": [head.id for head in heads if held_out(head) is not None],
        "used": store.desk.used,
        "texts": [[item.text, item.state.value] for item in console.outgoing()],
    }
    tell("looks", json.dumps(shown))


def tell(word: str, what: str) -> None:
    """To the test."""
    sys.stdout.write(f"{word} {what}\n")
    sys.stdout.flush()


async def main(port: str, folder: str, login: str, password: str) -> None:
    """Obey until the input ends."""
    async with console_on(Path(folder), int(port), keys=NoKeys()) as console:
        await console.session.sign_in(login, password)
        tell("ready", login)
        loop = asyncio.get_running_loop()
        while line := (await loop.run_in_executor(None, sys.stdin.readline)).strip():
            word, _, rest = line.partition(" ")
            if word == "take":
                await take(console)
            elif word == "pass":
                await pass_on(console, rest)
            else:
                await look(console)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
