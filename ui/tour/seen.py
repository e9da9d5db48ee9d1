"""Whether an account was led round on this machine: asked before anything of a tour is loaded."""

from console.session import DeskSession

_SEEN = "tour_seen"


def was_seen(session: DeskSession) -> bool:
    """Whether it needs none by itself."""
    return bool(session.setting(_SEEN))


def note_seen(session: DeskSession) -> None:
    """It has begun: however it ends, it does not come again unasked."""
    session.remember(_SEEN, "yes")
