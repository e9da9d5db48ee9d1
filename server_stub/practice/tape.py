"""Owns what a tape is: a recorded dialog with its times, and the rules it keeps. Pure.

The field table with an example is in docs/tapes.md. Simple limits stand on the fields and are
checked as a tape is read; what needs two fields is checked by `faults`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, NewType

import msgspec

from protocol import limits
from protocol.scalars import CLEAN

TapeId = NewType("TapeId", str)

TEXT_CHARS = limits.TEXT_CHARACTERS  # the player sends it as a live message
NAME_CHARS = 200  # ids, names, titles, labels: one line on a screen
EVENTS = 2000  # thirty times the longest recorded chat we have met
SPAN_SECONDS = 86_400.0  # after a day of silence it is another conversation
TAGS = 32  # more than a person would ever filter by
PARAMETERS = 64  # the widest knowledge query we have met has a dozen

Text = Annotated[str, msgspec.Meta(max_length=TEXT_CHARS, pattern=CLEAN)]
Line = Annotated[str, msgspec.Meta(max_length=NAME_CHARS, pattern=CLEAN)]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=NAME_CHARS, pattern=CLEAN)]
Called = Annotated[
    str, msgspec.Meta(min_length=1, max_length=limits.NAME_CHARACTERS, pattern=CLEAN)
]
Language = Annotated[str, msgspec.Meta(pattern=r"^[a-z]{2,3}\Z")]
Seconds = Annotated[float, msgspec.Meta(ge=0, le=SPAN_SECONDS)]
Phone = Annotated[str, msgspec.Meta(pattern=r"^\+[0-9][0-9 -]{5,22}\Z")]


class Role(StrEnum):
    """Who did it."""

    SUBSCRIBER = "subscriber"
    AGENT = "agent"
    ROBOT = "robot"
    SYSTEM = "system"


class Kind(StrEnum):
    """What it was. Only messages and closings are seen by the subscriber."""

    MESSAGE = "message"
    ACTION = "action"
    """The agent looked something up or changed something: `name`, `parameters`."""
    RESULT = "result"
    """What the action returned."""
    INSTRUCTION = "instruction"
    """Told to whoever played the subscriber; never shown to an agent."""
    LEFT = "left"
    CLOSED = "closed"
    """The agent closed the conversation; `name` is the outcome."""
    RATING = "rating"


class TapeEvent(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """One thing that happened, `at` seconds after the conversation began."""

    at: Seconds
    role: Role
    kind: Kind = Kind.MESSAGE
    text: Text = ""
    name: Line = ""
    parameters: Annotated[
        Mapping[Name, Text | tuple[Text, ...]], msgspec.Meta(max_length=PARAMETERS)
    ] = msgspec.field(default_factory=dict)
    label: Line = ""
    """The canonical reply this message is."""
    offered: Annotated[tuple[Name, ...], msgspec.Meta(max_length=PARAMETERS)] = ()
    """Labels of the replies the agent could pick from."""
    typed: Text = ""
    """The agent's own words before he picked a reply."""
    typed_at: Seconds | None = None
    language: Language | None = None
    """Where it differs from the tape's."""
    stars: Annotated[int, msgspec.Meta(ge=1, le=5)] | None = None
    files: Annotated[tuple[Name, ...], msgspec.Meta(max_length=limits.FILES_PER_MESSAGE)] = ()
    """Of a message of the subscriber: names of files that ship with the product."""


class Person(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who wrote in."""

    name: Called
    phone: Phone | None = None


class Tape(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """A recorded dialog."""

    id: TapeId
    title: Name
    language: Language
    topic: Name
    """A topic of the operator."""
    subscriber: Person
    tags: Annotated[tuple[Name, ...], msgspec.Meta(max_length=TAGS)] = ()
    """Tempers and subjects, to choose by."""
    account: Text = ""
    """What the profile must say for the dialog to be true: balance, write-offs, services."""
    patience: Annotated[float, msgspec.Meta(gt=0, le=SPAN_SECONDS)] | None = None
    """Unanswered for so many seconds, this subscriber leaves."""
    recorded_at: Annotated[datetime, msgspec.Meta(tz=True)] | None = None
    events: Annotated[tuple[TapeEvent, ...], msgspec.Meta(min_length=1, max_length=EVENTS)]

    @property
    def heard(self) -> tuple[TapeEvent, ...]:
        """The subscriber's messages, in order."""
        return tuple(event for event in self.events if is_question(event))

    def turn(self, heard: int) -> tuple[TapeEvent, ...]:
        """What the agent did after the subscriber's `heard`-th message and before the next.

        Searches, changes, replies and the closing, in order.
        """
        found: list[TapeEvent] = []
        questions = 0
        for event in self.events:
            questions += is_question(event)
            if questions == heard and event.role is Role.AGENT:
                found.append(event)
        return tuple(found)

    def replies(self, heard: int) -> tuple[TapeEvent, ...]:
        """The agent's words of that turn; none while he was listening, for more was to come."""
        return tuple(event for event in self.turn(heard) if is_answer(event))


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule the tape breaks: a stable code and the field, as in `events[3].text`."""

    code: str
    field: str


def is_question(event: TapeEvent) -> bool:
    """Whether the subscriber wrote it."""
    return event.role is Role.SUBSCRIBER and event.kind is Kind.MESSAGE


def is_answer(event: TapeEvent) -> bool:
    """Whether the agent wrote it to the subscriber."""
    return event.role is Role.AGENT and event.kind is Kind.MESSAGE


def faults(tape: Tape) -> Iterator[Fault]:
    """The rules between fields that a tape breaks, in order of the events."""
    if not tape.id or len(tape.id) > NAME_CHARS:
        yield Fault("bad_id", "id")
    if not tape.heard:
        yield Fault("subscriber_silent", "events")
    clock = 0.0
    for index, event in enumerate(tape.events):
        where = f"events[{index}]"
        # Said so that «not a number», which compares to nothing, is caught too.
        if not event.at >= clock:
            yield Fault("time_backwards", f"{where}.at")
        clock = event.at
        if event.typed_at is not None and not event.typed_at <= event.at:
            yield Fault("time_backwards", f"{where}.typed_at")
        yield from _missing(event, where)


def _missing(event: TapeEvent, where: str) -> Iterator[Fault]:
    match event.kind:
        case Kind.MESSAGE | Kind.INSTRUCTION if not (event.text.strip() or event.files):
            yield Fault("text_missing", f"{where}.text")
        case Kind.ACTION | Kind.RESULT if not event.name:
            yield Fault("name_missing", f"{where}.name")
        case Kind.RATING if event.stars is None:
            yield Fault("stars_missing", f"{where}.stars")
        case _:
            pass
    if event.kind in (Kind.LEFT, Kind.RATING) and event.role is not Role.SUBSCRIBER:
        yield Fault("wrong_role", f"{where}.role")
    if event.kind is Kind.CLOSED and event.role is Role.SUBSCRIBER:
        yield Fault("wrong_role", f"{where}.role")
    if event.files and not is_question(event):
        yield Fault("files_misplaced", f"{where}.files")
    if event.kind is not Kind.RATING and event.stars is not None:
        yield Fault("stars_misplaced", f"{where}.stars")
