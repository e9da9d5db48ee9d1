"""Talks among colleagues as the console has them: which, with whom, what one is asked about."""

from collections.abc import Iterable
from dataclasses import dataclass

from protocol.bodies import Citation
from protocol.conversations import ConversationState, Head
from protocol.ids import LIVE_WORLD, AccountId, ConversationId, QueueId, TopicId
from protocol.people import Account, Colleague, Person
from protocol.scalars import Millis


@dataclass(frozen=True, slots=True)
class TalksState:
    """What `Talks` frames say, kept between them; nothing of it is of a subscriber's desk."""

    rev: int = 0
    heard_rev: int = 0
    fresh: bool = False
    listed: tuple[ConversationId, ...] = ()
    asked: tuple[ConversationId, ...] = ()
    """Conversations that I may look into while a question about them is open."""

    @property
    def behind(self) -> bool:
        """Whether they must be read again."""
        return not self.fresh or self.rev < self.heard_rev


def is_talk(head: Head | None) -> bool:
    """Whether a conversation is colleagues' own."""
    return head is not None and head.state is ConversationState.TALK


def is_member(head: Head, account: AccountId | None) -> bool:
    """Whether the account is in the talk."""
    return any(one.account == account for one in head.members)


def companion(head: Head) -> AccountId | None:
    """The other one of a talk of two."""
    if not is_talk(head) or head.group or len(head.members) < 2:
        return None
    return head.members[1].account


def person_of(head: Head) -> str:
    """Whose colours an avatar has: a subscriber's where he is known, a colleague's, a group's."""
    return companion(head) or head.subscriber or head.id


def begun_here(talk: ConversationId, me: Account, colleague: Colleague, *, now: Millis) -> Head:
    """A talk of two as it will be when there is a server to begin it."""
    return Head(
        id=talk,
        world=LIVE_WORLD,
        state=ConversationState.TALK,
        queue=QueueId(""),
        topic=TopicId(""),
        channel="",
        language="",
        epoch=1,
        rev=0,
        last_seq=0,
        name=colleague.name,
        phone="",
        entered_at=now,
        changed_at=now,
        members=(
            Person(account=me.id, name=me.name),
            Person(account=colleague.id, name=colleague.name),
        ),
    )


def by_account(people: Iterable[Colleague]) -> dict[AccountId, Colleague]:
    """Found by their accounts."""
    return {one.id: one for one in people}


def question_open(about: Citation, asked: Iterable[ConversationId]) -> bool:
    """Whether what a card is about may be looked into by whoever was asked."""
    return not about.settled and about.conversation in asked
