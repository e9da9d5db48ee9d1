"""One set of line icons, drawn in any colour at any pixel ratio and kept in a cache."""

from enum import StrEnum
from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

import resources

SIZE = 16
# 60 icons in some four colours at one pixel ratio, and as many again after a switch of the theme.
_KEPT = 512


class Icon(StrEnum):
    """Every icon that ships, by its file's name."""

    ARROW_DOWN = "arrow-down"
    ARROW_UP = "arrow-up"
    BELL = "bell"
    BOLT = "bolt"
    BOOK = "book"
    CHAT = "chat"
    CHECK = "check"
    CHEVRON_DOWN = "chevron-down"
    CHEVRON_LEFT = "chevron-left"
    CHEVRON_RIGHT = "chevron-right"
    CHEVRON_UP = "chevron-up"
    CLIP = "clip"
    CLOCK = "clock"
    CLOSE_CHAT = "close-chat"
    COMMAND = "command"
    CONTRAST = "contrast"
    COPY = "copy"
    DOUBLE_CHECK = "double-check"
    EDIT = "edit"
    EXTERNAL = "external"
    EYE = "eye"
    EYE_OFF = "eye-off"
    FILE = "file"
    FILM = "film"
    FILTER = "filter"
    FLAG = "flag"
    FOLDER = "folder"
    GLOBE = "globe"
    GRID = "grid"
    HISTORY = "history"
    HOLD = "hold"
    HOME = "home"
    INFO = "info"
    LANGUAGE = "language"
    LOCK = "lock"
    LOGOUT = "logout"
    MAIL = "mail"
    MINUS = "minus"
    MOON = "moon"
    MORE = "more"
    NOTE = "note"
    PAPER_PLANE = "paper-plane"
    PHONE = "phone"
    PICTURE = "picture"
    PIN = "pin"
    PLAY = "play"
    PLUS = "plus"
    REFRESH = "refresh"
    SEARCH = "search"
    SEND = "send"
    SETTINGS = "settings"
    SLASH = "slash"
    SMILE = "smile"
    SMS = "sms"
    STAR = "star"
    SUN = "sun"
    TAPE = "tape"
    TRANSFER = "transfer"
    TRASH = "trash"
    UNLOCK = "unlock"
    USER = "user"
    USERS = "users"
    WALLET = "wallet"
    WARNING = "warning"
    WIFI = "wifi"
    WIFI_OFF = "wifi-off"
    X = "x"


def pixmap(icon: Icon, color: QColor, *, size: int = SIZE, ratio: float = 1.0) -> QPixmap:
    """The icon in a colour, sharp at the pixel ratio of the device it is for. Do not change it."""
    return _drawn(icon, color.rgba(), size, ratio)


def paint(
    painter: QPainter, icon: Icon, color: QColor, at: QPointF | QRectF, *, size: int = SIZE
) -> None:
    """Draw at a corner, or centred in a rectangle."""
    if isinstance(at, QRectF):
        at = QPointF(at.center().x() - size / 2, at.center().y() - size / 2)
    # Enlarged with everything else, and as sharp.
    ratio = painter.device().devicePixelRatioF() * painter.transform().m11()
    painter.drawPixmap(at, pixmap(icon, color, size=size, ratio=ratio))


def qicon(icon: Icon, color: QColor, *, ratio: float = 1.0) -> QIcon:
    """For menus and others that Qt draws. It keeps its colour: set it anew on a switch."""
    return QIcon(pixmap(icon, color, ratio=ratio))


@cache
def _source(icon: Icon) -> str:
    return resources.text(f"icons/{icon}.svg")


@lru_cache(maxsize=_KEPT)
def _drawn(icon: Icon, rgba: int, size: int, ratio: float) -> QPixmap:
    color = QColor.fromRgba(rgba)
    source = _source(icon).replace("currentColor", color.name())
    drawn = QPixmap(round(size * ratio), round(size * ratio))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setOpacity(color.alphaF())
    QSvgRenderer(QByteArray(source.encode())).render(painter)
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn
