"""Recorded dialogs become tapes; what cannot is skipped, counted and named, never fatal."""

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server_stub.practice.import_command import IMPORTED, NOTHING_IMPORTED, UNREADABLE, run
from server_stub.practice.import_dialogs import DialogFormat, ImportReport, import_dialogs
from server_stub.practice.tape import Kind, Role
from server_stub.practice.tape_file import encode_line, read_tapes
from tests.support.real_data import TestData

START = 1_589_375_241


def star(number: int = 3, *events: dict[str, object], **changes: object) -> bytes:
    """A small dialog in the shape of the corpus."""
    dialog = {
        "DialogueID": number,
        "Scenario": {
            "Domains": ["hotel"],
            "Happy": True,
            "MultiTask": False,
            "UserTask": "You are Alexis and you want a room.",
            "WizardTask": "Help the user find a hotel.",
            "WizardCapabilities": [{"Domain": "hotel", "Task": "hotel_search"}],
        },
        "CompletionLevel": "Complete",
        "Events": list(events) or [said(0, "Hello")],
    }
    return json.dumps(dialog | changes).encode() + b"\n"


def said(at: int, text: str, agent: str = "User", action: str = "utter") -> dict[str, object]:
    return {"Agent": agent, "Action": action, "Text": text, "UnixTime": START + at}


def imported(
    tmp_path: Path, *lines: bytes, format: DialogFormat = DialogFormat.STAR
) -> ImportReport:
    path = tmp_path / "dialogs.jsonl"
    path.write_bytes(b"".join(lines))
    return import_dialogs(path, format)


def test_a_dialog_keeps_its_times_roles_words_and_labels(tmp_path: Path) -> None:
    report = imported(
        tmp_path,
        star(
            3,
            {**said(0, "Be brief. [instruction 1 of 2]", "UserGuide", "instruct")},
            said(2, "A room please"),
            said(9, "which star", "Wizard", "request_suggestions"),
            said(12, "how many", "Wizard", "request_suggestions"),
            {
                **said(15, "How many stars?", "Wizard", "pick_suggestion"),
                "ActionLabel": "ask_stars",
                "ActionLabelOptions": ["ask_stars", "hello"],
            },
            said(20, "4 to 5"),
            {
                "Agent": "Wizard",
                "Action": "query",
                "UnixTime": START + 31,
                "APIName": "hotel_search",
                "Constraints": [{"Stars": "at_least(4)"}, {"Stars": "at_most(5)"}, {"Pool": "1"}],
            },
            {
                "Agent": "KnowledgeBase",
                "Action": "return_item",
                "APIName": "hotel_search",
                "Item": {"Name": "Old Inn", "Stars": 4, "Pets": False},
                "TotalItems": 2,
            },
            said(40, "Take the Old Inn.", "Wizard"),
            {"Agent": "User", "Action": "complete", "UnixTime": START + 44},
        ),
    )
    (tape,) = report.tapes
    assert (tape.id, tape.language, tape.subscriber.name) == ("star-3", "en", "Alexis")
    assert tape.tags == ("hotel_search", "happy")
    assert tape.recorded_at is not None
    assert tape.recorded_at.timestamp() == START
    assert [(event.at, event.role.value, event.kind.value) for event in tape.events] == [
        (0, "system", "instruction"),
        (2, "subscriber", "message"),
        (9, "agent", "action"),
        (15, "agent", "message"),
        (20, "subscriber", "message"),
        (31, "agent", "action"),
        (31, "system", "result"),
        (40, "agent", "message"),
        (44, "subscriber", "left"),
    ]
    picked = tape.events[3]
    assert (picked.typed, picked.typed_at) == ("how many", 12)
    assert (picked.label, picked.offered) == ("ask_stars", ("ask_stars", "hello"))
    assert tape.events[5].parameters == {"Stars": ("at_least(4)", "at_most(5)"), "Pool": "1"}
    assert tape.events[6].parameters == {
        "Name": "Old Inn",
        "Stars": "4",
        "Pets": "false",
        "TotalItems": "2",
    }


def test_bad_lines_are_skipped_with_their_number_and_reason(tmp_path: Path) -> None:
    report = imported(
        tmp_path,
        star(1),
        b"{\n",
        b"\n",
        star(1),
        star(2, Events=[]),
        star(4, said(0, "hm", "Wizard")),
        star(5, said(0, "x" * 5000)),
        star(6, Events="none"),
        b'{"Extra": ' + b"[" * 100_000 + b"\n",
        star(7, {"Agent": "User", "Action": "utter", "Text": "when?"}),
        star(8, {**said(0, "far"), "UnixTime": 1e300}),
        star(9, said(0, "first"), said(90_000, "a day later")),
    )
    assert [tape.id for tape in report.tapes] == ["star-1"]
    assert [(one.line, one.reason) for one in report.skipped] == [
        (2, "not_json"),
        (4, "id_repeated"),
        (5, "times_missing"),
        (6, "subscriber_silent"),
        (7, "value_too_large"),
        (8, "wrong_type"),
        (9, "not_json"),
        (10, "times_missing"),
        (11, "value_too_large"),
        (12, "value_too_large"),
    ]


def test_what_was_mended_is_noted_but_only_for_dialogs_that_came_through(tmp_path: Path) -> None:
    odd = [said(5, "Hello"), said(3, "again"), said(6, "  "), said(7, "", "Wizard", "wave")]
    report = imported(tmp_path, star(1, *odd), star(2, said(3, ""), said(1, "", "Wizard")))
    assert [event.at for event in report.tapes[0].events] == [0, 0, 2]
    assert [(note.code, note.detail, note.count) for note in report.notes] == [
        ("action_unknown", "Wizard.wave", 1),
        ("blank_text", "utter", 1),
        ("time_mended", "utter", 1),
    ]


def test_fields_that_are_null_are_as_good_as_absent(tmp_path: Path) -> None:
    nulls: dict[str, object] = dict.fromkeys(
        (
            "Text",
            "ActionLabel",
            "ActionLabelOptions",
            "APIName",
            "Constraints",
            "Item",
            "TotalItems",
        )
    )
    steps = ("utter", "query", "return_item", "complete")
    events = [{**nulls, "Agent": "Wizard", "Action": step, "UnixTime": START} for step in steps]
    report = imported(tmp_path, star(1, said(0, "Hello"), *events))
    assert [event.name for event in report.tapes[0].events] == [
        "",
        "query",
        "return_item",
        "complete",
    ]


def test_our_own_format_comes_back_as_it_was(tmp_path: Path) -> None:
    (tape,) = imported(tmp_path, star(1)).tapes
    lines = (encode_line(tape), b"nonsense\n", encode_line(tape))
    report = imported(tmp_path, *lines, format=DialogFormat.JSONL)
    assert report.tapes == (tape,)
    assert [(one.line, one.reason) for one in report.skipped] == [
        (2, "not_json"),
        (3, "id_repeated"),
    ]


@given(st.lists(st.binary(max_size=60) | st.just(star(1).rstrip()), max_size=8))
def test_no_bytes_are_fatal_and_every_line_is_accounted_for(
    tmp_path_factory: pytest.TempPathFactory, lines: list[bytes]
) -> None:
    path = tmp_path_factory.mktemp("dialogs") / "any.jsonl"
    path.write_bytes(b"\n".join(lines))
    told: list[tuple[int, int]] = []
    report = import_dialogs(
        path, DialogFormat.STAR, progress=lambda done, total: told.append((done, total))
    )
    assert len(report.tapes) + len(report.skipped) == len(told)
    if told:
        assert told == sorted(told)
        assert told[-1][1] == path.stat().st_size


def test_the_command_writes_the_library_and_reports_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "talks.jsonl"
    source.write_bytes(star(1) + star(2) + b"{\n" * 5)
    assert run(source, DialogFormat.STAR, tmp_path / "library", show_progress=True) == IMPORTED
    assert len(read_tapes(tmp_path / "library" / "talks.jsonl")) == 2
    shown = capsys.readouterr().out
    assert "Imported 2 dialogs, 2 events." in shown
    assert "not_json: 5" in shown
    assert "line 3:" in shown
    assert "and 2 more" in shown


def test_the_command_reports_as_json_and_tells_by_its_code_what_happened(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "talks.jsonl"
    source.write_bytes(star(1))
    target = tmp_path / "one.jsonl"
    assert run(source, DialogFormat.STAR, target, False, as_json=True) == IMPORTED
    report = json.loads(capsys.readouterr().out)
    assert (report["imported"], report["written"]) == (1, str(target))
    source.write_bytes(b"{\n")
    assert run(source, DialogFormat.STAR, None, False, as_json=True) == NOTHING_IMPORTED
    assert json.loads(capsys.readouterr().out)["skipped"][0]["line"] == 1
    assert run(tmp_path / "absent", DialogFormat.STAR, None, False) == UNREADABLE
    assert "absent" in capsys.readouterr().err


def test_the_whole_corpus_imports(test_data: TestData, tmp_path: Path) -> None:
    path = test_data("star/dialogues.jsonl")
    report = import_dialogs(path, DialogFormat.STAR)
    raw = [json.loads(line) for line in path.read_bytes().splitlines()]
    assert len(report.tapes) == len(raw) == 1000
    assert (report.skipped, report.notes) == ((), ())
    for tape, dialog in zip(report.tapes, raw, strict=True):
        ours = Counter(
            (event.role.value, event.text, event.at)
            for event in tape.events
            if event.kind is Kind.MESSAGE
        )
        start = dialog["Events"][0]["UnixTime"]
        theirs = Counter(
            (
                {"User": "subscriber", "Wizard": "agent"}[event["Agent"]],
                event["Text"],
                event["UnixTime"] - start,
            )
            for event in dialog["Events"]
            if event["Action"] in ("utter", "pick_suggestion")
        )
        assert ours == theirs
    # Nothing of what the agent did is dropped: his typed words ride on the replies.
    typed = sum(bool(event.typed) for tape in report.tapes for event in tape.events)
    kinds = Counter(
        (event.role, event.name if event.name == "request_suggestions" else event.kind)
        for tape in report.tapes
        for event in tape.events
    )
    assert typed + kinds[Role.AGENT, "request_suggestions"] == 6872
    assert kinds[Role.SYSTEM, Kind.RESULT] == 2964
    assert kinds[Role.SYSTEM, Kind.INSTRUCTION] == 2744
    assert kinds[Role.SUBSCRIBER, Kind.LEFT] == 1000
