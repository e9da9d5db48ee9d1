"""Files found by their names, in the chat in view and in all history, and marked where they lie."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from console.viewmodels.transcript_rows import FileLine
from protocol.ids import ConversationId
from tests.gui.shell.conftest import Office
from tests.support.made_up_files import send_files
from ui.chat.chat_page import ChatPage
from ui.subscriber.found_words import FoundWordsRow
from ui.theme import theme


async def _with_files(office: Office) -> tuple[ConversationId, ChatPage]:
    """The chat of Anna, who has sent a picture and a paper."""
    chat = next(iter(office.server.heads))
    office.window.show_chat(chat)
    send_files(office.server)
    page = office.window.chat
    last = office.server.heads[chat].last_seq
    await office.until(lambda: page.model.last_seq == last)
    return chat, page


def _current_file(page: ChatPage) -> tuple[FileLine, QRectF] | None:
    """The file of the row that was found, and where it lies in the view."""
    current = page.transcript.hand.current
    for placed in page.transcript.placed_rows():
        layout = page.transcript.layout_at(placed.position)
        if placed.position == current and layout.row.files:
            rect = layout.geometry.files[0].translated(0, placed.top)
            return layout.row.files[0], rect
    return None


def _is_marked(page: ChatPage, rect: QRectF) -> bool:
    """Whether something in this place of the view has the ground of what was found."""
    image = page.transcript.viewport().grab().toImage()
    mark = QColor(theme.current().tokens.warn_soft).rgb()
    inside = rect.toRect().intersected(image.rect())
    return any(
        image.pixel(x, y) == mark
        for x in range(inside.left(), inside.right())
        for y in range(inside.top(), inside.bottom())
    )


def _rows(office: Office) -> list[FoundWordsRow]:
    return office.window.side.talks.found.findChildren(FoundWordsRow)


async def test_a_file_is_found_in_a_chat_by_its_name_and_marked_there(office: Office) -> None:
    _, page = await _with_files(office)
    for query, name in (
        ("детализации", "Детализация за ноябрь, все номера договора.pdf"),  # a card
        ("2046", "IMG_2046.png"),  # a picture, that has no name as long as nobody looks for it
    ):
        page.search.look_for(query)
        await office.until(lambda: len(page.search.finder.hits) == 1 and _current_file(page))
        found = _current_file(page)
        assert found is not None
        file, rect = found
        assert file.name == name
        await office.until(lambda: page.search.finder.marker)
        assert _is_marked(page, rect)
        page.search.stop()
        assert not _is_marked(page, rect)


async def test_a_file_of_all_history_is_shown_by_its_name_and_leads_to_its_message(
    office: Office,
) -> None:
    chat, _ = await _with_files(office)
    office.window.show_chat(office.mine[1])
    talks = office.window.side.talks
    talks.look_for("2046")
    await office.until(lambda: _rows(office))
    (row,) = _rows(office)
    assert row.accessibleName().endswith("вот что пришло, посмотрите, File: IMG_2046.png")
    alone = row.height()
    row.click()
    page = office.window.chat
    await office.until(lambda: page.conversation == chat and _current_file(page))
    found = _current_file(page)
    assert found is not None
    assert found[0].name == "IMG_2046.png"

    talks.look_for("Детализация")
    await office.until(lambda: [one for one in _rows(office) if one is not row])
    (paper,) = _rows(office)
    assert "File: Детализация" in paper.accessibleName()
    assert paper.height() <= alone  # beside it nothing was said
