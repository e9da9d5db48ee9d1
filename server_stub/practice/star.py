"""Owns how a dialog of the STAR corpus becomes a tape. Pure; knows nothing of files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any

import msgspec

from server_stub.practice.errors import TapeRefused
from server_stub.practice.tape import (
    NAME_CHARS,
    TEXT_CHARS,
    Kind,
    Person,
    Role,
    Tape,
    TapeEvent,
    TapeId,
)

_ROLES = {"User": Role.SUBSCRIBER, "Wizard": Role.AGENT}
_ACTIONS = {"query", "select_primary", "select_secondary", "select_topic"}
_TYPED = "request_suggestions"
_SAID = ("utter", "pick_suggestion")
_NAME = re.compile(r"\b(?:[Yy]ou are|[Yy]our name is) ([A-Z][a-z]+)\b")

# Seconds since 1970; the upper end keeps a date within what `datetime` can hold.
_Moment = Annotated[float, msgspec.Meta(ge=0, le=4_102_444_800)]


class _Capability(msgspec.Struct, rename="pascal"):
    task: str = ""


class _Scenario(msgspec.Struct, rename="pascal"):
    user_task: str = ""
    wizard_task: str = ""
    wizard_capabilities: tuple[_Capability, ...] = ()
    happy: bool = True
    multi_task: bool = False


class _Event(msgspec.Struct, rename="pascal"):
    agent: str
    action: str
    text: str | None = None
    action_label: str | None = None
    action_label_options: tuple[str, ...] | None = None
    unix_time: _Moment | None = None
    api: str | None = msgspec.field(default=None, name="APIName")
    constraints: tuple[Mapping[str, Any], ...] | None = None
    item: Mapping[str, Any] | None = None
    total_items: int | None = None


class StarDialog(msgspec.Struct, rename="pascal"):
    """A line of the corpus, as far as a tape needs it."""

    dialog_id: int | str = msgspec.field(name="DialogueID")
    events: tuple[_Event, ...]
    scenario: _Scenario = msgspec.field(default_factory=_Scenario)
    completion_level: str = "Complete"


def star_tape(dialog: StarDialog, *, topic: str, notes: Counter[tuple[str, str]]) -> Tape:
    """The tape of a dialog; counts in `notes` what was mended. Raises `TapeRefused`."""
    start = next((event.unix_time for event in dialog.events if event.unix_time is not None), None)
    if start is None:
        raise TapeRefused("times_missing", "Events")
    scenario = dialog.scenario
    tags = dict.fromkeys(one.task for one in scenario.wizard_capabilities if one.task)
    tags["happy" if scenario.happy else "unhappy"] = None
    if scenario.multi_task:
        tags["multitask"] = None
    if dialog.completion_level != "Complete":
        tags[dialog.completion_level] = None
    named = _NAME.search(scenario.user_task)
    return Tape(
        id=TapeId(f"star-{dialog.dialog_id}"),
        title=scenario.wizard_task.strip()[:NAME_CHARS] or f"STAR {dialog.dialog_id}",
        language="en",
        topic=topic,
        subscriber=Person(name=named.group(1) if named else f"Guest {dialog.dialog_id}"),
        tags=tuple(tags),
        account=scenario.user_task.strip()[:TEXT_CHARS],
        recorded_at=datetime.fromtimestamp(start, UTC),
        events=tuple(_Reel(start, notes).events(dialog.events)),
    )


@dataclass(slots=True)
class _Reel:
    """Turns events one by one, remembering the clock and what the agent has just typed."""

    start: float
    notes: Counter[tuple[str, str]]
    at: float = 0.0
    typed: TapeEvent | None = None

    def events(self, recorded: tuple[_Event, ...]) -> Iterator[TapeEvent]:
        for index, event in enumerate(recorded):
            self._tick(event)
            if event.action == _TYPED:
                words = self._event(event, Kind.ACTION, name=event.action)
                if _picks_next(recorded[index + 1 :]):
                    self.typed = words
                else:
                    # Typed again, or in vain: no message carries these words, so they stay apart.
                    yield words
            else:
                yield from self._translated(event)

    def _tick(self, event: _Event) -> None:
        """What has no time of its own (a result) happened when the last thing did."""
        if event.unix_time is None:
            return
        at = event.unix_time - self.start
        if at < self.at:
            self.notes["time_mended", event.action] += 1
        self.at = max(self.at, at)

    def _translated(self, event: _Event) -> Iterator[TapeEvent]:
        match event.agent, event.action:
            case ("User", "utter") | ("Wizard", "utter" | "pick_suggestion"):
                if not _spoken(event):
                    self.notes["blank_text", event.action] += 1
                else:
                    yield self._message(event)
            case "UserGuide", "instruct":
                yield self._event(event, Kind.INSTRUCTION)
            case "User", "complete":
                yield self._event(event, Kind.LEFT)
            case _, "return_item":
                found = {name: _plain(value) for name, value in (event.item or {}).items()}
                if event.total_items is not None:
                    found["TotalItems"] = str(event.total_items)
                name = event.api or event.action
                yield self._event(event, Kind.RESULT, name=name, parameters=found)
            case _:
                if event.action not in _ACTIONS:
                    self.notes["action_unknown", f"{event.agent}.{event.action}"] += 1
                name = event.api if event.action == "query" and event.api else event.action
                yield self._event(
                    event, Kind.ACTION, name=name, parameters=_merged(event.constraints or ())
                )

    def _message(self, event: _Event) -> TapeEvent:
        message = self._event(event, Kind.MESSAGE)
        if event.agent == "Wizard" and self.typed is not None:
            message = msgspec.structs.replace(
                message, typed=self.typed.text, typed_at=self.typed.at
            )
            self.typed = None
        return message

    def _event(
        self,
        event: _Event,
        kind: Kind,
        *,
        name: str = "",
        parameters: Mapping[str, str | tuple[str, ...]] | None = None,
    ) -> TapeEvent:
        return TapeEvent(
            at=self.at,
            role=_ROLES.get(event.agent, Role.SYSTEM),
            kind=kind,
            text=event.text or "",
            name=name,
            parameters=parameters or {},
            label=event.action_label or "",
            offered=event.action_label_options or (),
        )


def _picks_next(following: tuple[_Event, ...]) -> bool:
    """Whether the agent's next step with words is a message, not typing anew."""
    for event in following:
        if event.agent == "Wizard":
            if event.action == _TYPED:
                return False
            if event.action in _SAID and _spoken(event):
                return True
    return False


def _spoken(event: _Event) -> bool:
    return bool(event.text and event.text.strip())


def _merged(constraints: tuple[Mapping[str, Any], ...]) -> dict[str, str | tuple[str, ...]]:
    """One mapping of a list of them: a name asked twice (a price from and to) keeps both."""
    values: dict[str, tuple[str, ...]] = {}
    for constraint in constraints:
        for name, value in constraint.items():
            values[name] = (*values.get(name, ()), _plain(value))
    return {name: found[0] if len(found) == 1 else found for name, found in values.items()}


def _plain(value: object) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
