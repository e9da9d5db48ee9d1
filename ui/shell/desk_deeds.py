"""What a person does with conversations: each deed runs as a task and says when it fails."""

import asyncio
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject

from console.core.desk import Section
from console.core.errors import CommandRejected
from console.core.talks import is_talk
from protocol.conversations import ConversationState
from protocol.errors import ErrorCode
from protocol.ids import ClientId, ConversationId
from protocol.people import Presence
from protocol.scalars import Millis
from ui.shell.desk_parts import DeskParts
from ui.shell.finish_dialog import Ending, FinishDialog

translate = QCoreApplication.translate

_Answer = Callable[[ConversationId], Coroutine[Any, Any, None]]


class DeskDeeds(QObject):
    """The one place of the window that calls the session to change something."""

    def __init__(self, parts: DeskParts) -> None:
        super().__init__(parts)
        self._parts = parts
        self._session = parts.session
        self._answering: set[str] = set()
        self._answered: dict[ConversationId, int] = {}
        """In which epoch: the desk may hear of it later, and a key pressed twice answers once."""
        self._claiming = False
        """The one that waits longest is being looked for: the key pressed twice takes one."""
        self.finishing: FinishDialog | None = None
        self._decided: ClientId | None = None
        """The text last shown of those that wait for a decision."""
        self._begun: dict[ConversationId, Ending] = {}
        parts.chats.dropped.connect(self._on_chats_dropped)
        parts.chats.expected_came.connect(self._on_chats_expected_came)

    # Offers and queues

    def accept_first(self) -> None:
        """Take the offer that runs out first."""
        offer = self._parts.inbox.first_offer()
        if offer is not None:
            self.accept(offer)

    def decline_first(self) -> None:
        """Decline the offer that runs out first."""
        offer = self._parts.inbox.first_offer()
        if offer is not None:
            self.decline(offer)

    def accept(self, conversation: str) -> None:
        """Take an offer and look at it."""
        which = ConversationId(conversation)
        self._answer(which, self._accept)

    def decline(self, conversation: str) -> None:
        """Let somebody else have it."""
        which = ConversationId(conversation)
        self._answer(which, self._session.decline)

    def take(self, conversation: str) -> None:
        """Claim one that waits."""
        which = ConversationId(conversation)
        self._answer(which, self._take)

    def take_current(self) -> None:
        """Claim the one in view."""
        if self._current is not None:
            self.take(self._current)

    def take_longest(self) -> None:
        """Claim the one that waits longest of all queues."""
        if not self._claiming:
            self._claiming = True
            self._do("claim", self._take_longest())

    # The conversation in view

    def hold_current(self) -> None:
        """Put it on hold, or go on with it."""
        if self._current is not None:
            self.hold(self._current)

    def release_current(self) -> None:
        """Give it back to its queue."""
        if self._current is not None:
            self.release(self._current)

    def finish_current(self) -> None:
        """Ask what came of it; what is only read is closed at once."""
        if self._current is not None:
            self.close_chat(self._current)

    # One conversation

    def hold(self, conversation: str) -> None:
        """Put it on hold, or go on with it; let it not close, if it is about to."""
        which = ConversationId(conversation)
        head = self._session.store.head(which)
        if head is None or is_talk(head) or not self._is_mine(which):
            return
        if head.state is ConversationState.CLOSING:
            self._do("hold", self._session.keep_open(which))
            return
        held = head.state is ConversationState.HELD
        self._do("hold", self._session.unhold(which) if held else self._session.hold(which))

    def release(self, conversation: str) -> None:
        """Give it back to its queue."""
        which = ConversationId(conversation)
        if self._is_mine(which) and not is_talk(self._session.store.head(which)):
            self._do("release", self._release(which))

    def close_chat(self, conversation: str) -> None:
        """Finish my conversation, at once if it counts down, or sum it up; stop reading another."""
        which = ConversationId(conversation)
        chat = self._session.store.chats.get(which)
        head = None if chat is None else chat.head
        after = head is not None and head.state is ConversationState.WRAP_UP
        after = after and head is not None and head.owner == self._session.store.me
        mine = chat is not None and chat.owned_by(self._session.store.me)
        if chat is None or head is None or chat.is_talk or not (mine or after):
            self._parts.chats.close(which)
            return
        if head.state is ConversationState.CLOSING:
            self._do("close", self._close_now(which, head.outcome))
            return
        if self.finishing is not None:
            return
        self._session.send_now(which)  # nobody takes back a goodbye
        dialog = FinishDialog(
            which,
            feed=self._parts.feed,
            parent=self._parts.views.window_of(which) or self._parts,
            begun=self._begun.get(which),
        )
        dialog.accepted.connect(self._on_finish_accepted)
        dialog.finished.connect(self._on_finish_finished)
        self.finishing = dialog
        dialog.open()

    def insert(self, text: str) -> None:
        """Put a text into the draft in view."""
        writer = self._parts.chat.writer
        if writer is not None and self._mine:
            writer.composer.insert(text)
            return
        self._parts.tell(
            translate("Desk", "There is nowhere to insert it"),
            translate("Desk", "Open one of your chats first."),
        )

    def insert_canned(self, key: str) -> None:
        """Put the canned reply of an id and a language into the draft in view."""
        writer = self._parts.chat.writer
        for reply in self._session.replies():
            if f"{reply.id} {reply.language}" == key:
                if writer is not None and self._mine:
                    writer.canned.insert(reply)
                else:
                    self.insert(reply.text)

    def show_stopped(self) -> None:
        """Bring a text in sight that waits for a decision; the next one if it is there already.

        A change of what was said follows them while it is under way: its message may be far back.
        """
        unsent = list(self._session.store.outgoing())
        waiting = [item for item in unsent if item.stopped]
        waiting += [item for item in unsent if item.said is not None and not item.stopped]
        if not waiting:
            return
        texts = [item.client_id for item in waiting]
        after = texts.index(self._decided) + 1 if self._decided in texts else 0
        item = waiting[after % len(waiting)]
        self._decided = item.client_id
        self._parts.show_chat(item.conversation)
        self._parts.chat.unsent.show(item)

    def set_presence(self, presence: str, reason: str = "") -> None:
        """Say what I am, and for what I take a break."""
        self._do("presence", self._session.set_presence(Presence(presence), reason=reason))

    def come_back(self) -> None:
        """Say that I am there, after I let an offer run out."""
        self.set_presence(Presence.ONLINE)

    def set_auto_accept(self, on: bool) -> None:
        """Let what is offered to me be mine at once, or no more."""
        self._do("auto accept", self._session.set_auto_accept(on=on))

    @property
    def _current(self) -> ConversationId | None:
        return self._parts.chats.current

    @property
    def _mine(self) -> bool:
        return self._current is not None and self._is_mine(self._current)

    def _is_mine(self, conversation: ConversationId) -> bool:
        chat = self._session.store.chats.get(conversation)
        return chat is not None and chat.owned_by(self._session.store.me)

    async def _accept(self, conversation: ConversationId) -> None:
        await self._session.accept(conversation)
        self._look_at(conversation)

    async def _take(self, conversation: ConversationId) -> None:
        await self._session.take(conversation)
        self._look_at(conversation)

    async def _take_longest(self) -> None:
        try:
            waiting = await self._session.longest_waiting()
        finally:
            self._claiming = False
        if waiting is not None:
            self.take(waiting)
        else:
            self._parts.tell(
                translate("Desk", "Nobody is waiting"),
                translate("Desk", "Whoever writes appears on the left."),
            )

    def _look_at(self, conversation: ConversationId) -> None:
        """As soon as the desk has it, which may be before the answer or after it."""
        if self._session.store.desk.places.get(conversation) in (None, Section.OFFERS):
            self._parts.chats.expect(conversation)
        else:
            self._on_chats_expected_came(conversation)

    def _on_chats_expected_came(self, conversation: str) -> None:
        """Look at it, unless a person is in the middle of a sentence in another one."""
        writer = self._parts.chat.writer
        if writer is None or not writer.composer.text():
            self._parts.show_chat(ConversationId(conversation))

    def _answer(self, conversation: ConversationId, answer: _Answer) -> None:
        head = self._session.store.head(conversation)
        epoch = head.epoch if head is not None else 0
        if conversation in self._answering or self._answered.get(conversation) == epoch:
            return
        task = self._do("answer", self._once(conversation, epoch, answer))
        if task is not None:
            self._answering.add(conversation)
            self._parts.inbox.set_answering(conversation, True)
            task.add_done_callback(partial(self._on_answered, conversation))

    async def _once(self, conversation: ConversationId, epoch: int, answer: _Answer) -> None:
        try:
            await answer(conversation)
        except CommandRejected as refusal:
            if refusal.code is ErrorCode.NOT_FOUND:  # the subscriber left, or a colleague has it
                raise CommandRejected(ErrorCode.STALE_EPOCH) from None
            raise
        if epoch:
            self._answered[conversation] = epoch

    def _on_answered(self, conversation: ConversationId, task: asyncio.Task[Any]) -> None:
        self._answering.discard(conversation)
        if not task.cancelled():  # the window closes, and takes its rows along
            self._parts.inbox.set_answering(conversation, False)

    def _on_finish_accepted(self) -> None:
        dialog = self.finishing
        if dialog is not None:
            self._do("close", self._close(dialog.conversation, dialog.ending))

    async def _release(self, conversation: ConversationId) -> None:
        await self._session.hand_in(conversation)
        await self._session.release(conversation)

    async def _close(self, conversation: ConversationId, ending: Ending) -> None:
        try:
            head = self._session.store.head(conversation)
            over = head is not None and head.state is ConversationState.WRAP_UP
            end = self._session.end_work if over else self._session.close
            now = self._parts.feed.now()
            await end(
                conversation,
                outcome=ending.outcome,
                topic=ending.topic,
                comment=ending.comment,
                follow_up=Millis(now + ending.after_ms) if ending.after_ms else None,
            )
        except CommandRejected as refusal:
            if refusal.code is ErrorCode.STALE_VIEW:
                self._parts.show_chat(conversation)
                self._parts.chat.transcript.jump_to_newest()
            raise
        self._parts.chats.finish(conversation)

    async def _close_now(self, conversation: ConversationId, outcome: str) -> None:
        await self._session.close(conversation, outcome=outcome)
        self._parts.chats.finish(conversation)

    def _on_finish_finished(self) -> None:
        """Whatever came of it, what was written stays for the next try."""
        dialog, self.finishing = self.finishing, None
        if dialog is not None:
            self._begun[dialog.conversation] = dialog.ending

    def _on_chats_dropped(self, conversation: str) -> None:
        self._begun.pop(ConversationId(conversation), None)
        self._answered.pop(ConversationId(conversation), None)

    def _do(self, what: str, work: Coroutine[Any, Any, None]) -> asyncio.Task[Any] | None:
        return self._parts.owner.spawn(what, work, on_refusal=self._parts.fail)
