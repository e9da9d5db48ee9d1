"""The states of the composer, one after the other."""

import asyncio

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from console.core.preferences import Preferences, Writing
from tests.support.pictures.camera import Camera
from tests.support.pictures.stage import Stage, stage
from ui.chat.composer import Composer
from ui.chat.delete_dialog import DeleteDialog
from ui.chat.emoji_popup import EmojiPopup

_PROOF_SECONDS = 1.5
"""What is read over, looked up or counted down is on the screen by then."""


async def writing_pages(camera: Camera) -> None:
    """Each state of the composer, and how what was written looks afterwards."""
    async with stage(camera) as on:
        await _write_all(on)


async def _write_all(on: Stage) -> None:
    desk, session, conversation, picture = on.desk, on.session, on.anna, on.take
    desk.show_chat(conversation)
    writer = desk.chat.writer
    assert writer is not None
    composer = writer.composer
    session.prefer(Preferences(writing=Writing(undo_s=10)))  # longer than its pictures take
    desk.toggle_note()
    _write(composer, "Второй случай за месяц, предложить запрет контент-услуг.")
    await picture("writing-note")
    _write(composer, "")
    desk.toggle_note()
    _write(composer, "Здраствуйте! Ваш вапрос я понял, сейчас посмотрю.")
    # The dictionaries are read at the first text.
    await on.until(lambda: composer.editor.marks.words)
    await picture("writing-spelling")
    _write(composer, "ghbdtn? ctqxfc gjcvjnh.")
    await asyncio.sleep(_PROOF_SECONDS)
    await picture("writing-layout")
    _write(composer, "/тарф")
    await asyncio.sleep(_PROOF_SECONDS)
    await picture("writing-templates")
    _write(composer, "")
    composer.insert("Ваш тариф — {тариф}, на балансе {баланс}.")
    await picture("writing-blanks")
    QTest.keyClick(composer.editor, Qt.Key.Key_Return)
    await asyncio.sleep(_PROOF_SECONDS)
    await picture("writing-doubt")
    _write(composer, "")
    desk.chat.open_emoji()
    (emoji,) = desk.findChildren(EmojiPopup)
    await picture("writing-emoji")
    emoji.field.setText("серд")
    await picture("writing-emoji-found")
    emoji.dismiss()
    desk.chat.deeds.quote()
    await picture("writing-quote")
    _write(composer, "Да, за октябрь и ноябрь вернём 60 рублей.")
    QTest.keyClick(composer.editor, Qt.Key.Key_Return)
    await asyncio.sleep(_PROOF_SECONDS)
    await picture("writing-held")
    QTest.keyClick(composer.editor, Qt.Key.Key_Return)
    await session.send(conversation, "Что-нибудь ещё?")
    await asyncio.sleep(_PROOF_SECONDS)
    for said in writer.second.changeable()[1:2]:
        await session.edit_message(conversation, said, "Да, вернём 90 рублей за три месяца.")
    desk.chat.change_last()
    await picture("writing-change")
    composer.end_change()
    desk.chat.delete_last()
    await picture("writing-delete")
    for said in writer.second.changeable()[:1]:
        await session.delete_message(conversation, said)
    for dialog in desk.findChildren(DeleteDialog):
        dialog.reject()
    await picture("writing-changed")


def _write(composer: Composer, text: str) -> None:
    composer.editor.selectAll()
    composer.editor.insertPlainText(text)
