"""A copy of the knowledge is read on for as long as something kept it from being written."""

import asyncio
from typing import Any, cast

from console.basis import SessionBasis
from console.core import events
from console.core.errors import SettingsError, SettingsReason
from console.core.ports import Surroundings
from console.core.tasks import TaskOwner
from console.following import Follower
from console.link.desk_link import DeskLink
from protocol.answers import Knowledge

PAGE = Knowledge(
    request=1,
    articles=[],
    replies=[],
    removed_articles=[],
    removed_replies=[],
    through=7,
    more=False,
)


class OnePage:
    """A link that has one page to give."""

    async def ask(self, make: object, expected: object) -> Knowledge:
        """The page."""
        return PAGE

    def poke(self) -> None:
        """Nothing waits to be sent."""


class FullDisk:
    """A copy that the disk does not take until there is room."""

    mark = 0
    room = False
    refused = 0

    async def belong_to(self, store_epoch: str) -> None:
        """Nothing was of another store."""

    async def take(self, page: Knowledge) -> None:
        """Keep it, if there is room."""
        if not self.room:
            self.refused += 1
            raise SettingsError(SettingsReason.DISK)
        self.mark = page.through


async def test_what_the_disk_refused_is_read_when_it_can_be_written_again() -> None:
    failures: list[Any] = []
    owner = TaskOwner("test", on_failure=lambda what, error: failures.append((what, error)))
    basis = SessionBasis(cast(DeskLink, OnePage()), owner=owner, around=Surroundings())
    basis.store.store_epoch = "one"
    copy = FullDisk()
    follower = Follower(basis, lambda: copy, own=False)
    await follower.catch_up()
    assert (copy.refused, copy.mark) == (1, 0)
    basis.apply([events.DiskMoved(failing=True)])
    copy.room = True
    basis.apply([events.DiskMoved(failing=False)])
    async with asyncio.timeout(60):
        while not copy.mark:  # noqa: ASYNC110 - what is waited for is a state, not an event
            await asyncio.sleep(0)
    await owner.aclose()
    assert not failures
