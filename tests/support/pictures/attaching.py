"""Files on their way with a note and with a reply: each with its draft, then in the log."""

import asyncio

from console.core import events
from protocol.bodies import Note
from protocol.errors import ErrorCode
from tests.support.made_up_files import photo
from tests.support.pictures.camera import Camera
from tests.support.pictures.stage import Stage, stage
from tests.support.pieces import paper
from ui.chat.composer_mode import ComposerMode

_PICTURE_SECONDS = 1.5
"""A process of its own begins, decodes and ends."""
_NARROW = (1280, 720)


async def attaching_pages(camera: Camera) -> None:
    """A note with files, what stays with it beside a reply, and how colleagues see it."""
    async with stage(camera) as on:
        await _attach(on)


async def _attach(on: Stage) -> None:
    desk, session, server, anna = on.desk, on.session, on.server, on.anna
    desk.show_chat(anna)
    writer = desk.chat.writer
    assert writer is not None
    composer = writer.composer
    composer.set_mode(ComposerMode.NOTE)
    scan = photo(640, 400)
    await session.attach(anna, "Паспорт, разворот с пропиской.png", scan, note=True)
    await session.attach(anna, "Памятка о запрете подписок.png", photo(300, 400))
    server.files.slow = True
    await session.attach(anna, "Запрос в отдел возвратов, ноябрь.pdf", paper(), note=True)
    await session.attach(anna, "запись разговора.ogg", b"OggS" + bytes(90_000), note=True)
    last = session.store.chats[anna].attached[-1]
    session.apply([events.FileRefused(last.key, ErrorCode.FILE_TYPE_REFUSED)])
    composer.editor.setPlainText("Личность сверена по скану, заявка на возврат приложена.")
    await asyncio.sleep(_PICTURE_SECONDS)
    await on.take("note-files")
    desk.resize(on.camera.size(*_NARROW))
    await on.take("note-files-1280x720")
    desk.resize(on.camera.size())
    composer.set_mode(ComposerMode.REPLY)
    await on.take("note-files-aside")
    await session.detach(last.key)
    await session.note(anna, composer.text(ComposerMode.NOTE))
    session.draft_changed(anna, "", note=True)
    desk.chat.transcript.jump_to_newest()
    await on.take("note-files-on-their-way")
    server.files.slow = False
    server.files.take()
    await on.until(lambda: not session.store.chats[anna].outgoing)
    body = session.store.chats[anna].entries[-1].body
    assert isinstance(body, Note)
    server.files.contents[body.files[0].id] = scan
    desk.chat.transcript.jump_to_newest()
    await asyncio.sleep(_PICTURE_SECONDS)
    await on.take("note-files-sent")
