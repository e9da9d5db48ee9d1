"""Made-up conversations: heads and logs as a server keeps them, and the desk they lie on."""

from collections import defaultdict
from typing import Any

import msgspec

from protocol import answers, limits
from protocol.bodies import Entered, EntryBody, Message, Note, Taken
from protocol.conversations import ConversationState, Head
from protocol.entries import Audience, Entry
from protocol.ids import ClientId, ConversationId, QueueId, SubscriberId, TopicId, WorldId
from protocol.people import Author, AuthorRole, Presence, PresenceWhy
from protocol.scalars import Millis
from protocol.subscribers import Profile
from protocol.workplace import QueueState
from server_stub.domain.previews import preview_of
from tests.support.made_up_operator import AGENT, ME, masked_number, now, profile, workplace

ON_HAND = (
    ConversationState.ACTIVE,
    ConversationState.HELD,
    ConversationState.CLOSING,
    ConversationState.WRAP_UP,
)
"""States in which a conversation is on the desk of its owner."""


class MadeUpConversations:
    """What a server knows; nothing here tells anybody."""

    def __init__(self) -> None:
        self.heads: dict[ConversationId, Head] = {}
        self.logs: dict[ConversationId, list[Entry]] = {}
        self.profiles: dict[SubscriberId, Profile] = {}
        self.waiting: list[ConversationId] = []
        self.recent: list[ConversationId] = []
        self.presence = Presence.ONLINE
        self.presence_reason = ""
        self.presence_why = PresenceWhy.OWN
        self.auto_accept = False
        self.desk_rev = 1800
        self.room = 500
        self.started = now()
        self.page_entries = 1_000
        """Of a log, in one answer."""
        self.listed = limits.LISTED_CONVERSATIONS

    def add(
        self,
        conversation: str,
        name: str,
        *texts: str,
        state: ConversationState = ConversationState.ACTIVE,
        topic: str = "services",
        queue: str = "services",
        waited: int | None = 0,
        subscriber: bool = True,
        **fields: Any,
    ) -> ConversationId:
        """A conversation with what its subscriber has written."""
        id_ = ConversationId(conversation)
        mine = state in ON_HAND
        self.heads[id_] = Head(
            id=id_,
            world=WorldId("live"),
            state=state,
            queue=QueueId(queue),
            topic=TopicId(topic),
            channel=fields.pop("channel", "web"),
            language=fields.pop("language", "ru"),
            epoch=1,
            rev=1,
            last_seq=0,
            name=name,
            phone=masked_number(name),
            entered_at=Millis(self.started - 600_000 + len(self.heads) * 1000),
            owner=fields.pop("owner", ME if mine else None),
            owner_name="Елена Морозова" if mine else "",
            subscriber=SubscriberId(f"subscriber-{conversation}") if subscriber else None,
            waiting_since=None if waited is None else Millis(self.started - waited * 1000),
            **fields,
        )
        if subscriber:
            self.profiles[SubscriberId(f"subscriber-{conversation}")] = profile(
                SubscriberId(f"subscriber-{conversation}"), name
            )
        self.logs[id_] = []
        who = Author(role=AuthorRole.SUBSCRIBER, name=name)
        self.log(id_, Entered(topic=TopicId(topic), channel="web", name=name), who)
        for text in texts:
            self.log(id_, Message(text=text), who)
        if mine:
            self.log(id_, Taken(agent=ME, name="Елена Морозова", how="offer"), AGENT)
        if texts:
            self.change(id_, preview=texts[-1], preview_role=AuthorRole.SUBSCRIBER)
        return id_

    def answers_with(self, conversation: ConversationId, text: str, *, note: bool = False) -> None:
        """I have written, some time ago."""
        body: EntryBody = Note(text=text) if note else Message(text=text)
        self.log(conversation, body, AGENT)

    def desk(self) -> answers.Desk:
        """Everything on my desk."""
        self.desk_rev += 1
        mine = [
            head
            for head in self.heads.values()
            if (head.owner == ME and head.state in ON_HAND)
            or (head.known_agent == ME and head.state is ConversationState.SCHEDULED)
        ]
        offered = [
            head
            for head in self.heads.values()
            if head.offer is not None and head.offer.agent == ME
        ]
        states: dict[QueueId, list[Head]] = defaultdict(list)
        for conversation in self.waiting:
            states[self.heads[conversation].queue].append(self.heads[conversation])
        return answers.Desk(
            desk_rev=self.desk_rev,
            presence=self.presence,
            presence_reason=self.presence_reason,
            presence_since=Millis(self.started - 3_725_000),
            room=self.room,
            used=100 * sum(head.state is not ConversationState.HELD for head in mine),
            presence_why=self.presence_why,
            auto_accept=self.auto_accept,
            conversations=[*offered, *mine],
            recent=[self.heads[id_] for id_ in self.recent],
            guest_of=[
                head.id
                for head in self.heads.values()
                if any(guest.account == ME for guest in head.guests)
            ],
            queues=[
                QueueState(
                    id=info.id,
                    waiting=len(states[info.id]),
                    longest_since=min(
                        (h.waiting_since or h.entered_at for h in states[info.id]), default=None
                    ),
                )
                for info in workplace().queues
            ],
        )

    def newest(
        self, conversation: ConversationId, *, before_seq: int | None = None
    ) -> answers.History:
        """The newest page of a log, or the one before an entry."""
        head = self.heads[conversation]
        log = [one for one in self.logs[conversation] if before_seq is None or one.seq < before_seq]
        return answers.History(
            request=1,
            head=head,
            entries=log[-self.page_entries :],
            through=head.rev,
            more=len(log) > self.page_entries,
        )

    def done(self, request: int, conversation: ConversationId, *, seq: int) -> answers.Done:
        """The answer to a command that is committed."""
        head = self.heads[conversation]
        return answers.Done(
            request=request,
            conversation=conversation,
            seq=seq,
            rev=head.rev,
            epoch=head.epoch,
            at=now(),
        )

    def change(self, conversation: ConversationId, **fields: Any) -> None:
        """Change a head."""
        head = self.heads[conversation]
        self.heads[conversation] = msgspec.structs.replace(head, rev=head.rev + 1, **fields)

    def log(
        self,
        conversation: ConversationId,
        body: EntryBody,
        author: Author,
        *,
        client_id: ClientId | None = None,
    ) -> Entry:
        """Add to a log."""
        head = self.heads[conversation]
        entry = Entry(
            seq=head.last_seq + 1,
            rev=head.rev + 1,
            at=now(),
            author=author,
            audience=Audience.AGENTS if isinstance(body, Note) else Audience.SUBSCRIBER,
            body=body,
            client_id=client_id,
        )
        self.logs[conversation].append(entry)
        self.change(conversation, last_seq=entry.seq, changed_at=entry.at)
        if isinstance(body, Message) and author.role is AuthorRole.SUBSCRIBER:
            self.change(conversation, last_heard=entry.seq)
        return entry

    def hear(self, conversation: ConversationId, message: Message) -> Entry:
        """The subscriber writes: that is unread, shown in the list, and waits for an answer."""
        head = self.heads[conversation]
        who = Author(role=AuthorRole.SUBSCRIBER, name=head.name)
        entry = self.log(conversation, message, who)
        self.change(
            conversation,
            preview=preview_of(message),
            preview_role=AuthorRole.SUBSCRIBER,
            waiting_since=head.waiting_since or now(),
            unread=head.unread + 1,
        )
        return entry

    def read_up_to(self, conversation: ConversationId, seq: int) -> bool:
        """I have read a conversation of mine up to here; whether that is news."""
        head = self.heads[conversation]
        seq = min(seq, head.last_seq)
        if seq <= head.agent_read or not (head.owner == ME or head.members):
            return False
        unread = sum(
            isinstance(entry.body, Message) and entry.author.id != ME
            if head.members
            else isinstance(entry.body, Message) and entry.author.role is AuthorRole.SUBSCRIBER
            for entry in self.logs[conversation]
            if entry.seq > seq
        )
        self.change(conversation, agent_read=seq, unread=unread)
        return True
