"""Places of commands: never more than there are, and none while the others are waited for."""

import asyncio

from server_stub.transport.places import Places


async def test_who_finds_none_waits_until_one_is_given_back() -> None:
    places = Places(2)
    assert places.take()
    assert places.take()
    assert not places.take()
    async with asyncio.TaskGroup() as tasks:
        waiting = tasks.create_task(places.wait())
        await asyncio.sleep(0)
        assert not waiting.done()
        places.give_back()
    assert not places.take()


async def test_none_is_given_out_while_all_are_called_back() -> None:
    places = Places(3)
    assert places.take()
    async with asyncio.TaskGroup() as tasks:
        over = tasks.create_task(places.all_back())
        await asyncio.sleep(0)
        assert not places.take()
        waiting = tasks.create_task(places.wait())
        await asyncio.sleep(0)
        places.give_back()
        await over
        assert not waiting.done()
        places.reopen()
