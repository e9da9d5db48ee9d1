"""Whatever happens to the link, the server and the program: once, in order, to the right owner."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from console.core import events
from console.core.changes import Change, OutgoingChanged, OutgoingRemoved
from console.core.chat import Chat
from console.core.outgoing import Outgoing, OutgoingKind, OutgoingState, Said, WaitReason
from console.core.state import Want
from console.core.store import Event, Store
from console.link.outgoing_commands import command_of
from protocol.answers import Changed, Done
from protocol.bodies import Message, Note
from protocol.commands import DeleteMessage, EditMessage
from protocol.errors import ErrorCode
from protocol.ids import ClientId, ConversationId
from protocol.people import AuthorRole
from protocol.scalars import Millis
from tests.unit.console.test_store_converges import DEAD, LIVE, answer_wants
from tests.unit.console.world import ME, OTHER, World, conversation_id

CONVERSATIONS = st.integers(0, 1).map(conversation_id)


class Machine(RuleBasedStateMachine):
    """A console that types and a server, with a wire and a disk between them."""

    def __init__(self) -> None:
        super().__init__()
        self.world = World()
        self.store = Store()
        self.disk: list[Outgoing] = []
        self.wire: list[Outgoing] = []
        self.ghosts: list[Outgoing] = []
        self.answers: list[tuple[ClientId, Done | ErrorCode]] = []
        self.frames: list[Changed] = []
        self.link_number = 0
        self.number = 0
        self.entered: dict[str, tuple[Outgoing, int]] = {}
        self.given_up: set[str] = set()
        self.confirmed: set[str] = set()
        self.labels: dict[ClientId, str] = {}
        """Of what was entered, by all the identities it has had."""
        self.meddled: set[tuple[ConversationId, int]] = set()
        """Messages that somebody else changed, or may have: a change of them may be stale."""
        self.now = 1_000
        self.judged_this_link = False
        self.judged_through: dict[ConversationId, int] = {}
        for conversation in self.world.conversations:  # so that there is something to change
            first = self.new_id()
            self.labels[first] = f"{self.number:08d}"
            self.world.send(first, conversation, epoch=1, text="said before", note=False)
        self.connect()
        self.catch_up()

    # The disk follows as the session makes it.

    def apply(self, event: Event) -> None:
        for change in self.store.apply(event, now=Millis(self.now)):
            self.keep(change)

    def keep(self, change: Change) -> None:
        if isinstance(change, OutgoingRemoved):
            self.disk = [item for item in self.disk if item.client_id != change.client_id]
        elif isinstance(change, OutgoingChanged):
            self.labels[change.item.client_id] = self.labels[change.client_id]
            if change.item.said is not None and change.item.reason is WaitReason.CHANGED:
                which = (change.conversation, change.item.said.seq)
                assert which in self.meddled, "stale though nobody else has changed it"
            if change.item.state is OutgoingState.ACCEPTED:
                self.disk = [item for item in self.disk if item.client_id != change.client_id]
            else:
                self.disk = [
                    change.item if item.client_id == change.client_id else item
                    for item in self.disk
                ]

    def new_id(self) -> ClientId:
        self.number += 1
        return ClientId(f"client{self.number:08d}")

    def connect(self) -> None:
        self.link_number += 1
        self.apply(LIVE)
        self.apply(self.world.signed_in())

    # What happens.

    @rule(conversation=CONVERSATIONS, note=st.booleans())
    def enter(self, conversation: ConversationId, note: bool) -> None:
        chat = self.store.chats.get(conversation)
        if chat is None or chat.head is None:
            return
        self.enter_item(chat, OutgoingKind.NOTE if note else OutgoingKind.REPLY)

    @rule(
        conversation=CONVERSATIONS,
        data=st.data(),
        kinds=st.lists(
            st.sampled_from([OutgoingKind.EDIT] * 3 + [OutgoingKind.DELETION]),
            min_size=1,
            max_size=3,
        ),
    )
    def change_my_words(
        self, conversation: ConversationId, data: st.DataObject, kinds: list[OutgoingKind]
    ) -> None:
        """One message or note, several times in a row."""
        chat = self.store.chats.get(conversation)
        mine = chat.changeable(ME, now=Millis(self.now)) if chat is not None else []
        which = data.draw(st.sampled_from(mine)).seq if mine else None
        for kind in kinds:
            for said in chat.changeable(ME, now=Millis(self.now)) if chat is not None else []:
                if said.seq == which and chat is not None:
                    self.enter_item(chat, kind, said)

    def enter_item(self, chat: Chat, kind: OutgoingKind, said: Said | None = None) -> None:
        assert chat.head is not None
        client_id = self.new_id()
        item = Outgoing(
            client_id=client_id,
            conversation=chat.id,
            kind=kind,
            text=f"{self.number:08d}",
            epoch=chat.head.epoch,
            seen_seq=chat.seen_seq,
            written_at=Millis(self.now),
            said=said,
        )
        self.disk.append(item)
        self.labels[client_id] = item.text
        self.entered[item.text] = (item, self.link_number if self.store.link.live else -1)
        self.apply(events.Entered(item))

    @rule(conversation=CONVERSATIONS, data=st.data())
    def another_console_of_mine(self, conversation: ConversationId, data: st.DataObject) -> None:
        own = self.world[conversation]
        said = [
            entry.seq
            for entry in own.entries
            if entry.author.role is AuthorRole.AGENT
            and isinstance(entry.body, Message | Note)
            and not entry.body.deleted
        ]
        if said:
            before, seq = own.rev, data.draw(st.sampled_from(said))
            self.meddled.add((conversation, seq))
            self.world.reword(conversation, seq, "from elsewhere")
            self.frames.append(self.world.changed(conversation, before))

    @rule(conversation=CONVERSATIONS)
    def subscriber_says(self, conversation: ConversationId) -> None:
        before = self.world[conversation].rev
        self.world.subscriber_says(conversation, "hello")
        self.frames.append(self.world.changed(conversation, before))

    @rule(conversation=CONVERSATIONS, to_me=st.booleans())
    def reassign(self, conversation: ConversationId, to_me: bool) -> None:
        before = self.world[conversation].rev
        self.world.reassign(conversation, ME if to_me else OTHER)
        self.frames.append(self.world.changed(conversation, before))

    @rule()
    def pump(self) -> None:
        for item in self.store.sendable(now=Millis(self.now)):
            chat = self.store.chats[item.conversation]
            first, link_number = self.entered[item.text]
            if item.text not in self.confirmed:
                assert item.epoch == first.epoch, "sent under another epoch by itself"
                if link_number != self.link_number and item.kind is OutgoingKind.REPLY:
                    # The link broke since it was entered.
                    assert chat.fresh
                    assert chat.head is not None
                    assert chat.head.epoch == item.epoch
                    self.last_look(item)
            self.apply(events.SendStarted(item.client_id))
            self.wire.append(item)

    def last_look(self, item: Outgoing) -> None:
        """What was in the log when the link came back was seen, or the text would have stopped."""
        seen_at_break = self.judged_through.get(item.conversation, 0)
        newer = [
            entry
            for entry in self.world[item.conversation].entries
            if entry.author.role is AuthorRole.SUBSCRIBER
            and item.seen_seq < entry.seq <= seen_at_break
        ]
        assert not newer, "a reply went by itself although the subscriber had written since"

    @precondition(lambda self: self.wire)
    @rule(busy=st.sampled_from([False, False, False, True]))
    def server_takes(self, busy: bool) -> None:
        item = self.wire.pop(0)
        if busy:
            self.answers.append((item.client_id, ErrorCode.UNAVAILABLE))
            return
        self.commit(item, answered=True)

    def commit(self, item: Outgoing, *, answered: bool) -> None:
        own = self.world[item.conversation]
        before = own.rev
        answer = self.answer(item)
        if own.rev > before:
            self.frames.append(self.world.changed(item.conversation, before))
        if answered:
            self.answers.append((item.client_id, answer))

    def answer(self, item: Outgoing) -> Done | ErrorCode:
        command = command_of(item, 0)
        if isinstance(command, EditMessage | DeleteMessage):
            return self.world.change(command)
        return self.world.send(
            item.client_id,
            item.conversation,
            epoch=item.epoch,
            text=item.text,
            note=item.kind is OutgoingKind.NOTE,
        )

    @precondition(lambda self: self.ghosts)
    @rule()
    def a_dead_connection_still_delivers(self) -> None:
        self.commit(self.ghosts.pop(0), answered=False)

    @precondition(lambda self: self.answers)
    @rule(data=st.data())
    def an_answer_arrives(self, data: st.DataObject) -> None:
        number = data.draw(st.integers(0, len(self.answers) - 1))
        client_id, answer = self.answers.pop(number)
        if isinstance(answer, Done):
            self.apply(events.Acknowledged(client_id, answer))
        else:
            self.apply(events.SendRefused(client_id, answer))
        self.now += 100

    @precondition(lambda self: self.frames and self.store.link.live)
    @rule(data=st.data(), again=st.booleans())
    def a_frame_arrives(self, data: st.DataObject, again: bool) -> None:
        number = data.draw(st.integers(0, len(self.frames) - 1))
        frame = self.frames[number] if again else self.frames.pop(number)
        self.apply(frame)

    @precondition(lambda self: self.store.link.live)
    @rule()
    def resync(self) -> None:
        self.catch_up()

    def catch_up(self) -> None:
        answer_wants(_Tracking(self), self.world)
        if not self.judged_this_link:
            self.judged_this_link = True
            self.judged_through = {
                id_: len(own.entries) for id_, own in self.world.conversations.items()
            }

    @rule(data=st.data())
    def the_link_breaks(self, data: st.DataObject) -> None:
        for item in self.wire:
            if data.draw(st.booleans()):
                self.ghosts.append(item)
        self.wire.clear()
        self.answers.clear()
        self.frames.clear()
        self.judged_this_link = False
        self.judged_through = {}
        self.apply(DEAD)

    @precondition(lambda self: not self.store.link.live)
    @rule()
    def the_link_is_back(self) -> None:
        self.connect()

    @rule(data=st.data())
    def the_console_is_killed(self, data: st.DataObject) -> None:
        self.the_link_breaks(data)
        self.store = Store()
        self.apply(events.Restored((), tuple(self.disk)))
        self.connect()

    @rule(data=st.data(), verb=st.sampled_from(["send", "drop", "edit"]))
    def a_person_decides(self, data: st.DataObject, verb: str) -> None:
        stopped = [item for item in self.store.outgoing() if item.stopped]
        if not stopped:
            return
        item = data.draw(st.sampled_from(stopped))
        if item.said is not None and verb != "send":
            # It may arrive all the same, on a connection that is not quite dead.
            self.meddled.add((item.conversation, item.said.seq))
        if verb == "send":
            self.confirmed.add(item.text)
            self.apply(events.Confirmed(item.client_id, self.new_id()))
        elif verb == "drop":
            self.given_up.add(item.text)
            self.apply(events.Dropped(item.client_id))
        else:
            self.given_up.add(item.text)
            self.apply(events.TakenBack(item.client_id))

    # What must hold.

    def said(self, conversation: ConversationId) -> list[str]:
        return [
            self.labels[entry.client_id]
            for entry in self.world[conversation].entries
            if entry.client_id is not None
        ]

    @invariant()
    def nothing_is_doubled_or_reordered(self) -> None:
        for conversation in self.world.conversations:
            said = self.said(conversation)
            assert said == sorted(set(said))

    @invariant()
    def the_disk_has_what_is_not_acknowledged(self) -> None:
        kept = [item.client_id for item in self.disk]
        assert sorted(kept) == sorted(item.client_id for item in self.store.outgoing())

    @invariant()
    def nothing_entered_is_lost(self) -> None:
        there = {item.text for item in self.disk}
        for conversation in self.world.conversations:
            there |= set(self.said(conversation))
        assert set(self.entered) - self.given_up <= there

    @invariant()
    def no_words_of_a_note_are_a_replys(self) -> None:
        notes = {text for text, (item, _) in self.entered.items() if item.is_note}
        for chat in self.store.chats.values():
            assert not notes & set(chat.draft.split("\n"))
        for conversation in self.world.conversations.values():
            for entry in conversation.entries:
                assert not isinstance(entry.body, Message) or entry.body.text not in notes

    def teardown(self) -> None:
        """Let everything calm down: what may go has gone, what has not waits visibly."""
        if not self.store.link.live:
            self.connect()
        for _ in range(len(self.entered) * 3 + 3):
            self.now += 60_000
            self.catch_up()
            self.pump()
            for item in self.wire:
                self.commit(item, answered=True)
            self.wire.clear()
            for client_id, answer in self.answers:
                if isinstance(answer, Done):
                    self.apply(events.Acknowledged(client_id, answer))
                else:
                    self.apply(events.SendRefused(client_id, answer))
            self.answers.clear()
        self.catch_up()
        self.nothing_entered_is_lost()
        self.nothing_is_doubled_or_reordered()
        for chat in self.store.chats.values():
            if chat.outgoing:
                assert chat.outgoing[0].stopped, "a text is stuck without anybody being asked"


class _Tracking:
    """The store as `answer_wants` sees it, with the disk following."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine

    def wants(self) -> list[Want]:
        return self._machine.store.wants()

    def apply(self, event: Event, *, now: Millis) -> None:
        del now
        self._machine.apply(event)


TestNothingIsLost = Machine.TestCase
TestNothingIsLost.settings = settings(max_examples=200, stateful_step_count=50, deadline=None)
# A failure is worth the minutes that Hypothesis takes to make it short.
