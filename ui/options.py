"""What a console is started with. No Qt: the command line reads it before Qt is loaded."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from console.core.translating import Translator
    from ui.app import Console

DEFAULT_SERVER = "127.0.0.1:8710"
"""Where `serve` listens unless told otherwise: a desk and a server on one machine just work."""

Companion = Callable[["Console"], Coroutine[Any, Any, None]]


@dataclass(frozen=True, slots=True)
class ConsoleOptions:
    """What the command line says; what it leaves out comes from this machine's settings.

    With a login and a password the console signs in by itself. `companion` runs beside the window
    and may work it; the console quits when it returns.
    """

    server: str | None = None
    language: str | None = None
    theme: str | None = None
    profile: Path | None = None
    login: str = ""
    password: str = ""
    offscreen: bool = False
    companion: Companion | None = None
    translator: "Translator | None" = None
