"""The tape channel against a faithful server in memory, in virtual time."""

import asyncio
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server_stub.channels.port import VisitorEntryKind, VisitorRole
from server_stub.channels.tape import ENDLESS, TapePlayer, TapeStatistics
from server_stub.channels.visit_audit import VisitAudit, audit_visits
from server_stub.practice.tape import Kind, Person, Role, Tape, TapeEvent, TapeId
from tests.unit.channels.virtual_time import LoopClock, played
from tests.unit.channels.visitor_desk import Agent, Desk, Talk, answering, nobody


def says(at: float, text: str) -> TapeEvent:
    return TapeEvent(at=at, role=Role.SUBSCRIBER, text=text)


def answers(at: float, text: str = "Здравствуйте!") -> TapeEvent:
    return TapeEvent(at=at, role=Role.AGENT, text=text)


def leaves(at: float) -> TapeEvent:
    return TapeEvent(at=at, role=Role.SUBSCRIBER, kind=Kind.LEFT)


def closes(at: float) -> TapeEvent:
    return TapeEvent(at=at, role=Role.AGENT, kind=Kind.CLOSED, name="solved")


def tape(*events: TapeEvent, name: str = "tape", patience: float | None = None) -> Tape:
    return Tape(
        id=TapeId(name),
        title=name,
        language="ru",
        topic="general",
        subscriber=Person(name=name),
        patience=patience,
        events=events,
    )


def play(
    desk: Desk,
    *tapes: Tape,
    pace: float = 1.0,
    at_once: int = 3,
    gap: float = 1.0,
    total: int | None = None,
    patience: float = 600.0,
) -> TapeStatistics:
    """Play to the end and check the audit of a server that keeps its promises."""

    async def scene() -> TapeStatistics:
        player = TapePlayer(
            desk,
            tapes,
            at_once=at_once,
            pace=pace,
            gap=gap,
            total=total,
            patience=patience,
            clock=LoopClock(),
        )
        await player.run()
        audit = await audit_visits(player.records, desk.history)
        assert (audit.lost, audit.doubled, audit.reordered) == (0, 0, 0)
        return player.statistics()

    return played(scene())


def seconds(talk: Talk) -> list[float]:
    start = talk.log[0].at
    return [round((entry.at - start).total_seconds(), 3) for entry in talk.heard]


DIALOG = tape(
    says(0, "Здравствуйте"),
    says(4, "интернет пропал"),
    answers(20),
    says(30, "перезагрузил, не помогло"),
    answers(50),
    says(60, "спасибо!"),
)


def test_the_subscriber_keeps_the_recorded_pauses_and_waits_for_the_agent() -> None:
    desk = Desk(answering(after=90.0))
    figures = play(desk, DIALOG)
    # 4 s between the first two; then the agent's first answer, at 90, and the recorded 10 s of
    # reading it; 90 s more of waiting, and 10 s again.
    assert seconds(desk.talks["c1"]) == [0.0, 4.0, 100.0, 200.0]
    assert [e.text for e in desk.talks["c1"].heard] == [e.text for e in DIALOG.heard]
    assert (figures.messages_in, figures.unanswered, figures.left) == (4, 0, 0)


def test_pace_divides_the_pauses_but_not_the_patience() -> None:
    desk = Desk(answering(after=90.0))
    figures = play(desk, tape(*DIALOG.events, patience=91.0), pace=4.0)
    assert seconds(desk.talks["c1"]) == [0.0, 1.0, 92.5, 185.0]
    assert figures.left == 0


def test_who_loses_patience_leaves_and_is_not_counted_unanswered() -> None:
    desk = Desk(nobody)
    figures = play(desk, tape(*DIALOG.events, patience=45.0))
    assert seconds(desk.talks["c1"]) == [0.0, 4.0]
    assert desk.talks["c1"].left == 1
    assert (figures.left, figures.unanswered, figures.waiting) == (1, 0, 0)


def test_without_patience_in_the_tape_the_messages_given_up_on_are_unanswered() -> None:
    desk = Desk(nobody)
    figures = play(desk, DIALOG, patience=120.0)
    assert (figures.left, figures.unanswered, figures.messages_in) == (0, 2, 2)


def test_an_answer_given_before_the_last_of_several_messages_does_not_count() -> None:
    def answer_only_the_first(talk: Talk) -> None:
        if len(talk.heard) == 1:
            talk.append(VisitorRole.AGENT, "Здравствуйте!")

    figures = play(Desk(answer_only_the_first), DIALOG, patience=60.0)
    assert (figures.answers, figures.unanswered) == (1, 2)


def test_a_recorded_departure_happens_whatever_the_agent_does() -> None:
    walk_out = tape(says(0, "алло"), leaves(30), answers(40), says(50, "never said"))
    for agent, left in ((nobody, 1), (answering(after=10.0), 0)):
        desk = Desk(agent)
        figures = play(desk, walk_out)
        assert seconds(desk.talks["c1"]) == [0.0]
        assert desk.talks["c1"].left == 1
        assert (figures.left, figures.unanswered) == (left, 0)


def test_a_closing_instead_of_an_answer_leaves_the_message_unanswered() -> None:
    def close_in_silence(talk: Talk) -> None:
        talk.append(VisitorRole.AGENT, "", kind=VisitorEntryKind.CLOSED)

    figures = play(Desk(close_in_silence), DIALOG)
    assert (figures.unanswered, figures.left, figures.messages_in) == (2, 0, 2)


THANKS = tape(
    says(0, "вопрос"),
    answers(10),
    closes(20),
    TapeEvent(at=25, role=Role.SUBSCRIBER, kind=Kind.RATING, stars=5, text="супер"),
    says(30, "спасибо 🙂"),
)


def test_who_thanks_after_the_close_waits_for_it_and_rates() -> None:
    desk = Desk(answering(after=7.0, closing_at=1))
    play(desk, THANKS)
    assert [entry.kind for entry in desk.talks["c1"].log][-2:] == [
        VisitorEntryKind.CLOSED,
        VisitorEntryKind.MESSAGE,
    ]
    assert desk.talks["c1"].ratings == [(5, "супер")]


def test_a_rating_that_is_refused_is_noted_and_the_subscriber_goes_on() -> None:
    desk = Desk(answering(after=7.0, closing_at=1), refusing_rates="rated_before")
    figures = play(desk, THANKS)
    assert (figures.messages_in, figures.refused) == (2, 1)
    assert desk.talks["c1"].left == 1


def test_typing_is_seen_growing_before_the_message_and_stops_after_it() -> None:
    desk = Desk(answering(after=1.0))
    play(desk, tape(says(0, "абв"), answers(1), says(9, "опять нет сети")))
    hints = desk.talks["c1"].hints
    assert hints[-4:] == ["опят", "опять нет", "опять нет сети", None]


def test_no_more_play_at_once_than_asked_and_no_tape_meets_itself() -> None:
    tapes = [tape(says(0, "раз"), answers(5), says(9, "два"), name=f"person {n}") for n in range(5)]
    desk = Desk(answering(after=30.0))
    figures = play(desk, *tapes, at_once=4, gap=0.01, total=17)
    assert figures.conversations == 17
    assert desk.most_at_once == 4
    together: dict[str, list[tuple[float, float]]] = {}
    for talk in desk.talks.values():
        end = (talk.log[-2].at - talk.log[0].at).total_seconds()
        together.setdefault(talk.name, []).append((talk.entered_at, talk.entered_at + end))
    for spans in together.values():
        assert all(ended <= began for (_, ended), (began, _) in pairwise(spans))


def test_without_a_total_each_tape_plays_once() -> None:
    tapes = [tape(says(0, "алло"), leaves(1), name=f"person {n}") for n in range(7)]
    desk = Desk()
    assert play(desk, *tapes).conversations == 7
    assert {talk.name for talk in desk.talks.values()} == {one.id for one in tapes}


def test_a_server_that_stumbles_after_its_commit_gets_each_message_once() -> None:
    desk = Desk(answering(after=5.0), stumbling=3)
    figures = play(desk, DIALOG)
    assert [e.text for e in desk.talks["c1"].heard] == [e.text for e in DIALOG.heard]
    assert (figures.messages_in, figures.unacknowledged, figures.refused) == (4, 0, 0)


def test_a_refusal_ends_that_visit_only() -> None:
    figures = play(Desk(refusing="closed_for_the_night"), DIALOG, tape(leaves(3), name="silent"))
    assert (figures.conversations, figures.refused, figures.messages_in) == (2, 1, 0)
    assert figures.unacknowledged == 1


def test_a_server_that_never_comes_back_ends_the_visit_with_its_code() -> None:
    figures = play(Desk(stumbling=1), DIALOG)
    assert (figures.conversations, figures.refused) == (0, 1)


def test_delays_of_acknowledgements_are_measured() -> None:
    figures = play(Desk(answering(after=5.0), latency=0.25), DIALOG)
    assert figures.ack_p50_ms == pytest.approx(250.0)
    assert figures.ack_p99_ms == pytest.approx(250.0)


def test_finish_lets_nobody_in_and_those_in_play_to_their_end() -> None:
    async def scene() -> TapeStatistics:
        player = TapePlayer(
            Desk(answering(after=5.0)), [DIALOG], total=ENDLESS, clock=LoopClock(), gap=0.5
        )
        async with asyncio.TaskGroup() as group:
            group.create_task(player.run())
            await asyncio.sleep(40.0)
            player.finish()
        return player.statistics()

    figures = played(scene())
    assert figures.playing == 0
    assert figures.messages_in == 4 * figures.conversations > 0


@settings(deadline=None, max_examples=60)
@given(
    moment=st.floats(0, 300),
    latency=st.floats(0, 3),
    stumbling=st.sampled_from([0, 2, 3, 7]),
    agent_after=st.floats(0, 60),
)
def test_cancelled_at_any_moment_nothing_acknowledged_is_lost(
    moment: float, latency: float, stumbling: int, agent_after: float
) -> None:
    async def scene() -> tuple[VisitAudit, int, int]:
        agent: Agent = answering(after=agent_after)
        desk = Desk(agent, latency=latency, stumbling=stumbling)
        others = [tape(*DIALOG.events, name=f"person {n}") for n in range(4)]
        player = TapePlayer(desk, others, total=ENDLESS, gap=2.0, clock=LoopClock())
        async with asyncio.TaskGroup() as group:
            run = group.create_task(player.run())
            await asyncio.sleep(moment)
            run.cancel()
        audit = await audit_visits(player.records, desk.history)
        still_open = sum(talk.handles_open for talk in desk.talks.values())
        return audit, player.statistics().messages_in, still_open

    audit, acknowledged, still_open = played(scene())
    assert (audit.lost, audit.doubled, audit.reordered) == (0, 0, 0)
    assert audit.messages == acknowledged
    assert still_open == 0


def test_the_same_seed_brings_the_same_people_at_the_same_times() -> None:
    def arrivals(seed: int) -> list[tuple[str, float]]:
        desk = Desk(answering(after=3.0))
        tapes = [tape(says(0, "раз"), answers(5), name=f"person {n}") for n in range(9)]

        async def scene() -> None:
            await TapePlayer(desk, tapes, seed=seed, clock=LoopClock()).run()

        played(scene())
        return [(talk.name, round(talk.entered_at, 6)) for talk in desk.talks.values()]

    assert arrivals(3) == arrivals(3) != arrivals(4)


def test_a_player_without_tapes_room_or_pace_is_a_mistake() -> None:
    for tapes, at_once, pace in (([], 1, 1.0), ([DIALOG], 0, 1.0), ([DIALOG], 1, 0.0)):
        with pytest.raises(ValueError, match="a player needs"):
            TapePlayer(Desk(), tapes, at_once=at_once, pace=pace)


@given(moment=st.floats(0, 300), agent_after=st.floats(0, 60))
@settings(deadline=None, max_examples=60)
def test_in_a_hurry_all_leave_as_soon_as_they_are_answered(
    moment: float, agent_after: float
) -> None:
    async def scene() -> tuple[TapeStatistics, VisitAudit, float]:
        desk = Desk(answering(after=agent_after))
        people = [tape(*DIALOG.events, name=f"person {n}") for n in range(4)]
        player = TapePlayer(desk, people, total=ENDLESS, gap=1000.0, clock=LoopClock())
        loop = asyncio.get_running_loop()
        async with asyncio.TaskGroup() as group:
            group.create_task(player.run())
            await asyncio.sleep(moment)
            player.finish(hurry=True)
        took = loop.time() - moment
        return player.statistics(), await audit_visits(player.records, desk.history), took

    figures, audit, took = played(scene())
    # The answer to a question of before, then perhaps to the one that was being typed.
    assert took <= 2 * agent_after + 1.0
    assert (figures.unanswered, figures.waiting, figures.left) == (0, 0, 0)
    assert (audit.lost, audit.doubled, audit.reordered) == (0, 0, 0)
