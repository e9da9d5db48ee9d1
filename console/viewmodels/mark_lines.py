"""How far a text of ours has got, in words, with the reason where it has stopped."""

from PySide6.QtCore import QCoreApplication

from console.core.outgoing import Outgoing, OutgoingKind, OutgoingState, WaitReason
from console.viewmodels.transcript_rows import Mark
from protocol.errors import ErrorCode
from protocol.scalars import Millis

translate = QCoreApplication.translate

_MARKS = {
    OutgoingState.QUEUED: Mark.QUEUED,
    OutgoingState.SENDING: Mark.SENDING,
    OutgoingState.ACCEPTED: Mark.ACCEPTED,
    OutgoingState.WAITING: Mark.WAITING,
    OutgoingState.FAILED: Mark.FAILED,
}


UNDER_WAY = frozenset({OutgoingState.SENDING, OutgoingState.ACCEPTED})
"""The server has it, or is about to."""


def mark_of(item: Outgoing, *, now: Millis) -> Mark:
    """The mark of a text that is not yet in the log."""
    return Mark.HELD if item.is_held(now) else _MARKS[item.state]


def held_line(item: Outgoing, *, now: Millis) -> str:
    """How long a text can still be taken back."""
    seconds = -((now - item.not_before) // 1000)
    return translate("Marks", "sends in %n s", None, seconds)


def mark_line(mark: Mark) -> str:
    """A mark in words."""
    match mark:
        case Mark.HELD | Mark.QUEUED:
            return translate("Marks", "In the outbox")
        case Mark.SENDING:
            return translate("Marks", "Being sent")
        case Mark.ACCEPTED:
            return translate("Marks", "Sent")
        case Mark.DELIVERED:
            return translate("Marks", "Delivered")
        case Mark.READ:
            return translate("Marks", "Read")
        case Mark.WAITING:
            return translate("Marks", "Needs your decision")
        case Mark.FAILED:
            return translate("Marks", "Not sent")
        case Mark.NONE:
            return ""


def stop_line(item: Outgoing, *, now: Millis) -> str:
    """Why a text does not go by itself, and how old it is."""
    minutes = max(0, now - item.written_at) // 60_000
    return f"{_reason(item)} · {_age(item, minutes)}"


def _age(item: Outgoing, minutes: int) -> str:
    """Of which text it is told: beside a reason, a time alone would seem to be the reason's."""
    if item.said is not None:
        if minutes:
            return translate("Marks", "you edited it %n minute(s) ago", None, minutes)
        return translate("Marks", "you edited it just now")
    if item.is_note:
        if minutes:
            return translate("Marks", "you wrote the note %n minute(s) ago", None, minutes)
        return translate("Marks", "you wrote the note just now")
    if item.kind is OutgoingKind.TALK:
        if minutes:
            return translate("Marks", "you wrote %n minute(s) ago", None, minutes)
        return translate("Marks", "you wrote just now")
    if minutes:
        return translate("Marks", "you replied %n minute(s) ago", None, minutes)
    return translate("Marks", "you replied just now")


def _reason(item: Outgoing) -> str:
    if item.reason is WaitReason.CHANGED:
        if item.is_note:
            return translate("Marks", "The note has been changed meanwhile")
        return translate("Marks", "The message has been changed meanwhile")
    if item.said is not None and item.code is ErrorCode.WRONG_STATE:
        if item.is_note:
            return translate("Marks", "It is too late to change the note")
        return translate("Marks", "It is too late to change the message")
    if item.reason is WaitReason.NEWER:
        return translate("Marks", "The subscriber has written since")
    if item.reason is WaitReason.MOVED:
        return translate("Marks", "The chat is no longer yours")
    match item.code:
        case ErrorCode.WRONG_STATE:
            return translate("Marks", "The chat does not take messages now")
        case ErrorCode.FORBIDDEN | ErrorCode.NOT_FOUND:
            return translate("Marks", "You may not write here")
        case ErrorCode.INVALID:
            return translate("Marks", "The server does not accept this text")
        case (
            ErrorCode.FILE_TOO_LARGE
            | ErrorCode.PICTURE_TOO_LARGE
            | ErrorCode.FILE_TYPE_REFUSED
            | ErrorCode.FILE_DAMAGED
            | ErrorCode.FILE_UNFINISHED
            | ErrorCode.FILE_FOR_OTHERS
            | ErrorCode.FILES_FULL
        ):
            return translate("Marks", "The server does not take one of the files")
        case _:
            return translate("Marks", "The server refused")
