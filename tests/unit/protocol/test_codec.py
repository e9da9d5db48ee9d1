"""Frames and messages: what is accepted, and with which code everything else is refused."""

import json
from typing import Any

import msgspec
import pytest

from protocol import answers, codec, commands, limits
from protocol.errors import ErrorCode, ProtocolError
from protocol.ids import new_id
from tests.support.wire_examples import example

QUERY: dict[str, Any] = {"verb": "find_subscribers", "request": 7, "query": "Волна"}
Frame = bytes | str


def frame_of(**changes: object) -> bytes:
    return json.dumps({**QUERY, **changes}).encode()


def refusal(frame: Frame) -> tuple[ErrorCode, int | None, dict[str, str | int]]:
    with pytest.raises(ProtocolError) as caught:
        codec.decode_desk_command(frame)
    return caught.value.code, caught.value.request, caught.value.data


@pytest.mark.parametrize(
    "frame",
    [
        b"",
        b"{",
        b"not json",
        b"null",
        b"7",
        b'"desk"',
        b"[]",
        b"{}",
        b'{"verb":"desk"}',
        b'{"request":1}',
        b'{"verb":7,"request":1}',
        b'{"verb":"desk","request":null}',
        b'{"verb":"desk","request":"1"}',
        b'{"verb":"desk","request":true}',
        b'{"verb":"desk","request":1.5}',
        b'{"verb":"desk","request":-1}',
        b'{"verb":"desk","request":9007199254740993}',
        b'{"verb":"desk","request":' + b"9" * 5000 + b"}",
        b'{"verb":"desk","request":1e400}',
        b'{"verb":"desk","request":NaN}',
        b'{"verb":"desk","request":Infinity}',
        b'{"verb":"desk","request":1} trailing',
        b'{"verb":"nonsense","request":1,',
        b'\xef\xbb\xbf{"verb":"desk","request":1}',
        b'{"verb":"\xff","request":1}',
        b'\xff\xfe{"verb":"desk","request":1}',
        b'{"verb":"find_subscribers","request":1,"query":"\xed\xa0\x80"}',
        b'{"verb":"find_subscribers","request":1,"query":"\\ud800"}',
        b'{"verb":"find_subscribers","request":1,"query":"\\udc00\\ud800"}',
        b'{"verb":"find_subscribers","request":1,"query":"raw\x00nul"}',
        '{"verb":"find_subscribers","request":1,"query":"\ud800"}',
        b"[" * 60_000,
        b'{"a":' * 12_000,
        b'{"x":' + b"[" * 30_000 + b"]" * 30_000 + b',"verb":"desk","request":1}',
    ],
    ids=lambda frame: repr(frame[:50]),
)
def test_what_is_no_command_with_a_number_is_malformed(frame: Frame) -> None:
    assert refusal(frame) == (ErrorCode.MALFORMED, None, {})


def test_an_unknown_verb_is_told_from_a_missing_one() -> None:
    assert refusal(frame_of(verb="nonsense")) == (ErrorCode.UNKNOWN_VERB, 7, {})
    assert refusal(b'{"request":7}')[0] is ErrorCode.MALFORMED


def test_a_verb_of_the_other_side_is_unknown() -> None:
    leave = codec.encode(commands.VisitLeave(request=3, client_id=new_id()))
    assert refusal(leave) == (ErrorCode.UNKNOWN_VERB, 3, {})
    with pytest.raises(ProtocolError) as caught:
        codec.decode_visit_command(codec.encode(commands.ReadDesk(request=4)))
    assert (caught.value.code, caught.value.request) == (ErrorCode.UNKNOWN_VERB, 4)


@pytest.mark.parametrize(
    ("frame", "data"),
    [
        (b'{"verb":"find_subscribers","request":7}', {"rule": "missing", "field": "query"}),
        (frame_of(extra=1), {"rule": "unknown", "field": "extra"}),
        (frame_of(__proto__={}), {"rule": "unknown", "field": "__proto__"}),
        (frame_of(query=7), {"rule": "type", "field": "query"}),
        (frame_of(query=None), {"rule": "type", "field": "query"}),
        (frame_of(query=""), {"rule": "length", "field": "query"}),
        (frame_of(query="я" * 201), {"rule": "length", "field": "query"}),
        (frame_of(query="a\x00b"), {"rule": "pattern", "field": "query"}),
        (
            b'{"verb":"sync_knowledge","request":7,"after_change":-1}',
            {"rule": "range", "field": "after_change"},
        ),
        (
            b'{"verb":"sync_knowledge","request":7,"after_change":9223372036854775808}',
            {"rule": "range", "field": "after_change"},
        ),
        (
            b'{"verb":"sync_knowledge","request":7,"after_change":1e999}',
            {"rule": "range", "field": "after_change"},
        ),
        (
            b'{"verb":"set_presence","request":7,"client_id":"abcdefgh","presence":"asleep"}',
            {"rule": "value", "field": "presence"},
        ),
    ],
)
def test_a_broken_field_is_named_with_the_rule_it_breaks(
    frame: bytes, data: dict[str, str | int]
) -> None:
    assert refusal(frame) == (ErrorCode.INVALID, 7, data)


def test_a_refusal_never_repeats_what_was_sent() -> None:
    secret = "4000 0000 0000 0002"
    for frame in (
        frame_of(**{secret: 1}),
        frame_of(query=secret * 50),
        frame_of(verb=secret),
        frame_of(**{f"x - at `$.{secret}": 1}),
        b'{"verb":"set_presence","request":7,"client_id":"abcdefgh","presence":"%s"}'
        % secret.encode(),
    ):
        assert secret not in repr(refusal(frame))


@pytest.mark.parametrize(
    ("frame", "field"),
    [
        (b'{"verb":"desk","request":1,"request":1}', "request"),
        (b'{"verb":"desk","request":1,"verb":"desk"}', "verb"),
        (b'{"verb":"desk","request":1,"re\\u0071uest":1}', "request"),
        (b'{"verb":"typing","request":1,"conversation":"aaaaaaaa","typing":true,"typing":false}',
         "typing"),
        (b'{"verb":"set_agent","request":1,"client_id":"aaaaaaaa","account":"aaaaaaaa",'
         b'"skills":[{"skill":"home","skill":"roaming"}]}', "skill"),
    ],
)  # fmt: skip
def test_a_repeated_key_is_refused(frame: bytes, field: str) -> None:
    expected = (ErrorCode.INVALID, 1, {"rule": "repeated", "field": field})
    assert refusal(frame) == expected


def test_order_spaces_escapes_and_spelt_out_defaults_are_all_right() -> None:
    frame = b' {"request" : 1, "login":"\\u0061nna", "client":"","password":"x","verb":"sign_in"} '
    expected = commands.SignIn(request=1, login="anna", password="x")
    assert codec.decode_desk_command(frame) == expected
    assert codec.decode_desk_command(frame.decode()) == expected


def test_the_frame_limit_counts_bytes_and_is_exact() -> None:
    def padded(size: int) -> bytes:
        frame = codec.encode(commands.ReadDesk(request=1))
        return frame + b" " * (size - len(frame))

    over = (ErrorCode.INVALID, None, {"rule": "frame_bytes", "limit": limits.FRAME_BYTES})
    assert codec.decode_desk_command(padded(limits.FRAME_BYTES)) == commands.ReadDesk(request=1)
    assert refusal(padded(limits.FRAME_BYTES + 1)) == over
    assert refusal("я" * (limits.FRAME_BYTES // 2 + 1)) == over
    with pytest.raises(ProtocolError) as caught:
        codec.decode_answer(padded(limits.FRAME_BYTES + 1))
    assert caught.value.data["rule"] == "frame_bytes"


def test_the_longest_message_fits_a_frame_however_it_is_escaped() -> None:
    message = example("commands/send")
    text = "\x01" * limits.TEXT_CHARACTERS
    longest: commands.Send = msgspec.structs.replace(message, text=text)
    assert codec.decode_desk_command(codec.encode(longest)) == longest


@pytest.mark.parametrize(
    ("message", "rule"),
    [
        (commands.FindSubscribers(request=1, query="\ud800"), "encoding"),
        (answers.Revealed(request=1, field="email", value="x" * limits.FRAME_BYTES), "frame_bytes"),
    ],
)
def test_what_the_other_side_could_not_read_is_not_written(message: Any, rule: str) -> None:
    with pytest.raises(ProtocolError) as caught:
        codec.encode(message)
    assert (caught.value.code, caught.value.data["rule"]) == (ErrorCode.INVALID, rule)


def answer_refusal(frame: Frame) -> tuple[ErrorCode, int | None, dict[str, str | int]]:
    with pytest.raises(ProtocolError) as caught:
        codec.decode_answer(frame)
    return caught.value.code, caught.value.request, caught.value.data


def test_an_answer_that_cannot_be_read_says_whose_it_was() -> None:
    assert answer_refusal(b'{"kind":"new_thing","request":4}') == (ErrorCode.UNKNOWN_VERB, 4, {})
    assert answer_refusal(b'{"kind":"new_thing"}') == (ErrorCode.UNKNOWN_VERB, None, {})
    assert answer_refusal(b'{"request":4}') == (ErrorCode.MALFORMED, None, {})
    assert answer_refusal(b'{"kind":"refused","code":"new_code","request":4}') == (
        ErrorCode.INVALID,
        4,
        {"rule": "value", "field": "code"},
    )


def test_a_fault_deep_in_an_answer_is_named_by_its_way() -> None:
    frame = codec.encode(example("answers/history")).replace(
        b'"kind":"message"', b'"kind":"new"', 1
    )
    code, _, data = answer_refusal(frame)
    assert (code, data) == (
        ErrorCode.INVALID,
        {"rule": "value", "field": "entries[0].body.kind"},
    )
    said = msgspec.json.decode(codec.encode(example("answers/history")))
    del said["entries"][1]["author"]["role"]
    assert answer_refusal(msgspec.json.encode(said))[2] == {
        "rule": "missing",
        "field": "entries[1].author.role",
    }


def test_an_answer_nested_without_end_is_malformed() -> None:
    assert answer_refusal(b'{"kind":"ok","request":1,"new":' + b"[" * 60_000)[0] is (
        ErrorCode.MALFORMED
    )
