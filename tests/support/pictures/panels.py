"""The panels of the desk, each empty, being read, failed, and full; the palette and the inbox."""

import asyncio
from datetime import timedelta

from console.core import events
from console.viewmodels.inbox_rows import InboxRowKind
from protocol.bodies import Offered, Queued, Taken
from protocol.errors import ErrorCode
from protocol.ids import QueueId
from tests.support import made_up_routing
from tests.support.made_up_before import write_before
from tests.support.made_up_files import photo, send_files
from tests.support.made_up_operator import AGENT, ME, now
from tests.support.made_up_server import refusal
from tests.support.pictures.camera import Camera
from tests.support.pictures.stage import Stage, stage
from tests.support.pieces import paper
from ui.pictures.album import Album
from ui.shell.side_panel import HISTORY, KNOWLEDGE, SUBSCRIBER
from ui.widgets.day_field import today


async def panel_pages(camera: Camera) -> None:
    """Each panel in each of its states."""
    async with stage(camera, empty=True) as on:
        for view, name in (
            (SUBSCRIBER, "subscriber"),
            (KNOWLEDGE, "knowledge"),
            (HISTORY, "history"),
        ):
            on.desk.show_side(view)
            await on.take(f"{name}-nobody")
    async with stage(camera) as on:
        on.desk.show_chat(on.anna)
        await _subscriber(on)
        await _knowledge(on)
        await _history(on)
        await _palette(on)
        await _queues(on)
        await _finding(on)
        await _files(on)
        await _routing(on)


async def _subscriber(on: Stage) -> None:
    desk, server = on.desk, on.server
    desk.show_side(SUBSCRIBER)
    await on.take("subscriber")
    second, third = list(server.heads)[1:3]
    server.gates["ReadProfile"].clear()
    desk.show_chat(second)
    await on.take("subscriber-loading")
    server.gates["ReadProfile"].set()
    server.failures["ReadProfile"] = refusal(ErrorCode.UNAVAILABLE)
    desk.show_chat(third)
    await on.take("subscriber-error")
    del server.failures["ReadProfile"]
    desk.show_chat(on.anna)
    search = desk.side.subscriber.search
    search.setText("ан")
    await asyncio.sleep(0.3)
    await on.take("subscriber-found")
    search.setText("никого такого")
    await asyncio.sleep(0.3)
    await on.take("subscriber-found-none")
    search.setText("")


async def _knowledge(on: Stage) -> None:
    desk = on.desk
    desk.show_side(KNOWLEDGE)
    await on.take("knowledge")
    knowledge = desk.side.knowledge
    knowledge.search.setText("роуминг")
    await on.until(lambda: knowledge.cards and "оуминг" in knowledge.cards[0].text())
    await on.take("knowledge-found")
    desk.side.knowledge.cards[0].open()
    await on.take("knowledge-article")
    article = desk.side.knowledge.article
    assert article is not None
    article.closed.emit()
    desk.side.knowledge.search.setText("ыыыыыы")
    await on.camera.settle()
    await on.take("knowledge-found-none")
    desk.side.knowledge.search.setText("")


async def _history(on: Stage) -> None:
    desk, server = on.desk, on.server
    desk.show_side(HISTORY)
    await on.take("history-none")
    write_before(server, on.anna)
    desk.side.history.reload()
    await on.take("history")
    server.gates["ReadConversations"].clear()
    desk.side.history.reload()
    await on.take("history-loading")
    server.gates["ReadConversations"].set()
    server.failures["ReadConversations"] = refusal(ErrorCode.UNAVAILABLE)
    desk.side.history.reload()
    await on.take("history-error")
    del server.failures["ReadConversations"]
    desk.side.history.reload()
    for query, name in (("деньги", "found"), ("ыыыыы", "found-none")):
        desk.side.talks.look_for(query)
        await asyncio.sleep(0.5)
        await on.take(f"history-{name}")
    await _narrowed(on)
    desk.side.talks.search.setText("")
    desk.show_side(SUBSCRIBER)


async def _narrowed(on: Stage) -> None:
    """The question of the days, asked wrongly and rightly, and what then holds."""
    talks = on.desk.side.talks
    talks.look_for("деньги")
    talks.ask_bounds()
    assert talks.dialog is not None
    dialog = talks.dialog
    await on.camera.settle()  # before it has the keys, nothing could be answered
    dialog.first.set_day(today() - timedelta(days=9))
    dialog.last.set_day(today() - timedelta(days=20))
    dialog.answer()
    await on.take("history-narrow-error")
    dialog.last.set_day(today())
    dialog.queue.setCurrentIndex(1)
    await on.take("history-narrow")
    dialog.answer()
    await asyncio.sleep(0.5)
    await on.take("history-narrowed")
    for chip in list(talks.chips.chips):
        chip.announce()


async def _palette(on: Stage) -> None:
    keys = on.desk.keys
    keys.open_palette()
    await on.take("palette")
    for words, name in (("ан", "found"), ("ыыыыы", "found-none")):
        keys.palette.field.setText(words)
        await asyncio.sleep(0.3)
        await on.take(f"palette-{name}")
    keys.palette.dismiss()


async def _queues(on: Stage) -> None:
    desk = on.desk
    desk.inbox.open_queue(QueueId("services"))
    model = desk.inbox.model
    await on.until(
        lambda: any(
            model.row_at(row).kind is InboxRowKind.WAITING for row in range(model.rowCount())
        )
    )
    await on.take("queue-open")
    rows = range(model.rowCount())
    waiting = next(row for row in rows if model.row_at(row).kind is InboxRowKind.WAITING)
    desk.preview.show_for(model.index(waiting))
    await on.take("queue-preview")
    desk.preview.card.explain()
    await on.until(lambda: bool(desk.preview.card.why()))
    await on.take("queue-preview-why")
    desk.preview.card.hide()


async def _routing(on: Stage) -> None:
    """Why it was offered to her, in the log."""
    desk, server = on.desk, on.server
    for body in (
        Queued(queue=QueueId("services"), reason="released"),
        Offered(agent=ME, name="Елена Морозова", until=now()),
        made_up_routing.routed(),
        Taken(agent=ME, name="Елена Морозова", how="offer"),
    ):
        server.log(on.anna, body, AGENT)
    server.tell_desk()
    server.connect()
    desk.chat.transcript.jump_to_newest()
    await on.take("routing-line")
    desk.chat.deeds.explain()
    desk.chat.transcript.jump_to_newest()
    await on.take("routing-why")


async def _finding(on: Stage) -> None:
    search = on.desk.chat.search
    on.desk.uncover()
    for query, name in (("деньги", ""), ("ыыыыы", "-none")):
        search.look_for(query)
        await on.take(f"find-in-chat{name}")
    search.stop()


async def _files(on: Stage) -> None:
    """The subscriber has sent some, and some go with the draft: whole, half way, refused."""
    session, server = on.session, on.server
    send_files(server)
    await session.attach(on.anna, "Памятка о запрете подписок.png", photo(640, 400))
    server.files.slow = True
    await session.attach(on.anna, "Договор об оказании услуг связи, редакция 2026.pdf", paper())
    await session.attach(on.anna, "запись разговора.ogg", b"OggS" + bytes(90_000))
    first, *_, last = session.store.chats[on.anna].attached
    session.apply([events.FileRefused(last.key, ErrorCode.FILE_TYPE_REFUSED)])
    albums = on.desk.findChildren(Album)
    # A process of its own begins, decodes and ends.
    await on.until(lambda: any(one.kept(first.key) is not None for one in albums))
    await on.take("files")
    on.desk.show_side(HISTORY)
    for query, name in (("2046", "picture"), ("Детализация", "card")):
        on.desk.chat.search.look_for(query)
        on.desk.side.talks.look_for(query)
        await asyncio.sleep(0.5)
        await on.take(f"files-found-{name}")
    on.desk.chat.search.stop()
    on.desk.side.talks.search.setText("")
    on.desk.show_side(SUBSCRIBER)
