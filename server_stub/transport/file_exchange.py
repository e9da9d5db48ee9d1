"""What a session says of files: where one goes, where one is. The bytes go over HTTP."""

from typing import Protocol

from protocol import commands
from protocol.answers import Ticket, Upload
from protocol.ids import ClientId, ConversationId, FileId
from server_stub.domain.acts import Actor
from server_stub.transport.connection import Connection
from server_stub.transport.services import Services

UPLOADS, FILES = "/uploads", "/files"


class Client(Protocol):
    """The session of who sends or fetches a file."""

    connection: Connection
    services: Services


async def announce(
    client: Client,
    actor: Actor,
    conversation: ConversationId,
    command: commands.AnnounceFile | commands.AnnounceNoteFile | commands.VisitAnnounceFile,
) -> Upload:
    """A file will come."""
    announced = await client.services.files.announce(
        actor,
        str(command.__struct_config__.tag),
        conversation,
        client_id=ClientId(command.client_id),
        name=command.name,
        size=command.size,
        digest=command.digest,
    )
    return Upload(
        request=command.request,
        file=announced.file,
        url=_url(client) + UPLOADS,
        token=announced.token,
        received=announced.received,
    )


async def ticket(
    client: Client,
    actor: Actor,
    conversation: ConversationId,
    command: commands.OpenFile | commands.VisitOpenFile,
) -> Ticket:
    """A file of an entry is wanted."""
    given = await client.services.files.ticket(
        actor, str(command.__struct_config__.tag), conversation, FileId(command.file)
    )
    return Ticket(
        request=command.request,
        url=_url(client) + FILES,
        token=given.token,
        expires_at=given.expires_at,
    )


def _url(client: Client) -> str:
    """Where this client reaches the HTTP side: where he reached us, unless we were told."""
    config = client.services.config
    if config.web_url:
        return config.web_url.rstrip("/")
    host = client.connection.host or config.host
    scheme = "http" if config.certificate is None else "https"
    return f"{scheme}://{f'[{host}]' if ':' in host else host}:{client.services.web_port}"
