"""The rules of one conversation, each by itself."""

from dataclasses import replace

import msgspec

from console.core.changes import (
    EntriesAdded,
    EntryChanged,
    HeadChanged,
    HintChanged,
    LogReset,
    OlderChanged,
    OutgoingRemoved,
    SyncChanged,
)
from console.core.chat import Chat
from console.core.hints import TypingHint
from console.core.outgoing import Outgoing, OutgoingKind, OutgoingState, WaitReason
from protocol.bodies import Message, Note
from protocol.errors import ErrorCode
from protocol.ids import ClientId
from protocol.people import AuthorRole
from protocol.scalars import Millis
from tests.unit.console.world import ME, PAGE, World, conversation_id

HERE = conversation_id(0)
NOW = Millis(1_000)


def world_with(texts: int) -> World:
    world = World()
    for number in range(texts):
        world.subscriber_says(HERE, f"text {number}")
    return world


def chat_on(world: World) -> Chat:
    chat = Chat(HERE)
    page = world.history(HERE)
    chat.take_newest(page.entries, through=page.through, more=page.more, head=page.head)
    chat.refresh()
    return chat


def item(number: int = 1, *, kind: OutgoingKind = OutgoingKind.REPLY) -> Outgoing:
    return Outgoing(
        client_id=ClientId(f"client{number:04d}"),
        conversation=HERE,
        kind=kind,
        text="text",
        epoch=1,
        seen_seq=0,
        written_at=NOW,
    )


def test_what_lies_before_the_newest_page_may_be_news_to_who_wrote_before_it() -> None:
    world = world_with(1)
    chat = chat_on(world)
    chat.enter(replace(item(), seen_seq=chat.seen_seq))
    chat.cut_off()
    world.subscriber_says(HERE, "not on the page")
    for number in range(PAGE):
        world[HERE].add(Note(text=f"note {number}"), AuthorRole.AGENT)
    page = world.history(HERE)
    chat.take_newest(page.entries, through=page.through, more=page.more, head=page.head)
    chat.refresh()
    chat.judge(ME)
    assert chat.outgoing[0].reason is WaitReason.NEWER


def test_a_frame_beyond_what_is_known_is_not_used_and_marks_the_chat_behind() -> None:
    world = world_with(1)
    chat = chat_on(world)
    world.subscriber_says(HERE, "missed")
    world.subscriber_says(HERE, "came")
    changed = world.changed(HERE, 2)
    changes = chat.take_changes(
        changed.entries, after_rev=2, through=changed.through, head=changed.head
    )
    assert changes == [HeadChanged(HERE), SyncChanged(HERE)]
    assert (len(chat.entries), chat.behind) == (1, True)
    changed = world.changed(HERE, 1)
    changes = chat.take_changes(
        changed.entries, after_rev=1, through=changed.through, head=changed.head
    )
    assert changes == [EntriesAdded(HERE, 1, tuple(world[HERE].entries[1:])), SyncChanged(HERE)]


def test_a_hole_is_no_gap_and_what_comes_into_one_takes_its_place() -> None:
    world = world_with(3)
    chat = chat_on(world)
    hidden = chat.entries.pop(1)
    head = world[HERE].head()
    changes = chat.take_changes([hidden], after_rev=3, through=3, head=head)
    assert changes == [EntriesAdded(HERE, 1, (hidden,))]
    assert chat.entries == world[HERE].entries


def test_an_older_revision_of_an_entry_never_replaces_a_newer_one() -> None:
    world = world_with(1)
    chat = chat_on(world)
    old = world[HERE].entries[0]
    new = msgspec.structs.replace(old, rev=5, body=Message(text="[erased]"))
    head = world[HERE].head()
    assert chat.take_changes([new], after_rev=1, through=5, head=head) == [
        EntryChanged(HERE, 0, new)
    ]
    assert chat.take_changes([old], after_rev=1, through=1, head=head) == []
    assert chat.entries == [new]


def test_separate_places_are_separate_records() -> None:
    world = world_with(3)
    chat = chat_on(world)
    first, second, third = chat.entries
    chat.entries = [second]
    changes = chat.take_changes([first, third], after_rev=3, through=3, head=world[HERE].head())
    assert changes == [EntriesAdded(HERE, 0, (first,)), EntriesAdded(HERE, 2, (third,))]


def test_older_pages_join_only_where_the_log_begins() -> None:
    world = world_with(7)
    chat = chat_on(world)
    page = world.history(HERE, 5)
    assert chat.take_older(page.entries, before_seq=4, more=page.more) == []
    assert chat.take_older(page.entries, before_seq=5, more=page.more) == [
        EntriesAdded(HERE, 0, tuple(page.entries))
    ]
    last = world.history(HERE, 2)
    assert chat.take_older(last.entries, before_seq=2, more=False) == [
        EntriesAdded(HERE, 0, tuple(last.entries)),
        OlderChanged(HERE),
    ]
    assert chat.take_older([], before_seq=1, more=False) == []
    assert chat.entries == world[HERE].entries


def test_a_late_newest_page_does_not_take_the_log_back() -> None:
    world = world_with(1)
    late = world.history(HERE)
    world.subscriber_says(HERE, "newer")
    chat = chat_on(world)
    assert chat.take_newest(late.entries, through=late.through, more=False, head=late.head) == []
    assert len(chat.entries) == 2


def test_a_changed_entry_before_the_log_comes_with_its_page() -> None:
    world = world_with(5)
    chat = chat_on(world)
    assert chat.has_older
    world.edits(HERE, 1)
    changed = world.changed(HERE, 5)
    changes = chat.take_changes(
        changed.entries, after_rev=5, through=changed.through, head=changed.head
    )
    assert changes == [HeadChanged(HERE)]
    assert not chat.behind


def test_an_acknowledged_text_stays_until_its_entry_stands_for_it() -> None:
    world = world_with(1)
    chat = chat_on(world)
    own = item()
    chat.enter(own)
    assert chat.sendable(NOW) == own
    done = world.send(own.client_id, HERE, epoch=1, text="text", note=False)
    assert not isinstance(done, ErrorCode)
    chat.accept(own.client_id, rev=done.rev, at=done.at)
    assert chat.outgoing[0].state is OutgoingState.ACCEPTED
    assert chat.sendable(NOW) is None
    changed = world.changed(HERE, 1)
    changes = chat.take_changes(
        changed.entries, after_rev=1, through=changed.through, head=changed.head
    )
    assert OutgoingRemoved(HERE, 0, own.client_id) in changes
    assert chat.accept(own.client_id, rev=done.rev, at=done.at) == []


def test_an_entry_that_came_first_takes_the_text_at_once() -> None:
    world = world_with(1)
    chat = chat_on(world)
    chat.enter(item(1))
    chat.accept(item(1).client_id, rev=1, at=NOW)
    assert chat.outgoing == []
    unloaded = Chat(HERE)
    unloaded.enter(item(2))
    unloaded.accept(item(2).client_id, rev=9, at=NOW)
    assert unloaded.outgoing == []


def test_nothing_goes_past_a_stop_and_only_one_at_a_time() -> None:
    chat = chat_on(world_with(0))
    for number in (1, 2, 3):
        chat.enter(item(number))
    chat.replace_outgoing(item(1).client_id, item(1).accepted())
    assert chat.sendable(NOW) == item(2)
    chat.replace_outgoing(item(2).client_id, item(2).sending())
    assert chat.sendable(NOW) is None
    chat.replace_outgoing(item(2).client_id, item(2).failed(ErrorCode.INVALID))
    assert chat.sendable(NOW) is None
    later = item(2).sending().postponed(NOW, at_least_ms=50)
    chat.replace_outgoing(item(2).client_id, later)
    assert chat.sendable(NOW) is None
    assert chat.sendable(later.not_before) == later
    assert Chat(HERE).sendable(NOW) is None


def test_notes_go_after_a_break_although_the_subscriber_wrote_replies_do_not() -> None:
    world = world_with(0)
    chat = chat_on(world)
    chat.enter(item(1, kind=OutgoingKind.NOTE).cut_off())
    chat.enter(item(2).cut_off())
    world.subscriber_says(HERE, "newer")
    page = world.page(HERE, 0)
    chat.take_changes(page.entries, after_rev=0, through=page.through, head=page.head)
    chat.judge(ME)
    assert [own.state for own in chat.outgoing] == [OutgoingState.QUEUED, OutgoingState.WAITING]


def test_nothing_is_judged_on_an_old_view() -> None:
    chat = chat_on(world_with(0))
    chat.enter(item())
    chat.cut_off()
    assert chat.judge(ME) == []
    chat.gone = True
    chat.judge(ME)
    assert chat.outgoing[0].state is OutgoingState.WAITING


def test_who_types_is_forgotten_when_he_is_not_repeated() -> None:
    chat = Chat(HERE)
    hint = TypingHint(AuthorRole.SUBSCRIBER, "", "а мож", Millis(7_000))
    assert chat.take_hint(hint) == [HintChanged(HERE)]
    assert chat.take_hint(hint) == []
    assert chat.expire(Millis(6_999)) == []
    assert chat.expire(Millis(7_000)) == [HintChanged(HERE)]
    assert chat.expire(Millis(7_000)) == []


def test_what_is_unread_is_what_nobody_here_has_seen() -> None:
    world = world_with(2)
    chat = Chat(HERE)
    assert (chat.unread, chat.first_unread()) == (0, None)
    chat.take_head(world[HERE].head())
    assert chat.unread == 2
    chat.read_seq = 2
    assert chat.unread == 0
    chat.new_after = 1
    chat.entries = list(world[HERE].entries)
    assert chat.first_unread() == 1
    chat.new_after = 2
    assert chat.first_unread() is None
    assert not chat.owned_by(None)


def test_a_reset_shows_what_was_sent_meanwhile_as_entries() -> None:
    world = world_with(0)
    own = item()
    world.send(own.client_id, HERE, epoch=1, text="text", note=False)
    chat = Chat(HERE)
    chat.enter(own)
    page = world.history(HERE)
    changes = chat.take_newest(page.entries, through=page.through, more=False, head=page.head)
    assert LogReset(HERE, tuple(page.entries)) in changes
    assert chat.outgoing == []


def test_a_text_committed_long_before_the_log_begins_is_known_to_be_done() -> None:
    world = world_with(0)
    own = item()
    done = world.send(own.client_id, HERE, epoch=1, text="text", note=False)
    assert not isinstance(done, ErrorCode)
    for number in range(5):
        world.subscriber_says(HERE, f"text {number}")
    chat = chat_on(world)
    chat.enter(own)
    assert own.client_id not in {entry.client_id for entry in chat.entries}
    chat.accept(own.client_id, rev=done.rev, at=done.at)
    assert chat.outgoing == []
