"""Tapes on disk: what is written is read again, what is not a tape is refused with its place."""

import io
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server_stub.practice.errors import TapeRefused
from server_stub.practice.tape import Tape
from server_stub.practice.tape_file import (
    LINE_BYTES,
    decode_line,
    decode_toml,
    encode_line,
    lines_of,
    read_tapes,
    write_tapes,
)
from tests.unit.practice.tapes import tapes

PLAIN = {
    "id": "a",
    "title": "Связь пропала",
    "language": "ru",
    "topic": "internet",
    "subscriber": {"name": "Яна"},
    "events": [
        {"at": 0, "role": "subscriber", "text": "нет связи"},
        {"at": 9, "role": "agent", "text": "Здравствуйте!"},
    ],
}


def line(**changes: object) -> bytes:
    return msgspec.json.encode({**PLAIN, **changes})


def events(*changed: dict[str, object]) -> bytes:
    """The plain tape with the first events changed."""
    first = {"at": 0, "role": "subscriber", "text": "нет связи"}
    return line(events=[first, *changed])


@given(tapes())
def test_what_is_written_is_read_again(tape: Tape) -> None:
    written = encode_line(tape)
    assert written.count(b"\n") == 1
    assert decode_line(written) == tape


@given(st.lists(tapes(), max_size=4, unique_by=lambda tape: tape.id))
def test_a_file_of_tapes_keeps_their_order(
    tmp_path_factory: pytest.TempPathFactory, written: list[Tape]
) -> None:
    path = tmp_path_factory.mktemp("tapes") / "deep" / "some.jsonl"
    write_tapes(path, written)
    assert read_tapes(path) == written
    assert [file.name for file in path.parent.iterdir()] == ["some.jsonl"]


@pytest.mark.parametrize(
    ("bad", "code", "field"),
    [
        (b"{", "not_json", ""),
        (b"\xff", "not_json", ""),
        (b"[]", "wrong_type", ""),
        (line(title=7), "wrong_type", "title"),
        (line(mood="good"), "field_unknown", "mood"),
        (line(language="RU"), "value_malformed", "language"),
        (line(subscriber={"name": "Яна", "phone": "555"}), "value_malformed", "subscriber.phone"),
        (line(recorded_at="2026-03-02T10:00:00"), "value_malformed", "recorded_at"),
        (line(id=""), "bad_id", "id"),
        (line(title="т" * 201), "value_too_large", "title"),
        (line(title=""), "value_too_small", "title"),
        (line(patience=0), "value_too_small", "patience"),
        (line(events=[]), "value_too_small", "events"),
        (line(events=PLAIN["events"][1:]), "subscriber_silent", "events"),  # type: ignore[index]
        (events({"at": 1, "role": "boss", "text": "!"}), "value_unknown", "events[1].role"),
        (events({"role": "agent", "text": "!"}), "field_missing", "events[1].at"),
        (events({"at": -1, "role": "agent", "text": "!"}), "value_too_small", "events[1].at"),
        (events({"at": 90_000, "role": "agent", "text": "!"}), "value_too_large", "events[1].at"),
        (
            events(
                {"at": 2, "role": "agent", "text": "!"}, {"at": 1, "role": "agent", "text": "?"}
            ),
            "time_backwards",
            "events[2].at",
        ),
        (
            events({"at": 2, "role": "agent", "text": "!", "typed_at": 3}),
            "time_backwards",
            "events[1].typed_at",
        ),
        (events({"at": 1, "role": "agent", "text": " \n"}), "text_missing", "events[1].text"),
        (
            events({"at": 1, "role": "agent", "text": "я" * 4097}),
            "value_too_large",
            "events[1].text",
        ),
        (events({"at": 1, "role": "agent", "kind": "action"}), "name_missing", "events[1].name"),
        (
            events({"at": 1, "role": "subscriber", "kind": "rating"}),
            "stars_missing",
            "events[1].stars",
        ),
        (
            events({"at": 1, "role": "subscriber", "kind": "rating", "stars": 6}),
            "value_too_large",
            "events[1].stars",
        ),
        (
            events({"at": 1, "role": "agent", "text": "!", "stars": 5}),
            "stars_misplaced",
            "events[1].stars",
        ),
        (events({"at": 1, "role": "agent", "kind": "left"}), "wrong_role", "events[1].role"),
        (events({"at": 1, "role": "subscriber", "kind": "closed"}), "wrong_role", "events[1].role"),
    ],
)
def test_what_is_no_tape_is_refused_with_a_code_and_a_field(
    bad: bytes, code: str, field: str, tmp_path: Path
) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_bytes(line() + b"\n\n" + bad + b"\n")
    with pytest.raises(TapeRefused) as refused:
        read_tapes(path)
    found = refused.value
    assert (found.code, found.field, found.line, found.source) == (code, field, 3, "bad.jsonl")
    assert f"bad.jsonl:3: {code}" in str(found)


def test_a_line_over_the_limit_is_refused_and_the_next_is_read() -> None:
    long = b" " + b"x" * (3 * LINE_BYTES)
    found = list(lines_of(io.BytesIO(long + b"\n" + line() + b"\r\n")))
    assert [number for number, _ in found] == [1, 2]
    assert len(found[0][1]) <= LINE_BYTES + 2
    with pytest.raises(TapeRefused) as refused:
        decode_line(found[0][1])
    assert refused.value.code == "line_too_long"
    assert decode_line(found[1][1]).id == "a"


def test_a_byte_order_mark_is_not_part_of_the_first_tape(tmp_path: Path) -> None:
    path = tmp_path / "marked.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + line())
    assert len(read_tapes(path)) == 1


TOML = """
id = "b"
title = "Связь пропала"
language = "ru"
topic = "internet"
subscriber = { name = "Яна" }
events = [
  { at = 0, role = "subscriber", text = "нет связи" },
]
"""


def test_a_folder_holds_both_kinds_of_files_and_nothing_else_is_read(tmp_path: Path) -> None:
    (tmp_path / "2.toml").write_text(TOML, encoding="utf-8")
    (tmp_path / "1.jsonl").write_bytes(line())
    (tmp_path / "readme.md").write_text("not a tape")
    assert [tape.id for tape in read_tapes(tmp_path)] == ["a", "b"]


def test_two_tapes_with_one_id_are_refused(tmp_path: Path) -> None:
    (tmp_path / "1.jsonl").write_bytes(line())
    (tmp_path / "2.jsonl").write_bytes(line())
    with pytest.raises(TapeRefused, match=r"2.jsonl:1: id_repeated"):
        read_tapes(tmp_path)


@pytest.mark.parametrize(
    ("text", "code", "field"),
    [
        ("id = ", "not_toml", ""),
        (TOML.replace("at = 0", "at = nan"), "value_too_small", "events[0].at"),
        (TOML.replace("at = 0", "at = inf"), "value_too_large", "events[0].at"),
        (TOML.replace("role =", "rôle ="), "not_toml", ""),
        (TOML.replace("text =", "words ="), "field_unknown", "events[0].words"),
    ],
)
def test_a_toml_file_is_held_to_the_same_rules(
    text: str, code: str, field: str, tmp_path: Path
) -> None:
    with pytest.raises(TapeRefused) as refused:
        decode_toml(text)
    assert (refused.value.code, refused.value.field) == (code, field)
    (tmp_path / "x.toml").write_text(text, encoding="utf-8")
    with pytest.raises(TapeRefused, match=r"^x.toml"):
        read_tapes(tmp_path)


def test_a_toml_file_that_is_not_text_or_too_long_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    for raw, code in ((b"\xff\xfe", "not_toml"), (b"#" * (LINE_BYTES + 1), "file_too_long")):
        path.write_bytes(raw)
        with pytest.raises(TapeRefused, match=rf"^x.toml:0: {code}"):
            read_tapes(path)


def test_a_broken_write_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "kept.jsonl"
    write_tapes(path, [decode_line(line())])
    before = path.read_bytes()

    def failing() -> object:
        yield decode_line(line(id="z"))
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        write_tapes(path, failing())  # type: ignore[arg-type]
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["kept.jsonl"]
