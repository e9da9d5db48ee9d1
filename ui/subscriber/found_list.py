"""The subscribers a search has found, to choose one from."""

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from protocol.ids import SubscriberId
from protocol.subscribers import SubscriberLine
from ui.theme import fitting, fonts, measures, theme
from ui.theme.icons import Icon
from ui.widgets import painting, plain_text
from ui.widgets.avatar import paint_avatar
from ui.widgets.empty_state import EmptyState
from ui.widgets.ground import Tone
from ui.widgets.labels import Label
from ui.widgets.placeholder import Placeholder
from ui.widgets.scroll_page import ScrollPage

translate = QCoreApplication.translate

_ROW, _COMPACT_ROW = 52, 44


class FoundList(ScrollPage):
    """At most twenty lines: the server sends no more.

    Signals:
        subscriber_chosen: this one.
    """

    subscriber_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(name=translate("Subscriber", "Found subscribers"), parent=parent)
        self._lines: list[FoundLine] = []
        self._current = -1
        self._searching = False
        self.show_searching()

    def show_searching(self) -> None:
        """The server is asked: what was found stays until the answer comes."""
        if self._lines or self._searching:
            return
        self._searching = True
        name = translate("Subscriber", "Searching")
        rows = Placeholder(blocks=4, lines=2, line_height=18, apart=_ROW - 36, sign=28, name=name)
        self._fill([rows], margin=16)

    def show_found(self, found: tuple[SubscriberLine, ...], *, more: bool) -> None:
        """The answer."""
        self._searching = False
        if not found:
            self._lines = []
            self._fill(
                [
                    EmptyState(
                        icon=Icon.SEARCH,
                        title=translate("Subscriber", "Nobody found"),
                        text=translate(
                            "Subscriber",
                            "Try the number without its first digits, the contract, or part of"
                            " the name.",
                        ),
                    )
                ]
            )
            return
        self._lines = [FoundLine(line) for line in found]
        for line in self._lines:
            line.clicked.connect(line.announce)
            line.chosen.connect(self.subscriber_chosen)
        rows: list[QWidget] = list(self._lines)
        if more:
            remark = translate("Subscriber", "There are more: type another letter or digit.")
            label = Label(remark, kind=fonts.Type.CAPTION, tone=Tone.MUTED, wrap=True)
            label.setContentsMargins(16, 8, 16, 8)
            rows.append(label)
        self._fill(rows)
        self._current = -1
        self.move_choice(1)

    def show_error(self, words: str) -> None:
        """The search did not work."""
        self._searching = False
        self._lines = []
        title = translate("Subscriber", "The search did not work")
        self._fill([EmptyState(icon=Icon.WARNING, title=title, text=words)])

    def move_choice(self, step: int) -> None:
        """Up or down."""
        if not self._lines:
            return
        self._current = max(0, min(len(self._lines) - 1, self._current + step))
        for position, line in enumerate(self._lines):
            line.setChecked(position == self._current)
        self.ensureWidgetVisible(self._lines[self._current])

    def choose_current(self) -> None:
        """Enter."""
        if 0 <= self._current < len(self._lines):
            self._lines[self._current].announce()

    def _fill(self, rows: list[QWidget], *, margin: int = 0) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(margin, margin // 2, margin, 0)
        column.setSpacing(0)
        for row in rows:
            column.addWidget(row)
        if not isinstance(rows[0], EmptyState):
            column.addStretch(1)
        self.show_page(page)


class FoundLine(QAbstractButton):
    """One found subscriber.

    Signals:
        chosen: this one.
    """

    chosen = Signal(str)

    def __init__(self, line: SubscriberLine) -> None:
        super().__init__()
        self._line = line
        self.setCheckable(True)
        fitting.fix_height(self, _ROW, _COMPACT_ROW)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        name = plain_text.plain_line(line.name)
        self.setAccessibleName(f"{name}, {line.number}, {line.contract}, {line.tariff}")

    def announce(self) -> None:
        """It was chosen."""
        self.chosen.emit(SubscriberId(self._line.id))

    # Qt overrides

    def nextCheckState(self) -> None:
        """The list decides which line is current."""

    def sizeHint(self) -> QSize:
        return measures.size(200, measures.by_density(_ROW, _COMPACT_ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.current().tokens
        painter = QPainter(self)
        painting.begin(painter)
        rect = painting.enlarge(painter, self.rect())
        if self.isChecked():
            painter.fillRect(rect, tokens.selected)
        elif self.underMouse():
            painter.fillRect(rect, tokens.hover)
        avatar = QRectF(16, (rect.height() - 28) / 2, 28, 28)
        paint_avatar(painter, avatar, name=self._line.name, person=self._line.id)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        top = QRectF(56, rect.height() / 2 - 18, rect.width() - 72, 18)
        for kind, color, text, box in (
            (fonts.Type.BODY_MEDIUM, tokens.text, self._line.name, top),
            (
                fonts.Type.CAPTION,
                tokens.muted,
                translate("Subscriber", "{number} · {contract} · “{tariff}”").format(
                    number=self._line.number,
                    contract=self._line.contract,
                    tariff=self._line.tariff,
                ),
                top.translated(0, 18),
            ),
        ):
            painter.setFont(fonts.font(kind))
            painter.setPen(color)
            shown = painter.fontMetrics().elidedText(
                plain_text.plain_line(text), Qt.TextElideMode.ElideRight, int(box.width())
            )
            painter.drawText(box, flags, shown)
        if self.hasFocus():
            painting.focus_ring(painter, rect)
