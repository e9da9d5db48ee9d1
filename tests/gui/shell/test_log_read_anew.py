"""A log that is read anew, as after a long break of the link, leaves its reader where he was."""

import pytest

from console.core import events
from protocol.answers import SignedIn
from protocol.scalars import Millis
from tests.gui.shell.conftest import Office
from ui.chat.transcript_view import TranscriptView

MANY = 60


async def _opened(office: Office) -> TranscriptView:
    """A chat with more unread than a page, scrolled from its «new» line to the newest."""
    conversation = office.mine[1]
    for number in range(MANY):
        office.server.says(conversation, f"Вопрос {number}")
    office.window.show_chat(conversation)
    view = office.window.chat.transcript
    await office.until(lambda: view.count > MANY)
    assert office.window.chat.model.first_unread is not None
    assert view.placed_rows()[-1].position < view.count - 1
    view.grab()
    view.jump_to_newest()
    assert view.placed_rows()[-1].position == view.count - 1
    return view


async def _read_anew(office: Office, *, emptied: bool) -> None:
    conversation = office.window.chat.conversation
    assert conversation is not None
    page = office.server.newest(conversation)
    if emptied:
        store = office.session.store
        assert store.account is not None
        assert store.workplace is not None
        signed_in = SignedIn(
            request=0,
            account=store.account,
            token="",
            expires_at=Millis(2**41),
            file_secret="5e" * 32,
            store_epoch="another",
            server_time=office.window.feed.now(),
            workplace=store.workplace,
        )
        office.session.apply([signed_in])
        assert office.window.chat.model.last_seq == 0
        office.server.tell_desk()
    office.session.apply([events.HistoryRead(conversation, None, page)])
    view = office.window.chat.transcript
    await office.until(lambda: view.count > MANY)


@pytest.mark.parametrize("emptied", [False, True], ids=["behind", "another store"])
async def test_who_was_at_the_newest_row_is_there_again(office: Office, *, emptied: bool) -> None:
    view = await _opened(office)
    await _read_anew(office, emptied=emptied)
    assert view.following


@pytest.mark.parametrize("emptied", [False, True], ids=["behind", "another store"])
async def test_who_had_scrolled_back_reads_the_same_row(office: Office, *, emptied: bool) -> None:
    view = await _opened(office)
    view.scroll_by(-700)
    before = [(view.row_at(one.position).key, one.top) for one in view.placed_rows()]
    await _read_anew(office, emptied=emptied)
    assert [(view.row_at(one.position).key, one.top) for one in view.placed_rows()] == before
