"""Two conversations of a subscriber made one: a chain of two steps, each of which may be repeated.

The first closes the one and names the other; the second tells the other. A desk that did not hear
of the end sends the command again, and with it comes whichever step had not been taken.
"""

import hashlib
from collections.abc import Mapping
from typing import Protocol

from protocol import commands
from protocol.answers import Done
from protocol.ids import ID_LENGTH, ClientId, ConversationId
from server_stub.domain.acts import SYSTEM, Act, Actor, TakeIn
from server_stub.transport.services import Services
from server_stub.transport.session import Handler


class Merger(Protocol):
    """The session of who merges."""

    services: Services

    @property
    def actor(self) -> Actor:
        """Who is signed in there."""


def handlers(session: Merger) -> Mapping[type, Handler]:
    """What a desk's session answers here."""

    async def merge(command: commands.Merge) -> Done:
        source, into = ConversationId(command.conversation), ConversationId(command.into)
        submit = session.services.store.lanes.submit
        committed = await submit(
            Act(
                actor=session.actor,
                conversation=source,
                request=command,
                client_id=ClientId(command.client_id),
            )
        )
        told = _second_step(command.client_id)
        await submit(
            Act(
                actor=SYSTEM,
                conversation=into,
                request=TakeIn(client_id=told, source=source),
                client_id=told,
            )
        )
        return Done(
            request=command.request,
            conversation=committed.conversation,
            seq=committed.seq,
            rev=committed.rev,
            epoch=committed.epoch,
            at=committed.at,
        )

    return {commands.Merge: merge}


def _second_step(client_id: str) -> ClientId:
    return ClientId(hashlib.sha256(f"merged:{client_id}".encode()).hexdigest()[:ID_LENGTH])
