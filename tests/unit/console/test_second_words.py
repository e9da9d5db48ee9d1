"""A change of a message knows which words it was made on, whatever comes in the meantime."""

from console.core.chat import Chat
from console.core.outgoing import Outgoing, OutgoingKind, Said
from protocol.bodies import Edited
from protocol.entries import Audience, Entry
from protocol.ids import ClientId, ConversationId
from protocol.people import Author, AuthorRole
from protocol.scalars import Millis

HERE = ConversationId("conversation1")
FIRST, SECOND, THIRD = (ClientId(f"edit{number}") for number in range(3))


def edit(client_id: ClientId, *, after: ClientId | None) -> Outgoing:
    return Outgoing(
        client_id=client_id,
        conversation=HERE,
        kind=OutgoingKind.EDIT,
        text=client_id,
        epoch=1,
        seen_seq=1,
        written_at=Millis(1),
        said=Said(1, since=Millis(10), words="", after=after),
    )


def came(client_id: ClientId, at: int) -> Entry:
    return Entry(
        seq=at,
        rev=at,
        at=Millis(at),
        author=Author(role=AuthorRole.AGENT, id="me"),
        audience=Audience.SUBSCRIBER,
        body=Edited(seq=1, text=client_id, was=""),
        client_id=client_id,
    )


def holding(*items: Outgoing) -> Chat:
    chat = Chat(HERE)
    for item in items:
        chat.enter(item)
    return chat


def left(chat: Chat) -> list[tuple[ClientId, int, ClientId | None]]:
    return [
        (item.client_id, item.said.since, item.said.after)
        for item in chat.outgoing
        if item.said is not None
    ]


def test_a_change_follows_only_the_one_that_it_was_made_after() -> None:
    # The program ended when the second one was in the log, and the disk still had the first.
    chat = holding(edit(FIRST, after=None), edit(THIRD, after=SECOND))
    chat._settle([came(FIRST, 11), came(SECOND, 12)])  # noqa: SLF001
    assert left(chat) == [(THIRD, 10, SECOND)]


def test_a_change_follows_the_one_before_it_into_the_log() -> None:
    chat = holding(edit(FIRST, after=None), edit(SECOND, after=FIRST), edit(THIRD, after=SECOND))
    chat._settle([came(FIRST, 11)])  # noqa: SLF001
    assert left(chat) == [(SECOND, 11, None), (THIRD, 10, SECOND)]
    chat._settle([came(SECOND, 12)])  # noqa: SLF001
    assert left(chat) == [(THIRD, 12, None)]


def test_a_change_follows_the_one_before_it_to_another_identity() -> None:
    chat = holding(edit(FIRST, after=None), edit(THIRD, after=FIRST))
    chat.replace_outgoing(FIRST, edit(SECOND, after=None))
    assert left(chat) == [(SECOND, 10, None), (THIRD, 10, SECOND)]
