"""Owns the errors a channel meets: ChannelError(code) -> VisitRefused, VisitUnavailable."""

from __future__ import annotations


class ChannelError(Exception):
    """A channel could not do what was asked; `code` is stable, the sentence is the reader's."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class VisitRefused(ChannelError):
    """The server understood and said no; trying again would be refused again."""


class VisitUnavailable(ChannelError):
    """The outcome is unknown or the server is busy: the same `client_id` may be tried again."""
