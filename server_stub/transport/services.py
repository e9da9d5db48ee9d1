"""What sessions need of the rest of the server."""

from collections.abc import Callable
from dataclasses import dataclass

from protocol.scalars import Millis
from server_stub.accounts.signing_in import SigningIn
from server_stub.board.board import Board
from server_stub.bus.port import Bus
from server_stub.channels.visits import Visits
from server_stub.config import Config
from server_stub.directory.port import SubscriberDirectory
from server_stub.files.exchange import Files
from server_stub.observability import Metrics
from server_stub.store import Store
from server_stub.transport.door import Door
from server_stub.transport.hub import Hub


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """The parts of a node, built by the composition root."""

    config: Config
    store: Store
    bus: Bus
    hub: Hub
    board: Board
    door: Door
    metrics: Metrics
    signing_in: SigningIn
    visits: Visits
    directory: SubscriberDirectory
    files: Files
    web_port: int
    """Where the HTTP side listens."""
    clock: Callable[[], Millis]
