"""The audit must notice whatever a server could do to acknowledged messages."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from server_stub.channels.port import VisitorEntry, VisitorEntryKind, VisitorRole
from server_stub.channels.tape_visit import Posted
from server_stub.channels.visit_audit import VisitAudit, compare

AT = datetime(2026, 3, 2, tzinfo=UTC)


def kept(seq: int, client_id: str, text: str) -> VisitorEntry:
    return VisitorEntry(seq, VisitorRole.SUBSCRIBER, VisitorEntryKind.MESSAGE, text, AT, client_id)


def said_by_agent(seq: int) -> VisitorEntry:
    return VisitorEntry(seq, VisitorRole.AGENT, VisitorEntryKind.MESSAGE, "Да", AT)


POSTED = [Posted("a", "раз", 1), Posted("b", "два", 3), Posted("c", "два", 4)]
LOG = [kept(1, "a", "раз"), said_by_agent(2), kept(3, "b", "два"), kept(4, "c", "два")]


def problems(audit: VisitAudit) -> tuple[int, int, int]:
    return audit.lost, audit.doubled, audit.reordered


def test_a_true_log_is_clean_even_when_a_text_was_said_twice() -> None:
    assert compare(POSTED, LOG) == VisitAudit(conversations=1, messages=3)


def test_a_missing_message_is_lost() -> None:
    assert problems(compare(POSTED, LOG[:2] + LOG[3:])) == (1, 0, 0)


def test_an_altered_message_is_lost() -> None:
    assert problems(compare(POSTED, [*LOG[:3], kept(4, "c", "дв")])) == (1, 0, 0)


def test_a_copy_under_its_own_id_or_a_new_one_is_doubled() -> None:
    for copied_id in ("c", "z", ""):
        doubled = problems(compare(POSTED, [*LOG, kept(5, copied_id, "два")]))[1]
        assert doubled == 1


def test_swapped_messages_are_reordered() -> None:
    swapped = [LOG[0], LOG[1], replace(LOG[3], seq=3), replace(LOG[2], seq=4)]
    assert problems(compare(POSTED, swapped))[2] > 0
    assert problems(compare(POSTED, [LOG[0], LOG[1], LOG[3], LOG[2]]))[2] > 0


def test_what_was_sent_but_never_acknowledged_may_be_there_or_not() -> None:
    posted = [*POSTED, Posted("d", "три")]
    assert problems(compare(posted, LOG)) == (0, 0, 0)
    assert problems(compare(posted, [*LOG, kept(5, "d", "три")])) == (0, 0, 0)


def test_messages_of_an_earlier_visit_to_the_same_conversation_are_not_judged() -> None:
    earlier = [replace(entry, seq=entry.seq + 1) for entry in LOG]
    posted = [replace(one, seq=(one.seq or 0) + 1) for one in POSTED]
    assert problems(compare(posted, [kept(1, "old", "раньше"), *earlier])) == (0, 0, 0)


@given(st.lists(st.text(max_size=3), min_size=1, max_size=12), st.data())
def test_any_single_harm_to_a_log_is_noticed(texts: list[str], data: st.DataObject) -> None:
    posted = [Posted(str(n), text, n + 1) for n, text in enumerate(texts)]
    log = [kept(n + 1, str(n), text) for n, text in enumerate(texts)]
    assert problems(compare(posted, log)) == (0, 0, 0)
    at = data.draw(st.integers(0, len(log) - 1))
    harm = data.draw(st.sampled_from(["drop", "copy", "rewrite", "move"]))
    match harm:
        case "drop":
            del log[at]
        case "copy":
            log.append(replace(log[at], seq=len(log) + 1))
        case "rewrite":
            log[at] = replace(log[at], text=log[at].text + "!")
        case _:
            log[at] = replace(log[at], seq=log[at].seq + 1)
    assert any(problems(compare(posted, log)))
