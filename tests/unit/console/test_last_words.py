"""What the list of conversations shows of what was said last."""

import msgspec
import pytest

from console.core.outgoing import Outgoing, OutgoingKind, WaitReason
from console.viewmodels.last_words import LastWords, last_words
from protocol.bodies import Attachment, Message
from protocol.conversations import FILE_MARK, ConversationState
from protocol.ids import ClientId, FileId
from protocol.people import AuthorRole
from protocol.scalars import Millis
from server_stub.domain.previews import preview_of
from tests.unit.console.world import ME, OTHER, Conversation, conversation_id

_HEARD = msgspec.structs.replace(
    Conversation(conversation_id(0)).head(),
    preview="а вернуть?",
    preview_role=AuthorRole.SUBSCRIBER,
)


def _on_its_way(kind: OutgoingKind, text: str) -> Outgoing:
    return Outgoing(
        ClientId(text), _HEARD.id, kind, text, epoch=1, seen_seq=1, written_at=Millis(1)
    )


def test_what_waits_to_go_out_was_said_after_all_that_the_server_has() -> None:
    going = [_on_its_way(OutgoingKind.REPLY, one) for one in ("первое", "второе")]
    assert last_words(_HEARD, [], me=ME) == LastWords("а вернуть?")
    assert last_words(_HEARD, going, me=ME) == LastWords("второе", mine=True)


def test_what_the_subscriber_wrote_since_is_worth_more_than_what_waits_for_that() -> None:
    stopped = _on_its_way(OutgoingKind.REPLY, "x").waiting(WaitReason.NEWER)
    assert last_words(_HEARD, [stopped], me=ME) == LastWords("а вернуть?")


@pytest.mark.parametrize("kind", [OutgoingKind.NOTE, OutgoingKind.EDIT, OutgoingKind.DELETION])
def test_a_note_and_a_change_of_what_was_said_are_no_last_words(kind: OutgoingKind) -> None:
    assert last_words(_HEARD, [_on_its_way(kind, "x")], me=ME) == LastWords("а вернуть?")


@pytest.mark.parametrize("who", [ME, OTHER])
def test_of_a_deleted_message_is_left_whose_it_was(who: str) -> None:
    talk = msgspec.structs.replace(
        _HEARD, state=ConversationState.TALK, preview_role=AuthorRole.AGENT
    )
    for before in (_HEARD, talk):
        deleted = msgspec.structs.replace(
            before, preview="", preview_role=AuthorRole.AGENT, preview_by=who
        )
        mine = who == ME or before is _HEARD
        assert last_words(deleted, [], me=ME) == LastWords(mine=mine, deleted=True)


def test_where_nobody_has_said_anything_nothing_was_deleted() -> None:
    blank = msgspec.structs.replace(_HEARD, preview="", preview_role=None)
    assert last_words(blank, [], me=ME) == LastWords()


def test_files_without_a_word_are_named_and_their_mark_is_drawn() -> None:
    files = tuple(
        Attachment(id=FileId(name), name=name, media_type="image/png", size=9)
        for name in ("а.png", "б.png")
    )
    head = msgspec.structs.replace(_HEARD, preview=preview_of(Message(text="", files=files)))
    assert last_words(head, [], me=ME) == LastWords("а.png, б.png", files=True)


def test_where_there_is_nothing_to_read_nothing_is_said_to_be_a_file() -> None:
    bare = msgspec.structs.replace(_HEARD, preview=FILE_MARK)
    assert last_words(bare, [], me=ME) == LastWords()
    assert last_words(_HEARD, [_on_its_way(OutgoingKind.TALK, "")], me=ME) == LastWords(mine=True)
