"""Why somebody still waits: told to who may see the conversation, computed when it is asked."""

from collections.abc import Mapping

from sqlalchemy import Connection

from protocol.conversations import ConversationState
from protocol.explaining import Explain, Explained
from protocol.ids import ConversationId
from protocol.routing import Explanation
from server_stub.domain.routing_demands import Demands
from server_stub.domain.routing_explained import explain
from server_stub.storage import configuration, reading, routing
from server_stub.storage.engine import store_now
from server_stub.transport.desk_reading import Reader
from server_stub.transport.session import Handler


def handlers(session: Reader) -> Mapping[type, Handler]:
    """What answers the question."""
    return {Explain: _Routing(session).explain}


class _Routing:
    def __init__(self, session: Reader) -> None:
        self._session = session

    async def explain(self, command: Explain) -> Explained:
        wanted = ConversationId(command.conversation)
        why = await self._session.services.store.read(
            lambda connection: self._explain_blocking(connection, wanted)
        )
        return Explained(request=command.request, conversation=wanted, why=why)

    def _explain_blocking(
        self, connection: Connection, wanted: ConversationId
    ) -> Explanation | None:
        found = reading.sight(connection, self._session.actor, "explain", wanted)
        if found.state is not ConversationState.QUEUED:
            return None
        now = store_now(connection)
        demands = Demands(configuration.read(connection))
        waiting = demands.of(found)
        return explain(
            waiting,
            routing.candidates(connection, demands, now=now),
            away=routing.away(connection, demands, now=now),
            now=now,
            before=routing.before(connection, waiting),
        )
