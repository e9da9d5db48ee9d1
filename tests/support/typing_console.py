"""A console in a process of its own that types and sends until somebody kills it.

Arguments: port, folder, conversation, number of the first text, how many; the conversation in which
its first two entries, a message and a note, are edited again and again, if any. Prints `entered N`
once a text is on disk, `sent` when everything is acknowledged.
"""

import asyncio
import sys
from dataclasses import replace
from pathlib import Path

from console.core.chat import Chat
from console.core.outgoing import Said
from console.core.second_words import on_its_way, said_in
from protocol.bodies import Edited
from protocol.ids import ConversationId
from tests.support.desk_server import PASSWORD
from tests.support.desks import NoKeys, console_on

EDITED_EVERY = 4
MESSAGE, NOTE = 1, 2


def words_of(chat: Chat, seq: int) -> Said:
    """An entry as it will read when all that is on its way has come."""
    pending = on_its_way(chat.outgoing, seq)
    if pending is not None and pending.said is not None:
        return replace(pending.said, after=pending.client_id)
    for entry in reversed(chat.entries):  # of which only the newest may be here
        body = entry.body
        if isinstance(body, Edited) and body.seq == seq:
            return Said(seq, since=entry.at, words=body.text, note=body.of_note)
        said = said_in(entry) if entry.seq == seq else None
        if said is not None:
            return said
    raise LookupError(seq)


async def main(
    port: int,
    folder: Path,
    here: ConversationId,
    first: int,
    count: int,
    edited: ConversationId | None,
) -> None:
    async with console_on(folder, port, keys=NoKeys()) as console:
        session = console.session
        await session.sign_in("anna", PASSWORD)
        chats = session.store.chats
        await console.until(lambda: here in chats and chats[here].fresh)
        if edited is not None:
            await console.until(lambda: edited in chats and chats[edited].fresh)
        for number in range(first, first + count):
            session.draft_changed(here, f"{number:06d}")
            if edited is not None and not number % EDITED_EVERY:
                for seq in (MESSAGE, NOTE):
                    said = words_of(chats[edited], seq)
                    await session.edit_message(edited, said, f"{number:06d}")
            await session.send(here, f"{number:06d}")
            print(f"entered {number}", flush=True)  # noqa: T201 (what the test reads)
        await console.until(lambda: not console.outgoing())
        print("sent", flush=True)  # noqa: T201


if __name__ == "__main__":
    _, port, folder, here, first, count, *edited = sys.argv
    asyncio.run(
        main(
            int(port),
            Path(folder),
            ConversationId(here),
            int(first),
            int(count),
            ConversationId(edited[0]) if edited else None,
        )
    )
