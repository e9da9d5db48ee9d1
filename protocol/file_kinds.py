"""What a file is by its content: magic numbers, and what its name would make a system do with it.

Both sides apply it: the console before it sends, the server to what has arrived. Pure.
"""

from collections.abc import Callable
from dataclasses import dataclass

HEAD_BYTES = 256 * 1024
"""As much of a file as tells what it is: a camera's notes stand before the size of a picture."""

UNKNOWN = "application/octet-stream"
EXECUTABLE = "application/x-executable"
SCRIPT = "application/x-script"
HTML = "text/html"
XML = "application/xml"
SVG = "image/svg+xml"
ZIP = "application/zip"
ARCHIVE = "application/x-archive"
PLAIN = "text/plain"

PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp"})
"""What is shown in a transcript; an SVG is a program, not a picture."""

REFUSED = frozenset({UNKNOWN, EXECUTABLE, SCRIPT, HTML, XML, SVG, ZIP, ARCHIVE})
"""What is not accepted unless whoever runs the server decides otherwise."""

_LETTERS = 512
"""Of a text, as much as shows whether it is markup."""

_MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (0, b"%PDF-", "application/pdf"),
    (4, b"ftypheic", "image/heic"),
    (4, b"ftypmif1", "image/heic"),
    (4, b"ftyp", "video/mp4"),
    (0, b"OggS", "audio/ogg"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (8, b"WAVE", "audio/wav"),
    (0, b"{\\rtf", "application/rtf"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole"),
    (0, b"PK\x03\x04", ZIP),
    (0, b"PK\x05\x06", ZIP),
    (0, b"Rar!", ARCHIVE),
    (0, b"7z\xbc\xaf\x27\x1c", ARCHIVE),
    (0, b"\x1f\x8b", ARCHIVE),
    (0, b"BZh", ARCHIVE),
    (0, b"\xfd7zXZ", ARCHIVE),
    (257, b"ustar", ARCHIVE),
    (0, b"MZ", EXECUTABLE),
    (0, b"\x7fELF", EXECUTABLE),
    (0, b"\xfe\xed\xfa", EXECUTABLE),
    (0, b"\xce\xfa\xed\xfe", EXECUTABLE),
    (0, b"\xcf\xfa\xed\xfe", EXECUTABLE),
    (0, b"\xca\xfe\xba\xbe", EXECUTABLE),
    (0, b"\x00asm", EXECUTABLE),
    (0, b"L\x00\x00\x00\x01\x14\x02\x00", EXECUTABLE),
    (0, b"#!", SCRIPT),
)

_OFFICE = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
"""Documents that are archives inside."""

_OLE = {"doc": "application/msword", "xls": "application/vnd.ms-excel"}

# fmt: off
_RUN_BY_NAME = frozenset({
    "exe", "com", "scr", "pif", "bat", "cmd", "ps1", "psm1", "vbs", "vbe", "js", "jse", "wsf",
    "wsh", "hta", "msi", "msp", "msix", "cpl", "dll", "lnk", "url", "reg", "jar", "apk", "ipa",
    "app", "sh", "bash", "desktop", "command", "scpt", "inf", "chm", "iso", "img", "vhd", "docm",
    "xlsm", "pptm", "xll", "appref-ms", "application", "gadget", "py", "pyw", "rb", "pl", "php",
})
# fmt: on
"""Endings at which some system runs a file, whatever is in it."""

_MARKUP = (
    (b"<!doctype html", HTML),
    (b"<html", HTML),
    (b"<head", HTML),
    (b"<body", HTML),
    (b"<script", HTML),
    (b"<iframe", HTML),
    (b"<svg", SVG),
)


@dataclass(frozen=True, slots=True)
class FileKind:
    """What a file is; `width` and `height` of a picture as its header tells, else 0."""

    media_type: str
    width: int = 0
    height: int = 0

    @property
    def is_picture(self) -> bool:
        """Whether a transcript shows it."""
        return self.media_type in PICTURES


def media_type(head: bytes, name: str) -> str:
    """What a file is that begins so. Its name can only make it worse, or name an office paper."""
    ending = name.rstrip(". ").rpartition(".")[2].casefold() if "." in name else ""
    if ending in _RUN_BY_NAME:
        return EXECUTABLE
    if head.startswith(b"BM") and head[6:10] == bytes(4) and len(head) >= 26:
        return "image/bmp"
    for offset, magic, kind in _MAGIC:
        if head.startswith(magic, offset):
            return _closer(kind, ending)
    return _text(head)


def _closer(kind: str, ending: str) -> str:
    if kind == ZIP:
        return _OFFICE.get(ending, ZIP)
    if kind == "application/x-ole":
        return _OLE.get(ending, UNKNOWN)
    return kind


def _text(head: bytes) -> str:
    """What a file without a magic number is: a text, markup, or nobody knows what."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:_LETTERS].lower()
    if start.startswith(b"<"):
        found = [(at, kind) for mark, kind in _MARKUP if (at := start.find(mark)) >= 0]
        if found:
            return min(found)[1]
        if start.startswith((b"<?xml", b"<!--", b"<!doctype")):
            return XML
    if not head or any(byte < 32 and byte not in b"\t\n\r\f" for byte in head):
        return UNKNOWN
    return PLAIN if _decodes(head) else UNKNOWN


def _decodes(head: bytes) -> bool:
    """UTF-8 to the cut; or the old Russian code page, in which nearly everything is a letter."""
    readers: tuple[Callable[[], str], ...] = (
        lambda: head[: len(head) - _cut_letter(head)].decode(),
        lambda: head.decode("cp1251"),
    )
    for read in readers:
        try:
            read()
        except UnicodeDecodeError:
            continue
        return True
    return False


def _cut_letter(head: bytes) -> int:
    """Bytes at the end that begin a letter and do not finish it."""
    for back in range(1, min(4, len(head)) + 1):
        byte = head[-back]
        if byte >= 0xC0:
            needed = 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
            return back if needed > back else 0
        if byte < 0x80:
            return 0
    return 0
