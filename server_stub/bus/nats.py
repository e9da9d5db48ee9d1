"""The bus between nodes, over NATS: wake-ups are told here at once, to the others if it can be.

Nothing waits for the broker and nothing is kept for it: what cannot be sent now is dropped, and the
other nodes find it by comparing counters. A connection that ends, however it ends, is made anew
here, for as long as the node lives: the library's own ways to reconnect give up in some cases.
"""

import asyncio
import random
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from typing import Any

import msgspec
import structlog
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import Error, SlowConsumerError

from protocol.ids import new_id
from server_stub.bus import subjects
from server_stub.bus.broker import Broker
from server_stub.bus.listeners import Listeners
from server_stub.bus.packing import MESSAGE_BYTES, messages, pack, unpack
from server_stub.bus.port import BusState, Listener
from server_stub.bus.wakes import Wake

OUTBOX_BYTES = 4 * 1024 * 1024
"""Wake-ups on their way to the socket: seconds of the busiest node. Beyond it they are dropped."""

INBOX_MESSAGES = 1_024
INBOX_BYTES = 32 * 1024 * 1024
"""What has arrived and was not yet told here; beyond it the rest is dropped."""

CONNECT_SECONDS = 5.0
"""To be connected and let in: a broker that takes longer is tried again."""

LEAVE_SECONDS = 2.0
"""To send what was published before the end, and to close."""

PING_SECONDS = 3
"""How often the broker is asked whether it lives; two answers missed, and it does not."""

FIRST_PAUSE_SECONDS = 0.1
LONGEST_PAUSE_SECONDS = 5.0
"""Between two tries to connect: shorter than people feel, longer than a broker would mind."""

_log = structlog.get_logger(__name__)


class Fate(StrEnum):
    """What has become of a wake-up between nodes."""

    SENT = "sent"
    RECEIVED = "received"
    UNSENT = "unsent"
    """There was no broker."""
    OVERFLOWED = "overflowed"
    """The broker took less than there was."""
    TOO_LONG = "too_long"
    MISSED = "missed"
    """Messages, of many wake-ups each: this node was too slow for them."""
    UNREADABLE = "unreadable"
    """Another version of the program, or a stranger, speaks on the subject."""


class NatsBus:
    """Delivers within the process at once, and to the other nodes of the store by a broker."""

    def __init__(self, broker: Broker, *, count: Callable[[Fate, int], None]) -> None:
        self._broker = broker
        self._count = count
        self._listeners = Listeners()
        self._origin = new_id()
        self._outbox: deque[bytes] = deque()
        self._outbox_bytes = 0
        self._news = asyncio.Event()
        self._connected = False
        self._known_lost = False
        self._pause = FIRST_PAUSE_SECONDS
        self._closing = False
        self._over = asyncio.Event()
        self._over.set()

    @property
    def state(self) -> BusState:
        return BusState.CONNECTED if self._connected else BusState.LOST

    def publish(self, wakes: Sequence[Wake]) -> None:
        self._listeners.tell(wakes, own=True)
        if not self._connected:
            self._count(Fate.UNSENT, len(wakes))
            return
        for wake in wakes:
            self._put(pack(wake))
        self._news.set()

    def listen(self, listener: Listener, *, of_others: bool = True) -> Callable[[], None]:
        return self._listeners.add(listener, of_others=of_others)

    async def carry(self, store: str) -> None:
        subject = subjects.wakes(store)
        self._over.clear()
        try:
            while True:
                reason = await self._until_lost(subject)
                if self._closing:
                    return
                if not self._known_lost:
                    self._known_lost = True
                    # No address: it leads to what people write.
                    _log.warning("bus_lost", reason=reason)
                await asyncio.sleep(random.uniform(self._pause / 2, self._pause))
                self._pause = min(self._pause * 2, LONGEST_PAUSE_SECONDS)
        finally:
            self._over.set()

    async def aclose(self) -> None:
        self._closing = True
        self._news.set()
        if self._connected:
            try:
                async with asyncio.timeout(LEAVE_SECONDS):
                    await self._over.wait()
            except TimeoutError:
                _log.warning("bus_not_left")
        self._listeners.clear()

    def _put(self, packed: bytes | None) -> None:
        if packed is None:
            self._count(Fate.TOO_LONG, 1)
        elif self._outbox_bytes + len(packed) > OUTBOX_BYTES:
            self._count(Fate.OVERFLOWED, 1)
        else:
            self._outbox.append(packed)
            self._outbox_bytes += len(packed)

    def _taken(self) -> Iterator[bytes]:
        """What waits to be sent, which is none of the outbox's any more."""
        while self._outbox:
            packed = self._outbox.popleft()
            self._outbox_bytes -= len(packed)
            yield packed

    async def _until_lost(self, subject: str) -> str:
        """One connection, or the try to make one; why there is none any more."""
        try:
            async with asyncio.timeout(None) as patience:
                await self._carry_once(subject, patience)
        except (OSError, Error, TimeoutError) as error:
            return type(error).__name__
        except Exception as error:  # noqa: BLE001 - a boundary: all goes on without the bus
            _log.error("bus_failed", exc_info=error)
            return type(error).__name__
        return "closed"

    async def _carry_once(self, subject: str, patience: asyncio.Timeout) -> None:
        """Carry until the connection is over, or until there is nothing left to say.

        `patience` is limited while something of the library's is waited for.
        """
        client = _Client(tls_only=self._broker.tls is not None)
        loop = asyncio.get_running_loop()
        try:
            patience.reschedule(loop.time() + CONNECT_SECONDS)
            await self._connect(client, subject)
            patience.reschedule(None)
            self._connected, self._known_lost = True, False
            self._pause = FIRST_PAUSE_SECONDS
            _log.info("bus_connected")
            while client.is_connected:
                await self._news.wait()
                self._news.clear()
                waiting = list(self._taken())
                for message in messages(self._origin, waiting):
                    await client.publish(subject, message)
                self._count(Fate.SENT, len(waiting))
                if self._closing:
                    patience.reschedule(loop.time() + LEAVE_SECONDS)
                    await client.flush()
                    return
        finally:
            self._connected = False
            # The others know of what waits by comparing, before a new connection stands.
            self._outbox.clear()
            self._outbox_bytes = 0
            await client.leave()

    async def _connect(self, client: "_Client", subject: str) -> None:
        async def on_closed() -> None:
            self._news.set()

        async def on_error(error: Exception) -> None:
            if isinstance(error, SlowConsumerError):
                self._count(Fate.MISSED, 1)

        broker = self._broker
        await client.connect(
            servers=list(broker.addresses),
            name="pult",
            user=broker.user,
            password=broker.password,
            token=broker.token,
            tls=broker.tls,
            no_echo=True,
            # We do that ourselves; the numbers keep the library from waiting between its tries.
            allow_reconnect=False,
            reconnect_time_wait=0,
            max_reconnect_attempts=1,
            ping_interval=PING_SECONDS,
            pending_size=2 * MESSAGE_BYTES,
            flush_timeout=PING_SECONDS,
            closed_cb=on_closed,
            error_cb=on_error,
        )
        await client.subscribe(
            subject,
            cb=self._on_message,
            pending_msgs_limit=INBOX_MESSAGES,
            pending_bytes_limit=INBOX_BYTES,
        )
        # Until the broker has answered, it may not know of the subscription.
        await client.flush()

    async def _on_message(self, message: Msg) -> None:
        try:
            origin, wakes, unreadable = unpack(message.data)
        except msgspec.DecodeError:
            self._count(Fate.UNREADABLE, 1)
            return
        if unreadable:
            self._count(Fate.UNREADABLE, unreadable)
        # A broker behind another one may bring back what we said.
        if origin != self._origin:
            self._count(Fate.RECEIVED, len(wakes))
            self._listeners.tell(wakes, own=False)


class _NotEncrypted(Error):
    """The broker would have it in plain text."""


class _Client(Client):
    """The library's client, that speaks in plain text to nobody who ought to encrypt."""

    def __init__(self, *, tls_only: bool) -> None:
        super().__init__()
        self._tls_only = tls_only

    async def leave(self) -> None:
        """Close, whatever state it is in and whatever hangs. Idempotent."""
        try:
            async with asyncio.timeout(LEAVE_SECONDS):
                await self.close()
        except (TimeoutError, OSError, Error):
            if self._transport is not None:
                self._transport.close()  # type: ignore[no-untyped-call]

    async def _process_info(self, info: dict[str, Any], initial_connection: bool = False) -> None:
        """WORKAROUND: the library encrypts only where the broker says it must, whatever we say."""
        if self._tls_only and initial_connection:
            if not (info.get("tls_required") or info.get("tls_available")):
                raise _NotEncrypted
            info["tls_required"] = True
        await super()._process_info(info, initial_connection)
