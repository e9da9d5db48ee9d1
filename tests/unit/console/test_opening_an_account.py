"""What an account's file holds is here whenever its session is, however often the way in broke."""

import asyncio
from pathlib import Path

import pytest

from console.core.tasks import TaskOwner
from console.local.local_desk import LocalDesk
from console.session import DeskSession
from protocol.ids import ConversationId
from tests.support.desks import MemoryKeys
from tests.unit.console.world import World

HERE = ConversationId("conversation1")


def _fail(what: str, error: BaseException) -> None:
    raise AssertionError(what) from error


@pytest.mark.parametrize("step", ["load", "remember_safely"])
async def test_a_sign_in_that_broke_while_the_file_was_read_leaves_nothing_out_of_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    keys, password = MemoryKeys(), "a good password"
    first = DeskSession("127.0.0.1:1", folder=tmp_path, on_failure=_fail, keys=keys)
    await first.start()
    await first.signed_in(World(1).signed_in())
    first.draft_changed(HERE, "Верну обе суммы")
    await first.aclose()

    session = DeskSession("127.0.0.1:1", folder=tmp_path, on_failure=_fail, keys=keys)
    await session.start()
    reached, owner = asyncio.Event(), TaskOwner("link", on_failure=_fail)

    async def never(*_: object) -> None:
        reached.set()
        await asyncio.Event().wait()

    with monkeypatch.context() as slow:
        slow.setattr(LocalDesk, step, never)
        owner.spawn("sign in", session.work_offline("anna", password))
        await reached.wait()
        await owner.aclose()  # as the link does when the server is gone in the middle of it
    await session.signed_in(World(1).signed_in())

    assert session.store.chats[HERE].draft == "Верну обе суммы"
    await session.aclose()
