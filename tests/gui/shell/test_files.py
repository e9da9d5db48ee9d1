"""Files by drop, paste and choice: chips before they go, pictures and cards after."""

import asyncio
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog

from console.core import events
from console.core.outgoing import OutgoingState
from protocol.bodies import Message
from protocol.errors import ErrorCode
from protocol.ids import ConversationId, FileId
from tests.gui.shell.conftest import Office
from tests.support.hostile import hostile_strings
from tests.support.made_up_files import photo, send_files
from tests.support.pieces import paper, png, png_saying
from ui.chat.attachment_strip import AttachmentChip
from ui.chat.composer_editor import ComposerEditor
from ui.chat.composer_mode import ComposerMode
from ui.chat.file_deeds import safe_name
from ui.chat.message_layout import file_size
from ui.chat.row_layouts import FileAction
from ui.pictures.album import Album
from ui.pictures.decoder import decoded_blocking
from ui.theme import fonts, measures
from ui.widgets import painting
from ui.widgets.dialog import Dialog
from ui.widgets.toast import Toast

FITS = QSize(100, 100)


def _opened(office: Office) -> ConversationId:
    anna = office.mine[0]
    office.window.show_chat(anna)
    office.read_logs()
    return anna


def _chips(office: Office) -> list[AttachmentChip]:
    writer = office.window.chat.writer
    assert writer is not None
    found = writer.composer.findChildren(AttachmentChip)
    return sorted((one for one in found if not one.isHidden()), key=lambda chip: chip.x())


def _files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def _is_said(office: Office, words: str) -> bool:
    toasts = office.window.findChildren(Toast)
    return any(words in toast.accessibleDescription() for toast in toasts)


async def test_dropped_files_become_chips_and_go_with_the_reply_in_order(
    office: Office, tmp_path: Path
) -> None:
    anna = _opened(office)
    chat, writer = office.session.store.chats[anna], office.window.chat.writer
    assert writer is not None
    composer = writer.composer
    names = ["первый.pdf", "второй.png"]
    for name, content in zip(names, (paper(), png(30, 20)), strict=True):
        (tmp_path / name).write_bytes(content)
    data = _files(*(tmp_path / name for name in names))  # the event only refers to it
    dropped = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    composer.dropEvent(dropped)
    await office.until(lambda: len(chat.attached) == 2)
    assert composer.mode is ComposerMode.REPLY
    await office.until(lambda: [file.id for file in chat.attached if not file.id] == [])
    assert [chip.accessibleName().partition(",")[0] for chip in _chips(office)] == names

    # Beside files a reply needs no words.
    send = next(b for b in composer.findChildren(QAbstractButton) if b.text() == "Send")
    assert send.isEnabled()
    send.click()
    await office.until(lambda: not chat.outgoing and not chat.attached)
    body = chat.entries[-1].body
    assert isinstance(body, Message)
    assert [file.name for file in body.files] == names
    await office.until(lambda: _chips(office) == [])
    assert not send.isEnabled()


async def test_a_pasted_picture_and_chosen_files_are_attached_and_taken_away(
    office: Office, tmp_path: Path
) -> None:
    anna = _opened(office)
    chat, writer = office.session.store.chats[anna], office.window.chat.writer
    assert writer is not None
    office.server.files.slow = True
    picture = QMimeData()
    picture.setImageData(QImage.fromData(photo(60, 40)))
    editor = next(one for one in writer.composer.findChildren(ComposerEditor) if not one.isHidden())
    assert editor.canInsertFromMimeData(picture)
    editor.insertFromMimeData(picture)
    await office.until(lambda: len(chat.attached) == 1)
    assert (chat.attached[0].kind.width, chat.attached[0].kind.height) == (60, 40)

    wanted = QKeySequence("Ctrl+Shift+U")
    (action,) = [one for one in office.window.actions() if one.shortcut() == wanted]
    action.trigger()
    (dialog,) = writer.composer.findChildren(QFileDialog)
    (tmp_path / "a.pdf").write_bytes(paper())
    dialog.filesSelected.emit([str(tmp_path / "a.pdf")])
    dialog.close()
    await office.until(lambda: len(_chips(office)) == 2)
    await office.until(lambda: "66% uploaded" in _chips(office)[1].accessibleName())

    (remove,) = _chips(office)[0].findChildren(QAbstractButton)
    assert remove.accessibleName() == "Remove “picture.png”"
    QTest.keyClick(remove, Qt.Key.Key_Space)
    await office.until(lambda: [file.name for file in chat.attached] == ["a.pdf"])
    await office.until(lambda: len(_chips(office)) == 1)


async def test_what_cannot_go_is_said_in_words_and_harms_nothing(
    office: Office, tmp_path: Path
) -> None:
    anna = _opened(office)
    writer = office.window.chat.writer
    assert writer is not None
    for name, content, words in (
        ("run.exe", b"MZ", "of a kind"),
        ("strip.png", png_saying(1, 60_000), "too many pixels"),
    ):
        (tmp_path / name).write_bytes(content)
        writer.composer.files_offered.emit(ComposerMode.REPLY, [tmp_path / name])
        await office.until(partial(_is_said, office, words))
    assert office.session.store.chats[anna].attached == []


async def test_a_chip_is_as_wide_as_its_name_and_its_state(office: Office) -> None:
    anna = _opened(office)
    name = "Памятка о запрете платных подписок.pdf"
    await office.session.attach(anna, name, paper())
    chips = office.window.findChildren(AttachmentChip)
    (chip,) = [one for one in chips if one.isVisible()]
    beside = measures.length(40 + 28 + 24)
    assert painting.text_width(name, fonts.Type.CAPTION_STRONG) <= chip.width() - beside


async def test_a_refused_file_stops_its_reply_and_says_so(office: Office) -> None:
    anna = _opened(office)
    chat = office.session.store.chats[anna]
    office.server.files.slow = True
    await office.session.attach(anna, "a.pdf", paper())
    await office.session.send(anna, "Вот")
    assert chat.outgoing[0].state is OutgoingState.QUEUED
    key = chat.outgoing[0].files[0].key
    office.session.apply([events.FileRefused(key, ErrorCode.FILE_TYPE_REFUSED)])
    model = office.window.chat.model
    row = model.row_at(model.rowCount() - 1)
    assert "does not take one of the files" in row.mark_text
    assert row.files[0].line == "Type not accepted"


async def test_files_of_a_message_are_shown_opened_after_asking_and_saved(
    office: Office, tmp_path: Path
) -> None:
    anna = _opened(office)
    send_files(office.server)
    view = office.window.chat.transcript
    view.jump_to_newest()
    view.repaint()
    model = office.window.chat.model
    shown = model.row_at(model.rowCount() - 2).files[0]
    assert shown.is_picture
    album, file = office.window.findChild(Album), FileId(shown.key)
    assert album is not None
    await office.until(lambda: album.sent(anna, file))
    position = model.rowCount() - 2
    view.show_row(position)
    placed = next(row for row in view.placed_rows() if row.position == position)
    rect = view.layout_at(position).geometry.files[0]
    middle = QPoint(int(rect.center().x()), int(placed.top + rect.center().y()))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    (question,) = office.window.findChildren(Dialog)
    assert "IMG_2046.png" in question.accessibleName()
    question.reject()

    view.file_action.emit(shown, FileAction.SAVE)
    dialog = office.window.chat.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "saved.png"))
    dialog.close()
    await office.until(lambda: (tmp_path / "saved.png").exists())
    await office.until(lambda: (tmp_path / "saved.png").read_bytes() == photo())
    assert anna in office.mine


def test_a_hostile_name_is_no_path_and_hides_nothing(tmp_path: Path) -> None:
    names = [*hostile_strings(tmp_path / "x"), "../../.bashrc", "C:\\run.exe", "a/b\0c.txt", "..."]
    for name in names:
        safe = safe_name(name)
        assert 0 < len(safe) <= 130
        assert not set(safe) & set('/\\:*?"<>|\0\n\u202e\u200b')
        assert safe == safe.strip(" .")
        assert Path(safe).name == safe


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        png_saying(1, 60_000),
        png_saying(30_000, 30_000),
        png(200, 200)[:150],
        b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>",
        b"BM" + bytes(60),
    ],
    ids=["nothing", "text", "strip", "giant", "truncated", "svg", "bmp"],
)
async def test_what_cannot_be_shown_is_shown_as_nothing(content: bytes) -> None:
    assert await asyncio.to_thread(decoded_blocking, content, FITS) is None


async def test_a_picture_is_decoded_elsewhere_and_comes_back_small() -> None:
    image = await asyncio.to_thread(decoded_blocking, png(300, 150), FITS)
    assert image is not None
    assert (image.width(), image.height()) == (100, 50)
    assert image.pixelColor(5, 5).name() == "#2e7d6b"


@pytest.mark.parametrize("picture", [QSize(1, 16_000), QSize(16_000, 1), QSize(5000, 5000)])
@pytest.mark.parametrize("width", [200, 853, 2560])
def test_a_picture_of_any_shape_keeps_to_its_room(picture: QSize, width: int) -> None:
    size = file_size(width, picture)
    assert 0 < size.width() <= 280
    assert 0 < size.height() <= 200
