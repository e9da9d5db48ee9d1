"""No order of events takes more of anybody's room than he has, but for his own held chats."""

import msgspec
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from protocol.configuration import Configuration, QueueRules, Title
from protocol.conversations import ConversationState
from protocol.ids import AccountId
from protocol.people import AuthorRole, Presence, Role
from protocol.scalars import Millis
from server_stub.domain.acts import LINK_TIMER, SYSTEM, Act, Actor, FireTimer
from server_stub.domain.capacity import AgentLoad
from server_stub.domain.configuration import Rules
from server_stub.domain.errors import DomainError
from server_stub.domain.presence import TAKEN_FROM_THE_LOST
from tests.support.moves import CHATS, QUEUE, Move
from tests.support.work import Work
from tests.support.work_checks import check

GRACE_S = 60
TITLE = Title(ru="Общая", en="General")
RULES = Rules(
    Configuration(
        operator=TITLE,
        queues=(QueueRules(id=QUEUE, title=TITLE, grace=GRACE_S),),
        topics=(),
    )
)
agents = st.integers(0, 1)
chats = st.integers(0, CHATS - 1)
numbers = st.integers(0, 12)


class Room(RuleBasedStateMachine):
    """Two agents with room for one chat and for two, and three conversations."""

    @initialize()
    def begin(self) -> None:
        names = {"elena": 100, "pavel": 200}
        self.work = Work(
            agents=[
                Actor(kind=AuthorRole.AGENT, id=name, name=name.title(), role=Role.AGENT)
                for name in names
            ],
            loads={
                AccountId(name): AgentLoad(
                    account=AccountId(name),
                    presence=Presence.ONLINE,
                    presence_reason="",
                    presence_since=Millis(1),
                    room=room,
                    used=0,
                    idle_since=Millis(1),
                    seen_at=Millis(10**12),
                    desk_rev=1,
                )
                for name, room in names.items()
            },
            now=Millis(1_000_000),
            offer_ms=20,
            horizon=20,
            rules=RULES,
        )
        for chat in range(CHATS):
            self._try("enter", chat=chat, agent=0, number=1)

    @rule(
        what=st.sampled_from(
            ["offer", "accept", "decline", "take", "release", "hold", "unhold", "pass", "topic"]
        ),
        chat=chats,
        agent=agents,
        number=numbers,
    )
    def deal(self, what: str, chat: int, agent: int, number: int) -> None:
        self._try(what, chat=chat, agent=agent, number=number)

    @rule(what=st.sampled_from(["close", "say", "leave", "ring"]), chat=chats, number=numbers)
    def go_on(self, what: str, chat: int, number: int) -> None:
        self._try(what, chat=chat, agent=0, number=number)

    @rule(agent=agents, room=st.sampled_from([100, 150, 200, 300]))
    def resize(self, agent: int, room: int) -> None:
        """An administrator gives an agent another room, whatever he has."""
        self._change(agent, room=room)

    @rule(agent=agents)
    def lose(self, agent: int) -> None:
        if self._load(agent).lost_at is None:
            self._change(agent, lost_at=self.work.now, seen_at=Millis(0))

    @rule(agent=agents)
    def come_back(self, agent: int) -> None:
        self._change(agent, lost_at=None, seen_at=Millis(10**12), presence=Presence.ONLINE)

    @rule(seconds=st.sampled_from([1, GRACE_S]))
    def pass_time(self, seconds: int) -> None:
        self.work.now = Millis(self.work.now + seconds * 1000)

    @rule(chat=chats)
    def miss(self, chat: int) -> None:
        """The alarm of a lost link rings, be it too early, too late or for nothing."""
        before = self.work.chats[self.work.chat_id(chat)]
        lost_at = self.work.loads[before.owner].lost_at if before.owner else None
        alarm = FireTimer(kind=LINK_TIMER, epoch=before.epoch)
        self.work.apply(Act(actor=SYSTEM, conversation=before.id, request=alarm))
        after = self.work.chats[before.id]
        over = lost_at is not None and lost_at + GRACE_S * 1000 <= self.work.now
        if over and before.state in TAKEN_FROM_THE_LOST:
            assert (after.state, after.owner) == (ConversationState.QUEUED, None)
            assert after.queued_at == before.queued_at
        else:
            assert after is before

    @invariant()
    def all_is_accounted_for(self) -> None:
        if hasattr(self, "work"):
            check(self.work)

    def _try(self, what: str, *, chat: int, agent: int, number: int) -> None:
        """The model itself sees that a room is exceeded by nothing but a chat taken off hold."""
        move = Move(what, chat, agent, current=True, number=number)
        try:
            self.work.apply(self.work.act_of(move))
        except DomainError:
            return

    def _load(self, agent: int) -> AgentLoad:
        return self.work.loads[AccountId(self.work.agents[agent].id)]

    def _change(self, agent: int, **fields: object) -> None:
        load = self._load(agent)
        self.work.loads[load.account] = msgspec.structs.replace(load, **fields)


Room.TestCase.settings = settings(max_examples=60, stateful_step_count=40)
TestRoom = Room.TestCase
