"""Buttons that print their key: the primary one of an area, the ordinary, the quiet, and icons."""

from enum import Enum

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.theme import fitting, fonts, icons, measures, theme
from ui.theme.tokens import Tokens
from ui.widgets import key_cap, painting
from ui.widgets.labels import plain_tool_tip

_PAD = 12
_ICON_PAD = 8
"""At the sides of what has an icon only."""
_GAP = 8
_LINK_HEIGHT = 16
"""A line of a heading: with such a button or without one it is as high."""
_LINK_LINE = 7
"""Under the letters, from their middle."""


class Look(Enum):
    """How loud a button is: one PRIMARY an area."""

    PRIMARY = "primary"
    ORDINARY = "ordinary"
    QUIET = "quiet"
    DANGER = "danger"
    NOTE = "note"


_FILLED = frozenset({Look.PRIMARY, Look.NOTE})
_HOVERED, _PRESSED = 112, 125
"""Percent of the fill of a note's button, further away from the ground."""


class Button(QPushButton):
    """Text with an optional icon before it and an optional printed key after it.

    The key is bound to the button: pressing it clicks.
    """

    def __init__(
        self,
        text: str = "",
        *,
        look: Look = Look.ORDINARY,
        icon: icons.Icon | None = None,
        keys: QKeySequence | None = None,
        trailing: icons.Icon | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._look = look
        self._icon = icon
        self._trailing = trailing
        self._cap = ""
        self._hovered = False
        fitting.wear(self, fonts.Type.BODY_STRONG)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if keys is not None:
            self.set_keys(keys)

    def set_keys(self, keys: QKeySequence, *, bound: bool = True) -> None:
        """Print other keys; `bound=False` where somebody else listens to them."""
        self._cap = key_cap.key_text(keys)
        if bound:
            self.setShortcut(keys)
        self.updateGeometry()
        self.update()

    @property
    def printed_keys(self) -> str:
        """The keys that are printed on it."""
        return self._cap

    def set_icon(self, icon: icons.Icon | None) -> None:
        """Change the icon before the text."""
        self._icon = icon
        self.updateGeometry()
        self.update()

    @property
    def look(self) -> Look:
        """How loud it is."""
        return self._look

    def set_look(self, look: Look) -> None:
        """Change how loud it is."""
        self._look = look
        self.update()

    def _colors(self, tokens: Tokens) -> tuple[QColor | None, QColor | None, QColor]:
        """Fill, border and text for the state it is in."""
        down, hovered = self.isDown() or self.isChecked(), self._hovered
        if not self.isEnabled():
            quiet = self._look is Look.QUIET
            return (None if quiet else tokens.app), (None if quiet else tokens.border), tokens.faint
        match self._look:
            case Look.PRIMARY:
                fill = tokens.accent_hover if hovered else tokens.accent
                return (tokens.accent_pressed if self.isDown() else fill), None, tokens.on_accent
            case Look.ORDINARY:
                fill = tokens.hover if hovered else tokens.surface
                border = tokens.accent if self.isChecked() else tokens.border
                return (tokens.accent_soft if down else fill), border, tokens.text
            case Look.QUIET:
                ground = tokens.hover if hovered else None
                color = tokens.accent if self.isChecked() else tokens.muted
                return (tokens.accent_soft if down else ground), None, color
            case Look.DANGER:
                fill = tokens.late_soft if hovered or down else tokens.surface
                return fill, tokens.late, tokens.late
            case Look.NOTE:
                # As loud as the primary one, in the colour of notes: it stands on their ground.
                share = _PRESSED if down else _HOVERED if hovered else 100
                fill = tokens.warn.lighter(share) if tokens.dark else tokens.warn.darker(share)
                return fill, None, tokens.note

    def _content_width(self) -> float:
        width = 0.0
        if self._icon is not None:
            width += icons.SIZE + (_GAP if self.text() else 0)
        width += painting.text_width(self.text(), fonts.Type.BODY_STRONG)
        if self._cap:
            width += _GAP + key_cap.width_of(self._cap)
        if self._trailing is not None:
            width += _GAP + 12
        return width

    # Qt overrides

    def sizeHint(self) -> QSize:
        pad = _PAD if self.text() or self._cap else _ICON_PAD
        return measures.size(int(self._content_width() + 2 * pad) + 1, painting.control_height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.current().tokens
        fill, border, color = self._colors(tokens)
        painter = QPainter(self)
        painting.begin(painter)
        rect = painting.enlarge(painter, self.rect())
        painting.rounded(painter, rect, radius=painting.RADIUS, fill=fill, border=border)
        left = (rect.width() - self._content_width()) / 2
        if self._icon is not None:
            painting_at = QRectF(left, 0, icons.SIZE, rect.height())
            icons.paint(painter, self._icon, color, painting_at)
            left += icons.SIZE + _GAP
        painter.setFont(fonts.font(fonts.Type.BODY_STRONG))
        painter.setPen(color)
        width = painting.text_width(self.text(), fonts.Type.BODY_STRONG)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRectF(left, 0, width + 1, rect.height()), flags, self.text())
        left += width + _GAP
        if self._cap:
            top = (rect.height() - key_cap.HEIGHT) / 2
            cap = QRectF(left, top, key_cap.width_of(self._cap), key_cap.HEIGHT)
            # Muted with its words where it is disabled, and on a fill in their colour.
            as_words = self._look in _FILLED or not self.isEnabled()
            key_cap.paint_cap(
                painter,
                cap,
                self._cap,
                color=color if as_words else tokens.muted,
                border=(border or color) if as_words else tokens.border_strong,
            )
            left += cap.width() + _GAP
        if self._trailing is not None:
            box = QRectF(left, 0, 12, rect.height())
            icons.paint(painter, self._trailing, tokens.muted, box, size=12)
        if self.hasFocus():
            painting.focus_ring(painter, rect)


class PrimaryButton(Button):
    """The one main action of an area."""

    def __init__(
        self,
        text: str = "",
        *,
        icon: icons.Icon | None = None,
        keys: QKeySequence | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, look=Look.PRIMARY, icon=icon, keys=keys, parent=parent)


class LinkButton(Button):
    """A quiet action beside a heading: accent words flush with what stands above and below."""

    def __init__(self, text: str, *, parent: QWidget | None = None) -> None:
        super().__init__(text, look=Look.QUIET, parent=parent)
        fitting.wear(self, fonts.Type.LABEL_STRONG)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    # Qt overrides

    def sizeHint(self) -> QSize:
        width = painting.text_width(self.text(), fonts.Type.LABEL_STRONG)
        return measures.size(int(width) + 1, _LINK_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.current().tokens
        painter = QPainter(self)
        painting.begin(painter)
        rect = painting.enlarge(painter, self.rect())
        painter.setFont(fonts.font(fonts.Type.LABEL_STRONG))
        painter.setPen(tokens.accent if self.isEnabled() else tokens.muted)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(rect, flags, self.text())
        if self._hovered or self.isDown():
            line = rect.center().y() + _LINK_LINE
            painter.drawLine(QPointF(0, line), QPointF(rect.right(), line))
        if self.hasFocus():
            painting.focus_ring(painter, rect)


class IconButton(Button):
    """A square button that is only a picture, so its name is asked for and shown on hover."""

    def __init__(
        self,
        icon: icons.Icon,
        *,
        name: str,
        look: Look = Look.ORDINARY,
        keys: QKeySequence | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look=look, icon=icon, parent=parent)
        self.set_name(name, keys=keys)
        if keys is not None:
            self.setShortcut(keys)

    def set_name(self, name: str, *, keys: QKeySequence | None = None) -> None:
        """Say what a press does now."""
        self.setAccessibleName(name)
        hint = name if keys is None else f"{name} ({key_cap.key_words(keys)})"
        self.setToolTip(plain_tool_tip(hint))

    # Qt overrides

    def sizeHint(self) -> QSize:
        return measures.size(painting.control_height(), painting.control_height())
