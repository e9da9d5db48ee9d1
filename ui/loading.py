"""How the modules of the windows are loaded: quickly, and the desk's after the first window.

A page to sign in on needs a third of them. The others come while somebody types the password or the
server checks it, and what a desk opens later when it is first opened.
"""

from __future__ import annotations  # nothing of what is named in them is loaded yet

import asyncio
import builtins
import gc
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QWidget

    from console.core.preferences import Preferences
    from console.core.tasks import TaskOwner
    from console.core.translating import Translator
    from console.session import DeskSession
    from language.spelling import Speller
    from protocol.ids import ConversationId
    from ui.day.day_window import DayWindow
    from ui.desk_watch import DeskWatch
    from ui.options import ConsoleOptions
    from ui.replies.replies_window import RepliesWindow
    from ui.replies.reply_editor import Preview
    from ui.settings.settings_window import SettingsWindow
    from ui.sharing.purpose import Begun, Purpose
    from ui.sharing.share_dialog import ShareDialog
    from ui.shell.chat_export import ChatExport
    from ui.shell.commands import Command
    from ui.shell.desk_feed import DeskFeed
    from ui.shell.desk_parts import DeskParts
    from ui.shell.desk_window import DeskWindow
    from ui.shell.frame import Frame
    from ui.tour.tour import Tour

_HEAD_START = 0.015
"""The first page is painted by then, and a connection it was opened with has asked the server."""

# In an order in which each brings a part of what the next one needs.
_DESK = (
    "console.viewmodels.transcript_model",
    "console.viewmodels.inbox_model",
    "ui.chat.transcript_view",
    "ui.chat.chat_writer",
    "ui.chat.chat_page",
    "ui.shell.chat_views",
    "ui.knowledge.knowledge_panel",
    "ui.subscriber.subscriber_panel",
    "ui.shell.side_panel",
    "ui.shell.inbox",
    "ui.shell.desk_keys",
    "ui.shell.desk_window",
    "ui.desk_watch",
)


@contextmanager
def quick() -> Iterator[None]:
    """Load modules at what they cost alone: nothing of them is garbage, and nobody reads them."""
    gc.disable()
    try:
        _leave_sources_unread()
        yield
    finally:
        gc.enable()


def run_console(options: ConsoleOptions) -> int:
    """Load the console and run it until it is quit; the exit code."""
    with quick():
        from ui.app import run_console
    return run_console(options)


async def load_desk() -> None:
    """Load the desk's modules, some each turn of the loop: the window stays alive meanwhile."""
    await asyncio.sleep(_HEAD_START)
    for module in _DESK:
        import_module(module)
        await asyncio.sleep(0)


def follow_desktop(parent: QObject) -> None:
    """Hear what the desktop says that Qt does not pass on, as long as the parent lives."""
    if sys.platform == "linux":
        from ui.theme.desktop_motion import DesktopMotion

        DesktopMotion(parent)
    elif sys.platform == "darwin":
        from ui.theme.mac_motion import MacMotion

        MacMotion(parent)


def desk_window(session: DeskSession, *, owner: TaskOwner, version: str) -> DeskWindow:
    """Make the desk; loads what of it is not loaded yet."""
    from ui.shell.desk_window import DeskWindow

    return DeskWindow(session, owner=owner, version=version)


def desk_watch(
    desk: DeskWindow, frame: Frame, *, owner: TaskOwner, audible: bool, lockable: bool
) -> DeskWatch:
    """Make what watches over a desk; loads what of it is not loaded yet."""
    from ui.desk_watch import DeskWatch

    return DeskWatch(desk, frame, owner=owner, audible=audible, lockable=lockable)


def settings_window(
    commands: Sequence[Command], preferences: Preferences, *, parent: QWidget
) -> SettingsWindow:
    """Make the window of the settings."""
    from ui.settings.settings_window import SettingsWindow
    from ui.settings.subjects import subjects

    return SettingsWindow(subjects(commands), preferences, parent=parent)


def day_window(feed: DeskFeed, *, owner: TaskOwner, parent: QWidget) -> DayWindow:
    """Make the window of an agent's day."""
    from ui.day.day_window import DayWindow

    return DayWindow(feed, owner=owner, parent=parent)


def replies_window(
    feed: DeskFeed, *, language: str, preview: Preview, owner: TaskOwner, parent: QWidget
) -> RepliesWindow:
    """Make the manager of canned replies."""
    from ui.replies.replies_window import RepliesWindow

    return RepliesWindow(feed, language=language, preview=preview, owner=owner, parent=parent)


def tour(desk: DeskWindow) -> Tour:
    """Make what leads round a desk."""
    from ui.tour.tour import Tour

    return Tour(desk)


def chat_export(parts: DeskParts) -> ChatExport:
    """Make what saves conversations as files."""
    from ui.shell.chat_export import ChatExport

    return ChatExport(parts)


def share_dialog(
    conversation: ConversationId,
    purpose: Purpose,
    *,
    feed: DeskFeed,
    owner: TaskOwner,
    parent: QWidget,
    begun: Begun | None,
) -> ShareDialog:
    """Make the question of who is to have a conversation, or to come into it."""
    from ui.sharing.share_dialog import ShareDialog

    return ShareDialog(conversation, purpose, feed=feed, owner=owner, parent=parent, begun=begun)


def translator(place: str) -> Translator:
    """Make what fills the slot for a translator. Raises `SettingsError`."""
    from console.local.translator import translator_at

    return translator_at(place)


def speller_blocking() -> Speller:
    """Make a speller; half a second when it is the first. On a thread."""
    from ui.chat import speller

    return speller.make_blocking()


def _leave_sources_unread() -> None:
    """Take PySide's own import out of the way.

    WORKAROUND: PySide6 reads the source of every module that is imported after it and keeps it, to
    see which ones its `__feature__` switches may touch: a sixth of a start and 16 MB. We use none.
    Drop when it looks at modules that ask for a feature only.
    """
    import PySide6.QtCore  # noqa: F401 - puts it there

    plain = vars(builtins).get("__orig_import__")
    if plain is not None:
        builtins.__import__ = plain
