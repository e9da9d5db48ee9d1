"""The desk itself: empty, busy, small, large, without a server, and with more than it can show."""

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import msgspec
from PySide6.QtWidgets import QApplication

from console.core import events
from console.core.link_state import LinkPhase, LinkState
from console.core.preferences import Appearance, Density
from protocol.bodies import Closing, Message
from protocol.conversations import ConversationState
from protocol.ids import QueueId, TopicId
from protocol.people import Author, AuthorRole, Presence
from protocol.scalars import Millis
from tests.support.hostile import hostile_strings
from tests.support.made_up_operator import AGENT, ME, now
from tests.support.pictures.camera import Camera
from tests.support.pictures.stage import Stage, stage
from ui import dressing
from ui.shell.side_panel import SUBSCRIBER

_SIZES = ((1280, 720), (2560, 1440))
_LONG_NAME = "Константин Константинопольский-Задунайский-Преображенский"
_LONG_TEXT = "Здравствуйте! Пишу уже третий раз, потому что ничего не изменилось. " * 12


async def desk_pages(camera: Camera) -> None:
    """Each in a morning of its own, so that none depends on the one before."""
    async with stage(camera, empty=True) as empty:
        await empty.take("desk-empty")
        await empty.session.set_presence(Presence.OFFLINE)
        await empty.take("desk-empty-away")
    async with stage(camera) as busy:
        await busy.take("desk-none-open")
        await _busy(busy)
    async with stage(camera) as ending:
        await _ending(ending)
    async with stage(camera) as broken:
        await _without_a_server(broken)
    async with stage(camera) as long:
        await _long(long)
    async with stage(camera) as hostile:
        await _hostile(hostile)


async def _busy(on: Stage) -> None:
    desk, server = on.desk, on.server
    desk.show_chat(on.anna)
    server.types(on.anna, "и за октябрь тоже…")
    server.types(list(server.heads)[1])
    writer = desk.chat.writer
    assert writer is not None
    writer.composer.insert("Анна, да: 60 рублей за октябрь и ноябрь верну на баланс.")
    await on.take("desk-busy")
    for size in _SIZES:
        desk.resize(on.camera.size(*size))
        await on.take(f"desk-busy-{size[0]}x{size[1]}")
    desk.resize(on.camera.size(1100, 700))
    desk.show_side(SUBSCRIBER)
    await on.take("desk-overlay")
    desk.toggle_side()
    desk.resize(on.camera.size())
    for percent, density in ((90, Density.COMPACT), (150, Density.COMFORTABLE)):
        dressing.wear(Appearance(density=density, text_percent=percent))
        await on.take(f"desk-text-{percent}-{density}")
    dressing.wear(Appearance())
    await on.session.set_presence(Presence.BREAK, reason="lunch")
    for people in (("Павел Орлов",), ("Павел Орлов", "Ирина Соколова", "Мария")):
        for person in people:
            server.looks(on.anna, person, typing=len(people) == 1)
        await on.take(f"desk-onlookers-{len(people)}")
        for person in people:
            server.looks(on.anna, person, looking=False)


async def _ending(on: Stage) -> None:
    """One counts down, one is to be summed up, one is put off."""
    desk, server = on.desk, on.server
    desk.show_chat(on.anna)
    over, put_off = list(server.heads)[1:3]
    until = Millis(now() + 600_000)
    server.change(on.anna, state=ConversationState.CLOSING, due_at=until, waiting_since=None)
    server.change(
        over,
        state=ConversationState.WRAP_UP,
        owner=ME,
        offer=None,
        due_at=until,
        waiting_since=None,
        outcome="solved",
    )
    server.change(
        put_off,
        state=ConversationState.SCHEDULED,
        owner=None,
        offer=None,
        known_agent=ME,
        due_at=Millis(now() + 86_400_000),
        waiting_since=None,
    )
    server.log(on.anna, Closing(outcome="solved", topic=TopicId("services"), until=until), AGENT)
    server.tell_desk()
    server.read_log(on.anna)
    await on.take("desk-closing")
    desk.show_chat(over)
    await on.take("desk-to-sum-up")
    desk.deeds.finish_current()
    await on.take("desk-sum-up")


async def _without_a_server(on: Stage) -> None:
    desk, server, session = on.desk, on.server, on.session
    desk.show_chat(on.anna)
    server.disconnect(for_ms=42_000)
    await session.send(on.anna, "Это уйдёт, когда вернётся связь")
    session.send_now(on.anna)
    await on.take("desk-offline")
    for phase in (
        LinkPhase.CATCHING_UP,
        LinkPhase.SESSION_ENDED,
        LinkPhase.VERSION_REFUSED,
        LinkPhase.CERTIFICATE_ERROR,
    ):
        session.apply([events.LinkMoved(LinkState(phase, now(), now(), None))])
        await on.take(f"desk-{phase.value.replace('_', '-')}")
    server.says(on.anna, "уже не надо")
    server.connect()
    await on.camera.settle()
    desk.chat.transcript.jump_to_newest()
    await on.take("desk-decide")
    session.apply([events.DiskMoved(failing=True)])
    await on.take("desk-disk-full")
    session.apply([events.DiskMoved(failing=False)])
    desk.tell_of_failure()
    await on.take("desk-toast")


async def _long(on: Stage) -> None:
    desk, server = on.desk, on.server
    theirs = Author(role=AuthorRole.SUBSCRIBER, name=_LONG_NAME)
    for conversation, head in list(server.heads.items()):
        server.heads[conversation] = msgspec.structs.replace(
            head, name=_LONG_NAME, preview=_LONG_TEXT, unread=147
        )
        server.log(conversation, Message(text=_LONG_TEXT), theirs)
    server.log(on.anna, Message(text=_LONG_TEXT), AGENT)
    server.tell_desk()
    server.connect()
    desk.show_chat(on.anna)
    desk.inbox.open_queue(QueueId("services"))
    await on.take("desk-long")


async def _hostile(on: Stage) -> None:
    desk, server = on.desk, on.server
    texts: Iterator[str] = cycle(text[:4096] for text in hostile_strings(Path(__file__)))
    for conversation, head in list(server.heads.items()):
        words = {name: next(texts) for name in ("name", "phone", "owner_name", "preview")}
        server.heads[conversation] = msgspec.structs.replace(head, **words)
        for _ in range(4):
            server.log(conversation, Message(text=next(texts)), AGENT)
    server.tell_desk()
    server.connect()
    desk.show_chat(on.anna)
    await on.take("desk-hostile")
    QApplication.clipboard().clear()
