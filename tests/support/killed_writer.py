"""A process that writes through lanes until it is killed, and says on its output what it did.

Each line of its input starts a round: the address of the store and what is to be sent again. A
round runs in a fork, so that nothing has to be imported anew; its first line of output is its pid.
"""

import asyncio
import os
import sys
from typing import Any

import msgspec

from protocol import commands
from protocol.ids import ClientId, ConversationId, new_id
from server_stub.domain.acts import Act, OpenVisit, subscriber_of
from server_stub.storage.engine import writing_engine
from server_stub.storage.lane import Lanes


class Said(msgspec.Struct, frozen=True):
    """A message that was tried; with a seq it was acknowledged."""

    chat: str
    client_id: str
    seq: int = 0


class Round(msgspec.Struct, frozen=True):
    """What a round begins with."""

    url: str
    chats: list[str]
    again: list[Said]


def _tell(said: Said) -> None:
    os.write(1, msgspec.json.encode(said) + b"\n")


async def _say(lanes: Lanes, said: Said) -> None:
    identity = ClientId(said.client_id)
    chat = ConversationId(said.chat)
    request: Any = commands.VisitSend(request=0, client_id=identity, text=said.client_id)
    act = Act(actor=subscriber_of(chat), conversation=chat, client_id=identity, request=request)
    committed = await lanes.submit(act)
    _tell(Said(said.chat, said.client_id, committed.seq))


async def _open(lanes: Lanes, chat: str) -> None:
    identity = ClientId(f"open-{chat}"[:40])
    request = OpenVisit(
        client_id=identity,
        channel="web",
        name="Анна",
        phone="+7 975 000-41-17",
        topic="services",
        queue="general",
        language="ru",
    )
    one = ConversationId(chat)
    await lanes.submit(
        Act(actor=subscriber_of(one), conversation=one, client_id=identity, request=request)
    )


async def _chatter(lanes: Lanes, chat: str, again: list[Said]) -> None:
    await _open(lanes, chat)
    for said in again:
        await _say(lanes, said)
    while True:
        said = Said(chat, new_id())
        _tell(said)
        await _say(lanes, said)


async def write(work: Round) -> None:
    """Write in every chat at once, for ever."""
    engine = writing_engine(work.url, lanes=4)
    lanes = Lanes(engine, offer_ms=1000, publish=lambda wakes: None)
    async with asyncio.TaskGroup() as tasks:
        for chat in work.chats:
            again = [said for said in work.again if said.chat == chat]
            tasks.create_task(_chatter(lanes, chat, again))


def main() -> None:
    """Run a round for each line."""
    for line in sys.stdin.buffer:
        pid = os.fork()
        if pid == 0:
            asyncio.run(write(msgspec.json.decode(line, type=Round)))
        os.write(1, b"%d\n" % pid)
        os.waitpid(pid, 0)
        os.write(1, b"over\n")


if __name__ == "__main__":
    main()
