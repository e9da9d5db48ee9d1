"""What an agent reads of his own work: the figures of a day, made of stints and presence."""

from collections.abc import Callable, Mapping
from typing import Protocol, TypeVar

from sqlalchemy import Connection

from protocol import commands, limits
from protocol.answers import MyDay
from protocol.ids import AccountId
from protocol.scalars import Millis
from server_stub.domain import day
from server_stub.domain.errors import OutOfBounds
from server_stub.storage import stints
from server_stub.storage.engine import store_now
from server_stub.transport.session import Handler

_Seen = TypeVar("_Seen")


class Worker(Protocol):
    """The session of one who answers subscribers."""

    @property
    def agent(self) -> AccountId:
        """Who asks."""

    async def look(self, verb: str, look: Callable[[Connection], _Seen]) -> _Seen:
        """Read what the verb shows, if he may still see it."""


def handlers(session: Worker) -> Mapping[type, Handler]:
    """What answers the commands about one's own work."""
    return {commands.ReadMyDay: _OwnWork(session).my_day}


class _OwnWork:
    def __init__(self, session: Worker) -> None:
        self._session = session

    async def my_day(self, command: commands.ReadMyDay) -> MyDay:
        """One look at the store; the figures are made of its rows."""
        since, until, step = Millis(command.since), Millis(command.until), command.step_ms
        if not since < until <= since + step * limits.DAY_STEPS:
            raise OutOfBounds(rule="le", field="until")

        def read(connection: Connection) -> MyDay:
            agent, now = self._session.agent, store_now(connection)
            lines = stints.between(connection, agent, since=since, until=until)
            said = stints.presence_between(connection, agent, since=since, until=until)
            spans = day.spans(said, since=since, until=until, now=now)
            return MyDay(
                request=command.request,
                figures=day.figures(lines, since=since, until=until),
                steps=day.steps(lines, since=since, until=until, step_ms=step),
                presence=spans[-limits.PRESENCE_SPANS :],
            )

        return await self._session.look("my_day", read)
