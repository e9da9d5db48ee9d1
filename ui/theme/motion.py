"""Whether anything may move by itself: the caret, effects of Qt's styles, bars that run."""

import sys
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from console.core.preferences import Motion

_EFFECTS = (
    Qt.UIEffect.UI_General,
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
    Qt.UIEffect.UI_AnimateToolBox,
)
_choice = Motion.SYSTEM
_heard: bool | None = None
_still = False


def still() -> bool:
    """Whether nothing may move."""
    return _still


def wants_still(motion: Motion, *, told: bool | None) -> bool:
    """What a choice comes to where the desktop has told this, or nothing."""
    return motion is Motion.REDUCED or (motion is Motion.SYSTEM and told is True)


def choose(wanted: Motion) -> None:
    """What somebody prefers holds from now on. Idempotent."""
    global _choice
    _choice = wanted
    _hold_still(wants_still(_choice, told=told_by_system()))


def hear(*, less: bool) -> None:
    """The desktop tells whether its user wants less motion. Idempotent."""
    global _heard
    _heard = less
    choose(_choice)


def told_by_system() -> bool | None:
    """Whether its user wants less motion; None where the desktop does not say."""
    # Only there «no effects» is a person's choice: elsewhere it may be that nobody was asked.
    if sys.platform == "win32":
        return Qt.UIEffect.UI_General not in _of_system()[1]
    return _heard


def _hold_still(wanted: bool) -> None:
    """Let nothing move, or let it move as before. Idempotent."""
    global _still
    flash_ms, effects = _of_system()
    _still = wanted
    QApplication.setCursorFlashTime(0 if wanted else flash_ms)
    for effect in _EFFECTS:
        QApplication.setEffectEnabled(effect, not wanted and effect in effects)


@cache
def _of_system() -> tuple[int, frozenset[Qt.UIEffect]]:
    """How the caret blinked and what was animated before we changed anything."""
    moving = frozenset(effect for effect in _EFFECTS if QApplication.isEffectEnabled(effect))
    return QApplication.cursorFlashTime(), moving
