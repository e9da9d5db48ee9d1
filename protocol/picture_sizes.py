"""How large a picture says it is: read from its header, nothing decoded. Pure.

A header that is cut off or makes no sense gives None: then it is no picture.
"""

from collections.abc import Callable

from protocol import limits
from protocol.file_kinds import PICTURES, FileKind, media_type

Size = tuple[int, int]


def kind_of(head: bytes, name: str) -> FileKind | None:
    """What a file is that begins so; None for a picture whose header cannot be read."""
    found = media_type(head, name)
    if found not in PICTURES:
        return FileKind(found)
    size = _READERS[found](head)
    if size is None or min(size) < 1:
        return None
    return FileKind(found, *size)


def is_too_large(kind: FileKind) -> bool:
    """Whether nobody should decode it."""
    longest = max(kind.width, kind.height)
    return kind.width * kind.height > limits.PICTURE_PIXELS or longest > limits.PICTURE_SIDE


def _png(head: bytes) -> Size | None:
    if head[12:16] != b"IHDR" or len(head) < 24:
        return None
    return int.from_bytes(head[16:20]), int.from_bytes(head[20:24])


def _gif(head: bytes) -> Size | None:
    if len(head) < 10:
        return None
    return int.from_bytes(head[6:8], "little"), int.from_bytes(head[8:10], "little")


def _bmp(head: bytes) -> Size | None:
    if len(head) < 26:
        return None
    header = int.from_bytes(head[14:18], "little")
    if header == 12:
        return int.from_bytes(head[18:20], "little"), int.from_bytes(head[20:22], "little")
    width = int.from_bytes(head[18:22], "little", signed=True)
    height = int.from_bytes(head[22:26], "little", signed=True)
    return abs(width), abs(height)  # one that stands on its head has a height below nothing


def _webp(head: bytes) -> Size | None:
    form = head[12:16]
    if form == b"VP8X" and len(head) >= 30:
        return (
            1 + int.from_bytes(head[24:27], "little"),
            1 + int.from_bytes(head[27:30], "little"),
        )
    if form == b"VP8L" and len(head) >= 25 and head[20] == 0x2F:
        packed = int.from_bytes(head[21:25], "little")
        return 1 + (packed & 0x3FFF), 1 + (packed >> 14 & 0x3FFF)
    if form == b"VP8 " and len(head) >= 30 and head[23:26] == b"\x9d\x01\x2a":
        return (
            int.from_bytes(head[26:28], "little") & 0x3FFF,
            int.from_bytes(head[28:30], "little") & 0x3FFF,
        )
    return None


def _jpeg(head: bytes) -> Size | None:
    """Walk from segment to segment until the one that holds the frame."""
    at = 2
    while at + 9 <= len(head) and head[at] == 0xFF:
        marker = head[at + 1]
        if marker == 0xFF:  # fill before a marker
            at += 1
        elif marker in _FRAMES:
            return int.from_bytes(head[at + 7 : at + 9]), int.from_bytes(head[at + 5 : at + 7])
        elif marker in _ALONE:
            at += 2
        else:
            at += 2 + max(int.from_bytes(head[at + 2 : at + 4]), 2)
    return None


_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})

_READERS: dict[str, Callable[[bytes], Size | None]] = {
    "image/png": _png,
    "image/jpeg": _jpeg,
    "image/gif": _gif,
    "image/webp": _webp,
    "image/bmp": _bmp,
}
