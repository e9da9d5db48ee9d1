"""Words are read when they stand in a window somebody works in, and at no other time."""

import pytest

from console.viewmodels.attention import Attention
from protocol.ids import ConversationId

CHAT, OTHER = ConversationId("chat"), ConversationId("other")


@pytest.fixture
def seen() -> list[tuple[str, int]]:
    return []


@pytest.fixture
def attention(seen: list[tuple[str, int]]) -> Attention:
    attention = Attention()
    attention.seen.connect(lambda conversation, seq: seen.append((conversation, seq)))
    return attention


def test_what_comes_into_sight_of_the_window_in_use_is_seen_at_once(
    attention: Attention, seen: list[tuple[str, int]]
) -> None:
    attention.set_active(True)
    attention.show(CHAT, 4)
    attention.show(CHAT, 5)
    assert seen == [(CHAT, 4), (CHAT, 5)]


def test_a_window_that_stands_aside_sees_nothing_until_somebody_turns_to_it(
    attention: Attention, seen: list[tuple[str, int]]
) -> None:
    attention.show(CHAT, 4)
    attention.show(CHAT, 7)
    assert seen == []
    attention.set_active(True)
    assert seen == [(CHAT, 7)]
    attention.set_active(False)
    attention.set_active(True)
    assert seen == [(CHAT, 7)]


def test_what_went_out_of_sight_before_somebody_looked_is_not_seen(
    attention: Attention, seen: list[tuple[str, int]]
) -> None:
    attention.show(CHAT, 4)
    attention.look_away()
    attention.set_active(True)
    assert seen == []
    attention.show(OTHER, 2)
    assert seen == [(OTHER, 2)]
