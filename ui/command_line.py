"""The command of the console's side: opens the console, or says what keeps it from opening."""

import os
import sys
from pathlib import Path
from typing import NoReturn

from console.core.errors import SettingsError
from console.core.translating import Translator
from console.link.address import ServerAddress
from ui import start
from ui.options import ConsoleOptions

USAGE_ERROR = 2


def open_console(
    *,
    server: str | None = None,
    language: str | None = None,
    theme: str | None = None,
    profile: Path | None = None,
    translator: str | None = None,
) -> int:
    """Run the console until it is quit; the exit code."""
    require_screen()
    try:
        if server is not None:
            ServerAddress.parse(server)
        if profile is not None:
            profile.mkdir(parents=True, exist_ok=True)
    except SettingsError:
        stop(f"--server: «{server}» is no address; HOST, HOST:PORT or wss://HOST:PORT is one")
    except OSError as error:
        stop(f"--profile: {error.filename}: {error.strerror}")
    return start.run_console(
        ConsoleOptions(
            server=server,
            language=language,
            theme=theme,
            profile=profile,
            translator=_translator(translator) if translator is not None else None,
        )
    )


def _translator(place: str) -> Translator:
    from console.local.translator import translator_at  # noqa: PLC0415 - few have one

    try:
        return translator_at(place)
    except SettingsError:
        stop(f"--translator: «{place}» is no program, and no http:// address of this machine")


def require_screen() -> None:
    """Qt would abort the process without a word that helps."""
    if sys.platform.startswith("linux") and not any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    ):
        stop(
            "There is no display: DISPLAY and WAYLAND_DISPLAY are empty.\n"
            "Start it in a desktop session, or use «demo --offscreen»."
        )


def stop(sentence: str) -> NoReturn:
    """End with a sentence for who mistyped."""
    sys.stderr.write(f"{sentence}\n")
    raise SystemExit(USAGE_ERROR)
