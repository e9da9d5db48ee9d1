"""The files that go with a draft: a chip each, to be taken away again."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import ceil

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from console.core.attaching import AttachedFile
from console.viewmodels import file_lines
from protocol.ids import ClientId
from ui.pictures.thumbs import icon_of, paint_thumb
from ui.theme import fitting, fonts, icons, measures, theme
from ui.widgets import elision, painting, plain_text
from ui.widgets.buttons import IconButton, Look
from ui.widgets.labels import plain_tool_tip

_LEAST, _MOST, _HEIGHT, _THUMB, _PAD, _GAP = 204, 360, 52, 40, 6, 6
_AROUND = 2 * _PAD + _THUMB + 8 + 4 + 28
"""Beside the words of a chip: what it looks like, and the button that takes it away."""

Picture = Callable[[ClientId], QImage | None]


def whole_widths(leasts: Sequence[int], wanted: Sequence[int], *, room: int) -> list[int] | None:
    """How wide each chip is where there is room for all; None where there is not.

    What is left of the room goes to those that ask for little first: what is cut is cut of the
    longest.
    """
    spare = room - sum(leasts) - _GAP * (len(leasts) - 1)
    if spare < 0:
        return None
    widths = list(leasts)
    asking = sorted(range(len(widths)), key=lambda one: wanted[one] - leasts[one])
    for place, one in enumerate(asking):
        share = spare // (len(asking) - place)
        more = min(max(wanted[one] - leasts[one], 0), share)
        widths[one] += more
        spare -= more
    return widths


def page_width(leasts: Sequence[int], *, room: int) -> int | None:
    """How wide each chip is where there is no room for all: as many as are seen are seen whole.

    None where all have the least they ask for.
    """
    if sum(leasts) + _GAP * (len(leasts) - 1) <= room:
        return None
    seen = max(1, (room + _GAP) // (max(leasts) + _GAP))
    return (room + _GAP) // seen - _GAP


class AttachmentChip(QWidget):
    """One file: what it looks like, its name, how far it has got, a button to take it away.

    Signals: `removed` with its key.
    """

    removed = Signal(str)

    def __init__(
        self, file: AttachedFile, *, picture: Picture, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._picture = picture
        fitting.fix_height(self, _HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, _PAD, 0)
        self.remove_button = IconButton(icons.Icon.X, name="", look=Look.QUIET)
        self.remove_button.clicked.connect(self._on_remove_clicked)
        row.addStretch(1)
        row.addWidget(self.remove_button)
        self.show_file(file)

    def show_file(self, file: AttachedFile) -> None:
        """It has got on."""
        self._file = file
        self._name = plain_text.plain_line(file.name, shown=120)
        self._line = file_lines.progress_line(file)
        self._short = file_lines.share_line(file)
        said = f"{self._name}, {self._line}"
        if file.note:
            only = QCoreApplication.translate("Attachments", "{file}, for colleagues only")
            said = only.format(file=said)
        self.setAccessibleName(said)
        self.setToolTip(plain_tool_tip(said))
        self.hold_width(self.wanted())
        remove = QCoreApplication.translate("Attachments", "Remove “{name}”")
        self.remove_button.set_name(remove.format(name=self._name))
        self.update()

    @property
    def failed(self) -> bool:
        """Whether it is refused."""
        return self._file.code is not None

    def hold_width(self, width: int) -> None:
        """Be as wide as there is room."""
        fitting.keep_between(self, width, width)
        self.updateGeometry()

    def least(self) -> int:
        """Why a file is refused must be read; a long name gives way first."""
        line = painting.text_width(self._short or self._line, fonts.Type.CAPTION)
        return min(max(_LEAST, ceil(line) + _AROUND), _MOST)

    def wanted(self) -> int:
        """What shows all its words, within reason."""
        name = painting.text_width(self._name, fonts.Type.CAPTION_STRONG)
        line = painting.text_width(self._line, fonts.Type.CAPTION)
        return min(max(self.least(), ceil(max(name, line)) + _AROUND), _MOST)

    @Slot()
    def _on_remove_clicked(self) -> None:
        self.removed.emit(self._file.key)

    # Qt overrides

    def sizeHint(self) -> QSize:
        return measures.size(self.wanted(), _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, file = theme.current().tokens, self._file
        painter = QPainter(self)
        painting.begin(painter)
        rect = painting.enlarge(painter, self.rect())
        body = rect.adjusted(0.5, 0.5, -0.5, -0.5)
        usual = tokens.note_border if file.note else tokens.border
        fill = tokens.note if file.note else tokens.surface
        edge = tokens.late if self.failed else usual
        painting.rounded(painter, body, radius=8, fill=fill, border=edge)
        thumb = QRectF(_PAD, _PAD, _THUMB, _THUMB)
        image = self._picture(file.key) if file.kind.is_picture else None
        paint_thumb(painter, thumb, image, icon_of(file.kind.media_type))
        left = thumb.right() + 8
        room = rect.width() - left - measures.design(self.remove_button.width()) - _PAD - 4
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(fonts.font(fonts.Type.CAPTION_STRONG))
        painter.setPen(tokens.text)
        words = elision.elided_middle(self._name, fonts.Type.CAPTION_STRONG, int(room))
        painter.drawText(QRectF(left, 7, room, 18), flags, words)
        painter.setFont(fonts.font(fonts.Type.CAPTION))
        painter.setPen(tokens.late if self.failed else tokens.muted)
        fits = painting.text_width(self._line, fonts.Type.CAPTION) <= room
        words = self._line if fits else self._short or self._line
        words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(QRectF(left, 25, room, 18), flags, words)
        if file.under_way and file.size:
            bar = QRectF(left, _HEIGHT - 7, room, 2)
            painting.rounded(painter, bar, radius=1, fill=tokens.sunken)
            bar.setWidth(room * file.arrived / file.size)
            done = tokens.warn if file.note else tokens.accent
            painting.rounded(painter, bar, radius=1, fill=done)


class AttachmentStrip(QScrollArea):
    """The chips of one draft in a row; where there are too many, the row moves, a chip at a time.

    Whoever shows it names it.

    Signals: `removed` with the key of a file that is not wanted.
    """

    removed = Signal(str)

    def __init__(self, *, picture: Picture, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = picture
        self._chips: dict[ClientId, AttachmentChip] = {}
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        fitting.fix_height(self, _HEIGHT)
        self.viewport().setAutoFillBackground(False)
        inner = QWidget()
        inner.setAutoFillBackground(False)
        self._row = QHBoxLayout(inner)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addStretch(1)
        self.setWidget(inner)
        inner.setAutoFillBackground(False)  # a scroll area fills what it is given
        bar = self.horizontalScrollBar()
        bar.rangeChanged.connect(self._on_bar_range_changed)
        bar.valueChanged.connect(self._stop_at_chip)
        bar.sliderReleased.connect(self._stop_at_chip)
        theme.current().measures_changed.connect(self._fit)
        self.hide()

    @property
    def chips(self) -> list[AttachmentChip]:
        """In their order."""
        return list(self._chips.values())

    def show_files(self, files: Sequence[AttachedFile]) -> None:
        """These in their order, the refused ones first; chips that stay keep the focus."""
        files = sorted(files, key=_accepted)
        wanted = {file.key for file in files}
        for key in [key for key in self._chips if key not in wanted]:
            chip = self._chips.pop(key)
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        refused: AttachmentChip | None = None
        for place, file in enumerate(files):
            known = self._chips.get(file.key)
            if known is not None:
                was_failed = known.failed
                known.show_file(file)
                refused = known if known.failed and not was_failed else refused
                if self._row.indexOf(known) != place:
                    self._row.removeWidget(known)
                    self._row.insertWidget(place, known)
                continue
            chip = AttachmentChip(file, picture=self._picture)
            chip.removed.connect(self.removed)
            self._chips[file.key] = chip
            self._row.insertWidget(place, chip)
            refused = chip if chip.failed else refused
        self._chips = {file.key: self._chips[file.key] for file in files}
        for one, other in pairwise(self._chips.values()):
            QWidget.setTabOrder(one.remove_button, other.remove_button)
        self._fit()
        if refused is not None:
            self._show_chip(refused)

    @Slot()
    def _fit(self) -> None:
        chips = self._chips.values()
        if not chips:
            return
        room = int(measures.design(self.viewport().width()))
        leasts = [chip.least() for chip in chips]
        width = page_width(leasts, room=room)
        widths = whole_widths(leasts, [chip.wanted() for chip in chips], room=room)
        for chip, own in zip(chips, widths or [width or 0] * len(leasts), strict=True):
            chip.hold_width(own)
        self._row.setSpacing(measures.length(_GAP))
        step = 1 if width is None else measures.length(width) + self._row.spacing()
        self.horizontalScrollBar().setSingleStep(step)
        self._stop_at_chip()

    def _show_chip(self, chip: AttachmentChip) -> None:
        """Why it is refused is to be read, wherever in the row it is."""
        self._row.activate()
        # The area hears of other widths later; until then the chip may be beyond its end.
        QCoreApplication.sendEvent(self, QEvent(QEvent.Type.LayoutRequest))
        self.ensureWidgetVisible(chip, 0, 0)
        self._stop_at_chip()

    @Slot()
    def _stop_at_chip(self) -> None:
        """Of no chip a half is seen, but while somebody drags the bar."""
        bar = self.horizontalScrollBar()
        if not bar.isSliderDown():
            bar.setValue(round(bar.value() / bar.singleStep()) * bar.singleStep())

    @Slot(int, int)
    def _on_bar_range_changed(self, least: int, most: int) -> None:
        """The bar has a room of its own under the chips."""
        bar = self.horizontalScrollBar().sizeHint().height() if most > least else 0
        fitting.fix_height(self, _HEIGHT + round(measures.design(bar)))
        self._stop_at_chip()

    @Slot()
    def repaint_pictures(self) -> None:
        """One of them may be there now."""
        for chip in self._chips.values():
            chip.update()

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def _accepted(file: AttachedFile) -> bool:
    return file.code is None
