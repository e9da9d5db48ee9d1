"""A note is its author's to mend while he writes notes there, and never becomes anything else."""

import contextlib
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol import commands, limits
from protocol.bodies import Deleted, Edited, Message, Note
from protocol.entries import Audience
from protocol.ids import ClientId
from protocol.scalars import Millis
from server_stub.domain.acts import Act
from server_stub.domain.conversation import AUDIENCE_LEVELS, head_of, visit_of
from server_stub.domain.errors import DomainError, InvalidTransition, NotFound, StaleVersion
from tests.support.moves import Move, moves
from tests.support.work import Work
from tests.support.work_checks import check
from tests.unit.domain.test_decisions import entered, new_work

OUTSIDE = AUDIENCE_LEVELS[Audience.SUBSCRIBER]
MINE, GUEST = 0, 1
_FORGED = "по секрету"


def noted(*after: str, agent: int = MINE) -> tuple[Work, int]:
    """Elena's conversation with Pavel as a guest, a note of one of them, and what came then."""
    work = entered(new_work(), "send", "invite")
    here = work.chats[work.chat_id(0)]
    write = commands.WriteNote(
        request=0, client_id="note-0001", conversation=here.id, epoch=here.epoch, text="Текст"
    )
    seq = apply(work, write, agent=agent)
    for what in after:
        work.apply(work.act_of(Move(what, 0, 0, current=True, number=0)))
        check(work)
    return work, seq


def apply(work: Work, request: Any, *, agent: int = MINE) -> int:
    committed = work.apply(
        Act(
            actor=work.agents[agent],
            conversation=work.chat_id(0),
            request=request,
            client_id=ClientId(request.client_id),
        )
    )
    check(work)
    return committed.seq


def change(work: Work, seq: int, text: str | None, *, agent: int = MINE, **more: Any) -> int:
    """Give the note other words, or none."""
    here = work.chats[work.chat_id(0)]
    write: dict[str, Any] = {
        "request": 0,
        "client_id": f"change-{len(work.log[here.id])}-{agent}",
        "conversation": here.id,
        "epoch": here.epoch,
        "seq": seq,
        "of_note": True,
        **more,
    }
    if text is None:
        return apply(work, commands.DeleteMessage(**write), agent=agent)
    return apply(work, commands.EditMessage(**write, text=text), agent=agent)


@pytest.mark.parametrize("agent", [MINE, GUEST])
def test_colleagues_read_the_new_words_and_find_the_old_ones(agent: int) -> None:
    work, seq = noted(agent=agent)
    before = work.chats[work.chat_id(0)]
    change(work, seq, "новое", agent=agent)
    log = work.log[before.id]
    assert log[seq - 1].body == Note(text="новое", edited=work.now)
    assert log[-1].body == Edited(seq=seq, text="новое", was="Текст", of_note=True)
    change(work, seq, None, agent=agent)
    log = work.log[before.id]
    assert log[seq - 1].body == Note(text="", edited=work.now, deleted=True)
    assert log[-1].body == Deleted(seq=seq, was="новое", of_note=True)
    after = work.chats[before.id]
    assert (after.preview, after.preview_role) == (before.preview, before.preview_role)
    assert {one.audience for one in (log[seq - 1], *log[-2:])} == {Audience.AGENTS}
    with pytest.raises(NotFound):
        change(work, seq, "всё-таки", agent=agent)


def test_a_note_stays_its_authors_in_other_hands_as_long_as_he_may_write_notes() -> None:
    work, seq = noted("pass", agent=GUEST)
    work.apply(work.act_of(Move("accept", 0, GUEST, current=True, number=1)))
    assert work.chats[work.chat_id(0)].owner == work.agents[GUEST].id
    change(work, seq, "новое", agent=GUEST)
    with pytest.raises(NotFound):
        change(work, seq, "не моё", agent=MINE)


@pytest.mark.parametrize(
    ("after", "refusal"), [("close", InvalidTransition), ("release", NotFound)]
)
def test_who_writes_no_notes_there_any_more_changes_none(
    after: str, refusal: type[DomainError]
) -> None:
    work, seq = noted(after)
    with pytest.raises(refusal):
        change(work, seq, "поздно")


def test_time_and_versions_are_those_of_messages() -> None:
    work, seq = noted()
    first = work.log[work.chat_id(0)][seq - 1].at
    work.now = Millis(work.now + 1)
    change(work, seq, "вторые", since=first)
    with pytest.raises(StaleVersion):
        change(work, seq, "третьи", since=first)
    work.now = Millis(first + limits.EDIT_SECONDS * 1000 + 1)
    with pytest.raises(InvalidTransition):
        change(work, seq, "поздно")


def test_a_note_that_comes_again_after_its_edit_gets_its_first_answer() -> None:
    work, seq = noted()
    change(work, seq, "новое")
    here = work.chats[work.chat_id(0)]
    again = commands.WriteNote(
        request=0, client_id="note-0001", conversation=here.id, epoch=here.epoch, text="Текст"
    )
    assert apply(work, again) == seq


@pytest.mark.parametrize("text", ["другое", None])
def test_what_is_taken_for_a_note_and_is_none_stays_and_the_reverse(text: str | None) -> None:
    work, seq = noted()
    log = list(work.log[work.chat_id(0)])
    said = next(entry.seq for entry in log if isinstance(entry.body, Message))
    for wrong, of_note in ((said, True), (seq, False)):
        with pytest.raises(NotFound):
            change(work, wrong, text, of_note=of_note)
    assert work.log[work.chat_id(0)] == log


def test_a_guest_changes_no_message_that_he_said_when_it_was_his() -> None:
    work = entered(new_work(), "send", "pass")
    (said,) = (one for one in work.log[work.chat_id(0)] if isinstance(one.body, Message))
    work.apply(work.act_of(Move("accept", 0, GUEST, current=True, number=1)))
    back = commands.Invite(
        request=0,
        client_id="back-0001",
        conversation=work.chat_id(0),
        epoch=work.chats[work.chat_id(0)].epoch,
        agent=work.agents[MINE].id,
    )
    apply(work, back, agent=GUEST)
    with pytest.raises(NotFound):
        change(work, said.seq, "другое", of_note=False)


_forged = st.tuples(
    st.integers(0, 1), st.integers(0, 30), st.booleans(), st.booleans(), st.integers(0, 2)
)


@given(moves(40), st.lists(_forged, min_size=8, max_size=8))
def test_no_command_shows_a_subscriber_a_word_of_a_note(
    sequence: list[Move], forged: list[tuple[int, int, bool, bool, int]]
) -> None:
    """Whoever asks, of whatever entry, calling it what he likes: an audience is for good."""
    work = new_work()
    secret: set[str] = set()
    readers: dict[tuple[str, int], tuple[Audience, type]] = {}
    for what in ("enter", "take", "note", "send"):
        work.apply(work.act_of(Move(what, 0, 0, current=True, number=0)))
    for number, move in enumerate(sequence):
        if move.what not in ("presence", "reuse"):  # whose words are not its own
            with contextlib.suppress(DomainError):
                work.apply(work.act_of(move))
        agent, seq, of_note, deleted, early = forged[number % len(forged)]
        here = work.chats[work.chat_id(0)]
        write: dict[str, Any] = {
            "request": 0,
            "client_id": f"forged-{number:04}",
            "conversation": here.id,
            "epoch": max(0, here.epoch - early),
            "seq": seq % (here.last_seq + 2),
            "of_note": of_note,
        }
        text = f"{_FORGED} {number:04}"
        request: Any = commands.DeleteMessage(**write)
        if not deleted:
            request = commands.EditMessage(**write, text=text)
            if of_note:
                secret.add(text)
        with contextlib.suppress(DomainError):
            apply(work, request, agent=agent)
        for chat, log in work.log.items():
            for entry in log:
                if isinstance(entry.body, Note):
                    secret.add(entry.body.text)
                was = readers.setdefault((chat, entry.seq), (entry.audience, type(entry.body)))
                assert was == (entry.audience, type(entry.body)), "it is for others now"
    shown = "\n".join(
        msgspec.json.encode(one).decode()
        for chat, log in work.log.items()
        for one in (
            *(entry.seen_by(OUTSIDE) for entry in log if entry.audience is Audience.SUBSCRIBER),
            visit_of(work.chats[chat]),
            head_of(work.chats[chat]).preview,
        )
    )
    assert not [words for words in secret if words and words in shown]
