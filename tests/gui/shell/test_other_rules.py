"""Administrators change the rules while chats are open: names follow, nothing typed is lost."""

from msgspec.structs import replace
from PySide6.QtWidgets import QComboBox

from protocol.workplace import Workplace
from tests.gui.shell.conftest import Office
from tests.support.made_up_operator import workplace
from ui.shell.finish_dialog import FinishDialog


def _with_queues(**fields: object) -> Workplace:
    """The same, but for every queue."""
    told = workplace()
    return replace(told, queues=[replace(queue, **fields) for queue in told.queues])


def _outcomes(office: Office) -> tuple[FinishDialog, QComboBox, list[str]]:
    office.window.deeds.finish_current()
    dialog = office.window.deeds.finishing
    assert dialog is not None
    box = dialog.findChildren(QComboBox)[0]
    return dialog, box, [str(box.itemData(row)) for row in range(box.count())]


async def test_a_queue_is_called_otherwise_over_a_chat_that_is_being_written(
    office: Office,
) -> None:
    chat = office.mine[0]
    office.window.show_chat(chat)
    office.read_logs()
    writer = office.window.chat.writer
    assert writer is not None
    writer.composer.insert("Пока пишу")
    office.server.tell_workplace(_with_queues(title="Новая очередь"))
    assert "Новая очередь" in office.window.chat.header.about.text()
    assert writer.composer.text() == "Пока пишу"
    assert office.window.chats.current == chat


async def test_a_chat_ends_with_what_its_queue_knows(office: Office) -> None:
    office.window.show_chat(office.mine[0])
    office.read_logs()
    office.server.tell_workplace(_with_queues(outcomes=["left", "solved"]))
    dialog, _, known = _outcomes(office)
    assert known == ["solved", "left"]
    dialog.reject()

    office.server.tell_workplace(_with_queues(outcomes=["left"], outcome_needed=False))
    dialog, box, known = _outcomes(office)
    assert known == ["", "left"]
    assert (box.currentData(), dialog.ending.outcome) == ("", "")
    dialog.reject()
