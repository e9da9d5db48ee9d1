"""How a file looks at a glance: its picture, or the sign of its kind."""

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath

from ui.theme import icons, theme
from ui.widgets import painting

_RADIUS = 6


def icon_of(media_type: str) -> icons.Icon:
    """The sign of a kind of file."""
    family = media_type.partition("/")[0]
    signs = {"image": icons.Icon.PICTURE, "video": icons.Icon.FILM, "audio": icons.Icon.PLAY}
    return signs.get(family, icons.Icon.FILE)


def paint_thumb(painter: QPainter, rect: QRectF, image: QImage | None, icon: icons.Icon) -> None:
    """A small picture that fills its place, or what kind of file it is."""
    tokens = theme.current().tokens
    painting.rounded(painter, rect, radius=_RADIUS, fill=tokens.sunken)
    if image is None:
        icons.paint(painter, icon, tokens.muted, rect, size=18)
        return
    shape = QPainterPath()
    shape.addRoundedRect(rect, _RADIUS, _RADIUS)
    cut = rect.size().scaled(QSizeF(image.size()), Qt.AspectRatioMode.KeepAspectRatio)
    source = QRectF(0, 0, cut.width(), cut.height())
    source.moveCenter(QRectF(image.rect()).center())
    painter.save()
    painter.setClipPath(shape)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(rect, image, source)
    painter.restore()
