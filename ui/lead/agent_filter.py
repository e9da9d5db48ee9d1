"""Which agents of the board are looked at: by their state, their queue, their group, their name."""

from dataclasses import dataclass

from console.core.naming import called
from console.viewmodels.board_rows import AgentRow
from protocol.people import Presence

NO_LINK = "no_link"
"""Among the states: says that he is there, and is not felt."""
OWING = "owing"
"""Among the states: a subscriber waits for his answer."""


@dataclass(frozen=True, slots=True)
class AgentFilter:
    """Empty parts let everybody through."""

    state: str = ""
    queue: str = ""
    group: str = ""
    name: str = ""

    def lets(self, row: AgentRow) -> bool:
        """Whether an agent is looked at."""
        if self.group and row.group != self.group:
            return False
        if self.queue and row.queues and self.queue not in row.queues:
            return False
        if self.name and not called(self.name, [row], _name_of):
            return False
        return not self.state or self._is(row)

    def _is(self, row: AgentRow) -> bool:
        if self.state == NO_LINK:
            return row.cut_off
        if self.state == OWING:
            return row.owed_since is not None
        return not row.cut_off and row.presence is Presence(self.state)


def _name_of(row: AgentRow) -> str:
    return row.name
