"""What can go wrong in the console, each with a stable code and data.

ConsoleError
├── LinkError
│   ├── LinkLost             the connection broke, or there is none
│   └── HandshakeRefused     the server will not talk to this console
├── CommandRejected          the server answered and refused
├── FileUnfit                a file that no message can take
├── OutOfSync                the console does not have what it was asked about
├── RepliesUnreadable        a file of canned replies that cannot be read
├── TranslatorError          what fills the slot for a translator has not translated
└── SettingsError            something of this machine: address, key, disk
"""

from enum import StrEnum

from protocol.errors import RETRYABLE, ErrorCode


class HandshakeReason(StrEnum):
    """Why a server and a console cannot talk at all."""

    VERSION = "version"
    NOT_A_SERVER = "not_a_server"
    """Something answers as a web page does: a network's own sign-in, or another address."""
    OTHER_SERVICE = "other_service"
    """Something answers that is neither a server of ours nor a web page, or does not encrypt."""
    PROXY = "proxy"
    """The proxy on the way lets nobody through, or not without a password."""
    PROXY_UNUSABLE = "proxy_unusable"
    """The settings of this computer name a proxy of a kind that cannot be used, or none at all."""
    NO_NAME = "no_name"
    """Nobody knows where a server of this name is; in an outage of the network, too."""
    CERTIFICATE = "certificate"
    """Nobody we trust vouches for it."""
    CERTIFICATE_NAME = "certificate_name"
    """It is of another server."""
    CERTIFICATE_EXPIRED = "certificate_expired"
    CERTIFICATE_EARLY = "certificate_early"
    """It holds from a later day on: a clock is wrong, most likely the one of this computer."""


class SettingsReason(StrEnum):
    """What of this machine is in the way."""

    ADDRESS = "address"
    PASSWORD = "password"
    DISK = "disk"
    TRANSLATOR = "translator"
    """No program, and no address of this machine."""


class TranslatorReason(StrEnum):
    """Why there is no translation."""

    UNREACHABLE = "unreachable"
    SLOW = "slow"
    ANSWER = "answer"
    """What it said is none."""


class ConsoleError(Exception):
    """Anything the console reports to the person at it."""


class LinkError(ConsoleError):
    """The server cannot be reached as it should."""


class LinkLost(LinkError):
    """The connection broke before the answer came; the command may or may not have been done."""


class HandshakeRefused(LinkError):
    """The server will not talk to this console."""

    def __init__(self, reason: HandshakeReason) -> None:
        super().__init__(reason.value)
        self.reason = reason


class CommandRejected(ConsoleError):
    """The server refused a command; nothing was done."""

    def __init__(self, code: ErrorCode, *, data: dict[str, str | int] | None = None) -> None:
        super().__init__(code.value)
        self.code = code
        self.data = data or {}

    @property
    def retryable(self) -> bool:
        """Whether the same command may succeed later."""
        return self.code in RETRYABLE


class OutOfSync(ConsoleError):
    """The console does not have the conversation, or not the right to act in it."""


class FileUnfit(ConsoleError):
    """A file that no message can take; the code is the one that the server would refuse it with."""

    def __init__(self, code: ErrorCode, *, name: str) -> None:
        super().__init__(code.value)
        self.code = code
        self.name = name


class ShortcutsUnreadable(ConsoleError):
    """A file of keys is none of ours."""


class RepliesUnreadable(ConsoleError):
    """A file of canned replies is none of ours, or not whole."""


class TranslatorError(ConsoleError):
    """A text was not translated; the same may be tried again."""

    def __init__(self, reason: TranslatorReason) -> None:
        super().__init__(reason.value)
        self.reason = reason


class SettingsError(ConsoleError):
    """This machine is in the way."""

    def __init__(self, reason: SettingsReason) -> None:
        super().__init__(reason.value)
        self.reason = reason
