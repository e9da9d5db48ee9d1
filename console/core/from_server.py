"""What the server says, and what of the state it changes."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from console.core import events
from console.core.board import BoardState
from console.core.changes import (
    AccountChanged,
    BoardChanged,
    Change,
    DeskChanged,
    HeadChanged,
    KnowledgeStale,
    LogReset,
    TalksChanged,
    WaitingChanged,
)
from console.core.chat import Chat
from console.core.desk import DeskState, Section, section_of
from console.core.hints import HINT_LASTS_MS, LOOK_LASTS_MS, Onlooker, TypingHint
from console.core.sharing import is_guest
from console.core.state import State
from console.core.talks import TalksState, by_account
from protocol.answers import (
    Beat,
    Changed,
    Desk,
    Hint,
    KnowledgeChanged,
    Looking,
    PresenceTold,
    Queues,
    SignedIn,
    Talks,
)
from protocol.board import BoardTold
from protocol.configuring import WorkplaceTold
from protocol.ids import ConversationId
from protocol.scalars import Millis

Told = (
    SignedIn
    | Desk
    | Talks
    | PresenceTold
    | Queues
    | Changed
    | Hint
    | Looking
    | Beat
    | KnowledgeChanged
    | WorkplaceTold
    | BoardTold
)


def _signed_in(state: State, event: SignedIn) -> list[Change]:
    changes: list[Change] = []
    if state.store_epoch not in ("", event.store_epoch):
        for chat in list(state.chats.values()):
            if chat.opened or chat.outgoing or chat.draft or chat.note_draft:
                state.chats[chat.id] = _emptied(chat)
                changes.append(LogReset(chat.id, ()))
            else:
                changes += state.forget(chat)
        state.desk, state.talks = DeskState(), TalksState()
        gone = tuple(state.board.agents)
        state.board = BoardState()
        changes += [DeskChanged(), TalksChanged(), BoardChanged(gone=gone, day=True, alerts=True)]
    state.account, state.workplace = event.account, event.workplace
    state.store_epoch = event.store_epoch
    state.clock_offset_ms = event.server_time - state.now
    return [*changes, AccountChanged()]


def _workplace_told(state: State, event: WorkplaceTold) -> list[Change]:
    """Titles, waits and choices are others at once; a queue that is gone leaves no figures."""
    if event.workplace == state.workplace:
        return []
    state.workplace = event.workplace
    known = {queue.id for queue in event.workplace.queues}
    return [AccountChanged(), *state.desk.keep_queues(known)]


def _desk(state: State, desk: Desk) -> list[Change]:
    if desk.desk_rev < state.desk.rev:
        return []
    changes = state.desk.take(desk)
    places: dict[ConversationId, Section] = {}
    for head in desk.conversations:
        chat = state.chat(head.id)
        changes += chat.take_head(head)
        section = section_of(chat.head or head, state.me)
        if section is not None:
            places[head.id] = section
    for conversation in desk.guest_of:
        chat = state.chat(conversation)
        if not is_guest(chat.head, state.me):
            chat.fresh = False  # a head that knows of it is still to be read
        places.setdefault(conversation, Section.GUEST)
    for head in desk.recent:
        changes += state.chat(head.id).take_head(head)
    for conversation in state.desk.places.keys() - places.keys():
        state.chats[conversation].fresh = False  # how it ended is still to be read
    changes += state.desk.place(places, tuple(head.id for head in desk.recent))
    for head in (*desk.conversations, *desk.recent):
        chat = state.chats[head.id]
        if chat.loaded and not chat.behind:
            chat.refresh()
        changes += chat.judge(state.me)
    for chat in list(state.chats.values()):
        if not state.worth_keeping(chat):
            changes += state.forget(chat)
    return changes


def _talks(state: State, talks: Talks) -> list[Change]:
    """As the desk: whole, of its revision, with what it no longer has forgotten."""
    if talks.desk_rev < state.talks.rev:
        return []
    changes: list[Change] = []
    heads = [*talks.talks, *talks.asked]
    for head in heads:
        chat = state.chat(head.id)
        chat.begun()
        changes += chat.take_head(head)
    for conversation in {*state.talks.listed, *state.talks.asked} - {head.id for head in heads}:
        if conversation in state.chats:
            state.chats[conversation].fresh = False  # whether it may still be read is to be seen
    told = TalksState(
        rev=talks.desk_rev,
        heard_rev=max(state.talks.heard_rev, talks.desk_rev),
        fresh=True,
        listed=tuple(head.id for head in talks.talks),
        asked=tuple(head.id for head in talks.asked),
    )
    people = state.people | by_account(talks.people)
    if (told.listed, told.asked, people) != (state.talks.listed, state.talks.asked, state.people):
        changes.append(TalksChanged())
    state.talks, state.people = told, people
    for head in heads:
        chat = state.chats[head.id]
        if chat.loaded and not chat.behind:
            chat.refresh()
        changes += chat.judge(state.me)
    for chat in list(state.chats.values()):
        if not state.worth_keeping(chat):
            changes += state.forget(chat)
    return changes


def _presence_told(state: State, event: PresenceTold) -> list[Change]:
    if state.people.get(event.colleague.id) == event.colleague:
        return []
    state.people[event.colleague.id] = event.colleague
    return [TalksChanged()]


def _colleagues_found(state: State, event: events.ColleaguesFound) -> list[Change]:
    people = state.people | by_account(event.found)
    if people == state.people:
        return []
    state.people = people
    return [TalksChanged()]


def _changed(state: State, event: Changed) -> list[Change]:
    chat = state.chats.get(event.head.id)
    section = section_of(event.head, state.me)
    if chat is None:
        if section is None:
            return []
        chat = state.chat(event.head.id)
    changes = chat.take_changes(
        event.entries, after_rev=event.after_rev, through=event.through, head=event.head
    )
    return changes + state.after_head(chat)


def _hint(state: State, event: Hint) -> list[Change]:
    chat = state.chats.get(event.conversation)
    if chat is None:
        return []
    if not event.typing:
        return chat.take_hint(None)
    until = Millis(state.now + HINT_LASTS_MS)
    return chat.take_hint(TypingHint(event.role, event.name, event.text, until))


def _looking(state: State, event: Looking) -> list[Change]:
    chat = state.chats.get(event.conversation)
    if chat is None or event.account == state.me:
        return []
    if not event.looking:
        return chat.take_onlooker(event.account, None)
    before = chat.onlookers.get(event.account)
    writes_until = before.writes_until if before else None
    if event.typing is not None:
        writes_until = Millis(state.now + HINT_LASTS_MS) if event.typing else None
    until = Millis(state.now + LOOK_LASTS_MS)
    onlooker = Onlooker(event.account, event.name, until, writes_until)
    return chat.take_onlooker(event.account, onlooker)


def _beat(state: State, event: Beat) -> list[Change]:
    state.clock_offset_ms = event.server_time - state.now
    state.desk.heard_rev = max(state.desk.heard_rev, event.desk_rev)
    # Not by the desk itself: the talks of that revision come right behind it.
    was_behind = state.talks.behind
    state.talks = replace(state.talks, heard_rev=max(state.talks.heard_rev, event.desk_rev))
    changes: list[Change] = []
    if state.talks.behind and not was_behind:
        changes.append(TalksChanged())  # else nobody would look what is wanted
    for conversation, rev in event.revs.items():
        chat = state.chats.get(conversation)
        if chat is not None:
            changes += chat.hear_rev(rev)
    return changes


def _history_read(state: State, event: events.HistoryRead) -> list[Change]:
    chat = state.chats.get(event.conversation)
    if chat is None:
        return []
    page = event.page
    if chat.begins_with is not None:
        chat.begun()
        state.talks = replace(state.talks, listed=(chat.id, *state.talks.listed))
    if event.before is not None:
        changes = chat.take_head(page.head)
        changes += chat.take_older(page.entries, before_seq=event.before, more=page.more)
        return changes + state.after_head(chat)
    changes = chat.take_newest(page.entries, through=page.through, more=page.more, head=page.head)
    if chat.opened:
        state.mark_new(chat)
    chat.refresh()
    return changes + state.after_head(chat)


def _page_read(state: State, event: events.PageRead) -> list[Change]:
    chat = state.chats.get(event.conversation)
    if chat is None:
        return []
    page = event.page
    through = page.through if page.more else max(page.through, page.head.rev)
    changes = chat.take_changes(
        page.entries, after_rev=event.after_rev, through=through, head=page.head
    )
    if not page.more:
        chat.refresh()
    return changes + state.after_head(chat)


def _waiting_read(state: State, event: events.WaitingRead) -> list[Change]:
    told = tuple(event.answer.conversations)
    if state.desk.waiting.get(event.answer.queue) == told:
        return []
    state.desk.waiting[event.answer.queue] = told
    return [WaitingChanged(event.answer.queue)]


def _unreadable(state: State, event: events.Unreadable) -> list[Change]:
    chat = state.chats.get(event.conversation)
    if chat is None:
        return []
    lost: list[Change] = [] if chat.gone else [HeadChanged(chat.id)]  # it looks different
    chat.gone = True
    return lost + chat.judge(state.me) + state.desk.move(chat.id, None)


def _emptied(chat: Chat) -> Chat:
    """The same conversation with nothing of what the server said: only what was typed here."""
    kept = Chat(chat.id)
    kept.opened, kept.draft, kept.note_draft = chat.opened, chat.draft, chat.note_draft
    kept.outgoing = [item if item.stopped else item.cut_off() for item in chat.outgoing]
    return kept


RULES: dict[type[Any], Callable[[State, Any], list[Change]]] = {
    SignedIn: _signed_in,
    Desk: _desk,
    Talks: _talks,
    PresenceTold: _presence_told,
    events.ColleaguesFound: _colleagues_found,
    Queues: lambda state, event: state.desk.take_queues(event.queues),
    BoardTold: lambda state, event: state.board.take(event),
    Changed: _changed,
    Hint: _hint,
    Looking: _looking,
    Beat: _beat,
    WorkplaceTold: _workplace_told,
    KnowledgeChanged: lambda _, event: [KnowledgeStale(event.through, own=event.own)],
    events.HistoryRead: _history_read,
    events.PageRead: _page_read,
    events.WaitingRead: _waiting_read,
    events.Unreadable: _unreadable,
}
