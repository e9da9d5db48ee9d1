"""Other words for what was said, or none: what of mine may have them, and what is on its way."""

from collections.abc import Sequence
from dataclasses import replace

from console.core.outgoing import Outgoing, OutgoingKind, OutgoingState, Said
from protocol.bodies import Message, Note, Taken
from protocol.entries import Entry
from protocol.ids import AccountId, ClientId
from protocol.limits import EDIT_SECONDS
from protocol.people import AuthorRole
from protocol.scalars import Millis


def changeable(
    entries: Sequence[Entry],
    outgoing: Sequence[Outgoing],
    *,
    me: AccountId | None,
    now: Millis,
    messages: bool = True,
) -> list[Said]:
    """My notes that I may still change, and my `messages` if those too, the newest first, as they
    are to read when all has gone.

    Messages are those since I have the chat; notes stay mine whoever answers. The server has the
    say.
    """
    found = []
    for entry in reversed(entries):
        if now - entry.at > EDIT_SECONDS * 1000:
            break
        messages = messages and not isinstance(entry.body, Taken)
        said = said_in(entry)
        if said is None or not (said.note or messages):
            continue
        if (entry.author.role, entry.author.id) != (AuthorRole.AGENT, me):
            continue
        pending = on_its_way(outgoing, entry.seq)
        if pending is None or pending.said is None:
            found.append(said)
        elif pending.kind is OutgoingKind.EDIT:
            said = replace(pending.said, words=pending.text, after=pending.client_id)
            found.append(said)
    return found


def said_in(entry: Entry) -> Said | None:
    """A message or a note of the log as it reads now; None if there is nothing to change."""
    body = entry.body
    if not isinstance(body, Message | Note) or body.deleted:
        return None
    note = isinstance(body, Note)
    return Said(entry.seq, since=body.edited or entry.at, words=body.text, note=note)


def on_its_way(outgoing: Sequence[Outgoing], seq: int) -> Outgoing | None:
    """The newest change of a message that is neither in the log yet nor stopped."""
    for item in reversed(outgoing):
        if item.said is not None and item.said.seq == seq and not item.stopped:
            return item
    return None


def follow(item: Outgoing, done: ClientId, at: Millis) -> Outgoing:
    """What becomes of a change once the one that it was made after is in the log since `at`.

    It was made on what that one made of the message, so it is not to be taken for stale.
    """
    return with_since(item, at) if item.said is not None and item.said.after == done else item


def with_since(item: Outgoing, at: Millis) -> Outgoing:
    """The same change of a message that has the words it was made on since then."""
    said = item.said
    return item if said is None else replace(item, said=replace(said, since=at, after=None))


def made_after(item: Outgoing, before: ClientId, now: ClientId) -> Outgoing:
    """The same where the change that it was made after has another identity now."""
    said = item.said
    if said is None or said.after != before:
        return item
    return replace(item, said=replace(said, after=now))


def resolved(item: Outgoing, outgoing: Sequence[Outgoing], entries: Sequence[Entry]) -> Outgoing:
    """A change once more, where the one it was made after came into the log without its knowledge.

    So it is when the program ended in between, or while it was written to disk itself.
    """
    said = item.said
    if said is None or said.after is None:
        return item
    for other in outgoing:
        if other.client_id == said.after:
            done = other.said if other.state is OutgoingState.ACCEPTED else None
            return item if done is None else with_since(item, done.since)
    came = next((one.at for one in reversed(entries) if one.client_id == said.after), None)
    return item if came is None else with_since(item, came)


def last_untried(outgoing: Sequence[Outgoing], *, note: bool) -> Outgoing | None:
    """What was written last, if it is a message, or a note, that no server can have yet."""
    last = outgoing[-1] if outgoing else None
    if last is None or last.is_note is not note:
        return None
    return last if last.untried and last.was_draft else None
