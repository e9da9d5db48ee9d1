"""What the made-up server makes of edits and deletions, whoever they come from."""

from collections.abc import Callable, Sequence

import msgspec

from console.core import events
from console.core.errors import CommandRejected
from console.core.outgoing import Outgoing
from console.core.store import Event
from console.link.outgoing_commands import command_of
from protocol import answers, commands
from protocol.bodies import Deleted, Edited, EntryBody, Message, Note
from protocol.entries import Entry
from protocol.errors import ErrorCode
from protocol.ids import ClientId, ConversationId
from tests.support.made_up_conversations import MadeUpConversations
from tests.support.made_up_operator import AGENT

SecondWords = commands.EditMessage | commands.DeleteMessage


class MadeUpSecondWords(MadeUpConversations):
    """Rewrites messages, unless they read otherwise than the command says."""

    def take_second_words(
        self,
        item: Outgoing,
        apply: Callable[[Sequence[Event]], None],
        refused: CommandRejected | None,
    ) -> commands.DeskCommand:
        """Do what is on its way out, or refuse it; what came of it is applied."""
        command = command_of(item, 0)
        assert isinstance(command, SecondWords)
        here = ConversationId(command.conversation)
        kind = Note if command.of_note else Message
        assert isinstance(self._said(here, command.seq).body, kind), "taken for the other"
        stale = command.since not in (None, since(self._said(here, command.seq)))
        code = refused.code if refused else ErrorCode.STALE_VERSION if stale else None
        if code is not None:
            apply([events.SendRefused(item.client_id, code)])
            return command
        text = command.text if isinstance(command, commands.EditMessage) else None
        entries = self.say_otherwise(here, command.seq, text, client_id=item.client_id)
        done = self.done(0, here, seq=entries[0].seq)
        done = msgspec.structs.replace(done, at=entries[0].at)
        apply([events.Acknowledged(item.client_id, done), self.told(here, *entries)])
        return command

    def say_otherwise(
        self,
        here: ConversationId,
        seq: int,
        text: str | None,
        *,
        client_id: ClientId | None = None,
    ) -> tuple[Entry, Entry]:
        """Give what was said other words, or none: what tells of it, and what it is by now."""
        entry = self._said(here, seq)
        assert isinstance(entry.body, Message | Note)
        was, note = entry.body.text, isinstance(entry.body, Note)
        history: EntryBody = Deleted(seq, was, of_note=note)
        if text is not None:
            history = Edited(seq, text, was, of_note=note)
        told = self.log(here, history, AGENT, client_id=client_id)
        body = type(entry.body)(text=text or "", edited=told.at, deleted=text is None)
        shown = self._is_shown(here, entry)
        self.change(here, **({"preview": body.text} if shown else {}))
        changed = msgspec.structs.replace(entry, body=body, rev=self.heads[here].rev)
        self.logs[here][self.logs[here].index(entry)] = changed
        return told, changed

    def _is_shown(self, here: ConversationId, entry: Entry) -> bool:
        """Whether the list shows it: the newest message, and never a note."""
        messages = [one for one in self.logs[here] if isinstance(one.body, Message)]
        return bool(messages) and messages[-1] is entry

    def told(self, here: ConversationId, *entries: Entry) -> answers.Changed:
        """That a conversation has these entries now."""
        head = self.heads[here]
        return answers.Changed(head=head, after_rev=0, through=head.rev, entries=list(entries))

    def _said(self, here: ConversationId, seq: int) -> Entry:
        return next(entry for entry in self.logs[here] if entry.seq == seq)


def since(entry: Entry) -> int:
    """When a message or a note got the words that it has."""
    body = entry.body
    return (isinstance(body, Message | Note) and body.edited) or entry.at
