"""Decodes one picture of a stranger, small, and ends: the only program that looks inside one.

Run as a script with the longest width and height and the most pixels; the picture comes by the
standard input, and goes out as width, height and four bytes a pixel. Whatever is wrong with it, or
done to this process by it, nobody else is harmed. It knows nothing of the rest of the console.
"""

import contextlib
import struct
import sys

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

FORMATS = frozenset({b"png", b"jpeg", b"gif", b"webp", b"bmp"})
ALLOCATION_MIB = 128
"""Of one picture at its full size: 25 million pixels of four bytes, and a little."""
ADDRESS_BYTES = 1024 * 1024 * 1024
"""Of the whole process, libraries included."""
CPU_SECONDS = 10


def main() -> None:
    """Read, decode, write; silence means that it cannot be shown."""
    longest = QSize(int(sys.argv[1]), int(sys.argv[2]))
    content = sys.stdin.buffer.read()
    _limit()
    image = decoded(content, longest, most_pixels=int(sys.argv[3]))
    if image is not None:
        sys.stdout.buffer.write(struct.pack(">II", image.width(), image.height()))
        sys.stdout.buffer.write(image.constBits())


def decoded(content: bytes, longest: QSize, *, most_pixels: int) -> QImage | None:
    """The first frame, not larger than asked for."""
    QImageReader.setAllocationLimit(ALLOCATION_MIB)
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if reader.format().data() not in FORMATS or size.isEmpty():
        return None
    if size.width() * size.height() > most_pixels:
        return None
    if size.width() > longest.width() or size.height() > longest.height():
        small = size.scaled(longest, Qt.AspectRatioMode.KeepAspectRatio)
        reader.setScaledSize(small.expandedTo(QSize(1, 1)))
    image = reader.read()
    if image.isNull():
        return None
    return image.convertToFormat(QImage.Format.Format_RGBA8888_Premultiplied)


def _limit() -> None:
    """No more of the machine than a picture needs; Windows has no such limits to set."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - where there is one

        resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_BYTES, ADDRESS_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))


if __name__ == "__main__":
    main()
