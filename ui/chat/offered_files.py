"""What is dropped or pasted that could go as a file: files of this machine, and pictures."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData
from PySide6.QtGui import QImage

Offered = Path | QImage


def offered_files(data: QMimeData) -> list[Offered]:
    """The files in it, or else the picture; empty where there is only text."""
    files: list[Offered] = [
        Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile() and url.toLocalFile()
    ]
    if files or not data.hasImage() or data.hasText():
        return files
    image = data.imageData()
    return [image] if isinstance(image, QImage) and not image.isNull() else []


def has_files(data: QMimeData) -> bool:
    """Whether there is any, told without looking into it."""
    return any(url.isLocalFile() for url in data.urls()) or (data.hasImage() and not data.hasText())


def png_blocking(image: QImage) -> bytes:
    """A pasted picture as a file; a large one takes longer than a window may stand still."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
