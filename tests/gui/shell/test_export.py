"""A conversation saved as a file is plain text of it all, in a file where its user wanted it."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest

from console.core.errors import LinkLost
from protocol import commands
from protocol.bodies import Message
from protocol.ids import ConversationId
from protocol.people import Author, AuthorRole
from tests.gui.shell.conftest import Office
from tests.support.hostile import hostile_strings
from ui.chat.transcript_export import Writing, file_name, write_blocking
from ui.shell.chat_export import ChatExport
from ui.widgets.toast import Toast

LONG = 450
SUBSCRIBER = Author(role=AuthorRole.SUBSCRIBER, name="Анна")


async def _a_long_chat(office: Office) -> ConversationId:
    """A chat in view of which the last page is here."""
    chat, server = office.mine[0], office.server
    server.logs[chat].clear()
    for number in range(LONG):
        server.says(chat, f"строка {number}")
    server.page_entries = 40
    server.connect()
    server.read_log(chat)
    office.window.activateWindow()
    office.window.show_chat(chat)
    await office.until(lambda: office.session.store.chats[chat].has_older)
    return chat


def _chosen(office: Office, path: Path) -> tuple[ChatExport, QAction]:
    """A file was chosen for the chat in view."""
    export = office.window.keys.reading.export
    action = office.window.keys.commands.action("chat.export")
    action.trigger()
    assert export.dialog is not None
    export.dialog.reject()
    export.dialog.fileSelected.emit(str(path))
    return export, action


async def _saved(office: Office, path: Path) -> None:
    _chosen(office, path)
    await office.until(lambda: office.window.findChildren(Toast))


async def test_text_and_pdf_hold_the_whole_conversation_as_it_is(
    office: Office, tmp_path: Path
) -> None:
    chat = office.mine[0]
    office.window.show_chat(chat)
    bait = tmp_path / "bait.png"
    for text in hostile_strings(bait)[:30]:
        office.server.says(chat, text)
    last = office.server.heads[chat].last_seq
    await office.until(lambda: office.window.chat.model.last_seq == last)
    await _saved(office, tmp_path / "chat.txt")
    saved = (tmp_path / "chat.txt").read_text(encoding="utf-8")
    assert f"<img src='{bait}'>" in saved
    assert office.server.heads[chat].name in saved.split("\n", 1)[0]
    for toast in office.window.findChildren(Toast):
        toast.setParent(None)
        toast.deleteLater()
    await _saved(office, tmp_path / "chat.pdf")
    await office.until((tmp_path / "chat.pdf").exists)
    assert (tmp_path / "chat.pdf").read_bytes().startswith(b"%PDF")
    assert sorted(path.name for path in tmp_path.glob("*chat*")) == ["chat.pdf", "chat.txt"]


async def test_a_file_that_cannot_be_written_is_told_and_leaves_nothing(
    office: Office, tmp_path: Path
) -> None:
    office.window.show_chat(office.mine[0])
    await _saved(office, tmp_path / "nowhere" / "chat.txt")
    (toast,) = office.window.findChildren(Toast)
    assert "not saved" in toast.accessibleName()


async def test_a_long_chat_is_read_to_its_beginning_and_saved_whole(
    office: Office, tmp_path: Path
) -> None:
    chat = await _a_long_chat(office)
    await _saved(office, tmp_path / "chat.txt")
    saved = (tmp_path / "chat.txt").read_text(encoding="utf-8").splitlines()
    said = [line for line in saved if line.startswith("строка ")]
    assert said == [f"строка {number}" for number in range(LONG)]
    assert not office.session.store.chats[chat].has_older
    assert office.window.keys.reading.export.bar is None


@pytest.mark.parametrize("by_key", [True, False])
async def test_stopped_while_it_is_read_it_leaves_nothing(
    office: Office, tmp_path: Path, by_key: bool
) -> None:
    await _a_long_chat(office)
    gate = office.server.gates["ReadHistory"]
    gate.clear()
    asked = office.server.count(commands.ReadHistory)
    export, action = _chosen(office, tmp_path / "chat.pdf")
    await office.until(lambda: office.server.count(commands.ReadHistory) > asked)
    assert export.bar is not None
    assert not export.bar.isAncestorOf(office.window.focusWidget())
    action.trigger()  # the same key leads to the stop
    assert office.window.focusWidget() is export.bar.stop
    if by_key:
        QTest.keyClick(export.bar.stop, Qt.Key.Key_Escape)
    else:
        export.bar.stop.click()
    await office.until(lambda: export.bar is None)
    gate.set()
    (toast,) = office.window.findChildren(Toast)
    assert "You stopped saving" in toast.accessibleDescription()
    action.trigger()  # and it can be asked for again
    assert export.dialog is not None
    export.dialog.reject()
    assert list(tmp_path.glob("*chat*")) == []


@pytest.mark.parametrize("pages", [0, 3])
async def test_a_broken_link_costs_no_line_and_doubles_none(
    office: Office, tmp_path: Path, pages: int
) -> None:
    chat = await _a_long_chat(office)
    server = office.server
    gate = server.gates["ReadHistory"]
    gate.clear()
    before = server.count(commands.ReadHistory)
    export, _ = _chosen(office, tmp_path / "chat.txt")

    async def asked(pages: int) -> None:
        await office.until(lambda: server.count(commands.ReadHistory) > before + pages)

    for page in range(pages):
        await asked(page)
        gate.set()
        gate.clear()
    await asked(pages)
    server.failures["ReadHistory"] = LinkLost()
    server.disconnect()
    gate.set()
    assert export.bar is not None
    bar = export.bar
    await office.until(lambda: "No connection" in bar.accessibleName())
    held = server.count(commands.ReadHistory)
    for number in range(LONG, LONG + 60):  # more than a page: what is here is begun anew
        server.log(chat, Message(text=f"строка {number}"), SUBSCRIBER)
    del server.failures["ReadHistory"]
    assert server.count(commands.ReadHistory) == held  # nobody asks while there is no link
    server.connect()
    await office.until(lambda: export.bar is None)
    (toast,) = office.window.findChildren(Toast)
    assert toast.accessibleName() == "The conversation is saved"
    saved = (tmp_path / "chat.txt").read_text(encoding="utf-8").splitlines()
    said = [line for line in saved if line.startswith("строка ")]
    assert said == [f"строка {number}" for number in range(LONG + 60)]


async def test_it_can_be_stopped_while_there_is_no_link(office: Office, tmp_path: Path) -> None:
    await _a_long_chat(office)
    office.server.failures["ReadHistory"] = LinkLost()
    office.server.disconnect()
    export, _ = _chosen(office, tmp_path / "chat.txt")
    assert export.bar is not None
    bar = export.bar
    await office.until(lambda: "No connection" in bar.accessibleName())
    bar.stop.click()
    await office.until(lambda: export.bar is None)
    (toast,) = office.window.findChildren(Toast)
    assert "You stopped saving" in toast.accessibleDescription()
    assert list(tmp_path.glob("*chat*")) == []


class _StoppedAt(Writing):
    """Somebody stops it when it has got so far."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self._share = share
        self.seen: list[float] = []

    def goes_on(self, share: float) -> bool:
        self.seen.append(share)
        if share >= self._share:
            self.stop()
        return super().goes_on(share)


@pytest.mark.usefixtures("qapp")  # fonts
@pytest.mark.parametrize("name", ["chat.txt", "chat.pdf"])
@pytest.mark.parametrize("share", [0.0, 0.5, 2.0])
def test_a_writing_that_is_stopped_leaves_what_was_there(
    tmp_path: Path, name: str, share: float
) -> None:
    path = tmp_path / name
    path.write_bytes(b"as it was")
    writing = _StoppedAt(share)
    parts: Sequence[str] = [f"Анна, 12:0{n % 10}:\nстрока {n}" for n in range(1_000)]
    whole = write_blocking("Анна", parts, path, writing)
    assert whole == (share > 1)
    assert (path.read_bytes() == b"as it was") != whole
    assert [one.name for one in tmp_path.iterdir()] == [name]
    assert writing.seen == sorted(writing.seen)
    if whole and path.suffix == ".pdf":
        assert path.read_bytes().count(b"/Type /Page\n") > 5


@given(st.text(max_size=100))
def test_no_name_leads_anywhere_else(title: str) -> None:
    name = file_name(title)
    assert Path(name).name == name
    assert not name.startswith((".", "-", "=", "+", "@"))
    assert name.upper() not in {"CON", "NUL", "COM1"}
    assert 0 < len(name) <= 61
