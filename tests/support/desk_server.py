"""A desk's server that misbehaves on request: it hangs, breaks off, forgets to answer, refuses."""

import asyncio
import ssl
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from protocol import codec, commands
from protocol.answers import AnyAnswer, Bye, Done, Knowledge, Ok, Refused
from protocol.errors import CloseCode, ErrorCode
from protocol.ids import ClientId, ConversationId
from protocol.version import SUBPROTOCOLS
from tests.unit.console.world import World

PASSWORD = "right"
BEAT_SECONDS = 0.05
_WRITES = (commands.Send, commands.WriteNote, commands.EditMessage, commands.DeleteMessage)


class DeskServer:
    """Serves a `World` on a port; its attributes say how it misbehaves."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.port = 0
        self.asked: list[commands.Command] = []
        self.sends: Counter[str] = Counter()
        self.silent = False
        """Takes everything, says nothing, beats included."""
        self.unanswered = 0
        """So many texts are committed, and the connection cut before the answer."""
        self.busy = 0
        """So many texts are refused for now."""
        self.cut_after: int | None = None
        """So many frames more, then the connection is cut in the middle of one."""
        self.speaks: tuple[str, ...] = SUBPROTOCOLS
        self.ended = False
        """Tokens are worth nothing."""
        self._sockets: set[ServerConnection] = set()
        self._told: dict[ConversationId, int] = {}

    async def handle(self, socket: ServerConnection) -> None:
        if socket.subprotocol is None:
            await socket.close(CloseCode.VERSION)
            return
        self._sockets.add(socket)
        try:
            async with asyncio.TaskGroup() as group:
                beats = group.create_task(self._beat(socket))
                with suppress(ConnectionClosed):
                    async for frame in socket:
                        await self._take(socket, codec.decode_desk_command(frame))
                beats.cancel()
        finally:
            self._sockets.discard(socket)

    async def push(self, conversation: ConversationId) -> None:
        """Tell what has changed since the last push."""
        after = self._told.get(conversation, 0)
        self._told[conversation] = self.world[conversation].rev
        for socket in tuple(self._sockets):
            await self._say(socket, self.world.changed(conversation, after))

    async def bye(self, *, retry_after_ms: int) -> None:
        for socket in tuple(self._sockets):
            await self._say(socket, Bye(code=CloseCode.DRAINING, retry_after_ms=retry_after_ms))
            await socket.close(CloseCode.DRAINING)

    async def end_sessions(self) -> None:
        self.ended = True
        for socket in tuple(self._sockets):
            await socket.close(CloseCode.SESSION_ENDED)

    async def _beat(self, socket: ServerConnection) -> None:
        while True:
            await self._say(socket, self.world.beat())
            await asyncio.sleep(BEAT_SECONDS)

    async def _say(self, socket: ServerConnection, answer: AnyAnswer) -> None:
        if self.silent:
            return
        if self.cut_after is not None:
            self.cut_after -= 1
            if self.cut_after < 0:
                self.cut_after = None
                socket.transport.abort()
                return
        with suppress(ConnectionClosed):
            await socket.send(codec.encode(answer), text=True)

    async def _take(self, socket: ServerConnection, command: commands.DeskCommand) -> None:
        self.asked.append(command)
        answer = self._answer(command)
        if isinstance(command, _WRITES) and self.unanswered:
            self.unanswered -= 1
            socket.transport.abort()
        elif answer is not None:
            await self._say(socket, answer)
            if isinstance(command, _WRITES):
                await self.push(ConversationId(command.conversation))

    def _answer(self, command: commands.DeskCommand) -> AnyAnswer | None:
        request, world = command.request, self.world
        match command:
            case commands.SignIn():
                if command.password != PASSWORD:
                    return Refused(request=request, code=ErrorCode.BAD_CREDENTIALS)
                self.ended = False
                return _numbered(world.signed_in(), request)
            case commands.Resume():
                if self.ended:
                    return Refused(request=request, code=ErrorCode.SESSION_ENDED)
                return _numbered(world.signed_in(), request)
            case commands.ReadDesk():
                return _numbered(world.desk(), request)
            case commands.ReadTalks():
                return _numbered(world.talks(), request)
            case commands.CatchUp():
                page = world.page(ConversationId(command.conversation), command.after_rev)
                return _numbered(page, request)
            case commands.ReadHistory():
                here = ConversationId(command.conversation)
                return _numbered(world.history(here, command.before_seq), request)
            case commands.SyncKnowledge():
                return Knowledge(
                    request=request,
                    articles=[],
                    replies=[],
                    removed_articles=[],
                    removed_replies=[],
                    through=0,
                )
            case commands.Send() | commands.WriteNote():
                return self._write(command)
            case commands.EditMessage() | commands.DeleteMessage():
                return _done(world.change(command), request)
            case commands.Typing():
                return None
            case _:
                return Ok(request=request)

    def _write(self, command: commands.Send | commands.WriteNote) -> AnyAnswer:
        self.sends[command.text] += 1
        if self.busy:
            self.busy -= 1
            return Refused(request=command.request, code=ErrorCode.OVERLOADED)
        done = self.world.send(
            ClientId(command.client_id),
            ConversationId(command.conversation),
            epoch=command.epoch,
            text=command.text,
            note=isinstance(command, commands.WriteNote),
        )
        return _done(done, command.request)


def _done(done: Done | ErrorCode, request: int) -> AnyAnswer:
    if isinstance(done, ErrorCode):
        return Refused(request=request, code=done)
    return _numbered(done, request)


def _numbered(answer: AnyAnswer, request: int) -> AnyAnswer:
    fields = {name: getattr(answer, name) for name in answer.__struct_fields__}
    return type(answer)(**{**fields, "request": request})


@asynccontextmanager
async def serving(
    server: DeskServer, *, port: int = 0, tls: ssl.SSLContext | None = None
) -> AsyncIterator[Server]:
    """The server listens until the block ends; on the same port as before if it is named."""
    async with serve(
        server.handle,
        "127.0.0.1",
        port,
        subprotocols=[Subprotocol(version) for version in server.speaks] or None,
        select_subprotocol=lambda _, offered: next(
            (Subprotocol(v) for v in server.speaks if v in offered), None
        ),
        compression=None,
        close_timeout=0.1,
        ssl=tls,
    ) as listening:
        server.port = listening.sockets[0].getsockname()[1]
        yield listening
