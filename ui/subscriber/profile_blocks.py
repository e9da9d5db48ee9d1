"""The parts that a profile is shown in: facts, bars, money, lists."""

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from console.viewmodels import formats
from protocol.subscribers import HiddenField, Leftover, MoneyLine, Profile
from ui.subscriber import words
from ui.theme import fitting, fonts, measures, theme
from ui.theme.icons import Icon
from ui.widgets.buttons import IconButton, LinkButton, Look
from ui.widgets.ground import Tone, hairline
from ui.widgets.labels import ElidedLabel, Label, plain_tool_tip
from ui.widgets.level_bar import LevelBar
from ui.widgets.section_header import SectionHeader

translate = QCoreApplication.translate

_NAME_WIDTH = 92
_UPPER_LEFT = (
    Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
)
_ROW_PAD, _ROW_GAP = 2, 2
_EYE = (24, 18)
_LONGEST_WORD = 24
_MONEY_FIRST = 5
"""What fits without scrolling at the least height; the rest is one press away."""
_LOW_SHARE = 0.15


class Block(QWidget):
    """A titled part with a line above it."""

    def __init__(self, title: str, *, remark: str = "", first: bool = False) -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        if not first:
            outer.addWidget(hairline())
        inner = QWidget()
        outer.addWidget(inner)
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(16, 12, 16, 12)
        self.column.setSpacing(4)
        self.header = SectionHeader(title, remark=remark)
        if title:
            self.column.addWidget(self.header)


class Facts(QWidget):
    """Names at the left, values at the right."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(_ROW_GAP)
        self._fit()
        theme.current().measures_changed.connect(self._fit)
        self._grid.setColumnStretch(1, 1)

    def _fit(self) -> None:
        self._grid.setColumnMinimumWidth(0, measures.length(_NAME_WIDTH))

    def add(
        self, name: str, value: str, *, strong: bool = False, action: QWidget | None = None
    ) -> Label:
        """One line."""
        row = self._grid.rowCount()
        title = Label(name, kind=fonts.Type.CAPTION, tone=Tone.MUTED, wrap=True)
        kind = fonts.Type.CAPTION_STRONG if strong else fonts.Type.CAPTION
        shown = Label(value, kind=kind, wrap=True, selectable=True)
        shown.setAccessibleName(f"{name}: {value}")
        fitting.keep_above(shown, width=60)
        if max(map(len, value.split()), default=0) > _LONGEST_WORD:
            shown.setToolTip(plain_tool_tip(value))  # no line is wide enough for it
        for label in (title, shown):
            label.setContentsMargins(0, _ROW_PAD, 0, _ROW_PAD)
            # In the middle Qt would draw what can be selected a part of a pixel higher.
            label.setAlignment(_UPPER_LEFT)
        # A value of two lines begins beside its name, not around it.
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(title, row, 0, top)
        self._grid.addWidget(shown, row, 1, 1, 1 if action is not None else 2, top)
        if action is not None:
            self._grid.addWidget(action, row, 2, top)
        return shown

    def add_hidden(self, field: HiddenField, *, keys: QKeySequence | None = None) -> "HiddenFact":
        """A masked value and the eye that asks for the whole of it."""
        title = words.field_title(field.field)
        eye = IconButton(
            Icon.EYE,
            name=translate("Subscriber", "Show: {field}").format(field=title),
            look=Look.QUIET,
        )
        fitting.fix_size(eye, *_EYE)
        if keys is not None:
            eye.set_name(eye.accessibleName(), keys=keys)
        return HiddenFact(field, value=self.add(title, field.masked, action=eye), eye=eye)


class HiddenFact(QObject):
    """A line of facts whose value is masked until somebody gives a reason to see it.

    Signals:
        reveal_pressed: somebody wants to see this field.
    """

    reveal_pressed = Signal(str)

    def __init__(self, field: HiddenField, *, value: Label, eye: IconButton) -> None:
        super().__init__(value)
        self.field = field
        self._value = value
        self._eye = eye
        eye.clicked.connect(self._on_eye_clicked)

    def show_value(self, value: str) -> None:
        """It was revealed; that is on record."""
        self._value.set_text(value)
        self._value.setAccessibleName(f"{words.field_title(self.field.field)}: {value}")
        self._eye.hide()

    def _on_eye_clicked(self) -> None:
        self.reveal_pressed.emit(self.field.field)


def leftover_bar(leftover: Leftover) -> LevelBar:
    """What is left of a package."""
    share = leftover.left / leftover.of if leftover.of else 0.0
    return LevelBar(
        words.leftover_title(leftover.kind),
        figure=translate("Subscriber", "{left} of {of}").format(
            left=formats.amount(leftover.left), of=formats.amount(leftover.of)
        ),
        share=share,
        tone=Tone.LATE if share < _LOW_SHARE else Tone.ACCENT,
    )


class MoneyBlock(Block):
    """Why money went, newest first; the first lines, then all."""

    def __init__(self, profile: Profile) -> None:
        super().__init__(translate("Subscriber", "Payments and charges"))
        self._rest: list[QWidget] = []
        for position, line in enumerate(profile.money):
            row = money_line(line)
            self.column.addWidget(row)
            if position >= _MONEY_FIRST:
                row.hide()
                self._rest.append(row)
        if not profile.money:
            self.column.addWidget(quiet(translate("Subscriber", "No payments or charges yet.")))
        if self._rest:
            self._more = LinkButton(translate("Subscriber", "Show all"))
            self._more.clicked.connect(self._on_more_clicked)
            self.header.add_action(self._more)

    def _on_more_clicked(self) -> None:
        for row in self._rest:
            row.show()
        self._more.hide()


def money_line(line: MoneyLine) -> QWidget:
    """«03.11 «Мир видео», 5151 · подписка −30,00 ₽»."""
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 1, 0, 1)
    row.setSpacing(8)
    when = Label(formats.short_day(line.at), kind=fonts.Type.CAPTION, tone=Tone.MUTED)
    fitting.fix_width(when, 46)
    title = ElidedLabel(line.title, kind=fonts.Type.CAPTION)
    reason = words.money_reason(line)
    figure = Label(
        formats.money(line.amount, signed=True),
        kind=fonts.Type.CAPTION,
        tone=Tone.OK if line.amount > 0 else Tone.TEXT,
    )
    row.addWidget(when)
    row.addWidget(title, 1)
    row.addWidget(figure)
    box.setAccessibleName(f"{formats.day(line.at)}, {title.text()}, {reason}, {figure.text()}")
    box.setToolTip(plain_tool_tip(reason))
    return box


def two_lines(title: str, text: str, *, figure: str = "") -> QWidget:
    """A thing with what there is to say of it."""
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 2, 0, 2)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(0)
    grid.setColumnStretch(0, 1)
    grid.addWidget(ElidedLabel(title, kind=fonts.Type.CAPTION), 0, 0)
    grid.addWidget(ElidedLabel(text, kind=fonts.Type.LABEL, tone=Tone.MUTED), 1, 0, 1, 2)
    if figure:
        grid.addWidget(Label(figure, kind=fonts.Type.CAPTION), 0, 1)
    box.setAccessibleName(", ".join(part for part in (title, figure, text) if part))
    return box


def quiet(text: str) -> Label:
    """A remark where there is nothing else to show."""
    return Label(text, kind=fonts.Type.CAPTION, tone=Tone.MUTED, wrap=True)
