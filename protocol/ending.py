"""Verbs of how a conversation ends besides `close`: kept open after all, wrapped up, merged."""

from typing import Annotated

from msgspec import Meta

from protocol.command import Write
from protocol.scalars import Code, Comment, Count, Id

Outcome = Annotated[str, Meta(max_length=40, pattern=r"\A[a-z0-9_.-]*\Z")]
"""A line of the catalogue, or nothing where that is said later."""


class KeepOpen(Write, tag="keep_open"):
    """Do not close my conversation after all, though it counts down."""

    epoch: Count


class EndWork(Write, tag="wrap_up"):
    """My work after the conversation is done; what was said of it at closing holds if not named."""

    epoch: Count
    outcome: Outcome = ""
    topic: Code | None = None
    comment: Comment = ""
    follow_up: Count | None = None


class Merge(Write, tag="merge"):
    """My conversation is one matter with another of mine with the same subscriber: go on there."""

    epoch: Count
    into: Id
