"""What a lead's desk is told of the board, and the conversations behind its figures."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, TypeVar

from sqlalchemy import Connection as StoreConnection

from protocol.answers import Ok
from protocol.board import BoardListed, ListBoard, WatchBoard
from server_stub.domain.acts import Actor
from server_stub.domain.board import promises_of
from server_stub.domain.days import centre_zone, day_of
from server_stub.domain.errors import NotFound
from server_stub.domain.figures import Figure, Moment
from server_stub.storage import board, configuration, groups
from server_stub.storage.board import Asked, Listed
from server_stub.storage.engine import store_now
from server_stub.transport.connection import Connection
from server_stub.transport.services import Services
from server_stub.transport.session import Handler

_Seen = TypeVar("_Seen")


class Overseer(Protocol):
    """The session of a lead."""

    connection: Connection
    services: Services

    @property
    def actor(self) -> Actor:
        """Who is signed in there."""

    async def look(self, verb: str, look: Callable[[StoreConnection], _Seen]) -> _Seen:
        """Read what the verb shows, if he may still see it."""


class BoardWatching:
    """The board as one session has it."""

    def __init__(self, session: Overseer) -> None:
        self._session = session
        self.ordered: Mapping[type, Handler] = {WatchBoard: self._watch}
        self.handlers: Mapping[type, Handler] = {ListBoard: self._list}

    @property
    def actor(self) -> Actor:
        return self._session.actor

    def on_board(self, frames: Sequence[bytes]) -> None:
        for frame in frames:
            self._session.connection.send_frame(frame)

    def look_away(self) -> None:
        """The session is over. Idempotent."""
        self._session.services.board.look_away(self)

    async def _watch(self, command: WatchBoard) -> Ok:
        await self._session.look("watch_board", lambda _: None)
        board_of_node = self._session.services.board
        if command.watching:
            board_of_node.watch(self)
        else:
            board_of_node.look_away(self)
        return Ok(request=command.request)

    async def _list(self, command: ListBoard) -> BoardListed:
        """The figure as it is now, of the same lines and by the same conditions."""
        try:
            figure = Figure(command.figure)
        except ValueError:
            raise NotFound(field="figure") from None
        asked = Asked(figure, command.queue, command.account, command.before, command.last or "")

        def read(connection: StoreConnection) -> Listed:
            now, rules = store_now(connection), configuration.read(connection)
            led = groups.led_under(rules, self.actor)
            since, _ = day_of(centre_zone(rules), now)
            return board.listed(
                connection, asked, Moment(now, promises_of(rules)), led, since=since
            )

        found = await self._session.look("list_board", read)
        return BoardListed(
            request=command.request,
            conversations=found.heads,
            reached=found.reached,
            more=found.more,
        )
