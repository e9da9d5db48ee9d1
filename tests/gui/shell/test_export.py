"""A conversation saved as a file is plain text of it all, in a file where its user wanted it."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.gui.shell.conftest import Office
from tests.support.hostile import hostile_strings
from ui.chat.transcript_export import file_name
from ui.widgets.toast import Toast


async def _saved(office: Office, path: Path) -> None:
    export = office.window.keys.reading.export
    office.window.keys.commands.action("chat.export").trigger()
    assert export.dialog is not None
    export.dialog.reject()
    export.dialog.fileSelected.emit(str(path))
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


@given(st.text(max_size=100))
def test_no_name_leads_anywhere_else(title: str) -> None:
    name = file_name(title)
    assert Path(name).name == name
    assert not name.startswith((".", "-", "=", "+", "@"))
    assert name.upper() not in {"CON", "NUL", "COM1"}
    assert 0 < len(name) <= 61
