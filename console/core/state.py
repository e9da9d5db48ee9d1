"""All that the console knows, to be read; only the rules of `store` change it."""

from collections.abc import Iterator
from dataclasses import dataclass

from console.core.attaching import AttachedFile
from console.core.board import BoardState
from console.core.changes import Change, ChatForgotten
from console.core.chat import Chat
from console.core.desk import DeskState, Section, section_of
from console.core.link_state import LinkState
from console.core.outgoing import Outgoing, OutgoingState
from console.core.preferences import Preferences
from console.core.sharing import called_in
from console.core.talks import TalksState, is_member
from protocol.conversations import Head
from protocol.ids import AccountId, ClientId, ConversationId
from protocol.people import Account, Colleague
from protocol.scalars import Millis
from protocol.workplace import Workplace


@dataclass(frozen=True, slots=True)
class WantDesk:
    """The desk must be read."""


@dataclass(frozen=True, slots=True)
class WantTalks:
    """The talks among colleagues must be read."""


@dataclass(frozen=True, slots=True)
class WantTalk:
    """A talk that was written in without a link must be begun, then read."""

    conversation: ConversationId
    colleague: AccountId


@dataclass(frozen=True, slots=True)
class WantNewest:
    """The newest page of a conversation's history must be read."""

    conversation: ConversationId


@dataclass(frozen=True, slots=True)
class WantCatchUp:
    """What changed in a conversation since `after_rev` must be read."""

    conversation: ConversationId
    after_rev: int


Want = WantDesk | WantTalks | WantTalk | WantNewest | WantCatchUp


class State:
    """What is known of who works here, the link, the desk and its conversations.

    `now` is this machine's clock at the latest event.
    """

    def __init__(self) -> None:
        self.account: Account | None = None
        self.workplace: Workplace | None = None
        self.preferences = Preferences()
        self.store_epoch = ""
        self.disk_failing = False
        """What is written now is in memory only."""
        self.clock_offset_ms = 0
        self.link = LinkState()
        self.desk = DeskState()
        self.talks = TalksState()
        self.board = BoardState()
        self.people: dict[AccountId, Colleague] = {}
        self.chats: dict[ConversationId, Chat] = {}
        self.now = Millis(0)

    @property
    def me(self) -> AccountId | None:
        """The account that is signed in."""
        return self.account.id if self.account else None

    def head(self, conversation: ConversationId) -> Head | None:
        """A conversation's head, if it is known."""
        chat = self.chats.get(conversation)
        return chat.head if chat else None

    def section(self, section: Section) -> list[ConversationId]:
        """The conversations of a part of the inbox, in an order that stays put.

        Offers by the time they run out, one's own by the time they came in.
        """
        if section is Section.RECENT:
            return [id_ for id_ in self.desk.recent if id_ not in self.desk.places]
        heads = [
            chat.head
            for id_, place in self.desk.places.items()
            if place is section and (chat := self.chats.get(id_)) and chat.head
        ]
        if section is Section.OFFERS:
            heads.sort(key=lambda head: (head.offer.until if head.offer else 0, head.id))
        else:
            heads.sort(key=lambda head: (head.entered_at, head.id))
        return [head.id for head in heads]

    def talks_by_time(self) -> list[ConversationId]:
        """My talks with colleagues, the one that changed last first."""
        begun = [chat.id for chat in self.chats.values() if chat.begins_with is not None]
        heads = [head for id_ in (*self.talks.listed, *begun) if (head := self.head(id_))]
        mine = [head for head in heads if is_member(head, self.me)]
        return [head.id for head in sorted(mine, key=lambda head: (-head.changed_at, head.id))]

    def by_urgency(self) -> list[ConversationId]:
        """My conversations, the one that has waited longest for an answer first."""
        heads = [head for id_ in self.section(Section.MINE) if (head := self.head(id_))]
        waiting = [head for head in heads if head.waiting_since is not None]
        waiting.sort(key=lambda head: (head.waiting_since or 0, head.id))
        return [head.id for head in waiting]

    def outgoing(self) -> Iterator[Outgoing]:
        """Everything that was entered and is not yet acknowledged."""
        for chat in self.chats.values():
            for item in chat.outgoing:
                if item.state is not OutgoingState.ACCEPTED:
                    yield item

    def outgoing_item(self, client_id: ClientId) -> Outgoing | None:
        """The outgoing text of this identity."""
        chat = self.chat_of(client_id)
        return chat.find(client_id) if chat else None

    def sendable(self, *, now: Millis) -> list[Outgoing]:
        """What may go now: at most one text a conversation."""
        if not self.link.live:
            return []
        ready = (chat.sendable(now) for chat in self.chats.values() if chat.outgoing)
        return [item for item in ready if item is not None]

    def files_under_way(self) -> list[AttachedFile]:
        """What may be brought to the server now."""
        if not self.link.live:
            return []
        return [
            file
            for chat in self.chats.values()
            if chat.fresh
            for file in chat.files_under_way()
            if chat.written_by(self.me, note=file.note)
        ]

    def unreported_reads(self) -> list[tuple[ConversationId, int]]:
        """Where I have read on further than the server knows; of others', that I have looked."""
        return [
            (chat.id, chat.read_seq)
            for chat in self.chats.values()
            if chat.head and chat.owned_by(self.me) and chat.read_seq > chat.head.agent_read
        ] + [
            (chat.id, chat.shown_seq)
            for chat in self.chats.values()
            if 0 < called_in(chat.head, self.me) <= chat.shown_seq and not chat.gone
        ]

    def next_send_at(self, *, now: Millis) -> Millis | None:
        """When the earliest text may go that may not go now."""
        nexts = (chat.next_in_line() for chat in self.chats.values() if chat.outgoing)
        return min(
            (item.not_before for item in nexts if item and item.not_before > now), default=None
        )

    def wants(self) -> list[Want]:
        """What must be asked of the server to be as new as it is, most needed first."""
        if not self.link.live:
            return []
        wants: list[Want] = []
        if self.desk.behind:
            wants.append(WantDesk())
        if not self.desk.fresh:
            return wants
        for chat in self.chats.values():
            if chat.gone or not self.kept(chat):
                continue
            if chat.begins_with is not None:
                wants.append(WantTalk(chat.id, chat.begins_with))
            elif chat.through is None:
                wants.append(WantNewest(chat.id))
            elif chat.behind or not chat.fresh:
                wants.append(WantCatchUp(chat.id, chat.through))
        if self.talks.behind and self.account is not None:
            wants.append(WantTalks())
        return wants

    # What the rules share.

    def chat(self, conversation: ConversationId) -> Chat:
        """A conversation; begun if it was not here."""
        return self.chats.setdefault(conversation, Chat(conversation))

    def chat_of(self, client_id: ClientId) -> Chat | None:
        """Where the outgoing text of this identity is."""
        return next((chat for chat in self.chats.values() if chat.find(client_id)), None)

    def after_head(self, chat: Chat) -> list[Change]:
        """A head may have moved its conversation, and what waits in it."""
        section = section_of(chat.head, self.me) if chat.head else None
        return self.desk.move(chat.id, section) + chat.judge(self.me)

    def kept(self, chat: Chat) -> bool:
        """Whether its log is to be here: it is on the desk, looked at, or owes an answer."""
        return bool(chat.id in self.desk.places or chat.opened or chat.outgoing)

    def worth_keeping(self, chat: Chat) -> bool:
        """Whether anything of it would be missed."""
        listed = chat.id in self.talks.listed or chat.id in self.talks.asked
        return bool(self.kept(chat) or listed or chat.id in self.desk.recent or self._drafted(chat))

    def _drafted(self, chat: Chat) -> bool:
        return bool(chat.draft or chat.note_draft or chat.attached)

    def forget(self, chat: Chat) -> list[Change]:
        """A conversation is of no more concern."""
        del self.chats[chat.id]
        return [ChatForgotten(chat.id)]

    def mark_new(self, chat: Chat) -> None:
        """What is unread now is what is new while somebody looks."""
        if chat.unread and chat.new_after is None:
            chat.new_after = chat.read_seq
