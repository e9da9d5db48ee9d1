"""Rules of saying otherwise, or not at all, what one has said: soon, and never in secret.

What is rewritten stays what it was, a message or a note, for those who read it.
"""

import msgspec

from protocol import commands, limits
from protocol.bodies import Deleted, Edited, Message, Note
from protocol.conversations import ConversationState
from protocol.entries import Audience
from protocol.people import AuthorRole
from server_stub.domain.conversation import LogEntry
from server_stub.domain.draft import Draft
from server_stub.domain.errors import InvalidTransition, NotFound, StaleVersion
from server_stub.domain.messages import preview_of

_Change = commands.EditMessage | commands.DeleteMessage


def edit(draft: Draft, request: commands.EditMessage) -> None:
    _require_part(draft, request)
    say_otherwise(draft, request)


def delete(draft: Draft, request: commands.DeleteMessage) -> None:
    _require_part(draft, request)
    take_back(draft, request)


def say_otherwise(draft: Draft, request: commands.EditMessage) -> None:
    """Nothing is lost by it: colleagues find in the log what it was."""
    entry, said = _own(draft, request)
    draft.log(Edited(seq=entry.seq, text=request.text, was=said.text, of_note=request.of_note))
    changed = msgspec.structs.replace(said, text=request.text, edited=draft.now)
    draft.rewrite(entry, changed)
    _show_instead(draft, entry, said, changed)


def take_back(draft: Draft, request: commands.DeleteMessage) -> Message | Note:
    """The same for what is to be no more; returns what it was."""
    entry, said = _own(draft, request)
    draft.log(
        Deleted(seq=entry.seq, was=said.text, files=said.files, of_note=request.of_note),
    )
    for file in said.files:
        if entry.audience is Audience.SUBSCRIBER:
            draft.attach(file.id)  # to what colleagues see: the subscriber opens it no more
        else:
            draft.withdraw(file.id)  # it was for colleagues, and they were to have it no more
    changed = type(said)(text="", edited=draft.now, deleted=True)
    draft.rewrite(entry, changed)
    _show_instead(draft, entry, said, changed)
    return said


def _require_part(draft: Draft, request: _Change) -> None:
    """What a subscriber reads is theirs to change who write to him; notes also guests'."""
    if not request.of_note and not draft.before.has_voice(draft.actor.id):
        raise NotFound
    draft.require_state(ConversationState.ACTIVE, ConversationState.HELD)


def _own(draft: Draft, request: _Change) -> tuple[LogEntry, Message | Note]:
    """What he has said himself, not too long ago, as he read it and as what he takes it for.

    A message since the conversation is his; a note stays his whoever answers.
    """
    draft.require_epoch(request.epoch)
    entry = draft.context.entry(draft.before.id, request.seq)
    if entry is None or not isinstance(entry.body, Note if request.of_note else Message):
        raise NotFound
    author, own = entry.author, (AuthorRole.AGENT, draft.actor.id)
    if (author.role, author.id) != own:
        raise NotFound
    if not request.of_note and entry.epoch != request.epoch:
        raise NotFound
    since = entry.body.edited or entry.at
    if request.since not in (None, since):
        raise StaleVersion(version=since)
    if entry.body.deleted:
        raise NotFound
    if draft.now - entry.at > limits.EDIT_SECONDS * 1000:
        raise InvalidTransition(state="too_late")
    return entry, entry.body


def _show_instead(draft: Draft, entry: LogEntry, was: Message | Note, now: Message | Note) -> None:
    """The list shows the last message as it reads now; it never shows a note."""
    before = draft.before
    if not (isinstance(was, Message) and isinstance(now, Message)):
        return
    shown = before.preview_role is AuthorRole.AGENT and before.preview == preview_of(was)
    if shown and not any(
        isinstance(later.body, Message)
        for behind in range(entry.seq + 1, before.last_seq + 1)
        if (later := draft.context.entry(before.id, behind)) is not None
    ):
        draft.set(preview=preview_of(now))
