"""A change of a message knows which words it was made on, whatever comes in the meantime."""

from console.core.chat import Chat
from console.core.outgoing import Outgoing, OutgoingKind, Said
from console.core.second_words import changeable, last_untried
from protocol.bodies import Edited, EntryBody, Message, Note, Taken
from protocol.entries import Audience, Entry
from protocol.ids import AccountId, ClientId, ConversationId
from protocol.limits import EDIT_SECONDS
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


ME = AccountId("me")


def log(*bodies: EntryBody, by: str = "me") -> list[Entry]:
    return [
        Entry(
            seq=seq,
            rev=seq,
            at=Millis(seq),
            author=Author(role=AuthorRole.AGENT, id=by),
            audience=Audience.AGENTS,
            body=body,
        )
        for seq, body in enumerate(bodies, start=1)
    ]


def which(entries: list[Entry], *, now: int = 10, messages: bool = True) -> list[tuple[int, bool]]:
    mine = changeable(entries, [], me=ME, now=Millis(now), messages=messages)
    return [(said.seq, said.note) for said in mine]


def test_notes_stay_mine_in_other_hands_and_messages_do_not() -> None:
    taken = Taken(agent=ME, name="", how="pass")
    said = log(Message(text="1"), Note(text="2"), taken, Note(text="4"), Message(text="5"))
    assert which(said) == [(5, False), (4, True), (2, True)]
    assert which(said, messages=False) == [(4, True), (2, True)], "as a guest"
    assert which(log(Note(text="1"), by="other")) == []
    assert which(log(Note(text="", edited=Millis(2), deleted=True))) == []
    assert which(said, now=EDIT_SECONDS * 1000 + 2) == [(5, False), (4, True), (2, True)]
    assert which(said, now=EDIT_SECONDS * 1000 + 5) == [(5, False)]


def test_what_was_written_last_is_taken_back_into_its_own_field() -> None:
    note = Outgoing(FIRST, HERE, OutgoingKind.NOTE, "note", 1, 1, Millis(1))
    reply = Outgoing(SECOND, HERE, OutgoingKind.REPLY, "reply", 1, 1, Millis(1))
    assert last_untried([reply, note], note=True) is note
    assert last_untried([reply, note], note=False) is None
    assert last_untried([note, reply], note=False) is reply
    assert last_untried([note, reply], note=True) is None


def test_a_change_of_a_note_belongs_to_the_note_whatever_stops_it() -> None:
    item = Outgoing(
        client_id=FIRST,
        conversation=HERE,
        kind=OutgoingKind.EDIT,
        text="по секрету",
        epoch=1,
        seen_seq=1,
        written_at=Millis(1),
        said=Said(1, since=Millis(10), words="", note=True),
    )
    chat = holding(item)
    chat.draft, chat.note_draft = "ответ", "заметка"
    assert chat.draft_with(item) == "по секрету\nзаметка"
