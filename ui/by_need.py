"""The desk, made once its modules are there; loads what of them is not loaded yet."""

from __future__ import annotations  # nothing of what is named in them is loaded yet

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from console.core.tasks import TaskOwner
    from console.session import DeskSession
    from ui.desk_watch import DeskWatch
    from ui.shell.desk_window import DeskWindow
    from ui.shell.frame import Frame


def desk_window(session: DeskSession, *, owner: TaskOwner, version: str) -> DeskWindow:
    """Make the desk."""
    from ui.shell.desk_window import DeskWindow

    return DeskWindow(session, owner=owner, version=version)


def desk_watch(
    desk: DeskWindow, frame: Frame, *, owner: TaskOwner, audible: bool, lockable: bool
) -> DeskWatch:
    """Make what watches over a desk."""
    from ui.desk_watch import DeskWatch

    return DeskWatch(desk, frame, owner=owner, audible=audible, lockable=lockable)
