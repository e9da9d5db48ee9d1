"""How the modules of the windows are loaded: quickly, and the desk's after the first window.

A page to sign in on needs a third of them. The others come while somebody types the password or the
server checks it (`by_need.py`), what a desk opens later when it is first opened (its `by_need.py`).
"""

from __future__ import annotations  # nothing of what is named in them is loaded yet

import asyncio
import builtins
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

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
