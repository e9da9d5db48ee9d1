"""Every session is told where the counters stand, in its turn, as long as they are known."""

import asyncio
from collections.abc import Mapping

from protocol.ids import ConversationId
from server_stub.transport.beats import ROUNDS, Beats

REVS = {ConversationId("chat"): 7}


class Ear:
    """A session that notes what it is told, and when in the course of the loop."""

    def __init__(self) -> None:
        self.told: list[Mapping[ConversationId, int]] = []

    def beat(self, revs: Mapping[ConversationId, int]) -> None:
        self.told.append(revs)


async def test_all_are_told_in_turn_while_the_counters_are_known() -> None:
    beats, ears = Beats(seconds=0), [Ear() for _ in range(2 * ROUNDS)]
    for ear in ears:
        beats.add(ear)
    gone = ears.pop()
    for _ in range(2):
        beats.remove(gone)
    beating = asyncio.create_task(beats.run())  # noqa: TID251
    await asyncio.sleep(0)

    async def turns(count: int) -> list[int]:
        """How many are told in each turn of the loop."""
        heard = []
        for _ in range(count):
            before = sum(len(ear.told) for ear in ears)
            await asyncio.sleep(0)
            heard.append(sum(len(ear.told) for ear in ears) - before)
        return heard

    assert sum(await turns(ROUNDS)) == 0  # nobody has compared yet
    beats.revs = REVS
    assert max(await turns(ROUNDS)) == 2
    assert all(ear.told == [REVS] for ear in ears)
    beats.revs = None
    assert sum(await turns(ROUNDS)) == 0
    assert not gone.told
    beating.cancel()
