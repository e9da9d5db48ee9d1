"""What texts to colleagues have besides their words: what they ask about, whose talk they begin."""

from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, delete, insert, select

from console.core.outgoing import Outgoing
from console.local import tables
from protocol.bodies import Citation
from protocol.ids import AccountId, ClientId


@dataclass(frozen=True, slots=True)
class TalkText:
    """Of one text; most have neither."""

    about: Citation | None = None
    begins: AccountId | None = None


PLAIN = TalkText()


def read_talk_texts(connection: Connection) -> dict[str, TalkText]:
    """Of those that have something, by their identities."""
    begins = {row.client_id: row.colleague for row in connection.execute(select(tables.beginning))}
    about = {row.client_id: row.about for row in connection.execute(select(tables.question))}
    return {
        client_id: TalkText(
            about=_citation(about.get(client_id)),
            begins=AccountId(begins[client_id]) if client_id in begins else None,
        )
        for client_id in begins.keys() | about.keys()
    }


def keep_talk_text(connection: Connection, item: Outgoing) -> None:
    """With the text itself."""
    if item.about is not None:
        about = msgspec.json.encode(item.about).decode()
        connection.execute(insert(tables.question).values(client_id=item.client_id, about=about))
    if item.begins is not None:
        row = {"client_id": item.client_id, "colleague": item.begins}
        connection.execute(insert(tables.beginning).values(**row))


def forget_talk_text(connection: Connection, client_id: ClientId) -> None:
    """With the text itself."""
    for table in (tables.question, tables.beginning):
        connection.execute(delete(table).where(table.c.client_id == client_id))


def _citation(kept: str | None) -> Citation | None:
    return msgspec.json.decode(kept, type=Citation) if kept else None
