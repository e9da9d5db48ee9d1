"""What visitors and consoles were told of what they said, against what the store holds of it."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from protocol.ids import ConversationId
from tests.support.processes import Process
from tests.support.stored_logs import read_texts
from tests.support.visitors import Visitor


def check_texts(
    url: str,
    visitors: Sequence[Visitor],
    consoles: Sequence[Process],
    states: Mapping[str, Sequence[str]],
    *,
    in_doubt: int,
    untold: int = 0,
) -> int:
    """Nothing is lost, doubled or moved; how many replies were entered.

    `states` is what consoles show in the end. What was on its way to a console's disk when it was
    killed may be there or not, so many texts at most. Of what visitors wrote last so many may not
    have been told to a console when it ended: without a wake-up that takes a second.
    """
    logs = read_texts(url, [visitor.conversation for visitor in visitors])
    for visitor in visitors:
        written = [text for text in logs[visitor.conversation] if text.startswith(visitor.name)]
        assert written == visitor.acknowledged
    entered = [
        line.removeprefix("entered ")
        for console in consoles
        for line in console.lines
        if line.startswith("entered ")
    ]
    for conversation, log in logs.items():
        replies = [text for text in log if text.startswith(conversation)]
        assert len(replies) == len(set(replies)), "doubled"
        moved = [pair for pair in pairwise(replies) if _number_of(pair[0]) > _number_of(pair[1])]
        assert moved == [], "reordered"
        wanted = {text for text in entered if text.startswith(conversation)}
        assert wanted <= set(replies), "lost"
        assert len(set(replies) - wanted) <= in_doubt
    names = tuple(visitor.name for visitor in visitors)
    for shown_in, shown in states.items():
        log = logs[ConversationId(shown_in)]
        end = log.index(shown[-1]) + 1 if shown else len(log)
        assert list(shown) == log[end - len(shown) : end], shown_in
        assert all(text.startswith(names) for text in log[end:]), "shown no more"
        assert len(log) - end <= untold, "not caught up"
    failures = [line for console in consoles for line in console.lines if "failure" in line]
    assert failures == []
    return len(entered)


def _number_of(text: str) -> int:
    return int(text.rpartition(" ")[2])
