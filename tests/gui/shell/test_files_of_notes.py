"""Files of a note: with the note's draft alone, whatever is in sight by the time they are there."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtWidgets import QAbstractButton, QFileDialog

from console.core import events
from console.core.attaching import AttachedFile
from console.core.desk import Section
from console.core.outgoing import OutgoingKind
from console.local.kept_files import KEEP_LEFT_MS
from protocol.bodies import Message, Note
from protocol.conversations import ConversationState
from protocol.errors import ErrorCode
from protocol.ids import ConversationId
from protocol.scalars import Millis
from tests.gui.shell.conftest import Office
from tests.support.made_up_files import photo
from tests.support.pieces import paper, png
from ui.chat.attachment_strip import AttachmentChip, AttachmentStrip
from ui.chat.chat_writer import ChatWriter
from ui.chat.composer_mode import ComposerMode
from ui.chat.transcript_copy import copied_text
from ui.chat.transcript_export import exported_part

NOTE, REPLY = ComposerMode.NOTE, ComposerMode.REPLY


def _opened(office: Office) -> tuple[ConversationId, ChatWriter]:
    anna = office.mine[0]
    office.window.show_chat(anna)
    office.read_logs()
    writer = office.window.chat.writer
    assert writer is not None
    return anna, writer


def _dropped(writer: ChatWriter, *paths: Path) -> None:
    data = QMimeData()  # the event only refers to it
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    writer.composer.dropEvent(
        QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def _shown(writer: ChatWriter) -> list[str]:
    chips = writer.composer.findChildren(AttachmentChip)
    return [chip.accessibleName() for chip in chips if chip.isVisible()]


def _names(files: list[AttachedFile]) -> list[str]:
    return [file.name for file in files]


def _button(writer: ChatWriter, name: str) -> QAbstractButton:
    buttons = writer.composer.findChildren(QAbstractButton)
    return next(one for one in buttons if one.accessibleName() == name)


async def test_what_is_given_to_a_note_stays_with_it_and_goes_with_it(
    office: Office, tmp_path: Path
) -> None:
    anna, writer = _opened(office)
    chat, composer = office.session.store.chats[anna], writer.composer
    (tmp_path / "паспорт.png").write_bytes(png(30, 20))
    (tmp_path / "памятка.pdf").write_bytes(paper())

    # Offered to the note, and gone over to the reply before it was read: the note has it.
    composer.set_mode(NOTE)
    _dropped(writer, tmp_path / "паспорт.png")
    composer.set_mode(REPLY)
    await office.until(lambda: chat.attached)
    assert _names(chat.drafted_files(note=True)) == ["паспорт.png"]
    assert chat.drafted_files(note=False) == []
    await office.until(lambda: composer.editor.accessibleDescription())
    assert _shown(writer) == []
    kept = "1 file stays with the note: the subscriber will not get it"
    assert composer.editor.accessibleDescription() == kept
    assert not _button(writer, "Send").isEnabled()  # a file of the note makes no reply

    _dropped(writer, tmp_path / "памятка.pdf")
    await office.until(lambda: len(_shown(writer)) == 1)
    assert _button(writer, "Send").isEnabled()

    # Beside its file a note needs no words.
    composer.set_mode(NOTE)
    assert composer.editor.accessibleDescription() == "1 file stays with the reply"
    (said,) = _shown(writer)
    assert said.startswith("паспорт.png")
    assert said.endswith("for colleagues only")
    _button(writer, "Save note").click()
    await office.until(lambda: not chat.outgoing and not chat.drafted_files(note=True))
    body = chat.entries[-1].body
    assert isinstance(body, Note)
    assert [file.name for file in body.files] == ["паспорт.png"]
    assert _names(chat.drafted_files(note=False)) == ["памятка.pdf"]
    await office.until(lambda: _shown(writer) == [])

    composer.set_mode(REPLY)
    assert composer.editor.accessibleDescription() == ""
    _button(writer, "Send").click()
    await office.until(lambda: not chat.outgoing and not chat.attached)
    body = chat.entries[-1].body
    assert isinstance(body, Message)
    assert [file.name for file in body.files] == ["памятка.pdf"]


async def test_the_key_and_a_paste_reach_the_note_in_sight(office: Office, tmp_path: Path) -> None:
    anna, writer = _opened(office)
    chat, composer = office.session.store.chats[anna], writer.composer
    composer.set_mode(NOTE)
    picture = QMimeData()
    picture.setImageData(QImage.fromData(photo(60, 40)))
    composer.editor.insertFromMimeData(picture)
    await office.until(lambda: len(chat.attached) == 1)
    office.window.keys.commands.action("write.attach").trigger()
    (dialog,) = composer.findChildren(QFileDialog)
    assert "colleagues only" in dialog.windowTitle()
    (tmp_path / "a.pdf").write_bytes(paper())
    composer.set_mode(REPLY)
    dialog.filesSelected.emit([str(tmp_path / "a.pdf")])
    dialog.close()
    await office.until(lambda: len(chat.attached) == 2)
    assert chat.drafted_files(note=False) == []


async def test_a_note_that_is_taken_back_has_its_files_again(office: Office) -> None:
    anna, _ = _opened(office)
    chat, session = office.session.store.chats[anna], office.session
    office.server.files.slow = True
    await session.attach(anna, "паспорт.png", png(3, 3), note=True)
    await session.attach(anna, "памятка.pdf", paper())
    client_id = await session.note(anna, "сверено")
    assert _names(chat.attached) == ["памятка.pdf"]
    (item,) = chat.outgoing
    assert (item.kind, [file.name for file in item.files]) == (OutgoingKind.NOTE, ["паспорт.png"])
    await session.take_back(client_id)
    assert chat.note_draft == "сверено"
    assert _names(chat.drafted_files(note=True)) == ["паспорт.png"]
    assert _names(chat.drafted_files(note=False)) == ["памятка.pdf"]
    session.apply([events.Detached(chat.drafted_files(note=True)[0].key)])
    assert _names(chat.attached) == ["памятка.pdf"]


async def test_a_guest_gives_files_to_his_note(office: Office, tmp_path: Path) -> None:
    chat = office.server.add("chat-asked-in", "Лидия Жук", "Нет интернета", waited=95)
    office.server.invited(chat, by="Вера Соколова", why="посмотри адрес")
    await office.until(lambda: office.session.store.desk.places.get(chat) is Section.GUEST)
    office.window.show_chat(chat)
    writer = office.window.chat.writer
    assert writer is not None
    await office.until(lambda: writer.composer.mode is NOTE)
    await office.until(lambda: writer.composer.is_writable)
    (tmp_path / "схема.png").write_bytes(png(30, 20))
    _dropped(writer, tmp_path / "схема.png")
    await office.until(lambda: len(_shown(writer)) == 1)
    _button(writer, "Save note").click()
    await office.until(lambda: office.server.sent)
    (sent,) = office.server.sent
    assert (sent.kind, _names(list(sent.files))) == (OutgoingKind.NOTE, ["схема.png"])


async def test_no_chip_is_seen_by_half_wherever_the_row_stands(office: Office) -> None:
    anna, writer = _opened(office)
    writer.composer.set_mode(NOTE)
    for number in range(7):
        await office.session.attach(anna, f"снимок {number}.png", png(3, 3), note=True)
    await office.until(lambda: len(_shown(writer)) == 7)
    strips = writer.composer.findChildren(AttachmentStrip)
    (strip,) = [one for one in strips if one.isVisible()]
    bar = strip.horizontalScrollBar()

    def cut() -> list[QRect]:
        inside, chips = strip.viewport().rect(), strip.findChildren(AttachmentChip)
        places = [QRect(one.mapTo(strip.viewport(), QPoint()), one.size()) for one in chips]
        return [one for one in places if inside.intersects(one) and not inside.contains(one)]

    for width in (1440, 1280, 1100):
        office.window.resize(width, 800)
        await office.until(lambda: bar.maximum() > 0 and not cut())
        for value in range(0, bar.maximum() + 40, 40):
            bar.setValue(value)
            assert not cut()


async def test_a_file_that_is_refused_comes_first_and_is_in_sight(office: Office) -> None:
    anna, writer = _opened(office)
    writer.composer.set_mode(NOTE)
    for number in range(7):
        await office.session.attach(anna, f"снимок {number}.png", png(3, 3), note=True)
    await office.until(lambda: len(_shown(writer)) == 7)
    (strip,) = [one for one in writer.composer.findChildren(AttachmentStrip) if one.isVisible()]
    bar = strip.horizontalScrollBar()
    await office.until(lambda: bar.maximum() > 0)
    files = office.session.store.chats[anna].attached
    for place in (-1, 0):
        office.session.apply([events.FileRefused(files[place].key, ErrorCode.FILE_TYPE_REFUSED)])
        chip = strip.chips[0]  # before those that can go
        await office.until(partial(getattr, chip, "failed"))
        place_seen = QRect(chip.mapTo(strip.viewport(), QPoint()), chip.size())
        assert strip.viewport().rect().contains(place_seen)
    tabs = strip.chips[0].remove_button.nextInFocusChain()
    assert tabs is strip.chips[1].remove_button
    # What is not accepted does not stay with the note: it goes nowhere.
    writer.composer.set_mode(REPLY)
    kept = "5 files stay with the note: the subscriber will not get them"
    assert writer.composer.editor.accessibleDescription() == kept


async def test_what_was_attached_is_seen_after_the_chat_has_gone(office: Office) -> None:
    anna, writer = _opened(office)
    await office.session.attach(anna, "паспорт.png", png(3, 3), note=True)
    writer.composer.set_mode(NOTE)
    await office.until(lambda: len(_shown(writer)) == 1)
    office.server.taken_over(anna)
    await office.until(lambda: not writer.composer.is_writable)
    assert anna in office.mine
    (chip,) = [one for one in writer.composer.findChildren(AttachmentChip) if one.isVisible()]
    (remove,) = chip.findChildren(QAbstractButton)
    remove.click()
    await office.until(lambda: not office.session.store.chats[anna].attached)


async def test_a_saved_conversation_names_files_and_says_what_is_a_note(office: Office) -> None:
    anna, _ = _opened(office)
    session = office.session
    await session.attach(anna, "паспорт.png", png(3, 3), note=True)
    await session.note(anna, "")
    await office.until(lambda: not session.store.chats[anna].outgoing)
    model = office.window.chat.model
    row = model.row_at(model.rowCount() - 1)
    saved = exported_part(row)
    assert saved is not None
    assert saved.startswith("NOTE · only colleagues see it · ")
    assert saved.splitlines()[1].startswith("📎 паспорт.png (")
    assert copied_text([(row, "", "")], named=False).startswith("📎 паспорт.png (")


async def test_files_of_drafts_are_forgotten_where_nobody_can_want_them(office: Office) -> None:
    """Long after the chat has left the desk, and not while it is open or back on it."""
    opened, there, gone = office.mine[:3]
    session, server = office.session, office.server
    office.window.show_chat(opened)
    local, store = session._basis.local, session.store  # noqa: SLF001
    assert local is not None
    for chat in (opened, there, gone):
        await session.attach(chat, "схема.png", png(30, 20), note=True)
    files = {chat: store.chats[chat].attached[0].key for chat in (opened, there, gone)}
    for chat in (opened, gone):
        server.change(chat, owner=None, state=ConversationState.QUEUED)
    server.tell_desk()
    await office.until(lambda: gone not in store.desk.places)
    session.leave_chat(gone)
    assert [there in store.desk.places, store.chats[opened].opened] == [True, True]
    long_ago = Millis(store.now - 2 * KEEP_LEFT_MS)
    assert await local.files.left_behind(wanted=[], now=long_ago) == {}
    # What is asked about is not up to date any more: `there` has come back since.
    await session.forget_left([])
    assert [len(store.chats[chat].attached) for chat in (opened, there)] == [1, 1]
    assert gone not in store.chats or not store.chats[gone].attached
    kept = [bool(await local.files.content(files[chat])) for chat in (opened, there, gone)]
    assert kept == [True, True, False]
