"""What an agent has said he may say otherwise or take back: his own, soon, and never in secret."""

from typing import Any

import msgspec
import pytest

from protocol import commands, limits
from protocol.bodies import Deleted, Edited, Message
from protocol.entries import Audience
from protocol.ids import ClientId
from protocol.people import AuthorRole
from protocol.scalars import Millis
from server_stub.domain.acts import Act
from server_stub.domain.conversation import AUDIENCE_LEVELS, seen_by
from server_stub.domain.errors import (
    ClientIdReused,
    DomainError,
    InvalidTransition,
    NotFound,
    StaleVersion,
)
from tests.support.moves import Move
from tests.support.work import Work
from tests.support.work_checks import check
from tests.unit.domain.test_decisions import entered, new_work

FIRST = "Текст 0"


def said(*more: str) -> tuple[Work, int]:
    """Elena's conversation in which she has spoken last, and where."""
    work = entered(new_work(), "send", *more)
    (seq,) = [
        entry.seq
        for entry in work.log[work.chat_id(0)]
        if isinstance(entry.body, Message) and entry.author.role is AuthorRole.AGENT
    ][:1]
    return work, seq


def change(
    work: Work,
    seq: int,
    text: str | None,
    *,
    agent: int = 0,
    name: str = "edit",
    since: int | None = None,
) -> None:
    here = work.chats[work.chat_id(0)]
    write: dict[str, Any] = {
        "request": 0,
        "client_id": ClientId(f"{name}-0001"),
        "conversation": here.id,
        "epoch": here.epoch,
        "seq": seq,
        "since": since,
    }
    request = commands.DeleteMessage(**write)
    if text is not None:
        request = commands.EditMessage(**write, text=text)  # type: ignore[assignment]
    work.apply(
        Act(
            actor=work.agents[agent],
            conversation=here.id,
            request=request,
            client_id=write["client_id"],
        )
    )
    check(work)


def test_the_subscriber_reads_the_new_words_and_colleagues_find_the_old_ones() -> None:
    work, seq = said()
    change(work, seq, "новые слова")
    log = work.log[work.chat_id(0)]
    edited, history = log[seq - 1], log[-1]
    subscriber = AUDIENCE_LEVELS[Audience.SUBSCRIBER]
    assert edited.seen_by(subscriber).body == Message(text="новые слова", edited=work.now)
    assert isinstance(history.body, Edited)
    assert history.body.was.startswith(FIRST)
    assert history.audience is Audience.AGENTS
    assert edited.rev == work.chats[work.chat_id(0)].rev
    assert work.chats[work.chat_id(0)].preview == "новые слова"


def test_of_a_deleted_message_the_subscriber_learns_only_that_there_was_one() -> None:
    work, seq = said()
    change(work, seq, None)
    log = work.log[work.chat_id(0)]
    shown = seen_by(log[seq - 1].seen_by(0), 0)
    assert shown.body == Message(text="", edited=work.now, deleted=True)
    assert isinstance(log[-1].body, Deleted)
    assert work.chats[work.chat_id(0)].preview == ""
    with pytest.raises(NotFound):
        change(work, seq, "всё-таки", name="late")


def test_an_earlier_message_leaves_the_preview_to_the_last_one() -> None:
    work, seq = said("say")
    preview = work.chats[work.chat_id(0)].preview
    change(work, seq, "другое")
    assert work.chats[work.chat_id(0)].preview == preview


@pytest.mark.parametrize("what", ["the subscriber's", "a note", "a colleague's", "none"])
def test_nothing_but_ones_own_message_is_changed(what: str) -> None:
    work, seq = said("say", "note")
    log = work.log[work.chat_id(0)]
    which = {"the subscriber's": seq + 1, "a note": seq + 2, "a colleague's": seq, "none": 99}
    assert len(log) == seq + 2
    with pytest.raises(NotFound):
        change(work, which[what], "чужое", agent=1 if what == "a colleague's" else 0)


def test_what_was_said_under_an_earlier_ownership_stays() -> None:
    work, seq = said("release", "take")
    with pytest.raises(NotFound):
        change(work, seq, "поздно")


def test_after_its_time_a_message_stays() -> None:
    work, seq = said()
    work.now = Millis(work.now + limits.EDIT_SECONDS * 1000)
    change(work, seq, "в последний миг")
    work.now = Millis(work.now + 1)
    with pytest.raises(InvalidTransition):
        change(work, seq, "поздно", name="late")


def test_later_words_than_those_that_were_read_are_not_lost() -> None:
    work, seq = said()
    first = work.log[work.chat_id(0)][seq - 1].at
    work.now = Millis(work.now + 1)
    change(work, seq, "вторые", since=first)
    second = work.now
    work.now = Millis(work.now + 1)
    for text in ("третьи", None):
        with pytest.raises(StaleVersion) as stale:
            change(work, seq, text, name="late", since=first)
        assert stale.value.data == {"version": second}
    change(work, seq, None, name="last", since=second)


def test_a_command_that_comes_again_changes_nothing_and_its_identity_serves_no_other() -> None:
    work, seq = said()
    change(work, seq, "новые слова")
    rev = work.chats[work.chat_id(0)].rev
    change(work, seq, "новые слова")
    assert work.chats[work.chat_id(0)].rev == rev
    with pytest.raises(ClientIdReused):
        change(work, seq, "третьи слова")


def test_a_reply_that_comes_again_after_its_edit_gets_its_first_answer() -> None:
    work = entered(new_work())
    act = work.act_of(Move("send", 0, 0, current=True, number=0))
    first = work.apply(act)
    change(work, first.seq, "новые слова")
    try:
        again = work.apply(act)
        assert msgspec.structs.replace(again, rev=first.rev) == first
        assert again.rev > first.rev, "where the entry stands now, so that nobody waits for less"
    except DomainError as refusal:
        pytest.fail(f"the reply would be sent a second time: {refusal!r}")
