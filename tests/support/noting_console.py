"""A console in a process of its own that writes notes with files, until somebody kills it.

Arguments: port, folder, login, password. Each line of its input is done in turn: `take` the first
offer, `attach WHERE NAME` a picture to the draft of the `note` or of the `reply`, `note TEXT`,
`reply TEXT`, `idle` until nothing is on its way, `look`, which says `looks` with what it has.
"""

import asyncio
import json
import sys
from pathlib import Path

from console.core.desk import Section
from protocol.ids import ConversationId
from protocol.people import Presence
from tests.support.desks import Console, NoKeys, console_on
from tests.support.pieces import png

SIZE = (640, 400)


async def take(console: Console) -> ConversationId:
    """Whatever is offered first."""
    session = console.session
    await session.set_presence(Presence.ONLINE)
    await console.until(lambda: session.store.section(Section.OFFERS))
    (chat,) = session.store.section(Section.OFFERS)
    await session.accept(chat)
    await console.until(lambda: session.store.section(Section.MINE) == [chat])
    await console.until(lambda: session.store.chats[chat].fresh)
    return chat


async def obey(console: Console, word: str, rest: str) -> str:
    """Do one thing; says what came of it."""
    session = console.session
    if word == "take":
        return await take(console)
    chat = next(iter(session.store.chats.values()))
    if word == "attach":
        where, _, name = rest.partition(" ")
        await session.attach(chat.id, name, png(*SIZE), note=where == "note")
    elif word == "note":
        await session.note(chat.id, rest)
    elif word == "reply":
        await session.send(chat.id, rest)
    elif word == "idle":
        await console.until(lambda: chat.fresh and not chat.outgoing)
    return json.dumps(
        {
            "note": [file.name for file in chat.drafted_files(note=True)],
            "reply": [file.name for file in chat.drafted_files(note=False)],
            "outgoing": [
                [item.kind, *(file.name for file in item.files)] for item in chat.outgoing
            ],
        }
    )


async def main(port: str, folder: str, login: str, password: str) -> None:
    """Obey until the input ends."""
    async with console_on(Path(folder), int(port), keys=NoKeys()) as console:
        await console.session.sign_in(login, password)
        tell("ready", login)
        loop = asyncio.get_running_loop()
        while line := (await loop.run_in_executor(None, sys.stdin.readline)).strip():
            word, _, rest = line.partition(" ")
            tell("done", await obey(console, word, rest))


def tell(word: str, what: str) -> None:
    """To the test."""
    sys.stdout.write(f"{word} {what}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
