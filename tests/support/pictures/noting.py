"""What becomes of a note: being edited, asked about, edited, deleted, and refused."""

from console.core.errors import CommandRejected
from protocol.errors import ErrorCode
from tests.support.pictures.camera import Camera
from tests.support.pictures.stage import Stage, stage
from ui.chat.composer_mode import ComposerMode
from ui.chat.delete_dialog import DeleteDialog


async def noting_pages(camera: Camera) -> None:
    """Each of them in the chat that it stands in."""
    async with stage(camera) as on:
        await _mend_all(on)


async def _mend_all(on: Stage) -> None:
    desk, session, conversation, picture = on.desk, on.session, on.anna, on.take
    desk.show_chat(conversation)
    writer = desk.chat.writer
    assert writer is not None
    for words in ("Абонент звонил и раньше, вежлив.", "Обещан возврат 90 рублей за три месяца."):
        await session.note(conversation, words)
    composer, second = writer.composer, writer.second
    composer.set_mode(ComposerMode.NOTE)
    await on.until(lambda: len(second.changeable()) > 1)
    desk.chat.change_last()
    composer.editor.selectAll()
    composer.editor.insertPlainText("Обещан возврат 60 рублей за два месяца.")
    await picture("note-change")
    composer.foot.send_pressed.emit()
    await on.until(lambda: composer.changing is None)
    desk.chat.delete_last()
    await picture("note-delete")
    for dialog in desk.findChildren(DeleteDialog):
        dialog.reject()
    await picture("note-changed")
    said = second.changeable()[1]
    await session.delete_message(conversation, said)
    await on.until(lambda: said.seq not in [one.seq for one in second.changeable()])
    await picture("note-deleted")
    on.server.failures["EditMessage"] = CommandRejected(ErrorCode.WRONG_STATE)
    await session.edit_message(conversation, second.changeable()[0], "Возврат уже сделан.")
    await picture("note-too-late")
