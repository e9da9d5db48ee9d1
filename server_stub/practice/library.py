"""Owns which tapes ship with the product: the dialogs of the demo operator."""

from __future__ import annotations

from importlib import resources

from server_stub.practice.tape import Tape
from server_stub.practice.tape_file import read_tapes


def shipped_tapes(language: str | None = None) -> list[Tape]:
    """The dialogs of the demo operator, all or those in one language."""
    tapes = read_tapes(resources.files("resources.volna") / "tapes")
    return [tape for tape in tapes if language in (None, tape.language)]
