"""What happens at this machine, and what of the state it changes: link, keyboard, outbox."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from console.core import events
from console.core.attaching import AttachedFile
from console.core.board import BoardState
from console.core.changes import (
    AccountChanged,
    Change,
    ChatForgotten,
    DeskChanged,
    DiskChanged,
    DraftRestored,
    HeadChanged,
    LinkChanged,
    PreferencesChanged,
    PresenceChanged,
    QueuesChanged,
    TalksChanged,
)
from console.core.desk import DeskState
from console.core.outgoing import Outgoing, WaitReason
from console.core.preferences import Preferences
from console.core.state import State
from console.core.talks import TalksState
from protocol.errors import RETRYABLE, ErrorCode
from protocol.ids import ClientId


def _link_moved(state: State, event: events.LinkMoved) -> list[Change]:
    was_live, state.link = state.link.live, event.state
    changes: list[Change] = [LinkChanged()]
    if was_live and not state.link.live:
        state.desk.fresh = False
        state.talks = replace(state.talks, fresh=False)
        for chat in state.chats.values():
            changes += chat.cut_off()
    return changes


def _talk_begun(state: State, event: events.TalkBegun) -> list[Change]:
    chat = state.chat(event.head.id)
    return [*chat.begin_here(event.head, event.colleague), TalksChanged()]


def _translated(state: State, event: events.Translated) -> list[Change]:
    chat = state.chats.get(event.conversation)
    return chat.translate(event.seq, event.translation) if chat is not None else []


def _opened(state: State, event: events.Opened) -> list[Change]:
    chat = state.chat(event.conversation)
    chat.opened = True
    chat.new_after = None  # who looks again sees what is new since he looked last
    state.mark_new(chat)
    return []


def _left(state: State, event: events.Left) -> list[Change]:
    chat = state.chats.get(event.conversation)
    if chat is None:
        return []
    chat.opened = False
    chat.new_after = None
    return [] if state.worth_keeping(chat) else state.forget(chat)


def _typed(state: State, event: events.Typed) -> list[Change]:
    chat = state.chat(event.conversation)
    if event.note:
        chat.note_draft = event.text
    else:
        chat.draft = event.text
    return []


def _read_up_to(state: State, event: events.ReadUpTo) -> list[Change]:
    chat = state.chat(event.conversation)
    unread = chat.unread
    chat.read_seq = max(chat.read_seq, event.seq)
    chat.shown_seq = max(chat.shown_seq, event.seq)
    # Told by its server a moment later, together with what else has come; without one by nobody.
    return [HeadChanged(chat.id)] if chat.unread != unread and not state.link.live else []


def _restored(state: State, event: events.Restored) -> list[Change]:
    changes: list[Change] = []
    for draft in event.drafts:
        changes += _typed(state, events.Typed(draft.conversation, draft.text, note=draft.note))
        changes.append(DraftRestored(draft.conversation))
    for file in event.attached:
        changes += state.chat(file.conversation).attach([file])
    for item in event.outgoing:
        if state.chat_of(item.client_id) is None:
            changes += _enter(state, item if item.stopped else item.restored())
            state.chat(item.conversation).begins_with = item.begins
    return changes


def _preferred(state: State, event: events.Preferred) -> list[Change]:
    if event.preferences == state.preferences:
        return []
    state.preferences = event.preferences
    return [PreferencesChanged()]


def _entered(state: State, event: events.Entered) -> list[Change]:
    chat = state.chat(event.item.conversation)
    certain = state.link.live and chat.fresh
    return _enter(state, event.item if certain else event.item.cut_off()) + chat.judge(state.me)


def _send_started(state: State, event: events.SendStarted) -> list[Change]:
    return _change(state, event.client_id, lambda item: item.sending())


def _acknowledged(state: State, event: events.Acknowledged) -> list[Change]:
    chat = state.chat_of(event.client_id)
    if chat is None:
        return []
    return chat.accept(event.client_id, rev=event.done.rev, at=event.done.at)


def _send_refused(state: State, event: events.SendRefused) -> list[Change]:
    def verdict(item: Outgoing) -> Outgoing:
        if event.code in RETRYABLE:
            return item.postponed(state.now, at_least_ms=event.retry_after_ms)
        # What was passed on while a text was on its way is not to be found any more.
        foreign = event.code is ErrorCode.NOT_FOUND and not item.files
        if foreign or event.code is ErrorCode.STALE_EPOCH:
            return item.waiting(WaitReason.MOVED)
        if event.code is ErrorCode.STALE_VERSION:
            return item.waiting(WaitReason.CHANGED)
        return item.failed(event.code)

    return _change(state, event.client_id, verdict)


def _confirmed(state: State, event: events.Confirmed) -> list[Change]:
    chat = state.chat_of(event.client_id)
    item = chat.find(event.client_id) if chat else None
    if chat is None or item is None or chat.head is None or not item.stopped:
        return []
    sure = item.confirmed(
        event.fresh_id,
        epoch=chat.head.epoch,
        seen_seq=chat.seen_seq,
        said=chat.as_it_reads(item.said),
    )
    if not (state.link.live and chat.fresh):
        sure = sure.cut_off()
    return chat.replace_outgoing(item.client_id, sure) + chat.judge(state.me)


def _dropped(state: State, event: events.Dropped) -> list[Change]:
    chat = state.chat_of(event.client_id)
    if chat is None:
        return []
    return chat.remove_outgoing(event.client_id)


def _taken_back(state: State, event: events.TakenBack) -> list[Change]:
    chat = state.chat_of(event.client_id)
    item = chat.find(event.client_id) if chat else None
    if chat is None or item is None:
        return []
    if item.is_note:
        chat.note_draft = chat.draft_with(item)
    else:
        chat.draft = chat.draft_with(item)
    return [
        *chat.remove_outgoing(event.client_id),
        DraftRestored(chat.id),
        *chat.attach([file.afresh() if file.code else file for file in item.files]),
    ]


def _attached(state: State, event: events.Attached) -> list[Change]:
    return state.chat(event.file.conversation).attach([event.file])


def _detached(state: State, event: events.Detached) -> list[Change]:
    return [change for chat in state.chats.values() for change in chat.detach(event.key)]


def _file_moved(state: State, event: events.FileMoved) -> list[Change]:
    return _move_file(state, event.key, lambda file: file.moved(event.arrived))


def _file_arrived(state: State, event: events.FileArrived) -> list[Change]:
    return _move_file(state, event.key, lambda file: file.whole(event.file))


def _file_refused(state: State, event: events.FileRefused) -> list[Change]:
    return _move_file(state, event.key, lambda file: file.refused(event.code))


def _move_file(
    state: State, key: ClientId, change: Callable[[AttachedFile], AttachedFile]
) -> list[Change]:
    return [one for chat in state.chats.values() for one in chat.move_file(key, change)]


def _hastened(state: State, event: events.Hastened) -> list[Change]:
    return [
        change
        for chat in state.chats.values()
        if event.conversation in (None, chat.id)
        for change in chat.hasten()
    ]


def _disk_moved(state: State, event: events.DiskMoved) -> list[Change]:
    moved = state.disk_failing != event.failing
    state.disk_failing = event.failing
    return [DiskChanged()] if moved else []


def _account_left(state: State, _: events.AccountLeft) -> list[Change]:
    changes: list[Change] = [ChatForgotten(conversation) for conversation in state.chats]
    state.chats, state.desk = {}, DeskState()
    state.talks, state.people, state.board = TalksState(), {}, BoardState()
    state.account, state.workplace, state.store_epoch = None, None, ""
    changes += _preferred(state, events.Preferred(Preferences()))
    changes += _disk_moved(state, events.DiskMoved(failing=False))
    changes += [DeskChanged(), TalksChanged(), PresenceChanged(), QueuesChanged()]
    return [*changes, AccountChanged()]


def _board_asked(state: State, _: events.BoardAsked) -> list[Change]:
    state.board.begin()
    return []


def _ticked(state: State, _: events.Ticked) -> list[Change]:
    return [change for chat in state.chats.values() for change in chat.expire(state.now)]


def _enter(state: State, item: Outgoing) -> list[Change]:
    return state.chat(item.conversation).enter(item)


def _change(
    state: State, client_id: ClientId, change: Callable[[Outgoing], Outgoing]
) -> list[Change]:
    chat = state.chat_of(client_id)
    item = chat.find(client_id) if chat else None
    if chat is None or item is None:
        return []
    return chat.replace_outgoing(client_id, change(item))


RULES: dict[type[Any], Callable[[State, Any], list[Change]]] = {
    events.LinkMoved: _link_moved,
    events.TalkBegun: _talk_begun,
    events.Translated: _translated,
    events.Opened: _opened,
    events.Left: _left,
    events.Typed: _typed,
    events.ReadUpTo: _read_up_to,
    events.Restored: _restored,
    events.Preferred: _preferred,
    events.Entered: _entered,
    events.SendStarted: _send_started,
    events.Acknowledged: _acknowledged,
    events.SendRefused: _send_refused,
    events.Confirmed: _confirmed,
    events.Dropped: _dropped,
    events.TakenBack: _taken_back,
    events.Hastened: _hastened,
    events.Attached: _attached,
    events.Detached: _detached,
    events.FileMoved: _file_moved,
    events.FileArrived: _file_arrived,
    events.FileRefused: _file_refused,
    events.DiskMoved: _disk_moved,
    events.AccountLeft: _account_left,
    events.BoardAsked: _board_asked,
    events.AlertsSeen: lambda state, event: state.board.acknowledge(event.alerts),
    events.Ticked: _ticked,
}
