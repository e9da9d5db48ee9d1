"""What colleagues did with what was held out to them, and who asks me in: each thing told once."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from console.core.desk import Section
from console.core.sharing import has_joined, held_out
from console.core.state import State
from protocol.bodies import CalledBack, Declined, Expired, GuestCame, PassedTo
from protocol.conversations import ConversationState, Head
from protocol.entries import Entry
from protocol.ids import ConversationId


class NewsKind(StrEnum):
    """What has happened."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    INVITED = "invited"


@dataclass(frozen=True, slots=True)
class News:
    """`colleague` did it, in the conversation with `subscriber`; names are as they were told."""

    kind: NewsKind
    conversation: ConversationId
    colleague: str
    subscriber: str
    words: str = ""
    """Why he declined, what he asks me for."""


class SharingNews:
    """Compares what is with what was at the last look."""

    def __init__(self) -> None:
        self._held_out: dict[ConversationId, Head] = {}
        self._guest_of: set[ConversationId] = set()

    def look(self, state: State) -> list[News]:
        """What has happened since; nothing while a break of the link leaves it open."""
        if not (state.link.live and state.desk.fresh):
            return []
        news = [*self._ends(state), *self._invitations(state)]
        for conversation, place in state.desk.places.items():
            head = state.head(conversation)
            mine = place in (Section.MINE, Section.HELD)
            if mine and head is not None and held_out(head) is not None:
                self._held_out[conversation] = head
        return news

    def _ends(self, state: State) -> Iterator[News]:
        for conversation, before in list(self._held_out.items()):
            chat = state.chats.get(conversation)
            mine = chat is not None and chat.owned_by(state.me)
            on_desk = state.desk.places.get(conversation) in (Section.MINE, Section.HELD)
            if chat is not None and chat.head is not None and mine and on_desk:
                if held_out(chat.head) is not None or chat.behind:
                    continue
                kind, words = _end_of(chat.entries)
            else:
                kind, words = _taken_over(chat.head if chat is not None else None, state), ""
            del self._held_out[conversation]
            if kind is not None:
                name = before.offer.name if before.offer else ""
                yield News(kind, conversation, name, before.name, words)

    def _invitations(self, state: State) -> Iterator[News]:
        places = state.desk.places
        guest_of = {
            one
            for one, place in places.items()
            if place is Section.GUEST and not has_joined(state.head(one), state.me)
        }
        self._guest_of &= guest_of
        for conversation in sorted(guest_of - self._guest_of):
            chat = state.chats.get(conversation)
            if chat is None or chat.head is None or not chat.loaded:
                continue
            self._guest_of.add(conversation)
            asked = [
                entry.body.why
                for entry in chat.entries
                if isinstance(entry.body, GuestCame) and entry.body.agent == state.me
            ]
            head, why = chat.head, asked[-1] if asked else ""
            yield News(NewsKind.INVITED, conversation, head.owner_name, head.name, why)


def _end_of(entries: list[Entry]) -> tuple[NewsKind | None, str]:
    """Why it is held out no longer, though it is still mine."""
    for entry in reversed(entries):
        match entry.body:
            case Declined(reason=reason):
                return NewsKind.DECLINED, reason
            case Expired():
                return NewsKind.EXPIRED, ""
            case CalledBack() | PassedTo():
                return None, ""
            case _:
                continue
    return None, ""


def _taken_over(head: Head | None, state: State) -> NewsKind | None:
    """It is not mine any more: by the colleague's hand, unless its head says that I let it go."""
    if head is None:
        return None
    if head.owner == state.me:
        open_ = head.state is not ConversationState.CLOSED
        return NewsKind.ACCEPTED if open_ else None
    return NewsKind.ACCEPTED if head.owner is not None else None
