"""What went wrong, in words: the one place where codes become sentences."""

import time

from PySide6.QtCore import QCoreApplication

from console.core.errors import (
    CommandRejected,
    ConsoleError,
    FileUnfit,
    HandshakeReason,
    LinkError,
    RepliesUnreadable,
    SettingsError,
    SettingsReason,
    ShortcutsUnreadable,
)
from console.core.link_state import LinkPhase
from console.viewmodels import file_lines, formats
from protocol import limits
from protocol.errors import ErrorCode
from protocol.scalars import Millis
from ui.widgets import plain_text

translate = QCoreApplication.translate


def sentence(error: ConsoleError) -> str:
    """What happened and what to do, for the person at the console."""
    match error:
        case CommandRejected():
            return _refused(error)
        case LinkError():
            return translate("Errors", "There is no connection to the server. Try again later.")
        case FileUnfit():
            return _unfit(error)
        case ShortcutsUnreadable():
            return translate(
                "Errors", "This is not a file of keys saved by Pult. Your keys are as they were."
            )
        case RepliesUnreadable():
            return translate(
                "Errors",
                "This is not a file of templates saved by Pult, or it is damaged. Nothing is"
                " changed.",
            )
        case SettingsError(reason=SettingsReason.ADDRESS):
            return translate(
                "Errors",
                "This is not an address of a server. Write it as “desk.example.com” or “host:port”;"
                " without encryption only this very computer can be reached.",
            )
        case SettingsError(reason=SettingsReason.PASSWORD):
            return translate("Errors", "The login or the password is wrong.")
        case SettingsError():
            return translate(
                "Errors",
                "Pult cannot save to this computer’s disk. Free some space and try again.",
            )
        case _:
            return translate("Errors", "The chat has not loaded yet. Try again in a moment.")


def reading_sentence(error: ConsoleError) -> str:
    """The same of something that was only to be read: nothing was to be done there."""
    match error:
        case CommandRejected(code=ErrorCode.INTERNAL):
            return translate(
                "Errors",
                "The server has failed. Try again. If it happens again, tell your lead this number:"
                " {incident}.",
            ).format(incident=error.data.get("incident", "–"))
        case CommandRejected(
            code=ErrorCode.TOO_FAST | ErrorCode.OVERLOADED | ErrorCode.UNAVAILABLE
        ):
            return translate("Errors", "The server is busy. Try again in a minute.")
        case _:
            return sentence(error)


def phase_sentence(phase: LinkPhase, reason: HandshakeReason | None = None) -> str:
    """Why a server and this console do not talk; empty where they do or soon will."""
    match phase:
        case LinkPhase.VERSION_REFUSED:
            return _refused_sentence(reason)
        case LinkPhase.CERTIFICATE_ERROR:
            return _certificate_sentence(reason)
        case LinkPhase.SESSION_ENDED:
            return translate("Errors", "To go on, sign in again. Nothing you wrote is lost.")
        case _:
            return ""


def phase_title(phase: LinkPhase, reason: HandshakeReason | None = None) -> str:
    """What a phase comes to, in as few words as lead a sentence; empty where nothing is wrong."""
    match phase:
        case LinkPhase.VERSION_REFUSED:
            return _refused_title(reason)
        case LinkPhase.CERTIFICATE_ERROR:
            return translate("Errors", "Connection not trusted")
        case LinkPhase.SESSION_ENDED:
            return translate("Errors", "Signed out")
        case _:
            return ""


def _refused_sentence(reason: HandshakeReason | None) -> str:
    match reason:
        case HandshakeReason.NOT_A_SERVER:
            return translate(
                "Errors",
                "A web page answers in place of the server. Sign in to this network in a browser,"
                " or check the address. Nothing was sent; what you wrote is safe here.",
            )
        case HandshakeReason.OTHER_SERVICE:
            return translate(
                "Errors",
                "Another program answers at this address, or a server without encryption. Check the"
                " address and its port. Nothing was sent; what you wrote is safe here.",
            )
        case HandshakeReason.PROXY:
            return translate(
                "Errors",
                "The proxy of this network lets no connection to the server through. Tell your"
                " administrator: it may want a password. Nothing was sent; what you wrote is safe"
                " here.",
            )
        case HandshakeReason.PROXY_UNUSABLE:
            return translate(
                "Errors",
                "The proxy in the settings of this computer cannot be used: it has to be one with"
                " an address like http://proxy:3128. Tell your administrator. What you wrote is"
                " safe here.",
            )
        case _:
            return translate(
                "Errors",
                "The versions of the server and Pult are incompatible. Update Pult, or tell"
                " your administrator. What you wrote is safe here.",
            )


def _refused_title(reason: HandshakeReason | None) -> str:
    match reason:
        case HandshakeReason.NOT_A_SERVER | HandshakeReason.OTHER_SERVICE:
            return translate("Errors", "No server there")
        case HandshakeReason.PROXY | HandshakeReason.PROXY_UNUSABLE:
            return translate("Errors", "The proxy is in the way")
        case _:
            return translate("Errors", "Version mismatch")


def _certificate_sentence(reason: HandshakeReason | None) -> str:
    match reason:
        case HandshakeReason.CERTIFICATE_EARLY:
            return translate(
                "Errors",
                "The server’s certificate is not valid yet: check the date and time of"
                " this computer ({now}). Nothing was sent.",
            ).format(now=_here())
        case HandshakeReason.CERTIFICATE_EXPIRED:
            return translate(
                "Errors",
                "The server’s certificate has expired. If the date and time of this"
                " computer ({now}) are right, tell your administrator. Nothing was sent.",
            ).format(now=_here())
        case HandshakeReason.CERTIFICATE_NAME:
            return translate(
                "Errors",
                "The certificate belongs to another server. Check the address, and do not use"
                " networks you do not know. Nothing was sent.",
            )
        case _:
            return translate(
                "Errors",
                "The server’s certificate is not trusted: this may be an impostor."
                " Nothing was sent. Tell your administrator.",
            )


def _here() -> str:
    return formats.in_full(Millis(time.time_ns() // 1_000_000))


def _unfit(error: FileUnfit) -> str:
    """Why a file cannot go, and what would."""
    name = plain_text.plain_line(error.name, shown=60)
    match error.code:
        case ErrorCode.FILE_TOO_LARGE:
            text = translate("Errors", "“{name}” is too large: a file may have {limit} at most.")
            return text.format(name=name, limit=file_lines.size_line(limits.FILE_BYTES))
        case ErrorCode.PICTURE_TOO_LARGE:
            text = translate(
                "Errors", "“{name}” has too many pixels. Make the picture smaller and try again."
            )
        case ErrorCode.FILE_TYPE_REFUSED:
            text = translate(
                "Errors",
                "“{name}” is of a kind that cannot be sent. Pictures, PDF, office documents,"
                " plain text and recordings can.",
            )
        case ErrorCode.FILES_FULL:
            text = translate("Errors", "“{name}” does not fit: a message takes {limit} files.")
            return text.format(name=name, limit=limits.FILES_PER_MESSAGE)
        case ErrorCode.NOT_FOUND:
            text = translate("Errors", "“{name}” cannot be read on this computer.")
        case _:
            text = translate("Errors", "“{name}” is empty or damaged.")
    return text.format(name=name)


def _refused(error: CommandRejected) -> str:
    after = formats.duration(int(error.data.get("retry_after_ms", 0)))
    match error.code:
        case ErrorCode.BAD_CREDENTIALS:
            return translate("Errors", "The login or the password is wrong.")
        case ErrorCode.TOO_MANY_TRIES:
            return translate("Errors", "Too many wrong passwords. Try again in {time}.").format(
                time=after
            )
        case ErrorCode.SESSION_ENDED | ErrorCode.NOT_SIGNED_IN | ErrorCode.ALREADY_SIGNED_IN:
            return phase_sentence(LinkPhase.SESSION_ENDED)
        case ErrorCode.FORBIDDEN:
            return translate("Errors", "Your role does not allow this.")
        case ErrorCode.NOT_FOUND:
            return translate("Errors", "This is no longer there, or you have no access to it.")
        case ErrorCode.STALE_EPOCH:
            return translate("Errors", "The chat has changed hands meanwhile. Nothing was done.")
        case ErrorCode.STALE_VIEW:
            return translate(
                "Errors", "The subscriber has written meanwhile. Nothing was done: read it first."
            )
        case ErrorCode.WRONG_STATE:
            return translate(
                "Errors",
                "The chat has changed meanwhile. Nothing was done: look at it and try again.",
            )
        case ErrorCode.NO_ROOM:
            return translate("Errors", "All your places are taken: finish a chat first.")
        case ErrorCode.FIELD_NEEDED:
            return translate(
                "Errors", "The queue asks for an outcome, or for a date to come back to it."
            )
        case ErrorCode.CONVERSATION_OVER:
            return translate("Errors", "The chat ended too long ago to be gone on with.")
        case ErrorCode.REASON_NEEDED:
            return translate("Errors", "Say why: this is recorded with a reason.")
        case ErrorCode.STALE_VERSION:
            return translate(
                "Errors",
                "Somebody else has changed it meanwhile. Nothing was done: look at it and try"
                " again.",
            )
        case ErrorCode.REPLIES_FULL:
            return translate(
                "Errors", "There are {limit} templates of this kind already: delete one first."
            ).format(limit=error.data.get("limit", "–"))
        case ErrorCode.CONFIGURATION_REFUSED:
            return translate(
                "Errors", "These rules do not fit together. Nothing is changed: {field}."
            ).format(field=error.data.get("field", "–"))
        case ErrorCode.TOO_FAST | ErrorCode.OVERLOADED | ErrorCode.UNAVAILABLE:
            return translate(
                "Errors",
                "The server is busy. Nothing was done, and nothing is lost: try again in a minute.",
            )
        case ErrorCode.INTERNAL:
            return translate(
                "Errors",
                "The server has failed. Nothing was done: try again. If it happens again, tell"
                " your lead this number: {incident}.",
            ).format(incident=error.data.get("incident", "–"))
        case _:
            return translate("Errors", "The server refused this ({code}).").format(
                code=error.code.value
            )
