"""Contact sheets: all looks of one page in one picture, so that none is overlooked."""

from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from tests.support.pictures.camera import SCALES, THEMES, picture_name
from ui.translation import Language

_CELL = (960, 600)
_EDGE = 12


def make_sheets(folder: Path) -> list[Path]:
    """A sheet for each page there are pictures of: languages and scales across, themes down."""
    into = folder / "sheets"
    into.mkdir(exist_ok=True)
    ending = "-" + picture_name("", "ru", THEMES[0].value, SCALES[0])[1:]
    pages = sorted(path.name.removesuffix(ending) for path in folder.glob(f"*{ending}"))
    made = []
    for page in pages:
        sheet = _sheet(folder, page)
        path = into / f"{page}.png"
        if not sheet.save(str(path)):
            raise OSError(f"{path} could not be written")
        made.append(path)
    return made


def _sheet(folder: Path, page: str) -> QImage:
    looks = [(language, percent) for language in Language for percent in SCALES]
    wide, high = _CELL[0] + _EDGE, _CELL[1] + _EDGE
    sheet = QImage(
        len(looks) * wide + _EDGE, len(THEMES) * high + _EDGE, QImage.Format.Format_RGB32
    )
    sheet.fill(QColor("gray"))
    painter = QPainter(sheet)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for column, (language, percent) in enumerate(looks):
        for row, choice in enumerate(THEMES):
            name = picture_name(page, language, choice.value, percent)
            image = QImage(str(folder / name))
            if image.isNull():
                continue
            image.setDevicePixelRatio(1.0)
            shown = image.scaled(
                *_CELL,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            box = QRect(_EDGE + column * wide, _EDGE + row * high, shown.width(), shown.height())
            painter.drawImage(box, shown)
    painter.end()
    return sheet
