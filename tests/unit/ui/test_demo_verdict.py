"""What a demo proves, and what it says where it proves nothing."""

from typing import Any

import pytest

from ui.demo.verdict import Verdict

PROVED: dict[str, Any] = {
    "conversations": 3,
    "messages_in": 9,
    "messages_out": 8,
    "ack_ms": {"p50": 1.0, "p99": 2.0},
    "unanswered": 0,
    "lost": 0,
    "doubled": 0,
    "reordered": 0,
    "left": 1,
    "refused": [],
}


def test_what_was_played_and_lost_nothing_is_proved() -> None:
    verdict = Verdict.on(PROVED)
    assert (verdict.code, verdict.complaints) == (0, ())
    assert "left" not in verdict.figures


@pytest.mark.parametrize("name", ["unanswered", "lost", "doubled", "reordered"])
def test_a_single_message_gone_wrong_fails_it(name: str) -> None:
    assert Verdict.on(PROVED | {name: 1}).code == 1


def test_refused_tapes_are_counted_and_the_first_named() -> None:
    refused = [{"tape": f"t{number}", "code": "not_found"} for number in range(5)]
    verdict = Verdict.on(PROVED | {"refused": refused})
    assert verdict.complaints == (
        "Refused tapes: 5; the first: t0 (not_found), t1 (not_found), t2 (not_found).",
    )
    assert verdict.code == 0


def test_nothing_played_proves_nothing() -> None:
    verdict = Verdict.on(PROVED | {"conversations": 0})
    assert verdict.code == 1
    assert "Nobody came in" in verdict.complaints[0]
