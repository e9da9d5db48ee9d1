"""How the windows look as somebody prefers, and the next sign-in page on this machine like them."""

import msgspec

from console.core.preferences import Appearance, Density
from console.local.machine import MachineSettings
from ui.theme import motion, theme
from ui.theme.measures import Measures

_KEY = "appearance"


def wear(appearance: Appearance) -> None:
    """Let everything look so at once; the theme alone is chosen elsewhere. Idempotent."""
    look = theme.current()
    look.tint(appearance.accent)
    compact = appearance.density is Density.COMPACT
    look.measure(Measures(appearance.text_percent, compact=compact))
    motion.choose(appearance.motion)


def keep(machine: MachineSettings, appearance: Appearance) -> None:
    """Remember it for who sits down here next, until he has signed in."""
    machine.put(_KEY, msgspec.json.encode(appearance).decode())


def kept(machine: MachineSettings) -> Appearance:
    """What was remembered; the defaults where it cannot be read."""
    try:
        return msgspec.json.decode(machine.get(_KEY, "{}"), type=Appearance)
    except msgspec.DecodeError:
        return Appearance()
