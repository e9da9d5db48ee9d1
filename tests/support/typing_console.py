"""A console in a process of its own that types and sends until somebody kills it.

Arguments: port, folder, conversation, number of the first text, how many. Prints `entered N` once a
text is on disk, `sent` when everything is acknowledged.
"""

import asyncio
import sys
from pathlib import Path

from protocol.ids import ConversationId
from tests.support.desk_server import PASSWORD
from tests.support.desks import NoKeys, console_on


async def main(port: int, folder: Path, here: ConversationId, first: int, count: int) -> None:
    async with console_on(folder, port, keys=NoKeys()) as console:
        session = console.session
        await session.sign_in("anna", PASSWORD)
        await console.until(lambda: here in session.store.chats and session.store.chats[here].fresh)
        for number in range(first, first + count):
            session.draft_changed(here, f"{number:06d}")
            await session.send(here, f"{number:06d}")
            print(f"entered {number}", flush=True)  # noqa: T201 (what the test reads)
        await console.until(lambda: not console.outgoing())
        print("sent", flush=True)  # noqa: T201


if __name__ == "__main__":
    _, port, folder, here, first, count = sys.argv
    asyncio.run(main(int(port), Path(folder), ConversationId(here), int(first), int(count)))
