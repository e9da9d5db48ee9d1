"""Our policy: the planner that the router plans by, fed from the virtual clock."""

from collections.abc import Iterable
from time import perf_counter

from protocol.configuration import Known
from protocol.ids import AccountId, ConversationId
from protocol.scalars import Millis
from server_stub.domain.routing import Candidate, Planner, Waiting
from server_stub.simulate.policies import Setting, Start

CHAT = 100
"""Weights and rooms are hundredths of a chat."""


class PlannerPolicy:
    """Says to a `Planner` who waits and who is there, and starts what it assigns.

    An offer is accepted at once. Each topic is a skill that its requests need, and nothing else
    is configured: no rings, priorities or known agents.

    Attributes: decisions made, and spent_s, the seconds of the real clock they took.
    """

    def __init__(self, setting: Setting) -> None:
        self._topics = setting.topics
        self._room = setting.at_once * CHAT
        self._planner = Planner()
        self._used = [0] * len(setting.skills)
        self._on_line = [False] * len(setting.skills)
        self._idle_since = [Millis(0)] * len(setting.skills)
        # The same objects each time: the planner knows a kind of agent, or of demand, by them.
        self._needs = {
            topic: (Known(skill=_skill(topic)),) for known in setting.skills for topic in known
        }
        kinds = {known: {_skill(topic): 1 for topic in known} for known in setting.skills}
        self._skills = [kinds[known] for known in setting.skills]
        self._agents = [AccountId(f"{position:06d}") for position in range(len(setting.skills))]
        self.decisions = 0
        self.spent_s = 0.0

    def arrived(self, request: int, now: float) -> Iterable[Start]:
        """It waits; the plan may change that at once."""
        began = perf_counter()
        topic = self._topics[request]
        self._planner.await_(
            Waiting(
                conversation=ConversationId(f"{request:09d}"),
                epoch=1,
                since=Millis(int(now * 1000)),
                needs=self._needs.get(topic) or (Known(skill=_skill(topic)),),
                weight=CHAT,
            )
        )
        return self._plan(now, began)

    def gave_up(self, request: int) -> None:
        """It waits no more."""
        self._planner.leave(ConversationId(f"{request:09d}"))

    def freed(self, position: int, now: float) -> Iterable[Start]:
        """A place more, if he is still on line."""
        self._used[position] -= 1
        self._idle_since[position] = Millis(int(now * 1000))
        return self._there(position, now) if self._on_line[position] else ()

    def came(self, position: int, now: float) -> Iterable[Start]:
        """A candidate with what room he has."""
        self._on_line[position] = True
        self._idle_since[position] = Millis(int(now * 1000))
        return self._there(position, now)

    def went(self, position: int, now: float) -> Iterable[Start]:  # noqa: ARG002 - of the port
        """No candidate any more."""
        self._on_line[position] = False
        self._planner.go(self._agents[position])
        return ()

    def _there(self, position: int, now: float) -> Iterable[Start]:
        began = perf_counter()
        self._planner.come(
            Candidate(
                agent=self._agents[position],
                name="",
                free=self._room - self._used[position] * CHAT,
                room=self._room,
                idle_since=self._idle_since[position],
                skills=self._skills[position],
            )
        )
        return self._plan(now, began)

    def _plan(self, now: float, began: float) -> Iterable[Start]:
        moment = Millis(int(now * 1000))
        assignments = self._planner.plan(moment)
        self.spent_s += perf_counter() - began
        starts = []
        for one in assignments:
            position = int(one.agent)
            self._used[position] += 1
            self._idle_since[position] = moment
            self.decisions += 1
            starts.append((int(one.conversation), position))
        return starts


def _skill(topic: int) -> str:
    return f"topic-{topic}"
