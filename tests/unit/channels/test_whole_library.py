"""Whole libraries of real and shipped dialogs, played to the end in virtual time."""

import asyncio
from collections.abc import Sequence

from server_stub.channels.port import VisitorEntryKind, VisitorRole
from server_stub.channels.tape import TapePlayer, TapeStatistics
from server_stub.channels.visit_audit import VisitAudit, audit_visits
from server_stub.practice.import_dialogs import DialogFormat, import_dialogs
from server_stub.practice.library import shipped_tapes
from server_stub.practice.tape import Kind, Tape, is_answer
from tests.support.real_data import TestData
from tests.unit.channels.virtual_time import LoopClock, played
from tests.unit.channels.visitor_desk import Agent, Desk, Talk, answering

SHIPPED = shipped_tapes()


def as_recorded(tapes: Sequence[Tape], *, after: float) -> Agent:
    """Does what the recorded agent did, so many seconds after each message."""
    by_name = {tape.subscriber.name: tape for tape in tapes}

    def act(talk: Talk, heard: int) -> None:
        for event in by_name[talk.name].turn(heard):
            if is_answer(event):
                talk.append(VisitorRole.AGENT, event.text)
            elif event.kind is Kind.CLOSED:
                talk.append(VisitorRole.AGENT, "", kind=VisitorEntryKind.CLOSED)

    def heard(talk: Talk) -> None:
        asyncio.get_running_loop().call_later(after, act, talk, len(talk.heard))

    return heard


def play(desk: Desk, tapes: Sequence[Tape]) -> tuple[TapeStatistics, VisitAudit]:
    async def scene() -> tuple[TapeStatistics, VisitAudit]:
        player = TapePlayer(desk, tapes, at_once=6, clock=LoopClock())
        await player.run()
        return player.statistics(), await audit_visits(player.records, desk.history)

    return played(scene())


def test_every_shipped_dialog_replays_word_for_word() -> None:
    desk = Desk(as_recorded(SHIPPED, after=8.0))
    figures, audit = play(desk, SHIPPED)
    assert figures.conversations == len(SHIPPED)
    assert (figures.unanswered, figures.waiting, figures.refused) == (0, 0, 0)
    # Only who left with a message unanswered counts: this agent was in time for the other two.
    assert (figures.left, sum("leaves" in tape.tags for tape in SHIPPED)) == (1, 3)
    assert (audit.lost, audit.doubled, audit.reordered) == (0, 0, 0)
    words = {tape.subscriber.name: [event.text for event in tape.heard] for tape in SHIPPED}
    assert {talk.name: [e.text for e in talk.heard] for talk in desk.talks.values()} == words


def test_the_whole_corpus_plays_without_an_unanswered_message(test_data: TestData) -> None:
    tapes = import_dialogs(test_data("star/dialogues.jsonl"), DialogFormat.STAR).tapes
    figures, audit = play(Desk(answering(after=8.0)), tapes)
    assert figures.messages_in == audit.messages == 6325
    assert (figures.conversations, figures.unanswered, figures.left) == (1000, 0, 0)
    assert (audit.lost, audit.doubled, audit.reordered) == (0, 0, 0)
