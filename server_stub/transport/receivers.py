"""Whom one can pass a conversation on to, or ask into it: told to who answers subscribers."""

from collections.abc import Callable, Mapping
from typing import Protocol, TypeVar

from sqlalchemy import Connection

from protocol import commands, limits
from protocol.answers import Receivers
from protocol.ids import AccountId
from server_stub.domain import receivers as order
from server_stub.storage import receivers as rows
from server_stub.storage.engine import store_now
from server_stub.transport.session import Handler

_Seen = TypeVar("_Seen")


class Giver(Protocol):
    """The session of one who looks for a colleague."""

    @property
    def agent(self) -> AccountId:
        """Who asks."""

    async def look(self, verb: str, look: Callable[[Connection], _Seen]) -> _Seen:
        """Read what the verb shows, if he may still see it."""


def handlers(session: Giver) -> Mapping[type, Handler]:
    """What answers the commands about colleagues."""
    return {commands.FindReceivers: _Colleagues(session).find}


class _Colleagues:
    def __init__(self, session: Giver) -> None:
        self._session = session

    async def find(self, command: commands.FindReceivers) -> Receivers:
        others = await self._session.look(
            "receivers",
            lambda connection: rows.others(
                connection, self._session.agent, now=store_now(connection)
            ),
        )
        found = order.found(others, command.query)
        return Receivers(
            request=command.request,
            found=found[: limits.FOUND_COLLEAGUES],
            more=len(found) > limits.FOUND_COLLEAGUES,
        )
