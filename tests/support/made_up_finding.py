"""What the made-up server finds in its logs: by letters alone, for word forms are the server's."""

from collections.abc import Iterator, Mapping, Sequence

from protocol.bodies import Message, Note
from protocol.commands import FindEntries
from protocol.conversations import Head
from protocol.entries import Entry, EntryHit
from protocol.ids import ConversationId


def found_hits(
    logs: Mapping[ConversationId, Sequence[Entry]],
    heads: Mapping[ConversationId, Head],
    command: FindEntries,
) -> list[EntryHit]:
    """The newest first."""
    hits = [
        hit
        for conversation, log in logs.items()
        if command.conversation in (None, conversation)
        and command.subscriber in (None, heads[conversation].subscriber)
        and command.queue in (None, heads[conversation].queue)
        for hit in _in_log(conversation, log, command)
    ]
    return sorted(hits, key=lambda hit: -hit.at)


def _in_log(
    conversation: ConversationId, log: Sequence[Entry], command: FindEntries
) -> Iterator[EntryHit]:
    for entry in log:
        body = entry.body
        late = command.since is None or entry.at >= command.since
        early = command.until is None or entry.at < command.until
        if not (isinstance(body, Message | Note) and late and early):
            continue
        named = [file.name for file in body.files if command.query in file.name]
        if command.query in body.text or named:
            file = named[0] if named else ""
            yield EntryHit(
                conversation=conversation,
                seq=entry.seq,
                at=entry.at,
                role=entry.author.role,
                author=entry.author.name,
                excerpt=body.text,
                spans=_spans(body.text, command.query),
                note=isinstance(body, Note),
                file=file,
                file_spans=tuple(_spans(file, command.query)),
            )


def _spans(text: str, query: str) -> list[list[int]]:
    return [[text.index(query), len(query)]] if query in text else []
